/** What a person sees of a record (src/sync/view.ts): the confirmed record, own mutations replayed, filtered. */
import { describe, expect, it } from 'vitest';
import type { EntryOf } from '../../src/domain/record.ts';
import type { OwnMutation, OwnState } from '../../src/sync/ports.ts';
import type { Sight } from '../../src/sync/view.ts';
import { groupsNow, isPending, pendingOn, unplaced, upTo, viewRecord } from '../../src/sync/view.ts';
import { PEOPLE, TODAY, aDraft, aNote, aPupil, aRecord, aStep, facts, uuid } from '../support/builders.ts';
import { AISHA, aRow, anOwn, entryId } from './support.ts';

const STEP = entryId(1);
const step = aStep({ id: STEP, what: 'Visit a college', version: 5 });
const record = aRecord('aisha', aPupil(), step);
const confirmed = { id: AISHA, version: 5, wanted: false, record };
const sight = (own: readonly OwnMutation[], over: Partial<Sight> = {}): Sight => ({
  person: PEOPLE.adviser,
  meta: { cookie: 10, grants: { [AISHA]: ['N', 'G'] } },
  confirmed,
  own,
  ...over,
});
const change = (what: string, over: Partial<OwnState> = {}, n = 1) =>
  anOwn(n, 'step.change', { id: STEP, to: { what } }, over);
const whatIn = (s: Sight) => (viewRecord(s)?.entries[STEP] as EntryOf<'step'> | undefined)?.what;
const addStep = (n: number) =>
  anOwn(n, 'step.add', { id: uuid(50 + n), what: 'Ask at home', who: 'pupil', due: TODAY, tutorChecks: false });

describe('a record on the screen', () => {
  it('shows own changes that the server has not judged, in the order in which they were saved', () => {
    expect(whatIn(sight([change('first'), change('second', {}, 2)]))).toBe('second');
  });
  it('shows a change that was applied until the record that has it arrives', () => {
    expect(whatIn(sight([change('mine', { taken: 12 })]))).toBe('mine');
    const arrived = { ...confirmed, version: 12 };
    expect(whatIn(sight([change('mine', { taken: 12 })], { confirmed: arrived }))).toBe('Visit a college');
  });
  it('has a change in it when the cookie is past the version of the change, unless the record is wanted', () => {
    const taken = change('mine', { taken: 8 });
    expect(whatIn(sight([taken]))).toBe('Visit a college');
    expect(whatIn(sight([taken], { confirmed: { ...confirmed, wanted: true } }))).toBe('mine');
  });
  it('does not show what was refused', () => {
    expect(whatIn(sight([change('mine', { taken: 8, refused: 'not-permitted' })]))).toBe('Visit a college');
  });
  it('does not show what the groups of the person do not read', () => {
    const note = aNote({ readers: ['G', 'L'] });
    const held = { ...confirmed, record: aRecord('aisha', aPupil(), step, note) };
    expect(viewRecord(sight([], { confirmed: held }))?.entries[note.id]).toBe(note);
    const tutor = { cookie: 10, grants: { [AISHA]: ['N', 'T'] as const } };
    expect(viewRecord(sight([], { confirmed: held, meta: tutor }))?.entries[note.id]).toBeUndefined();
  });
  it('passes over a change that cannot be applied, and shows the rest', () => {
    const lost = anOwn(1, 'step.close', { id: uuid(77), as: 'done', why: null, on: TODAY });
    expect(whatIn(sight([lost, change('mine', {}, 2)]))).toBe('mine');
  });
  it('passes over a mutation whose box does not open', () => {
    expect(whatIn(sight([{ ...change('mine'), envelope: null }]))).toBe('Visit a college');
  });
  it('is none when the record is not on the device', () => {
    expect(viewRecord(sight([], { confirmed: null }))).toBeNull();
  });
  it('lets the adviser of a walk-in write before the server knows of it', () => {
    const names = { cookie: 10, grants: { [AISHA]: ['N'] as const } };
    const start = anOwn(1, 'interview.start', { id: uuid(60), date: TODAY, from: '11:00', place: 'Library' });
    expect(groupsNow(sight([], { meta: names }), AISHA)).toEqual(['N']);
    expect(groupsNow(sight([start], { meta: names }), AISHA)).toEqual(['N', 'G']);
    expect(viewRecord(sight([start], { meta: names }))?.entries[uuid(60)]).toBeDefined();
  });
  it('counts a change offered again after a restore with the version it first got', () => {
    expect(pendingOn(sight([change('mine', { first: 3 })]))[0]?.envelope.first).toBe(3);
  });
});

describe('a mutation', () => {
  it('is pending without an outcome, or above the version up to which the record is right', () => {
    expect(isPending(aRow(1), undefined, 10)).toBe(true);
    expect(isPending(aRow(1, { taken: 11 }), confirmed, 10)).toBe(true);
    expect(isPending(aRow(1, { taken: 10 }), confirmed, 10)).toBe(false);
    expect(isPending(aRow(1, { taken: 11 }), undefined, 10)).toBe(true);
    expect(isPending(aRow(1, { taken: 10 }), undefined, 10)).toBe(false);
  });
  it('is in a record up to its own version or the cookie, and only to its own version when it is wanted', () => {
    expect(upTo(confirmed, 10)).toBe(10);
    expect(upTo(confirmed, null)).toBe(5);
    expect(upTo({ ...confirmed, wanted: true }, 10)).toBe(5);
  });
});

describe('own words that no record shows', () => {
  const listed = (s: Sight) => unplaced(s).map(({ order }) => order);
  it('are listed when the record is not on the device, until they are sent', () => {
    const own = [change('mine'), change('sent', { taken: 8 }, 2)];
    expect(listed(sight(own, { confirmed: null }))).toEqual([1]);
  });
  it('are listed when their entry is not here, or what is here cannot take them', () => {
    const lost = anOwn(1, 'step.close', { id: uuid(77), as: 'done', why: null, on: TODAY });
    expect(listed(sight([lost, change('mine', {}, 2)]))).toEqual([1]);
  });
  it('are listed when the person may not read them any more', () => {
    const names = { cookie: 10, grants: { [AISHA]: ['N'] as const } };
    expect(listed(sight([addStep(1)], { meta: names }))).toEqual([1]);
    expect(listed(sight([addStep(1)]))).toEqual([]);
  });
  it('are listed when their box does not open', () => {
    expect(listed(sight([{ ...change('mine'), envelope: null }]))).toEqual([1]);
  });
  it('are not listed once the server has them and the record is right', () => {
    expect(listed(sight([change('mine', { taken: 8 })]))).toEqual([]);
  });
  it('are not listed when nobody expects to see them: a log by somebody who holds names alone', () => {
    const log = anOwn(1, 'activity.log', { activity: uuid(80), facts: facts(), attended: true });
    const names = { cookie: 10, grants: { [AISHA]: ['N'] as const } };
    expect(listed(sight([log], { meta: names }))).toEqual([]);
  });
  it('are not listed for a withdrawal, which takes its entry out of sight', () => {
    const withdraw = anOwn(1, 'entry.withdraw', { id: STEP, reason: 'wrong pupil' });
    expect(listed(sight([withdraw]))).toEqual([]);
  });
  it('stay in an own draft, which nobody else reads', () => {
    const draft = aDraft(entryId(9));
    const held = { ...confirmed, record: aRecord('aisha', aPupil(), draft) };
    expect(viewRecord(sight([], { confirmed: held }))?.entries[draft.id]).toBe(draft);
    expect(viewRecord(sight([], { confirmed: held, person: PEOPLE.leader }))?.entries[draft.id]).toBeUndefined();
  });
});
