/** The careers programme as it is planned: terms, whom it is for, what is wrong with a plan, last year's plan once more. */
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { EntryId, FormCode, SchoolId } from '../../src/domain/ids.ts';
import { byTerm, copyOf, planProblems, pupilsFor, yearsWords } from '../../src/domain/programme.ts';
import type { Plan } from '../../src/domain/programme.ts';
import { subjectOf, titleIn, titleWithin } from '../../src/domain/subjects.ts';
import { usualTerms } from '../../src/domain/term-pattern.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { weekdayOf } from '../../src/domain/time.ts';
import { TODAY, aPupil, aRecord, facts, uuid } from '../support/builders.ts';

const day = (text: string) => text as IsoDate;
const plan = (n: number, title: string, date: string, over: Partial<Plan> = {}): Plan => ({
  id: uuid(n) as EntryId,
  facts: facts({ title, date: day(date) }),
  years: [10],
  form: null,
  aim: 'To ask three questions',
  cancelled: false,
  ...over,
});
const TERMS = [{ year: 2026, terms: usualTerms(2026), checked: true }];
const about = { school: 's' as SchoolId, startYear: 2026, forms: ['10B' as FormCode], terms: TERMS };

describe('a school year’s plan', () => {
  it('stands by term in order of date; a day in a holiday stands with the term before it', () => {
    const activities = [
      plan(1, 'Summer fair', '2027-06-10'),
      plan(2, 'On 1 September', '2026-09-01'),
      plan(3, 'At Christmas', '2026-12-28'),
      plan(4, 'Talk', '2026-11-12'),
      plan(5, 'At Easter', '2027-04-01'),
    ];
    const terms = byTerm(activities, TERMS, 2026).map(({ name, activities: own }) => [
      name,
      own.map(({ facts: f }) => f.title),
    ]);
    expect(terms).toEqual([
      ['Autumn term', ['On 1 September', 'Talk', 'At Christmas']],
      ['Spring term', ['At Easter']],
      ['Summer term', ['Summer fair']],
    ]);
  });

  it('is for the pupils of its years or of its form who are at the school today', () => {
    const pupils = [
      digestOf(aRecord('here', aPupil())),
      digestOf(aRecord('other form', aPupil({ form: '10A' as FormCode }))),
      digestOf(aRecord('other year', aPupil({ year: 9 }))),
      digestOf(aRecord('gone', aPupil({ to: day('2026-10-01') }))),
    ];
    const who = (over: Partial<Plan>) => pupilsFor(plan(1, 'x', TODAY, over), pupils, TODAY).map((d) => d.record);
    expect(who({})).toEqual(['here', 'other form']);
    expect(who({ form: '10B' as FormCode })).toEqual(['here']);
    expect(who({ years: [] })).toEqual([]);
  });

  it('names year groups as people do', () => {
    expect([[9], [11, 10], [9, 7, 8], [7, 10, 8], []].map((years) => yearsWords(years))).toEqual([
      'Year 9',
      'Years 10 and 11',
      'Years 7 to 9',
      'Years 7, 8 and 10',
      'No year group',
    ]);
  });
});

describe('what is wrong with a plan', () => {
  const good = { title: 'Talk', date: '2026-11-12', years: [9], form: null };
  const fields = (over: Partial<Parameters<typeof planProblems>[0]>) =>
    planProblems({ ...good, ...over }, 2026).map(({ field, words }) => `${field}: ${words}`);

  it('is said field by field', () => {
    expect(fields({})).toEqual([]);
    expect(fields({ title: ' ', years: [] })).toEqual([
      'title: Write what it is called.',
      'years: Choose the year groups, or one form.',
    ]);
    expect(fields({ years: [], form: '10B' as FormCode })).toEqual([]);
  });

  it.each([
    ['2026-02-30', 'Choose a day that exists.'],
    ['2027-02-29', 'Choose a day that exists.'],
    ['', 'Choose the day.'],
    ['2026-08-31', 'Choose a day in the school year 2026/27: from 1 September 2026 to 31 August 2027.'],
    ['2027-09-01', 'Choose a day in the school year 2026/27: from 1 September 2026 to 31 August 2027.'],
  ])('is the day %s', (date, words) => {
    expect(fields({ date })).toEqual([`date: ${words}`]);
  });

  it.each(['2026-09-01', '2027-08-31'])('is not the day %s', (date) => {
    expect(fields({ date })).toEqual([]);
  });
});

describe('last year’s plan once more', () => {
  it('falls on the same weekday a year later, in the new school year, with everything else as it was', () => {
    const days = ['2025-09-01', '2025-11-12', '2026-02-28', '2026-08-31'];
    const { plans } = copyOf(
      days.map((date, n) => plan(n, `Activity ${n}`, date, { form: '10B' as FormCode })),
      [],
      about,
    );
    expect(plans.map(({ facts: f }) => f.date)).toEqual(['2026-09-07', '2026-11-11', '2027-02-27', '2027-08-30']);
    expect(plans.map(({ facts: f }, i) => weekdayOf(f.date) === weekdayOf(day(days[i] ?? '')))).toEqual(
      days.map(() => true),
    );
    expect(plans[0]).toMatchObject({ years: [10], form: '10B', aim: 'To ask three questions', cancelled: false });
  });

  it('is planned once, however often and on however many devices it is copied', () => {
    const last = [plan(1, 'Talk', '2025-11-12'), plan(2, 'Fair', '2026-03-04')];
    const first = copyOf(last, [], about);
    expect(copyOf(last, [], about).plans.map(({ id }) => id)).toEqual(first.plans.map(({ id }) => id));
    expect(copyOf(last, first.plans, about)).toMatchObject({ plans: [], there: 2 });
    expect(new Set([...last, ...first.plans].map(({ id }) => id)).size).toBe(4);
  });

  it('leaves out what was removed again, what is planned anew under its name, and what was called off', () => {
    const last = [
      plan(1, 'Talk', '2025-11-12'),
      plan(2, 'Careers fair', '2026-03-04'),
      plan(3, 'Off', '2026-03-05', { cancelled: true }),
    ];
    const [talk] = copyOf(last, [], about).plans;
    const now = [{ ...plan(0, '', TODAY), ...talk, cancelled: true }, plan(9, 'careers  fair', '2027-03-10')];
    expect(copyOf(last, now, about)).toMatchObject({ plans: [], there: 2 });
  });

  it('plans an activity of the same name for other years, another form or another half term', () => {
    const last = [plan(2, 'Careers fair', '2026-03-04')];
    const others = [
      plan(7, 'Careers fair', '2027-03-03', { years: [9] }),
      plan(8, 'Careers fair', '2027-03-03', { form: '10B' as FormCode }),
      plan(9, 'Careers fair', '2026-11-03'),
    ];
    expect(copyOf(last, others, about).plans).toHaveLength(1);
  });

  it('leaves out what was for a form that is closed, and counts the days without school', () => {
    const last = [
      plan(1, 'For 10C', '2025-11-12', { form: '10C' as FormCode }),
      plan(2, 'In half term', '2025-10-29'),
      plan(3, 'In term', '2025-11-12'),
    ];
    expect(copyOf(last, [], about)).toMatchObject({ formless: 1, offDays: 1, there: 0 });
  });
});

describe('the subject of a careers lesson', () => {
  const lesson = (title: string) => facts({ title, activity: 'subject-careers' });

  it('stands before the colon of its title', () => {
    expect(titleIn('Science', ' Who works in a laboratory ')).toBe('Science: Who works in a laboratory');
    expect(subjectOf(lesson('science: Who works in a laboratory'))).toBe('Science');
    expect(titleWithin(lesson('Science: Jobs: a quiz'))).toBe('Jobs: a quiz');
  });

  it('is none where no subject is named, and of other activities', () => {
    expect([lesson('Jobs: a quiz'), lesson('Science'), facts({ title: 'Science: a talk' })].map(subjectOf)).toEqual([
      null,
      null,
      null,
    ]);
    expect(titleWithin(lesson('Jobs: a quiz'))).toBe('Jobs: a quiz');
    expect(titleIn(null, 'Jobs: a quiz')).toBe('Jobs: a quiz');
  });
});
