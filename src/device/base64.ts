/** Bytes as text that a header, a row or a message can carry. Source: RFC 4648, 4. */

/** Standard alphabet, padded. For some kilobytes at most: all of it is arguments of one call. */
export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** Throws InvalidCharacterError on what is no base64. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
