/** Careers in lessons: the activities of a subject, and what one person has logged and not taken back. */
import { describe, expect, it } from 'vitest';
import { isLesson, lessonsOf, ownLogs } from '../../src/domain/lessons.ts';
import type { EntryId, RecordId } from '../../src/domain/ids.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { facts, uuid } from '../support/builders.ts';

const lesson = (title: string, date: string, over: Parameters<typeof facts>[0] = {}) => ({
  facts: facts({ title, date: date as IsoDate, activity: 'subject-careers', counts: ['4'], ...over }),
});
const titles = (found: readonly { readonly facts: { readonly title: string } }[]) =>
  found.map((one) => one.facts.title);
const change = (name: string, record: string, args: object) => ({ name, record: record as RecordId, args });
const SCIENCE = { id: uuid(1), title: 'Science: jobs', date: '2026-11-10' };
const log = (record: string, attended = true, { id, title, date } = SCIENCE) =>
  change('activity.log', record, { activity: id, facts: lesson(title, date).facts, attended });

describe('the lessons of a subject', () => {
  const plans = [
    lesson('Science: later', '2026-11-12'),
    lesson('Maths: sums', '2026-11-02'),
    lesson('For all subjects', '2026-11-03'),
    lesson('Talk that counts here', '2026-11-04', { activity: 'employer-talk' }),
    lesson('Fair', '2026-11-05', { activity: 'careers-fair', counts: ['5'] }),
  ];

  it('are those that count as careers in a subject, however they are logged', () => {
    expect(plans.map(({ facts: f }) => isLesson(f))).toEqual([true, true, true, true, false]);
    expect(isLesson(lesson('x', '2026-11-12', { counts: [] }).facts)).toBe(true);
  });

  it('stand in order of date, with those that name no subject', () => {
    expect(titles(lessonsOf(plans, 'Science'))).toEqual([
      'For all subjects',
      'Talk that counts here',
      'Science: later',
    ]);
    expect(titles(lessonsOf(plans, null))).toHaveLength(4);
  });
});

describe('what somebody has logged', () => {
  it('is counted by activity, the latest first, present before absent', () => {
    const later = (record: string) => log(record, true, { id: uuid(2), title: 'Maths: sums', date: '2026-11-11' });
    const logs = ownLogs([log('a'), log('b', false), later('a'), log('c', false), log('c'), log('a', false)]);
    expect(logs.map(({ activity, there, absent }) => [activity, there, absent])).toEqual([
      [uuid(2), ['a'], []],
      [uuid(1), ['a', 'c'], ['b']],
    ]);
  });

  it('is gone when it was taken back, and there again when it is logged once more', () => {
    const back = (record: string) => change('activity.unlog', record, { activity: uuid(1) as EntryId });
    expect(ownLogs([log('a'), back('a'), back('nobody')])).toEqual([]);
    expect(ownLogs([log('a'), back('a'), log('a')])[0]?.there).toEqual(['a']);
    expect(ownLogs([change('step.add', 'a', {})])).toEqual([]);
  });
});
