/** Made-up mutations about interviews and their drafts. */
import type { EntryOf } from '../../src/domain/record.ts';
import type { Act, Doing, Generator } from './made-up-parts.ts';
import { made, sets, slot, some, step, typed, words } from './made-up-parts.ts';

const openDraft = (doing: Doing) => some(doing, 'draft', (draft) => draft.author === doing.person && !draft.closed);
const canFinish = (interview: EntryOf<'interview'>) => interview.status !== 'finished';

const draftRef = (doing: Doing, draft = openDraft(doing)) => {
  if (draft)
    return { id: draft.id as string, interview: draft.interview as string, startedAt: draft.startedAt as string };
  const interview = some(doing, 'interview', canFinish);
  return { id: doing.chance.id(), interview: interview?.id ?? doing.chance.id(), startedAt: doing.at };
};

const endings =
  (status: string): Generator =>
  (doing) => {
    const interview = some(doing, 'interview', canFinish);
    return interview && { args: { id: interview.id, why: null }, parts: sets(interview.id, { status }) };
  };
/** By name, from the booking to what is added afterwards. */
export const INTERVIEW_GENERATORS: Readonly<Record<string, Generator>> = {
  'interview.book': (doing) => made(doing.chance.id(), { ...slot(doing), type: 'personal-guidance', visit: null }),
  'interview.move': (doing) => {
    const interview = some(doing, 'interview', canFinish);
    const to = slot(doing);
    if (!interview) return null;
    return {
      args: { id: interview.id, ...to, visit: null },
      parts: sets(interview.id, { place: to.place, status: 'booked' }),
    };
  },
  'interview.cancel': endings('cancelled'),
  'interview.did-not-attend': endings('did-not-attend'),
  'interview.decline': endings('declined'),
  'interview.reinstate': endings('booked'),
  'interview.start': (doing) =>
    made(doing.chance.id(), { date: doing.at.slice(0, 10), from: '11:00', place: words(doing) }),
  'draft.write': (doing) => {
    const draft = openDraft(doing);
    const ref = draftRef(doing, draft);
    const text = doing.chance.pick(['why', 'now', 'summary']);
    const { write, part } = typed(doing, ref.id, draft?.texts[text]?.heads ?? []);
    return { args: { ...ref, text, write }, parts: [part] };
  },
  'draft.set': (doing) => ({
    args: { ...draftRef(doing), values: { place: words(doing), status: doing.chance.pick(['paused', 'in-progress']) } },
    parts: [],
  }),
  'draft.step': (doing) => ({ args: { ...draftRef(doing), step: doing.chance.id(), value: step(doing) }, parts: [] }),
  'draft.discard': (doing) => {
    const draft = openDraft(doing);
    if (!draft) return null;
    const over = Object.values(draft.texts).flatMap((text) => text.heads.map((head) => head.id));
    return { args: { id: draft.id, over }, parts: [{ kind: 'close', entry: draft.id, over }] };
  },
  'interview.finish': finish,
  'interview.addendum': (doing) => {
    const interview = some(doing, 'interview', (found) => !canFinish(found));
    return interview && made(doing.chance.id(), { interview: interview.id, words: words(doing) });
  },
  'note.add': (doing) => made(doing.chance.id(), { words: words(doing) }),
  'interview.request': (doing) =>
    made(doing.chance.id(), {
      about: ['not-sure'],
      words: words(doing),
      avoid: '',
      soon: false,
      askedOn: doing.at.slice(0, 10),
    }),
};

/** Publishes a draft, with every word of it, a private note and a step. */
function finish(doing: Doing): Omit<Act, 'name'> | null {
  const draft = openDraft(doing);
  if (!draft) return null;
  const over = Object.values(draft.texts).flatMap((text) => text.heads.map((head) => head.id));
  const [note, stepId] = [doing.chance.id(), doing.chance.id()];
  const { place } = slot(doing);
  const args = {
    id: draft.interview,
    draft: draft.id,
    over,
    date: doing.at.slice(0, 10),
    from: '10:00',
    minutes: 30,
    place,
    type: 'personal-guidance',
    summary: words(doing),
    routes: [],
    explained: ['who-will-see'],
    agreed: null,
    startedAt: draft.startedAt,
    endedAt: doing.at,
    fromPaper: false,
    note: { id: note, about: [], why: words(doing), now: '', ideas: '', barriers: '', alsoPresent: '' },
    steps: [{ id: stepId, ...step(doing) }],
  };
  return {
    args,
    parts: [
      { kind: 'close', entry: draft.id, over },
      { kind: 'make', entry: note },
      { kind: 'make', entry: stepId },
      ...sets(draft.interview, { status: 'finished', place }),
    ],
  };
}
