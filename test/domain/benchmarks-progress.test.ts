import { describe, expect, it } from 'vitest';
import type { ProviderType } from '../../src/domain/entries/vocabulary.ts';
import { nearMisses } from '../../src/domain/benchmarks/near-misses.ts';
import { progress, summaryOf } from '../../src/domain/benchmarks/progress.ts';
import { whyWords } from '../../src/domain/benchmarks/words.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { EntryId } from '../../src/domain/ids.ts';
import {
  TODAY,
  UNQUALIFIED,
  card,
  context,
  criterion,
  day,
  digest,
  experience,
  interview,
  planned,
  state,
} from './benchmarks-support.ts';

const IN_2014 = context();
const IN_2025 = context({ school: { youngest: 7, oldest: 13, edition: 'gatsby-2025' } });
const lmi = (date: string, decided = true) => ({ id: `l${date}` as EntryId, date: day(date), source: 'LMI', decided });
const met = (...providers: readonly ProviderType[]) => experience({ counts: ['7'], providers });

describe('knowing what is out there (benchmark 2)', () => {
  it.each([
    ['2026-08-31', 9, IN_2014, 'met'],
    ['2026-09-01', 9, IN_2014, 'closed-unmet'],
    ['2026-08-31', 9, IN_2025, 'met'],
    ['2026-08-31', 11, IN_2025, 'not-yet'],
    ['2026-09-01', 11, IN_2025, 'met'],
  ])('facts used on %s: the window to Year %i', (date, to, ctx, expected) => {
    expect(state(digest({}, { lmi: [lmi(date)] }), 'gatsby-2', to, ctx)).toBe(expected);
  });

  it('needs a decision, or a lesson logged towards it', () => {
    expect(state(digest({}, { lmi: [lmi('2026-10-01', false)] }), 'gatsby-2', 11, IN_2025)).toBe('not-yet');
    const lesson = digest({}, { experiences: [experience({ activity: 'labour-market', counts: [] })] });
    expect(state(lesson, 'gatsby-2', 11, IN_2025)).toBe('met');
  });

  it('a course search is asked for in Year 11 (policy 5.10.3)', () => {
    const used = (date: string) =>
      digest({ year: 11 }, { experiences: [experience({ activity: 'course-tool', date: day(date) })] });
    expect(state(used('2026-08-31'), 'policy-5.10.3', 11)).toBe('not-yet');
    expect(state(used('2026-09-01'), 'policy-5.10.3', 11)).toBe('met');
  });
});

describe('advice that fits me (benchmark 3)', () => {
  it('a summary is asked for once there was an interview', () => {
    expect(state(digest(), 'gatsby-3-record', 13)).toBe('not-applicable-yet');
    expect(state(digest({}, { interviews: [interview()] }), 'gatsby-3-record', 13)).toBe('met');
    const two = [interview(), interview({ hasSummary: false })];
    expect(criterion(digest({}, { interviews: two }), 'gatsby-3-record', 13)).toMatchObject({
      state: 'some',
      have: 1,
      of: 2,
    });
  });

  it('the record is used by looking at it together, or by agreeing a plan', () => {
    const looked = digest({}, { experiences: [experience({ activity: 'record-review', counts: ['3'] })] });
    expect(state(looked, 'gatsby-3-access', 13)).toBe('met');
    expect(state(digest({}, { interviews: [interview({ agreed: true })] }), 'gatsby-3-access', 11, IN_2025)).toBe(
      'met',
    );
    expect(state(digest({}, { interviews: [interview()] }), 'gatsby-3-access', 13)).toBe('not-yet');
  });

  it('ideas and plans are asked for in 2025', () => {
    const of = (aspiration: boolean, route: 'college' | null) =>
      state(digest({}, { aspiration, intention: { route } }), 'gatsby-3-plans', 13, IN_2025);
    expect([of(false, null), of(true, null), of(false, 'college'), of(true, 'college')]).toEqual([
      'not-yet',
      'some',
      'some',
      'met',
    ]);
    expect(() => criterion(digest(), 'gatsby-3-plans', 13, IN_2014)).toThrow('No criterion');
  });
});

describe('meeting providers (benchmark 7)', () => {
  it('is the full range, and says what is lacking', () => {
    const of = digest({}, { experiences: [met('sixth-form', 'college'), met('utc')] });
    expect(criterion(of, 'gatsby-7-range', 11)).toMatchObject({
      state: 'some',
      have: 2,
      of: 4,
      lacking: ['university', 'apprenticeship'],
    });
    expect(criterion(of, 'gatsby-7-range', 11).evidence).toHaveLength(1);
    const all = digest({}, { experiences: [met('sixth-form', 'college'), met('university', 'apprenticeship')] });
    expect(state(all, 'gatsby-7-range', 11)).toBe('met');
  });

  it('is not planned by a provider of a type that was met already', () => {
    const visit = (provider: 'college' | 'university') =>
      context({ programme: [planned({ counts: ['7'], providers: [provider] })] });
    const of = digest({}, { experiences: [met('college')] });
    expect(criterion(of, 'gatsby-7-range', 11, visit('college')).plan).toBeNull();
    expect(criterion(of, 'gatsby-7-range', 11, visit('university')).plan).toMatchObject({ date: '2027-07-05' });
  });

  it('a university visit is a meeting with a university', () => {
    const of = digest({}, { experiences: [experience({ counts: ['7'], activity: 'university-visit' })] });
    expect(criterion(of, 'gatsby-7-range', 11).lacking).not.toContain('university');
  });

  it.each([
    ['thinking', 'not-yet'],
    ['not-offered', 'not-yet'],
    ['withdrawn', 'not-applicable-yet'],
  ] as const)('two university visits are asked of whoever has an application there: %s', (status, expected) => {
    const applications = [{ id: 'a1' as EntryId, route: 'university', status }] as const;
    const of = digest({ year: 12 }, { intention: { route: 'apprenticeship' }, applications });
    expect(state(of, 'gatsby-7-university', 13)).toBe(expected);
  });

  it('two university visits are asked of those who mean to go', () => {
    const visits = [experience({ activity: 'university-visit', counts: ['7'], date: day('2026-07-01') })];
    const of = (route: 'university' | 'college', n = 1) =>
      digest(
        { year: 12 },
        { intention: { route }, experiences: [...visits, experience({ activity: 'university-visit' })].slice(0, n) },
      );
    expect(state(of('college', 2), 'gatsby-7-university', 13)).toBe('not-applicable-yet');
    expect(state(of('university'), 'gatsby-7-university', 13)).toBe('some');
    expect(state(of('university', 2), 'gatsby-7-university', 13)).toBe('met');
    expect(state(digest({ year: 11 }, { intention: { route: 'university' } }), 'gatsby-7-university', 13)).toBe(
      'not-applicable-yet',
    );
  });
});

describe('maths, science and technology (policy 5.7.6, 5.8.5)', () => {
  const scientist = (occupation: string, date = '2026-03-01') =>
    experience({ occupation, tags: ['maths-science'], date: day(date) });
  it.each([
    [['Pharmacist'], 'some'],
    [['Pharmacist', ' pharmacist '], 'some'],
    [['Pharmacist, lab technician'], 'met'],
    [['Pharmacist', 'Actuary'], 'met'],
    [[''], 'not-yet'],
  ] as const)('occupations %j in Year 9: %s', (names, expected) => {
    const of = digest({ year: 9 }, { experiences: names.map((n) => scientist(n, '2026-10-01')) });
    expect(state(of, 'policy-5.7.6', 9)).toBe(expected);
  });

  it.each([
    [1, 'met'],
    [2, 'some'],
    [3, 'some'],
  ])('a range is as many occupations as the school says: of %i, one is %s', (occupations, expected) => {
    const one = digest({ year: 9 }, { experiences: [scientist('Pharmacist', '2026-10-01')] });
    const school = { ...context().school, occupations };
    expect(state(one, 'policy-5.7.6', 9, context({ school }))).toBe(expected);
    expect(criterion(one, 'policy-5.7.6', 9, context({ school })).of).toBe(occupations);
  });

  it('the range closes with Year 9, the encounter with Year 10', () => {
    const late = digest(
      { year: 11 },
      { experiences: [experience({ tags: ['stem'], date: day('2026-08-31') }), experience({ tags: ['stem'] })] },
    );
    expect(criterion(late, 'policy-5.8.5', 10)).toMatchObject({ state: 'met' });
    expect(state(digest({ year: 11 }, { experiences: [experience({ tags: ['stem'] })] }), 'policy-5.8.5', 10)).toBe(
      'closed-unmet',
    );
    expect(state(digest({}, { experiences: [scientist('A, B', '2026-09-01')] }), 'policy-5.7.6', 9)).toBe(
      'closed-unmet',
    );
  });

  it('a lesson is no encounter', () => {
    const lesson = experience({ tags: ['stem'], activity: 'subject-careers', counts: ['5'] });
    expect(state(digest({}, { experiences: [lesson] }), 'policy-5.8.5', 10)).toBe('not-yet');
  });
});

describe('the cards of a pupil', () => {
  it('stand in benchmark order, by the names that pupils know', () => {
    expect(progress(digest(), IN_2014).map(({ name }) => name)).toEqual([
      'Knowing what’s out there',
      'Advice that fits me',
      'Meeting employers',
      'Seeing workplaces',
      'Meeting colleges, training and universities',
      'Talking to an adviser',
    ]);
    expect(progress(digest({}, { pupil: null }), IN_2014)).toEqual([]);
  });

  it.each([
    ['2', digest(), IN_2025, ['not-yet', 'Use real facts about jobs or courses to help you decide something.']],
    ['2', digest(), IN_2014, ['not-yet', 'None recorded by the end of Year 9.']],
    ['2', digest({}, { lmi: [lmi('2026-03-01')] }), IN_2014, ['complete', 'LMI, 1 March 2026.']],
    [
      '3',
      digest({}, { experiences: [experience({ activity: 'record-review', counts: ['3'], title: 'Record review' })] }),
      IN_2014,
      ['complete', 'Record review, 12 October.'],
    ],
    [
      '5',
      digest({}, { experiences: [experience({ organisation: 'Aldermere Hospital' })] }),
      IN_2014,
      ['complete', 'Aldermere Hospital, 12 October.'],
    ],
    [
      '5',
      digest(),
      IN_2014,
      ['not-yet', 'Meet an employer this year: at a fair, a talk, a workshop or a competition.'],
    ],
    [
      '6',
      digest({}, { experiences: [experience({ counts: ['6'] })] }),
      IN_2025,
      ['some', '1 of 2 so far. One more to come by the end of Year 11.'],
    ],
    [
      '6',
      digest({ year: 11 }, { experiences: [experience({ counts: ['6'] })] }),
      IN_2025,
      ['some', '1 of 2 so far. One more to come this year.'],
    ],
    ['6', digest(), context({ programme: [planned({ counts: ['6'] })] }), ['planned', 'Work experience, 5 July.']],
    ['6', digest({ year: 8 }), IN_2014, ['not-due', 'From Year 10.']],
    [
      '6',
      digest({ year: 8 }, { experiences: [experience({ counts: ['6'], organisation: 'A farm' })] }),
      IN_2014,
      ['complete', 'A farm, 12 October.'],
    ],
    [
      '7',
      digest({}, { experiences: [met('sixth-form', 'college')] }),
      IN_2014,
      ['some', 'You have met a sixth form and a college. A university and an apprenticeship provider come next.'],
    ],
    [
      '7',
      digest({}, { experiences: [met('sixth-form', 'college', 'university')] }),
      IN_2014,
      ['some', 'You have met a sixth form, a college and a university. An apprenticeship provider comes next.'],
    ],
    ['8', digest({}, { interviews: [interview()] }), IN_2014, ['complete', 'Jo Mercer, 11 November.']],
    ['8', digest({ year: 7 }), IN_2014, ['not-due', 'From Year 9.']],
    ['8', digest({ year: 11, to: day('2026-07-10') }), IN_2014, ['not-yet', 'None recorded by the end of Year 11.']],
    ['5', digest({ year: 11, to: day('2026-07-10') }), IN_2014, ['not-yet', 'None recorded in Year 11.']],
  ] as const)('benchmark %s: card %#', (benchmark, of, ctx, expected) => {
    expect(card(of, benchmark, ctx)).toEqual(expected);
  });

  it('the policy’s own rules and provider access do not change a card', () => {
    const five = progress(digest({}, { experiences: [experience()] }), IN_2014).find((c) => c.benchmark === '5');
    expect(five?.headline.state).toBe('complete');
    expect(five?.criteria.find((c) => c.rule.id === 'policy-5.8.5')?.state).toBe('not-yet');
  });

  it('sum up in one line, without percent or rank', () => {
    const at = (of: Digest, ctx = IN_2014) => summaryOf(progress(of, ctx), TODAY);
    const rich = digest({}, { experiences: [experience(), met('college')], interviews: [interview({ agreed: true })] });
    expect(at(rich, context({ programme: [planned({ counts: ['6'] })] }))).toBe(
      '3 so far. One more to come this year.',
    );
    expect(at(rich)).toBe('3 so far.');
    expect(at(digest())).toBe('None so far. One to come this year.');
  });

  it('every criterion says why in a sentence', () => {
    for (const ctx of [IN_2014, IN_2025]) {
      for (const year of [7, 9, 10, 11, 13]) {
        const of = digest({ year, from: day('2025-09-01') }, { intention: { route: 'college' } });
        const cards = progress(of, ctx);
        for (const one of cards.flatMap((c) => c.criteria))
          expect(whyWords(one, { digest: of, context: ctx })).toMatch(/^[A-Z0-9].*\.$/);
      }
    }
  });
});

describe('why something does not count', () => {
  const afterFebruary = (provider: ProviderType) =>
    experience({ counts: ['7'], providers: [provider], date: day('2026-03-18') });
  const reasons = (of: Digest, rule: string, to: number) =>
    nearMisses(of, criterion(of, rule, to), IN_2014).map((m) => m.reason);
  it.each([
    ['gatsby-5', 10, { experiences: [experience({}, { attended: false })] }, ['absent']],
    ['gatsby-5', 10, { experiences: [experience({}, { status: 'claimed' })] }, ['claimed']],
    ['gatsby-5', 10, { experiences: [experience({}, { status: 'not-counted' })] }, ['not-counted']],
    ['gatsby-5', 10, { experiences: [experience(), experience({ counts: ['6'] })] }, []],
    ['gatsby-5', 10, { experiences: [experience({ date: day('2026-08-31') }, { attended: false })] }, []],
    ['gatsby-6', 11, { experiences: [experience({ counts: ['6'], tags: ['part-time-job'] })] }, ['part-time-job']],
    ['gatsby-8', 11, { interviews: [interview({ adviser: UNQUALIFIED })] }, ['adviser-not-qualified']],
    ['gatsby-8', 11, { interviews: [interview({ type: 'drop-in' })] }, ['not-personal-guidance']],
    ['gatsby-8', 11, { interviews: [interview({ status: 'did-not-attend' })] }, ['did-not-attend']],
    ['gatsby-8', 11, { interviews: [interview(), interview({ status: 'cancelled' })] }, []],
    ['provider-access-first', 9, { experiences: [afterFebruary('college')] }, ['too-late']],
    // It would not count on any day: the day is not what is wrong with it.
    ['provider-access-first', 9, { experiences: [afterFebruary('university')] }, []],
    ['gatsby-2', 9, { lmi: [lmi('2026-03-01', false)] }, ['not-used-for-a-decision']],
    ['gatsby-7-range', 11, { experiences: [experience({ counts: ['7'] }, { attended: false })] }, ['absent']],
  ] as const)('%s to Year %i: case %#', (rule, to, over, expected) => {
    expect(reasons(digest({}, over), rule, to)).toEqual(expected);
  });
});
