import { describe, expect, it } from 'vitest';
import { rulesOf } from '../../src/domain/benchmarks/editions.ts';
import type { ExperienceDigest } from '../../src/domain/digest.ts';
import type { RuleContext } from '../../src/domain/benchmarks/context.ts';
import {
  QUALIFIED,
  UNQUALIFIED,
  context,
  criterion,
  day,
  digest,
  experience,
  interview,
  planned,
  state,
} from './benchmarks-support.ts';

const school = (over: Partial<RuleContext['school']>) => context({ school: { ...context().school, ...over } });
const EDITION_2025 = school({ edition: 'gatsby-2025' });
type Facts = Partial<ExperienceDigest['facts']>;
const did = (...all: readonly Facts[]) => digest({}, { experiences: all.map((f) => experience(f)) });
const tech = (date: string, organisation: string, over: Facts = {}) =>
  experience({ date: day(date), organisation, counts: ['7'], providers: ['college'], ...over });

describe('meeting an employer every year (benchmark 5; policy 5.8.4)', () => {
  it.each([
    ['2025-08-31', 8, 'met'],
    ['2025-08-31', 9, 'closed-unmet'],
    ['2025-09-01', 9, 'met'],
    ['2026-08-31', 9, 'met'],
    ['2026-09-01', 10, 'met'],
    ['2026-08-31', 10, 'not-yet'],
  ])('one on %s: Year %i is %s', (date, year, expected) => {
    expect(state(did({ date: day(date) }), 'gatsby-5', year)).toBe(expected);
    expect(state(did({ date: day(date) }), 'policy-5.8.4', year)).toBe(expected);
  });

  it('asks nothing of a year that has not begun', () => {
    expect(state(digest(), 'gatsby-5', 11)).toBe('not-applicable-yet');
  });

  it.each([
    ['absent', { attended: false }],
    ['claimed', { status: 'claimed' }],
    ['not counted', { status: 'not-counted' }],
  ] as const)('does not count what is %s', (_, rest) => {
    const of = digest({}, { experiences: [experience({}, rest)] });
    expect(criterion(of, 'gatsby-5', 10)).toMatchObject({ state: 'not-yet', have: 0, evidence: [] });
  });

  it('does not count a day that has not come', () => {
    expect(state(did({ date: day('2026-11-26') }), 'gatsby-5', 10)).toBe('not-yet');
    expect(state(did({ date: day('2026-11-25') }), 'gatsby-5', 10)).toBe('met');
  });

  it('names the entries that show it, in order of date', () => {
    const [late, early] = [experience({ date: day('2026-11-01') }), experience({ date: day('2026-09-10') })];
    expect(criterion(digest({}, { experiences: [late, early] }), 'gatsby-5', 10).evidence).toEqual([early.id, late.id]);
  });
});

describe('windows go by the year in which a pupil is taught', () => {
  it.each([
    [11, '2025-10-01', 10],
    [9, '2026-10-01', 9],
  ])('a pupil taught in Year %i has their event of %s in Year %i', (year, date, window) => {
    const of = digest({ year }, { experiences: [experience({ date: day(date) })] });
    expect(state(of, 'gatsby-5', window)).toBe('met');
  });

  it('the years before a late joiner came are not at this school, and their first year counts', () => {
    const joiner = digest({ from: day('2026-01-05') });
    expect(state(joiner, 'gatsby-5', 8)).toBe('not-at-this-school');
    expect(state(joiner, 'gatsby-5', 9)).toBe('closed-unmet');
    expect(state(joiner, 'gatsby-5', 10)).toBe('not-yet');
    expect(state(digest({ from: day('2025-08-31') }), 'gatsby-5', 8)).toBe('closed-unmet');
    expect(state(digest({ from: day('2025-09-01') }), 'gatsby-5', 8)).toBe('not-at-this-school');
  });

  it('what came along from another school still counts', () => {
    const of = digest({ from: day('2026-01-05') }, { experiences: [experience({ date: day('2025-03-01') })] });
    expect(state(of, 'gatsby-5', 8)).toBe('met');
  });

  it.each([
    ['2026-05-01', 'not-at-this-school'],
    ['2026-06-25', 'not-at-this-school'],
    ['2026-06-26', 'closed-unmet'],
    ['2026-08-31', 'closed-unmet'],
  ])('for a pupil who left Year 11 on %s the interview by 16 is %s', (to, expected) => {
    const leaver = digest({ year: 11, to: day(to) });
    expect(state(leaver, 'gatsby-8', 11)).toBe(expected);
    expect(state(leaver, 'gatsby-8-further', 13)).toBe('not-at-this-school');
  });

  it('a pupil is here until the end of their last day', () => {
    expect(state(digest({ to: day('2026-11-25') }), 'gatsby-5', 10)).toBe('not-yet');
    expect(state(digest({ to: day('2026-11-24') }), 'gatsby-5', 10)).toBe('not-at-this-school');
  });

  it('a pupil who is still to come is in their first year', () => {
    const coming = digest({ year: 7, from: day('2027-09-01') });
    expect(state(coming, 'gatsby-5', 7)).toBe('not-applicable-yet');
    expect(criterion(coming, 'gatsby-5', 7).between.from).toBe('2027-09-01');
  });

  it('a record without a pupil has no criteria', () => {
    expect(() => criterion(digest({}, { pupil: null }), 'gatsby-5', 10)).toThrow('No criterion');
  });
});

describe('a school without a sixth form', () => {
  const ids = (oldest: number, youngest = 7) =>
    rulesOf({ youngest, oldest, edition: 'gatsby-2014' }).flatMap((r) => r.windows.map((w) => `${r.id}/${w.to}`));

  it('has no rules for 16 to 18, and its long windows end with Year 11', () => {
    expect(ids(11).filter((id) => /further|-18|third|university|\/1[23]$/.test(id))).toEqual([]);
    expect(ids(11)).toContain('gatsby-3-access/11');
    expect(ids(13)).toContain('gatsby-8-further/13');
  });

  it('a school from Year 10 has no rules for Years 7 to 9', () => {
    expect(ids(13, 10).filter((id) => /\/[789]$/.test(id))).toEqual([]);
    expect(ids(13, 10)).toContain('gatsby-8/11');
  });

  it('every rule has a clause, words and windows, and ids are unique', () => {
    for (const edition of ['gatsby-2014', 'gatsby-2025'] as const) {
      const rules = rulesOf({ youngest: 7, oldest: 13, edition });
      expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
      for (const { name, clause, counts, advice } of rules) {
        expect([name, clause, counts, advice].every((words) => words.length > 5)).toBe(true);
        expect(clause).toMatch(/Gatsby|[Pp]olicy \d|Education Act/);
      }
    }
  });
});

describe('seeing workplaces (benchmark 6; policy 5.9.2)', () => {
  const at = (date: string, over: Facts = {}) => ({ date: day(date), counts: ['6'] as const, ...over });

  it('a part-time job never counts, however it is logged', () => {
    const job = did(at('2026-09-10', { tags: ['part-time-job'] }));
    for (const rule of ['gatsby-6', 'policy-5.9.2-16']) expect(state(job, rule, 11)).not.toMatch(/met|some/);
    const both = did(at('2026-09-10', { tags: ['part-time-job'], counts: ['5', '6'] }));
    expect(state(both, 'gatsby-5', 10)).toBe('met');
    expect(state(both, 'policy-5.9.2-16', 11)).toBe('not-yet');
  });

  it('2014 asks for one by the end of Year 11, 2025 for more than one; the policy stays with one', () => {
    const one = did(at('2024-10-01'));
    expect(state(one, 'gatsby-6', 11)).toBe('met');
    expect(state(one, 'gatsby-6', 11, EDITION_2025)).toBe('some');
    expect(state(one, 'policy-5.9.2-16', 11, EDITION_2025)).toBe('met');
    expect(state(did(at('2024-10-01'), at('2026-10-01')), 'gatsby-6', 11, EDITION_2025)).toBe('met');
  });

  it('the further one is in Year 12 or 13', () => {
    const sixth = (date: string) => digest({ year: 12 }, { experiences: [experience(at(date))] });
    expect(state(sixth('2026-08-31'), 'gatsby-6-further', 13)).toBe('not-yet');
    expect(state(sixth('2026-09-01'), 'gatsby-6-further', 13)).toBe('met');
  });

  it('is not due before Year 10, but counts from Year 7', () => {
    expect(state(digest({ year: 9 }), 'gatsby-6', 11)).toBe('not-applicable-yet');
    const early = digest({ year: 9 }, { experiences: [experience(at('2026-10-01'))] });
    expect(state(early, 'gatsby-6', 11)).toBe('met');
  });

  it('is planned by the programme of the pupil’s year and form', () => {
    const plan = (over: Partial<RuleContext['programme'][number]> = {}, f: Facts = {}) =>
      context({ programme: [planned({ counts: ['6'], ...f }, over)] });
    const of = (ctx: RuleContext) => criterion(digest(), 'gatsby-6', 11, ctx);
    expect(of(plan())).toMatchObject({ state: 'planned', plan: { title: 'Work experience', date: '2027-07-05' } });
    expect(of(plan({ form: '10B' as never })).state).toBe('planned');
    expect(of(plan({ form: '10A' as never })).state).toBe('not-yet');
    expect(of(plan({ years: [9] })).state).toBe('not-yet');
    expect(of(plan({ cancelled: true })).state).toBe('not-yet');
    expect(of(plan({}, { date: day('2026-11-24') })).state).toBe('not-yet');
    expect(of(plan({}, { date: day('2026-11-25') })).state).toBe('planned');
    expect(of(plan({}, { counts: ['5'] })).state).toBe('not-yet');
    expect(of(plan({ years: [11] }, { date: day('2027-10-01') })).state).toBe('planned');
  });

  it('is not planned any more once the pupil was absent from it', () => {
    const activity = planned({ counts: ['6'], date: day('2026-11-25') });
    const absent = experience({ ...activity.facts }, { id: activity.id, attended: false });
    const ctx = context({ programme: [activity] });
    expect(state(digest({}, { experiences: [absent] }), 'gatsby-6', 11, ctx)).toBe('not-yet');
  });
});

describe('talking to an adviser (benchmark 8; policy 5.12.1, 5.12.2, 5.12.6)', () => {
  const with8 = (over: Parameters<typeof interview>[0], pupil = {}) => digest(pupil, { interviews: [interview(over)] });

  it.each([
    ['a finished one with a qualified adviser', {}, 'met'],
    ['one with somebody else', { adviser: UNQUALIFIED }, 'not-yet'],
    ['one with somebody unknown', { adviser: 'nobody' as never }, 'not-yet'],
    ['one on the day on which the qualification began', { date: day('2024-09-01') }, 'met'],
    ['one on the day before', { date: day('2024-08-31') }, 'not-yet'],
    ['a drop-in', { type: 'drop-in' }, 'not-yet'],
    ['a phone call', { type: 'phone-or-video' }, 'not-yet'],
    ['one that the pupil did not attend', { status: 'did-not-attend' }, 'not-yet'],
    ['a cancelled one', { status: 'cancelled' }, 'not-yet'],
    ['a booked one', { status: 'booked', date: day('2026-12-01') }, 'planned'],
    ['one booked today', { status: 'booked', date: day('2026-11-25') }, 'planned'],
    ['one that was booked and never held', { status: 'booked', date: day('2026-11-24') }, 'not-yet'],
    ['one booked with somebody else', { status: 'booked', date: day('2026-12-01'), adviser: UNQUALIFIED }, 'not-yet'],
    ['one booked after the qualification ends', { status: 'booked', date: day('2027-02-01') }, 'not-yet'],
  ] as const)('%s: %s is %s', (_, over, expected) => {
    expect(state(with8(over), 'gatsby-8', 11)).toBe(expected);
    expect(state(with8(over), 'policy-5.12.2', 11)).toBe(expected);
  });

  it('the further one: an opportunity is enough in 2014, in 2025 it is held', () => {
    const declined = with8({ status: 'declined' }, { year: 12 });
    expect(state(declined, 'gatsby-8-further', 13)).toBe('met');
    expect(state(declined, 'gatsby-8-further', 13, EDITION_2025)).toBe('not-yet');
    expect(state(with8({}, { year: 12 }), 'gatsby-8-further', 13, EDITION_2025)).toBe('met');
    expect(state(with8({ status: 'cancelled' }, { year: 12 }), 'gatsby-8-further', 13)).toBe('not-yet');
  });

  it('is offered in the years of choice, and the year of options is the school’s', () => {
    const booked = with8({ status: 'booked', date: day('2026-12-01') }, { year: 8 });
    expect(state(booked, 'policy-5.12.1', 8, school({ optionsYear: 8 }))).toBe('met');
    expect(() => criterion(booked, 'policy-5.12.1', 8)).toThrow('No criterion');
    expect(state(digest({ year: 11 }), 'policy-5.12.1', 11)).toBe('not-yet');
  });

  it('the participation age is explained in an interview with anybody, or by an activity', () => {
    const told = with8({ adviser: UNQUALIFIED, explained: ['who-will-see', 'rpa'] });
    expect(state(told, 'policy-5.10.1', 11)).toBe('met');
    expect(state(did({ tags: ['rpa'], counts: [] }), 'policy-5.10.1', 11)).toBe('met');
    expect(state(with8({}), 'policy-5.10.1', 11)).toBe('not-yet');
    expect(QUALIFIED).not.toBe(UNQUALIFIED);
  });
});

describe('provider access: two different providers in each phase (Education Act 1997 s.42B)', () => {
  const year9 = (...experiences: ReturnType<typeof tech>[]) => digest({ year: 9 }, { experiences });
  const in2028 = context({ today: day('2028-06-01') });

  it.each([
    ['2028-02-28', 'met'],
    ['2028-02-29', 'closed-unmet'],
    ['2028-03-01', 'closed-unmet'],
  ])('a second one on %s in Year 9 of a leap year: %s', (date, expected) => {
    const of = year9(tech('2026-10-01', 'Marlbridge College'), tech(date, 'Aldermere Training'));
    expect(state(of, 'provider-access-first', 9, in2028)).toBe(expected);
  });

  it('the same provider twice is one', () => {
    const of = year9(tech('2025-10-01', 'Marlbridge College'), tech('2026-10-01', ' marlbridge  college'));
    expect(criterion(of, 'provider-access-first', 9)).toMatchObject({ state: 'some', have: 1, of: 2 });
  });

  it('Year 7, sixth forms and universities do not count', () => {
    const of = year9(
      tech('2025-08-31', 'Marlbridge College'),
      tech('2026-10-01', 'Our sixth form', { providers: ['sixth-form'] }),
      tech('2026-10-02', 'A university', { activity: 'university-visit', providers: ['university'] }),
    );
    expect(criterion(of, 'provider-access-first', 9)).toMatchObject({ state: 'not-yet', have: 0 });
  });

  it('the second year of a phase ends on 28 February, the first on its last day', () => {
    const { between } = criterion(digest({ year: 9 }), 'provider-access-first', 9);
    expect(between).toEqual({ from: '2025-09-01', to: '2027-02-28' });
  });
});
