import { describe, expect, it } from 'vitest';
import type { Digest, StepDigest } from '../../src/domain/digest.ts';
import type { EntryId, PersonId, RecordId } from '../../src/domain/ids.ts';
import { neighboursOf, openSteps, sectionOf, stepCounts, stepSections } from '../../src/domain/steps.ts';
import type { StepRow } from '../../src/domain/steps.ts';
import type { IsoDate } from '../../src/domain/time.ts';

const day = (text: string) => text as IsoDate;
/** A Monday in the half term that began on 31 October. */
const TODAY = day('2026-11-30');

const step = (id: string, due: string, over: Partial<StepDigest> = {}): StepDigest => ({
  id: id as EntryId,
  what: 'Visit a college open evening',
  due: day(due),
  who: 'pupil',
  tutorChecks: true,
  status: 'to-do',
  closedOn: null,
  by: 'adviser' as PersonId,
  claim: null,
  talkedAt: null,
  ...over,
});
const done = (id: string, closedOn: string, status: 'done' | 'not-needed' = 'done') =>
  step(id, '2026-11-01', { status, closedOn: day(closedOn) });

function pupil(name: string, surname: string, steps: readonly StepDigest[], to: string | null = null): Digest {
  return {
    record: `record-${name}` as RecordId,
    pupil: { name, surname, year: 10, form: null, from: day('2023-09-01'), to: to === null ? null : day(to) },
    steps,
    interviews: [],
    experiences: [],
    drafts: [],
    lmi: [],
    applications: [],
    requests: [],
    asks: [],
    concerns: [],
    prepared: false,
    plan: false,
    support: null,
    sex: null,
    eal: null,
    sharing: null,
    aspiration: false,
    differences: 0,
    intention: null,
  };
}
const ids = (rows: readonly StepRow[]) => rows.map((row) => row.step.id);
const sections = (...digests: readonly Digest[]) => stepSections(digests, TODAY, []);

describe('the section of a step', () => {
  it.each([
    ['2026-11-29', 'overdue'],
    ['2026-11-30', 'thisWeek'],
    ['2026-12-06', 'thisWeek'],
    ['2026-12-07', 'later'],
  ])('due on %s is %s on Monday 30 November', (due, section) => {
    expect(sectionOf(step('s', due), TODAY)).toBe(section);
  });

  it('on a Sunday ends this week the same day', () => {
    expect(sectionOf(step('s', '2026-12-06'), day('2026-12-06'))).toBe('thisWeek');
    expect(sectionOf(step('s', '2026-12-07'), day('2026-12-06'))).toBe('later');
  });

  it('is done once staff have closed it, however late', () => {
    expect(sectionOf(done('s', '2026-11-20'), TODAY)).toBe('done');
    expect(sectionOf(step('s', '2026-11-20', { status: 'talked' }), TODAY)).toBe('overdue');
  });
});

describe('the list of a form', () => {
  it('puts what pupils say first, then the date, then the surname', () => {
    const list = sections(
      pupil('Grace', 'Liu', [step('a', '2026-11-26'), step('b', '2026-11-24')]),
      pupil('Kai', 'Bennett', [step('c', '2026-11-27', { claim: 'needs-help' }), step('d', '2026-11-24')]),
      pupil('Aisha', 'Khan', [step('e', '2026-11-25', { claim: 'claims-done' })]),
    );
    expect(ids(list.overdue)).toEqual(['e', 'c', 'd', 'b', 'a']);
  });

  it('shows what was closed in this half of the term, the last first, and counts what was closed before', () => {
    const list = sections(
      pupil('Aisha', 'Khan', [
        done('a', '2026-10-31'),
        done('b', '2026-11-20', 'not-needed'),
        done('c', '2026-10-30'),
        done('d', '2026-07-01'),
      ]),
    );
    expect(ids(list.done)).toEqual(['b', 'a']);
    expect(list.doneEarlier).toBe(2);
  });

  it('leaves out what was agreed without the tutor, and says how many', () => {
    const alone = { tutorChecks: false };
    const list = sections(
      pupil('Aisha', 'Khan', [
        step('a', '2026-11-20', alone),
        step('b', '2026-11-20', { ...alone, who: 'tutor' }),
        step('c', '2026-11-20', { ...alone, claim: 'needs-help' }),
      ]),
    );
    expect(ids(list.overdue)).toEqual(['c', 'b']);
    expect(list.withoutTutor).toBe(1);
  });

  it('leaves out pupils who have left, from the day after', () => {
    const steps = [step('a', '2026-11-20')];
    expect(sections(pupil('Ben', 'Ash', steps, '2026-11-29')).overdue).toEqual([]);
    expect(sections(pupil('Ben', 'Ash', steps, '2026-11-30')).overdue).toHaveLength(1);
  });

  it('counts every section', () => {
    const list = sections(
      pupil('Aisha', 'Khan', [step('a', '2026-11-20'), step('b', '2026-12-01'), step('c', '2027-01-10')]),
      pupil('Ben', 'Ash', [step('d', '2026-12-02'), done('e', '2026-11-30')]),
    );
    expect(stepCounts(list)).toEqual({ overdue: 1, thisWeek: 2, later: 1, done: 1 });
  });

  it('stands in the same order whatever order the pupils come in', () => {
    const pupils = ['Ada', 'Bo', 'Cy', 'Di'].map((name) =>
      pupil(name, 'Khan', [step(`1${name}`, '2026-11-20'), step(`2${name}`, '2026-11-20')]),
    );
    expect(sections(...pupils)).toEqual(sections(...pupils.toReversed()));
  });
});

describe('the steps of one pupil', () => {
  const aisha = pupil('Aisha', 'Khan', [
    step('a', '2026-12-18'),
    step('b', '2026-11-25'),
    step('c', '2026-12-01', { tutorChecks: false }),
    done('d', '2026-11-20'),
  ]);

  it('have open neighbours after one is done, most urgent first', () => {
    expect(ids(neighboursOf(aisha, 'b' as EntryId))).toEqual(['c', 'a']);
  });

  it('stand soonest first, whoever follows them up', () => {
    expect(openSteps(aisha).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });
});
