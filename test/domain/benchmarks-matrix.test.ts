import { describe, expect, it } from 'vitest';
import type { RuleContext } from '../../src/domain/benchmarks/context.ts';
import { matrix } from '../../src/domain/benchmarks/matrix.ts';
import { officialName } from '../../src/domain/benchmarks/names.ts';
import { schoolProvides } from '../../src/domain/benchmarks/school-provides.ts';
import type { PupilBenchmark } from '../../src/domain/benchmarks/rule.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import { addDays } from '../../src/domain/time.ts';
import { TODAY, context, day, digest, interview, planned } from './benchmarks-support.ts';

const named = (id: string, of: Digest): Digest => ({ ...of, record: id as RecordId });
const cell = (digests: readonly Digest[], benchmark: PupilBenchmark, year: number, ctx = context()) => {
  const found = matrix(digests, ctx)
    .rows.find((row) => row.benchmark === benchmark)
    ?.cells.find((c) => c.year === year);
  if (!found) throw new Error('No such cell');
  return found;
};

describe('the careers leader’s matrix', () => {
  const talked = { interviews: [interview()] };

  it('has a row for each of the six benchmarks and a column for each year of the school', () => {
    const table = matrix([digest()], context({ school: { youngest: 7, oldest: 11, edition: 'gatsby-2014' } }));
    expect(table.years).toEqual([7, 8, 9, 10, 11].map((year) => ({ year, pupils: year === 10 ? 1 : 0 })));
    expect(table.rows.map((row) => row.benchmark)).toEqual(['2', '3', '5', '6', '7', '8']);
    expect(table.rows.every((row) => row.cells.length === 5)).toBe(true);
  });

  it('counts how many of how many, and names those who are not yet', () => {
    const pupils = [named('a', digest({}, talked)), named('b', digest()), named('c', digest({ year: 11 }, talked))];
    expect(cell(pupils, '8', 10)).toMatchObject({ met: 1, of: 2, state: 'some', notYet: ['b'] });
    expect(cell(pupils, '8', 11)).toMatchObject({ met: 1, of: 1, state: 'complete', notYet: [] });
  });

  it('leaves out pupils who have left, and those still to come', () => {
    const pupils = [
      named('left', digest({ to: addDays(TODAY, -1) }, talked)),
      named('last day', digest({ to: TODAY })),
      named('to come', digest({ from: addDays(TODAY, 1) })),
      named('nobody', digest({}, { pupil: null })),
    ];
    expect(cell(pupils, '8', 10)).toMatchObject({ met: 0, of: 1, notYet: ['last day'] });
  });

  it('says what is not due yet, and what is closed', () => {
    expect(cell([digest({ year: 8 })], '8', 8)).toMatchObject({ of: 0, state: 'not-due', closed: false });
    expect(cell([digest({ year: 8 }, talked)], '8', 8)).toMatchObject({ of: 0, state: 'not-due' });
    expect(cell([digest()], '2', 10)).toMatchObject({ met: 0, of: 1, state: 'not-yet', closed: true });
    expect(cell([], '8', 10)).toMatchObject({ of: 0, state: 'not-due' });
  });

  it('shows the first thing planned for those who are not complete', () => {
    const ctx = context({
      programme: [
        planned({ counts: ['6'], date: day('2027-07-05') }),
        planned({ counts: ['6'], date: day('2027-03-01') }),
      ],
    });
    expect(cell([digest()], '6', 10, ctx)).toMatchObject({
      met: 0,
      of: 1,
      state: 'planned',
      plan: { date: '2027-03-01' },
    });
  });
});

describe('what the school provides', () => {
  const programme = [
    planned({ counts: ['5'] }, { years: [11, 7] }),
    planned({ counts: ['4'] }, { years: [8] }),
    planned({ counts: [], activity: 'subject-careers' }, { years: [9] }),
    planned({}, { cancelled: true }),
    planned({ date: day('2026-08-31') }),
  ];

  const provides = (edition: 'gatsby-2014' | 'gatsby-2025', year?: number, more: RuleContext['programme'] = []) =>
    schoolProvides(context({ programme: [...programme, ...more], school: { youngest: 7, oldest: 11, edition } }), year);

  it('is this school year’s programme, and the part of it in subjects', () => {
    const shown = provides('gatsby-2025').map(({ benchmark, name, activities, years, sentence }) => [
      benchmark,
      name,
      activities.length,
      years,
      sentence,
    ]);
    expect(shown).toEqual([
      ['1', 'Our careers programme', 3, [7, 8, 9, 11], '3 activities this year.'],
      ['4', 'Careers in my subjects', 2, [8, 9], '2 activities this year.'],
    ]);
  });

  it('says for which year groups something is lacking: in 2025 for each of the school’s own', () => {
    expect(provides('gatsby-2025').map(({ lacking }) => lacking)).toEqual([[10], [7, 10, 11]]);
  });

  it('in 2014, a lesson in science, technology, engineering or maths for one of Years 7 to 9 is enough', () => {
    const stem = (years: readonly number[]) => planned({ counts: ['4'], tags: ['stem'] }, { years });
    expect(provides('gatsby-2014')[1]?.lacking).toEqual([7, 8, 9]);
    expect(provides('gatsby-2014', undefined, [stem([9])])[1]?.lacking).toEqual([]);
    expect(provides('gatsby-2014', undefined, [stem([10])])[1]?.lacking).toEqual([7, 8, 9]);
  });

  it('can be asked for one year group', () => {
    expect(provides('gatsby-2025', 8).map(({ activities }) => activities.length)).toEqual([1, 1]);
    expect(provides('gatsby-2025', 10)[0]?.sentence).toBe('Nothing planned this year yet.');
  });

  it('benchmark 3 has the name of its edition', () => {
    expect(officialName('3', 'gatsby-2014')).toBe('Addressing the needs of each pupil');
    expect(officialName('3', 'gatsby-2025')).toBe('Addressing the needs of each young person');
    expect(officialName('8', 'gatsby-2014')).toBe('Personal guidance');
  });
});
