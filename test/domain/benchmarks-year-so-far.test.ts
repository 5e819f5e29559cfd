import { describe, expect, it } from 'vitest';
import { prepareRules } from '../../src/domain/benchmarks/criteria.ts';
import { matrix } from '../../src/domain/benchmarks/matrix.ts';
import { daysSoFar, pupilYearOf, yearLines } from '../../src/domain/benchmarks/year-so-far.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { EntryId, RecordId } from '../../src/domain/ids.ts';
import { context, day, digest, experience, interview } from './benchmarks-support.ts';

const TODAY = day('2026-11-25');
const school = { youngest: 7, oldest: 13, edition: 'gatsby-2025' } as const;
const rules = context({ school, today: TODAY });

/** Pupils of all years, some of whom come, leave, meet somebody or are interviewed in the course of the year. */
const pupils: readonly Digest[] = Array.from({ length: 60 }, (_, i) => ({
  ...digest(
    {
      year: 7 + (i % 7),
      from: day(i % 11 === 0 ? '2026-10-10' : '2023-09-01'),
      to: i % 13 === 0 ? day('2026-11-05') : null,
    },
    {
      experiences: i % 3 === 0 ? [experience({ date: day(`2026-10-${10 + (i % 20)}`) })] : [],
      lmi: i % 5 === 0 ? [{ id: `l${i}` as EntryId, date: day('2026-10-20'), source: '', decided: true }] : [],
      interviews: i % 4 === 0 ? [interview({ date: day(`2026-11-${10 + (i % 15)}`) })] : [],
    },
  ),
  record: `p${i}` as RecordId,
}));

describe('the days of the year so far', () => {
  it('are the 1st and the 15th of each month since September, and today', () => {
    expect(daysSoFar(TODAY)).toEqual([
      '2026-09-01',
      '2026-09-15',
      '2026-10-01',
      '2026-10-15',
      '2026-11-01',
      '2026-11-15',
      '2026-11-25',
    ]);
    expect(daysSoFar(day('2026-09-01'))).toEqual(['2026-09-01']);
    expect(daysSoFar(day('2027-08-31'))).toHaveLength(25);
    expect(daysSoFar(day('2027-03-01')).slice(-3)).toEqual(['2027-02-01', '2027-02-15', '2027-03-01']);
  });
});

describe('the lines of the year so far', () => {
  const days = daysSoFar(TODAY);
  const prepared = days.map((today) => prepareRules({ ...rules, today }, 'gatsby'));
  const lines = yearLines(
    pupils.flatMap((pupil) => pupilYearOf(pupil, prepared) ?? []),
    days.length,
    school,
  );

  it.each(days.map((on, i) => [on, i] as const))('are on %s what the dashboard is on that day', (on, i) => {
    const { rows } = matrix(pupils, { ...rules, today: on });
    const sums = rows.map(({ benchmark, cells }) => ({
      benchmark,
      met: cells.reduce((all, { met }) => all + met, 0),
      of: cells.reduce((all, { of }) => all + of, 0),
    }));
    expect(lines.map(({ benchmark, counts }) => ({ benchmark, ...counts[i] }))).toEqual(sums);
  });

  it('rise where pupils met an employer meanwhile', () => {
    const line = lines.find(({ benchmark }) => benchmark === '5');
    expect(line?.counts[0]?.met).toBe(0);
    expect(line?.counts.at(-1)?.met).toBeGreaterThan(10);
  });

  it('leave out who was never here', () => {
    expect(pupilYearOf(digest({}, { pupil: null }), prepared)).toBeNull();
    expect(pupilYearOf(digest({ from: day('2027-01-04') }), prepared)).toBeNull();
  });
});
