/** How much may cross the wire, apart from the shapes: whoever only counts loads no schema. */

/** Largest request body, bytes. */
export const BODY_MAX_BYTES = 256 * 1024;
/** Most mutations in a request. */
export const BATCH_MAX = 100;
/** Most seals in a delivery; their bytes are bounded by the size of a body. */
export const SEALS_MAX = 100;
/** Largest mutation, bytes of JSON. */
export const MUTATION_MAX_BYTES = 64 * 1024;
/** Deepest nesting of JSON that is read. */
export const DEPTH_MAX = 8;
/** Most records asked for by name in a request; the rest is asked for in the next. */
export const WANT_MAX = 2000;

/** Bytes of a value as JSON in UTF-8. */
export function bytesOf(value: unknown): number {
  let bytes = 0;
  for (const char of JSON.stringify(value)) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
