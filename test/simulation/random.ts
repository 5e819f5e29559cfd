/** Chance from a seed, so that a history can be run again. */

export interface Chance {
  /** In [0, 1). */
  readonly random: () => number;
  readonly happens: (p: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** A new id in the form of a UUID; ids count up, so that they sort by when they were made. */
  readonly id: () => string;
}

export function chanceFrom(seed: number): Chance {
  let state = (seed * 2654435761) >>> 0 || 1;
  let serial = 0;
  const random = (): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
  return {
    random,
    happens: (p) => random() < p,
    pick: <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T,
    id: () => `01990000-0000-7000-8000-${(++serial).toString(16).padStart(12, '0')}`,
  };
}
