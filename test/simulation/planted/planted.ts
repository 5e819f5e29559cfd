/**
 * A planted bug: one line of the code that ships, removed or bent on its way into the simulator. The files on the disk are
 * never changed, and no build knows of it. A line that is no longer there fails loudly: a bug cannot rot.
 */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** `find` stands exactly once in the file; `put` takes its place. */
export interface Bend {
  /** Below src/. */
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

export interface PlantedBug {
  /** What is wrong, and the invariant that forbids it. */
  readonly what: string;
  /** Nearly always one: two where the code keeps a rule in two places on purpose. */
  readonly bends: readonly Bend[];
}

/** A bug that is one bend. */
export const bug = (what: string, file: string, [find, put]: readonly [string, string]): PlantedBug => ({
  what,
  bends: [{ file, find, put }],
});

const SRC = fileURLToPath(new URL('../../../src/', import.meta.url));

/** Bends the lines of one bug as their files are loaded. */
export function plant({ bends }: PlantedBug): Plugin {
  return {
    name: 'planted-bug',
    enforce: 'pre',
    transform(code, id) {
      const mine = bends.filter(({ file }) => id.split('?')[0] === SRC + file);
      return mine.length === 0 ? null : mine.reduce(bent, code);
    },
  };
}

/** The code with the line bent. Throws when it does not stand there exactly once. */
export function bent(code: string, { file, find, put }: Bend): string {
  const parts = code.split(find);
  if (parts.length !== 2) throw new Error(`"${find}" stands ${parts.length - 1} times in src/${file}`);
  return parts.join(put);
}
