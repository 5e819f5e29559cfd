/** Lists of words and sentences with slots such as "{job}", and how they are filled. All people and places are invented. */
import type { Random } from '../random.ts';

/** One item a line; empty lines are left out. */
export const bank = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '');

/** What can stand in a slot: a text, or several of which one is picked. */
export type Slots = Readonly<Record<string, string | readonly string[]>>;

/** The sentence with its slots filled; an unknown slot is a bug. */
export function fill(template: string, slots: Slots, rng: Random): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`No words for {${name}} in: ${template}`);
    return typeof value === 'string' ? value : rng.pick(value);
  });
  return filled.replace(/\b([Aa]) (?=[aeio]|un(?!i))/g, '$1n ');
}

/** One sentence of the list, filled. */
export const say = (sentences: readonly string[], slots: Slots, rng: Random): string =>
  fill(rng.pick(sentences), slots, rng);
