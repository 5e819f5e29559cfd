/** Bytes as text that a header, a row or a message can carry. Source: RFC 4648, 4. */

/** Characters made in one call: all of them are its arguments. */
const AT_ONCE = 8192;

/** Standard alphabet, padded. */
export function toBase64(bytes: Uint8Array): string {
  let chars = '';
  for (let at = 0; at < bytes.length; at += AT_ONCE) chars += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return btoa(chars);
}

/** Throws InvalidCharacterError on what is no base64. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
