/**
 * Randomness from a seed: the same seed makes the same demo school. Forks are independent streams, so that one more
 * sentence for one pupil does not change every other pupil. Not for secrets.
 */

/** A stream of random choices. */
export interface Random {
  /** 0 to 1, 1 excluded. */
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly int: (low: number, high: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** One of the list, which is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** So many of the list, each once, in random order. */
  readonly some: <T>(list: readonly T[], count: number) => readonly T[];
  /** Shaped as a UUIDv7 of this moment (milliseconds since 1970), so that ids sort by time. */
  readonly uuid: (epochMs: number) => string;
  /** Another stream, the same for the same name. */
  readonly fork: (name: string) => Random;
}

/** A stream from a seed of any text. */
export function seeded(seed: string): Random {
  const next = splitMix(hash(seed));
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const some = <T>(list: readonly T[], count: number): readonly T[] => {
    const left = [...list];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(int(0, left.length - 1), 1)).flat();
  };
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => list[int(0, list.length - 1)] as (typeof list)[number],
    some,
    uuid: (epochMs) => uuidFrom(epochMs, next),
    fork: (name) => seeded(`${seed}/${name}`),
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** SplitMix32: small, fast, and good enough for made-up pupils. */
function splitMix(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  };
}

function uuidFrom(epochMs: number, next: () => number): string {
  const time = Math.max(0, Math.floor(epochMs)).toString(16).padStart(12, '0');
  const bits = (digits: number) =>
    Math.floor(next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bits(3)}-${'89ab'[Math.floor(next() * 4)]}${bits(3)}-${bits(8)}${bits(4)}`;
}
