/**
 * A failed history cut down: steps are left out as long as the same thing is broken. Every step draws its chance from the
 * seed and its own number, so what is left stays as it was.
 */
import type { Schedules } from './schedules.ts';
import { failureOf } from './schedules.ts';

export interface Shrunk {
  /** Steps that are left. */
  readonly kept: readonly number[];
  readonly message: string;
  /** What happened in them, in sentences. */
  readonly story: readonly string[];
}

type Asked = Pick<Schedules, 'devices' | 'steps' | 'dexieEvery'>;

/** What kind of thing was broken: the first word of the message. */
const kindOf = (message: string): string => message.split(' ')[0] ?? '';

/** Cuts the history of this seed down to the fewest steps that fail in the same way. Rejects when it does not fail. */
export async function shrink(asked: Asked, seed: number): Promise<Shrunk> {
  const first = await failureOf(asked, seed);
  if (first === null) throw new Error(`seed ${seed} does not fail`);
  // What came after cannot matter, unless it failed in the end.
  const all = Array.from({ length: Math.min(asked.steps, first.step + 1) }, (_, step) => step);
  const cut = { ...asked, steps: all.length };
  const without = (kept: readonly number[]) => new Set(all.filter((step) => !kept.includes(step)));
  const fails = async (kept: readonly number[]) => {
    const failure = await failureOf({ ...cut, skip: without(kept) }, seed);
    return failure !== null && kindOf(failure.message) === kindOf(first.message);
  };
  let kept: readonly number[] = all;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length;) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (await fails(fewer)) kept = fewer;
      else from += size;
    }
  }
  const story: string[] = [];
  const last = await failureOf({ ...cut, skip: without(kept), trace: (sentence) => story.push(sentence) }, seed);
  return { kept, message: (last ?? first).message, story };
}
