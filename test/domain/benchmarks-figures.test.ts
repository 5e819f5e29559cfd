/** Small numbers, and those from which they could be worked out, are not told (src/domain/benchmarks/figures.ts). */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Count, Counted, Figure } from '../../src/domain/benchmarks/figures.ts';
import type { FigureGroup } from '../../src/domain/pupil-groups.ts';
import { FIGURE_GROUPS } from '../../src/domain/pupil-groups.ts';
import { figuresOf, schoolFigures } from '../../src/domain/benchmarks/figures.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import { context, digest, interview } from './benchmarks-support.ts';

const n = (met: number, of: number): Count => ({ met, of });
const NOBODY = n(0, 0);
const none = Object.fromEntries(FIGURE_GROUPS.map((group) => [group, NOBODY])) as Counted['groups'];
const counted = (byYear: readonly Count[], over: Partial<Counted> = {}): Counted => ({
  byYear,
  groups: none,
  support: NOBODY,
  unknown: NOBODY,
  ...over,
});
const told = (byYear: readonly Count[]) => {
  const figures = figuresOf(counted(byYear));
  return [...figures.byYear, figures.all].map(words);
};
const words = (figure: Figure): string =>
  figure.kind === 'count' ? `${figure.met}/${figure.of}` : 'of' in figure ? `${figure.kind}/${figure.of}` : figure.kind;
const pair = (over: Partial<Counted>, group: FigureGroup, byYear: readonly Count[] = [n(500, 900)]) => {
  const found = figuresOf(counted(byYear, over)).groups.find((one) => one.group === group);
  return found ? [words(found.figure), words(found.others)] : [];
};

describe('a year', () => {
  it('is told where nobody can be recognised by it, all and nobody included', () => {
    expect(told([n(100, 180), n(0, 150), n(170, 170), NOBODY])).toEqual([
      '100/180',
      '0/150',
      '170/170',
      'none',
      '270/500',
    ]);
  });

  it('of fewer than five pupils is not told, and the smallest other year neither', () => {
    expect(told([n(1, 4), n(100, 180), n(90, 150)])).toEqual(['hidden', '100/180', 'hidden', '191/334']);
  });

  it('with one to four complete, or missing, is told as that, and the smallest other year is not', () => {
    expect(told([n(4, 180), n(100, 170), n(90, 150)])).toEqual(['few/180', '100/170', 'hidden', '194/500']);
    expect(told([n(178, 180), n(100, 170), n(90, 150)])).toEqual(['nearly/180', '100/170', 'hidden', '368/500']);
    expect(told([n(5, 180), n(175, 180)])).toEqual(['5/180', '175/180', '180/360']);
  });

  it('hides the total where no second year can stand in its way', () => {
    expect(told([n(3, 180), NOBODY])).toEqual(['few/180', 'none', 'hidden']);
    expect(told([n(3, 180), n(179, 180)])).toEqual(['few/180', 'nearly/180', 'hidden']);
  });
});

describe('a group', () => {
  const groups = (over: Partial<Counted['groups']>) => ({ groups: { ...none, ...over } });

  it('is told beside everybody else', () => {
    expect(pair(groups({ send: n(40, 120) }), 'send')).toEqual(['40/120', '460/780']);
  });

  it('that is small is not told, nor everybody else, from whom it would follow', () => {
    expect(pair(groups({ 'looked-after': n(2, 3) }), 'looked-after')).toEqual(['hidden', 'hidden']);
    expect(pair(groups({ ehcp: n(3, 20) }), 'ehcp')).toEqual(['few/20', 'hidden']);
    expect(pair(groups({ girls: n(498, 895) }), 'girls')).toEqual(['hidden', 'few/5']);
  });

  it('is not told where the total is not', () => {
    expect(pair(groups({ send: n(0, 60) }), 'send', [n(3, 180)])).toEqual(['hidden', 'few/120']);
    expect(pair(groups({ send: n(90, 90) }), 'send', [n(178, 180), NOBODY])).toEqual(['hidden', 'nearly/90']);
  });

  it('of pupils with an EHC plan is not told where SEN support would follow from it', () => {
    const both = groups({ send: n(20, 40), ehcp: n(18, 38) });
    expect(pair({ ...both, support: n(2, 2) }, 'ehcp')).toEqual(['hidden', 'hidden']);
    expect(pair({ ...both, support: n(2, 2) }, 'send')).toEqual(['20/40', '480/860']);
    const apart = groups({ send: n(20, 60), ehcp: n(10, 30) });
    expect(pair({ ...apart, support: n(10, 30) }, 'ehcp')).toEqual(['10/30', '490/870']);
  });

  it('of boys is not told where those whose sex is not known would follow from it', () => {
    const both = groups({ girls: n(250, 450), boys: n(249, 448) });
    expect(pair({ ...both, unknown: n(1, 2) }, 'boys')).toEqual(['hidden', 'hidden']);
    expect(pair({ ...both, unknown: n(1, 2) }, 'girls')).toEqual(['250/450', '250/450']);
  });
});

describe('whatever the numbers are', () => {
  const count = fc
    .tuple(fc.oneof(fc.nat(12), fc.integer({ min: 0, max: 200 })), fc.nat(100))
    .map(([of, share]) => n(Math.round((of * share) / 100), of));
  const isNumber = ({ kind }: Figure) => kind === 'count' || kind === 'none';
  const isSmall = (value: number) => value > 0 && value < 5;
  const byYear = fc.array(count, { minLength: 1, maxLength: 7 });

  it('no small number is told, and none is the only one of its row that is not', () => {
    fc.assert(
      fc.property(byYear, (years) => {
        const figures = figuresOf(counted(years));
        const row = [...figures.byYear, figures.all];
        for (const figure of row)
          if (figure.kind === 'count') {
            expect(figure.of).toBeGreaterThanOrEqual(5);
            expect([isSmall(figure.met), isSmall(figure.of - figure.met)]).toEqual([false, false]);
          }
        const untold = row.filter((figure) => !isNumber(figure));
        expect(untold).not.toHaveLength(1);
        // At least one of them says nothing at all, so that the others keep their range.
        if (untold.length > 0) expect(untold.some(({ kind }) => kind === 'hidden')).toBe(true);
      }),
    );
  });

  it('a group and everybody else are both told by their numbers, with the total, or neither is', () => {
    fc.assert(
      fc.property(byYear, fc.nat(100), fc.nat(100), (years, part, share) => {
        const of = years.reduce((all, one) => all + one.of, 0);
        const met = years.reduce((all, one) => all + one.met, 0);
        const members = Math.round((of * part) / 100);
        const least = Math.max(0, met - (of - members));
        const most = Math.min(members, met);
        const group = n(least + Math.round(((most - least) * share) / 100), members);
        const figures = figuresOf(counted(years, { groups: { ...none, send: group } }));
        const { figure, others } = figures.groups.find((one) => one.group === 'send') ?? {};
        expect(figure && others).toBeTruthy();
        if (!figure || !others) return;
        const both = [figure, others].map(isNumber);
        if (members > 0 && members < of) expect(both[0]).toBe(both[1]);
        if (both[0] && both[1]) expect(isNumber(figures.all)).toBe(true);
      }),
    );
  });
});

describe('the figures of a school', () => {
  const pupils = (count: number, over: Partial<Digest>, at: string) =>
    Array.from({ length: count }, (_, i) => ({ ...digest({}, over), record: `${at}${i}` as RecordId }));
  const seen = { interviews: [interview()] };
  const support = { support: { sen: 'E', pupilPremium: false, lookedAfter: false } } as const;
  const school = [
    ...pupils(20, { ...seen, sex: 'F' }, 'a'),
    ...pupils(30, { sex: 'M' }, 'b'),
    ...pupils(3, { ...support, sex: 'M' }, 'c'),
  ];

  it('count who is complete by year and by group, and name nobody', () => {
    const figures = schoolFigures(school, context({ school: { youngest: 10, oldest: 11, edition: 'gatsby-2025' } }));
    const talking = figures.benchmarks.find(({ benchmark }) => benchmark === '8');
    expect(talking?.byYear.map(words)).toEqual(['20/53', 'none']);
    expect(talking?.groups.map(({ group, figure, others }) => [group, words(figure), words(others)])).toEqual([
      ['pupil-premium', 'none', '20/53'],
      ['send', 'hidden', 'hidden'],
      ['ehcp', 'hidden', 'hidden'],
      ['looked-after', 'none', '20/53'],
      ['eal', 'none', '20/53'],
      ['girls', '20/20', '0/33'],
      ['boys', '0/33', '20/20'],
    ]);
    expect(JSON.stringify(figures)).not.toMatch(/Aisha|Khan|10B|"a1"/);
  });
});
