/** Activities as they are logged: what is offered, one id for one activity, who has it already. */
import { describe, expect, it } from 'vitest';
import {
  adHocActivityId,
  alreadyKnown,
  knownActivities,
  offered,
  ofLastWeek,
  standingOf,
} from '../../src/domain/activities.ts';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { EntryId, FormCode, SchoolId } from '../../src/domain/ids.ts';
import { entryId } from '../../src/domain/ids.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { aRecord, anEntry, anExperience, facts, uuid } from '../support/builders.ts';

const day = (text: string) => text as IsoDate;
const id = (n: number) => uuid(n) as EntryId;
const sight = { form: '10B' as FormCode, year: 10, today: day('2026-11-11') };
const planned = (n: number, title: string, date: string, over: { years?: number[]; form?: string | null } = {}) =>
  anEntry(
    'planned',
    {
      facts: facts({ title, date: day(date) }),
      years: over.years ?? [10],
      form: (over.form ?? null) as FormCode | null,
      aim: '',
      cancelled: false,
    },
    { id: id(n) },
  );
const had = (n: number, title: string, date: string, over: Parameters<typeof anExperience>[0] = {}) =>
  anExperience({ id: id(n), facts: { title, date: day(date) }, ...over });
const digest = (name: string, ...entries: ReturnType<typeof anExperience>[]) => digestOf(aRecord(name, ...entries));

describe('the activities that a form may log', () => {
  it('are those planned for it and those logged for several of it, the latest first', () => {
    const pupils = [
      digest('a', had(3, 'Mock interviews', '2026-11-03'), had(4, 'Own shadowing', '2026-11-05')),
      digest('b', had(3, 'Mock interviews', '2026-11-03', { attended: false })),
    ];
    const programme = [
      planned(1, 'Careers fair', '2026-11-11'),
      planned(2, 'For 10A', '2026-11-10', { form: '10A' }),
      planned(5, 'For Year 9', '2026-11-10', { years: [9] }),
      planned(6, 'For 10B', '2026-11-10', { form: '10B', years: [10] }),
      planned(7, 'Next week', '2026-11-18'),
    ];
    const known = knownActivities(programme, pupils, sight);
    expect(known.map(({ facts: f, isPlanned, logged }) => [f.title, isPlanned, logged])).toEqual([
      ['Careers fair', true, 0],
      ['For 10B', true, 0],
      ['Mock interviews', false, 2],
    ]);
  });

  it('leave out what was planned and called off, what pupils claim, and other school years', () => {
    const off = { ...planned(1, 'Called off', '2026-11-10'), cancelled: true };
    const claims = ['a', 'b'].map((name) => digest(name, had(2, 'Own idea', '2026-11-02', { status: 'claimed' })));
    const old = ['c', 'd'].map((name) => digest(name, had(3, 'Last year', '2026-07-02')));
    expect(knownActivities([off], [...claims, ...old], sight)).toEqual([]);
  });

  it('are offered while they are recent, a few of them', () => {
    const programme = [1, 2, 3].map((n) => planned(n, `Activity ${n}`, `2026-11-0${n}`));
    const known = knownActivities([...programme, planned(9, 'Long ago', '2026-09-10')], [], sight);
    expect(offered(known, sight.today, 9).map(({ facts: f }) => f.title)).toEqual([
      'Activity 3',
      'Activity 2',
      'Activity 1',
    ]);
    expect(offered(known, sight.today, 2)).toHaveLength(2);
  });

  it('of last week are found from Monday to Sunday, once they were logged', () => {
    const both = (n: number, date: string) => ['a', 'b'].map((name) => digest(name, had(n, 'Weekly', date)));
    const last = (pupils: ReturnType<typeof both>, programme = [] as ReturnType<typeof planned>[]) =>
      ofLastWeek(knownActivities(programme, pupils, sight), day('2026-11-09'))?.id;
    expect(last(both(1, '2026-11-08'))).toBe(id(1));
    expect(last(both(1, '2026-11-02'))).toBe(id(1));
    expect(last(both(1, '2026-11-01'))).toBeUndefined();
    expect(last(both(1, '2026-11-09'))).toBeUndefined();
    expect(last([], [planned(2, 'Planned only', '2026-11-05')])).toBeUndefined();
  });

  it('are known by day and title, whatever the capitals', () => {
    const known = knownActivities([planned(1, 'Careers fair', '2026-11-10')], [], sight);
    expect(alreadyKnown(known, { date: day('2026-11-10'), title: ' careers  Fair' })?.id).toBe(id(1));
    expect(alreadyKnown(known, { date: day('2026-11-09'), title: 'Careers fair' })).toBeUndefined();
  });
});

describe('an activity that nobody planned', () => {
  const made = { school: 'wexcombe' as SchoolId, date: day('2026-11-11'), kind: 'other', title: 'Visitor' } as const;

  it('has the same id for everybody who logs it, and another one when anything else is meant', () => {
    expect(adHocActivityId({ ...made, title: ' VISITOR ' })).toBe(adHocActivityId(made));
    const others = [
      adHocActivityId({ ...made, school: 'other' as SchoolId }),
      adHocActivityId({ ...made, date: day('2026-11-12') }),
      adHocActivityId({ ...made, kind: 'mentoring' }),
      adHocActivityId({ ...made, title: 'Visitors' }),
    ];
    expect(new Set([adHocActivityId(made), ...others]).size).toBe(5);
  });

  it('has an id as ids are, and no two of many are alike', () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => adHocActivityId({ ...made, title: `Visitor ${n}` }));
    expect(new Set(ids).size).toBe(20_000);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids.every((one) => entryId.safeParse(one).success)).toBe(true);
  });

  it('keeps its id: it is in records by now', () => {
    expect(adHocActivityId(made)).toMatchInlineSnapshot(`"6b734ecb-515e-8474-b8c7-7b1786d7eee4"`);
  });
});

describe('a pupil towards an activity', () => {
  it.each([
    ['there', {}],
    ['absent', { attended: false }],
    ['not-logged', { status: 'not-counted' as const, why: 'Logged by mistake' }],
  ])('is %s', (standing, over) => {
    expect(standingOf(digest('a', had(1, 'Fair', '2026-11-10', over)), id(1))).toBe(standing);
  });

  it('is not logged without an entry', () => expect(standingOf(digest('a'), id(1))).toBe('not-logged'));
});
