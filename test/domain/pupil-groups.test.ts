import { describe, expect, it } from 'vitest';
import { fewerThan, gapWords, groupMatrix } from '../../src/domain/benchmarks/group-gap.ts';
import { prepareRules } from '../../src/domain/benchmarks/criteria.ts';
import { standingOf } from '../../src/domain/benchmarks/matrix.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { FormCode, RecordId } from '../../src/domain/ids.ts';
import type { PupilGroup } from '../../src/domain/pupil-groups.ts';
import { KNOWN_GROUPS, formGroup, groupName, groupNamed, isInGroup } from '../../src/domain/pupil-groups.ts';
import { TODAY, context, day, digest, experience, interview } from './benchmarks-support.ts';

const support = (over: Partial<NonNullable<Digest['support']>>): Partial<Digest> => ({
  support: { sen: 'N', pupilPremium: false, lookedAfter: false, ...over },
});

describe('a group of pupils', () => {
  const yes: readonly (readonly [PupilGroup, Digest])[] = [
    ['pupil-premium', digest({}, support({ pupilPremium: true }))],
    ['send', digest({}, support({ sen: 'K' }))],
    ['send', digest({}, support({ sen: 'E' }))],
    ['ehcp', digest({}, support({ sen: 'E' }))],
    ['looked-after', digest({}, support({ lookedAfter: true }))],
    ['eal', digest({}, { eal: true })],
    ['girls', digest({}, { sex: 'F' })],
    ['boys', digest({}, { sex: 'M' })],
    ['form-10B', digest({ form: '10B' as FormCode })],
  ];
  it.each(yes)('%s holds whom the register says', (group, pupil) => {
    expect(isInGroup(group, pupil, TODAY)).toBe(true);
  });

  it('holds nobody of whom nothing is known', () => {
    const nobody = digest({ form: null });
    for (const group of [...KNOWN_GROUPS, 'form-10B'] as const) expect(isInGroup(group, nobody, TODAY)).toBe(false);
    expect(isInGroup('ehcp', digest({}, support({ sen: 'K' })), TODAY)).toBe(false);
    expect(isInGroup('eal', digest({}, { eal: false }), TODAY)).toBe(false);
  });

  it('of those absent from the last activity asks about the last day that is logged for the pupil', () => {
    const on = (date: string, attended: boolean, status: 'confirmed' | 'claimed' = 'confirmed') =>
      experience({ date: day(date) }, { attended, status });
    const absent = (...experiences: Digest['experiences']) => isInGroup('absent', digest({}, { experiences }), TODAY);
    expect(absent(on('2026-10-01', true), on('2026-11-01', false))).toBe(true);
    expect(absent(on('2026-10-01', false), on('2026-11-01', true))).toBe(false);
    expect(absent(on('2026-11-01', true), on('2026-11-01', false))).toBe(true);
    // What a pupil claims, and what is still to come, is no activity that was logged.
    expect(absent(on('2026-10-01', false), on('2026-11-01', true, 'claimed'))).toBe(true);
    expect(absent(on('2026-10-01', false), on('2027-02-01', true))).toBe(true);
  });

  it('is named in an address, and what is no group names none', () => {
    for (const group of KNOWN_GROUPS) expect(groupNamed(group)).toBe(group);
    expect(groupNamed(formGroup('11/3' as FormCode))).toBe('form-11/3');
    expect(groupName('form-11/3')).toBe('Form 11/3');
    expect([groupNamed(undefined), groupNamed('form-'), groupNamed('everyone')]).toEqual([null, null, null]);
  });
});

describe('the gap between a group and everybody else', () => {
  it.each([
    [{ met: 16, of: 28 }, { met: 107, of: 150 }, 4, '4 of 28 fewer'],
    [{ met: 9, of: 10 }, { met: 50, of: 100 }, -4, '4 of 10 more'],
    [{ met: 5, of: 10 }, { met: 52, of: 100 }, 0, 'Level with others'],
    [{ met: 0, of: 3 }, { met: 0, of: 90 }, 0, 'Level with others'],
  ])('%j beside %j is %i: %s', (group, others, fewer, words) => {
    expect(fewerThan(group, others)).toBeCloseTo(fewer);
    expect(gapWords(group, others)).toBe(words);
  });

  it('is not said where there is nobody on one side', () => {
    expect(gapWords({ met: 0, of: 0 }, { met: 1, of: 2 })).toBeNull();
    expect(gapWords({ met: 1, of: 2 }, { met: 0, of: 0 })).toBeNull();
  });

  it('counts each pupil on one side only', () => {
    const pupils = ['a', 'b', 'c'].map((id, i) => ({
      ...digest({}, i === 0 ? {} : { interviews: [interview()] }),
      record: id as RecordId,
    }));
    const prepared = prepareRules(context(), 'gatsby');
    const standings = pupils.flatMap((pupil) => standingOf(pupil, prepared) ?? []);
    const { group, others } = groupMatrix(standings, new Set(['a', 'b'] as RecordId[]), context().school);
    const talked = (table: typeof group) =>
      table.rows.find(({ benchmark }) => benchmark === '8')?.cells.find(({ year }) => year === 10);
    expect(talked(group)).toMatchObject({ met: 1, of: 2, notYet: ['a'] });
    expect(talked(others)).toMatchObject({ met: 1, of: 1 });
  });
});
