/** Chance from a seed, so that a history can be run again. */

export interface Chance {
  /** In [0, 1). */
  readonly random: () => number;
  readonly happens: (p: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** A new id in the form of a UUID; ids count up, so that they sort by when they were made. */
  readonly id: () => string;
  /** What comes next depends on the seed and on this number alone: a step can be left out, and later ones stay as they were. */
  readonly begin: (part: number) => void;
}

export function chanceFrom(seed: number): Chance {
  const stateOf = (part: number) => (Math.imul(seed, 2654435761) ^ Math.imul(part + 1, 0x9e3779b1)) >>> 0 || 1;
  let state = stateOf(-1);
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
    begin: (part) => {
      state = stateOf(part);
      // The first numbers of neighbouring parts are alike.
      for (let k = 0; k < 4; k += 1) random();
    },
    pick: <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T,
    id: () => `01990000-0000-7000-8000-${(++serial).toString(16).padStart(12, '0')}`,
  };
}
