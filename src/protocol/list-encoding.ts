/** In which letters a list is written: by its mark, or, of an XML file, by what it says of itself. Nothing is guessed. */

/** What an XML file may say, beside UTF-8: what school systems in Britain have written. */
const SAID = new Set(['iso-8859-1', 'windows-1252', 'us-ascii']);

/** How far the first line of an XML file is looked at, bytes. */
const HEAD_BYTES = 200;

/** A label that TextDecoder knows. */
export function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = String.fromCodePoint(...bytes.subarray(0, HEAD_BYTES));
  const said = /^\s*<\?xml[^>]*\sencoding=["']([\w-]+)["']/.exec(head)?.[1]?.toLowerCase();
  return said !== undefined && SAID.has(said) ? said : 'utf-8';
}
