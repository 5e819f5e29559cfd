/** Whom the careers programme leaves short: who still needs something and is reached by nothing that is planned. */
import { describe, expect, it } from 'vitest';
import { prepareRules } from '../../src/domain/benchmarks/criteria.ts';
import { leftShort } from '../../src/domain/benchmarks/left-short.ts';
import { standingOf } from '../../src/domain/benchmarks/matrix.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import { addDays } from '../../src/domain/time.ts';
import { TODAY, context, digest, experience, planned } from './benchmarks-support.ts';

const named = (id: string, of: Digest): Digest => ({ ...of, record: id as RecordId });
const short = (digests: readonly Digest[], ctx: Parameters<typeof context>[0] = {}) => {
  const prepared = prepareRules(context(ctx), 'gatsby');
  return leftShort(digests.flatMap((one) => standingOf(one, prepared) ?? []));
};
const employers = (digests: readonly Digest[], ctx: Parameters<typeof context>[0] = {}) =>
  short(digests, ctx)
    .filter(({ benchmark }) => benchmark === '5')
    .map(({ year, records, of }) => [year, records, of]);

describe('whom the plan leaves short', () => {
  const met = { experiences: [experience({ counts: ['5'] })] };
  const pupils = [
    named('a', digest()),
    named('met', digest({}, met)),
    named('b', digest({ form: '10C' as never })),
    named('nine', digest({ year: 9 })),
  ];

  it('are those who still need it, by year group, of all of whom it is asked', () => {
    expect(employers(pupils)).toEqual([
      [9, ['nine'], 1],
      [10, ['a', 'b'], 3],
    ]);
  });

  it('are not those whom a planned activity reaches: of their year, their form, and from today on', () => {
    const soon = addDays(TODAY, 7);
    const plan = (over: object) => planned({ counts: ['5'], date: soon }, over);
    expect(employers(pupils, { programme: [plan({ years: [10] })] })).toEqual([[9, ['nine'], 1]]);
    expect(employers(pupils, { programme: [plan({ years: [10], form: '10C' })] })).toEqual([
      [9, ['nine'], 1],
      [10, ['a'], 3],
    ]);
    const past = planned({ counts: ['5'], date: addDays(TODAY, -1) }, { years: [9, 10] });
    const off = plan({ years: [9, 10], cancelled: true });
    expect(employers(pupils, { programme: [past, off] })).toHaveLength(2);
  });

  it('are counted for benchmarks that activities fill alone, never for interviews or records', () => {
    expect([...new Set(short(pupils).map(({ benchmark }) => benchmark))].every((one) => '2567'.includes(one))).toBe(
      true,
    );
    expect(short([])).toEqual([]);
  });
});
