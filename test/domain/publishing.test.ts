/** Publishing a draft (interview.finish): one mutation that carries every word and closes the draft. SPEC I18. */
import { describe, expect, it } from 'vitest';
import { withEntries } from '../../src/domain/change.ts';
import type { EntryId, PersonId } from '../../src/domain/ids.ts';
import { applyMutation } from '../../src/domain/mutations/registry.ts';
import type { CareersRecord, EntryOf } from '../../src/domain/record.ts';
import { NOW, PEOPLE, TODAY, aDraft, aPupil, aRecord, anInterview, uuid } from '../support/builders.ts';
import { aChecked, aWrite } from '../sync/support.ts';

const INTERVIEW = uuid(1) as EntryId;
const [NOTE, STEP] = [uuid(2), uuid(3)];
const draft = aDraft(INTERVIEW, { summary: 'half a summary', why: 'half a reason' });
const wordings = Object.values(draft.texts).flatMap((text) => text.heads.map((head) => head.id));
const record = aRecord('aisha', aPupil(), anInterview({ id: INTERVIEW }), draft);

const finish = (over: object = {}) =>
  aChecked(1, 'interview.finish', {
    id: INTERVIEW,
    draft: draft.id,
    over: wordings,
    date: TODAY,
    from: '10:05',
    minutes: 40,
    place: 'Library',
    type: 'personal-guidance',
    summary: 'the whole summary',
    routes: [],
    explained: ['who-will-see'],
    agreed: null,
    startedAt: NOW,
    endedAt: NOW,
    fromPaper: false,
    note: { id: NOTE, about: [], why: 'the whole reason', now: '', ideas: '', barriers: '', alsoPresent: '' },
    steps: [{ id: STEP, what: 'Visit a college', who: 'pupil', due: TODAY, tutorChecks: true }],
    ...over,
  });
function after(start: CareersRecord, mutation: ReturnType<typeof aChecked>, person: PersonId = PEOPLE.adviser) {
  const applied = applyMutation(start, mutation, { person, at: NOW, version: 9, rank: 9 });
  return applied.ok ? withEntries(start, applied.value) : applied.error;
}
const done = (start = record, mutation = finish()) => after(start, mutation) as CareersRecord;
const draftIn = ({ entries }: CareersRecord) => entries[draft.id] as EntryOf<'draft'>;

describe('finishing an interview', () => {
  it('publishes the summary, the private note and the steps and closes the draft, in one mutation', () => {
    const { entries } = done();
    expect(entries[INTERVIEW]).toMatchObject({ status: 'finished', summary: 'the whole summary' });
    expect(entries[NOTE]).toMatchObject({ kind: 'note', why: 'the whole reason', interview: INTERVIEW });
    expect(entries[STEP]).toMatchObject({ kind: 'step', what: 'Visit a college' });
    expect(draftIn(done())).toMatchObject({ closed: true });
    expect(Object.values(draftIn(done()).texts).flatMap((text) => text.heads)).toEqual([]);
  });
  it('carries every word itself: it says the same where neither booking nor draft has arrived', () => {
    const { entries } = done(aRecord('aisha', aPupil()));
    expect(entries[INTERVIEW]).toMatchObject({ status: 'finished', summary: 'the whole summary' });
    expect(entries[NOTE]).toMatchObject({ why: 'the whole reason' });
    expect(entries[draft.id]).toMatchObject({ closed: true });
  });
  it('keeps words in the draft that it does not name: they were typed elsewhere meanwhile', () => {
    const late = aChecked(2, 'draft.write', {
      id: draft.id,
      interview: INTERVIEW,
      startedAt: NOW,
      text: 'now',
      write: aWrite(7),
    });
    const heads = draftIn(done(done(), late)).texts['now']?.heads;
    expect(heads?.map((head) => head.text)).toEqual(['wording 7']);
  });
  it('does not let a published wording come back that arrives late in the draft', () => {
    const start = done(aRecord('aisha', aPupil()));
    const late = aChecked(2, 'draft.write', {
      id: draft.id,
      interview: INTERVIEW,
      startedAt: NOW,
      text: 'summary',
      write: { ...aWrite(7), id: wordings[0] },
    });
    expect(draftIn(done(start, late)).texts['summary']?.heads).toEqual([]);
  });
  it('is refused whole when another tablet has finished the same draft with other words', () => {
    expect(after(done(), finish({ summary: 'other words' }))).toEqual({ kind: 'already-finished', entry: INTERVIEW });
    expect(after(done(), finish())).toEqual(done());
  });

  it('is refused whole when another draft has finished the interview: the words go to "Needs you"', () => {
    const other = finish({ draft: uuid(50), over: [], note: null, steps: [] });
    expect(after(done(), other)).toEqual({ kind: 'already-finished', entry: INTERVIEW });
  });
});
