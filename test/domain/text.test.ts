/** A written text is a set of heads (src/domain/text.ts): what was written over never comes back, in whatever order things arrive. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonId, TextId } from '../../src/domain/ids.ts';
import type { TextWrite, WrittenText } from '../../src/domain/text.ts';
import { NO_TEXT, closeText, writeText } from '../../src/domain/text.ts';
import { NOW, PEOPLE, uuid } from '../support/builders.ts';
import { SEED, runs } from '../support/seed.ts';

const id = (n: number) => uuid(n) as TextId;
const write = (n: number, over: readonly number[] = [], base?: string): TextWrite => ({
  id: id(n),
  text: `wording ${n}`,
  over: over.map(id),
  ...(base === undefined ? {} : { base }),
});
const after = (writes: readonly TextWrite[], by: PersonId = PEOPLE.adviser): WrittenText =>
  writes.reduce((text, one) => writeText(text, one, by, NOW), NO_TEXT);
const heads = (text: WrittenText) => text.heads.map((head) => head.id);

/** Writes as people make them: each over some of those before it. */
const history = fc
  .array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 1, maxLength: 7 })
  .map((overs) => overs.map((over, i) => write(i + 1, [...new Set(over.filter((n) => n < i).map((n) => n + 1))])));

describe('a text', () => {
  it('is the last wording when each was written over the one before', () => {
    expect(heads(after([write(1), write(2, [1]), write(3, [2])]))).toEqual([id(3)]);
  });
  it('has both wordings while two were written on the same base, and the base to merge them on', () => {
    const text = after([write(1), write(2, [1], 'wording 1'), write(3, [1], 'wording 1')]);
    expect(heads(text)).toEqual([id(2), id(3)]);
    expect(text.heads.map((head) => head.base).filter((base) => base !== undefined)).toEqual(['wording 1']);
  });
  it('keeps no earlier wording once one is left', () => {
    const text = after([write(1), write(2, [1], 'wording 1')]);
    expect(JSON.stringify(text)).not.toContain('wording 1');
  });
  it('does not bring back what was written over, even when that arrives last', () => {
    expect(heads(after([write(2, [1]), write(1)]))).toEqual([id(2)]);
  });
  it('does not bring back what was closed, and keeps what was not named', () => {
    const text = closeText(after([write(1), write(2)]), [id(1), id(3)]);
    expect(heads(text)).toEqual([id(2)]);
    expect(heads(writeText(text, write(3), PEOPLE.adviser, NOW))).toEqual([id(2)]);
  });
  it(`is the same in whatever order its writes arrive, and however often (seed ${SEED})`, () => {
    const shuffled = history.chain((writes) =>
      fc.tuple(
        fc.constant(writes),
        fc.shuffledSubarray([...writes, ...writes], { minLength: writes.length * 2, maxLength: writes.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([writes, mixed]) => {
        const [a, b] = [after(writes), after(mixed)];
        expect(heads(b)).toEqual(heads(a));
        expect(b.past).toEqual(a.past);
      }),
      { seed: SEED, numRuns: runs(300) },
    );
  });
  it(`loses no wording but those that were written over (seed ${SEED})`, () => {
    fc.assert(
      fc.property(history, (writes) => {
        const over = new Set(writes.flatMap((one) => one.over));
        expect(heads(after(writes))).toEqual(writes.map((one) => one.id).filter((one) => !over.has(one)));
      }),
      { seed: SEED, numRuns: runs(300) },
    );
  });
});
