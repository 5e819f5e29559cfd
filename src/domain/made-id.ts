/** Ids that every device makes alike, so that what is one thing is one entry, whoever makes it first without knowing of the others. */

/** The id for these words: a UUID of version 8 (RFC 9562, 5.8). */
export function madeId(...words: readonly string[]): string {
  const text = words.join('\u0000');
  const hex = LANES.map((lane) => hash(text, lane).toString(16).padStart(8, '0')).join('');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const [a, b, c, d, e] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20), hex.slice(20)];
  return `${a}-${b}-8${c}-${variant}${d}-${e}`;
}

/** Four 32-bit hashes side by side, each with a start and an odd factor of its own. Nobody gains by a collision. */
const LANES: readonly (readonly [start: number, factor: number])[] = [
  [0x811c9dc5, 0x01000193],
  [0x9e3779b9, 0x85ebca6b],
  [0xc2b2ae35, 0x27d4eb2f],
  [0x165667b1, 0xcc9e2d51],
];

function hash(text: string, [start, factor]: readonly [number, number]): number {
  let sum = start;
  for (let at = 0; at < text.length; at++) {
    sum = Math.imul(sum ^ text.charCodeAt(at), factor);
    sum ^= sum >>> 15;
  }
  return sum >>> 0;
}
