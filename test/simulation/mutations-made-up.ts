/**
 * Mutations with made-up arguments, made of what a person sees. Each says in `parts`, in words of its own, what must become
 * of it, so that the oracle need not ask the product.
 */
import type { CareersRecord, Entry, EntryOf } from '../../src/domain/record.ts';
import type { Chance } from './random.ts';

/** What one mutation does to one entry, as its author means it. */
export type Part =
  /** An entry that did not exist. `blind`: whoever only logs need not see it. */
  | { readonly kind: 'make'; readonly entry: string; readonly blind?: boolean }
  /** A wording of a text, written over others. */
  | { readonly kind: 'text'; readonly entry: string; readonly tok: string; readonly over: readonly string[] }
  /** Wordings that are closed, since they are said elsewhere or thrown away. */
  | { readonly kind: 'close'; readonly entry: string; readonly over: readonly string[] }
  /** A field that the last one sets. */
  | { readonly kind: 'set'; readonly entry: string; readonly field: string; readonly value: unknown };

export interface Act {
  readonly name: string;
  readonly args: unknown;
  readonly parts: readonly Part[];
}

/** Who acts, on what. */
export interface Doing {
  readonly person: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  readonly record: CareersRecord;
  readonly chance: Chance;
  readonly at: string;
  /** Much of what is done is of a kind that an old server does not know. */
  readonly novel: boolean;
  /** People mostly type, over what they typed before. */
  readonly typing: boolean;
  /** People often change the same few things. */
  readonly contested: boolean;
}

type Generator = (doing: Doing) => Omit<Act, 'name'> | null;

const all = ({ record }: Doing) => Object.values(record.entries);
const some = <K extends Entry['kind']>(doing: Doing, kind: K, which: (e: EntryOf<K>) => boolean = () => true) => {
  const found = all(doing).filter((e): e is EntryOf<K> => e.kind === kind && which(e as EntryOf<K>));
  return found.length === 0 ? null : doing.chance.pick(found.slice(-3));
};
const words = ({ chance }: Doing) => `words ${chance.id().slice(-6)}`;
const made = (id: string, rest: object): Omit<Act, 'name'> => ({
  args: { id, ...rest },
  parts: [{ kind: 'make', entry: id }],
});
const sets = (entry: string, fields: Readonly<Record<string, unknown>>): readonly Part[] =>
  Object.entries(fields).map(([field, value]) => ({ kind: 'set', entry, field, value }));

const slot = (doing: Doing) => ({
  adviser: doing.roles.includes('adviser') ? doing.person : 'adv',
  date: doing.at.slice(0, 10),
  from: '10:00',
  minutes: 40,
  place: words(doing),
});
const facts = (doing: Doing) => ({
  title: words(doing),
  activity: 'careers-fair',
  date: doing.at.slice(0, 10),
  counts: ['5'],
  organisation: '',
  providers: [],
  tags: [],
  occupation: '',
  learned: '',
});
const step = (doing: Doing) => ({ what: words(doing), who: 'pupil', due: '2026-10-01', tutorChecks: true });

const application = (doing: Doing) => ({
  provider: words(doing),
  course: '',
  route: 'college',
  status: 'thinking',
  appliedOn: null,
  interviewOn: null,
  offeredOn: null,
});

/** A text as it is typed: over all that is shown, or (unaware) over the last wording only. */
function typed(doing: Doing, entry: string, heads: readonly { readonly id: string; readonly text: string }[]) {
  const tok = doing.chance.id();
  const over = (doing.chance.happens(0.8) ? heads : heads.slice(-1)).map((head) => head.id);
  const write = { id: tok, text: `text ${tok.slice(-6)}`, over, ...(heads[0] ? { base: heads[0].text } : {}) };
  return { write, part: { kind: 'text', entry, tok, over } as const };
}

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
const onStep =
  (how: (doing: Doing, found: EntryOf<'step'>) => Omit<Act, 'name'>): Generator =>
  (doing) => {
    const found = some(doing, 'step');
    return found && how(doing, found);
  };

/** One of each kind of mutation, by name; null when there is nothing to do it to. */
export const GENERATORS: Readonly<Record<string, Generator>> = {
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
  'step.add': (doing) => made(doing.chance.id(), step(doing)),
  'step.change': onStep((doing, { id }) => {
    const what = words(doing);
    return { args: { id, to: { what } }, parts: sets(id, { what }) };
  }),
  'step.close': onStep((doing, { id }) => ({
    args: { id, as: 'done', why: null, on: doing.at.slice(0, 10) },
    parts: sets(id, { status: 'done' }),
  })),
  'step.reopen': onStep((_, { id }) => ({ args: { id, as: 'to-do' }, parts: sets(id, { status: 'to-do' }) })),
  'followup.add': onStep((doing, found) => {
    const id = doing.chance.id();
    return {
      args: { id, step: found.id, words: words(doing) },
      parts: [{ kind: 'make', entry: id }, ...sets(found.id, { status: 'talked' })],
    };
  }),
  'step.claim': onStep((doing, found) =>
    made(doing.chance.id(), { step: found.id, says: 'claims-done', words: words(doing) }),
  ),
  'ask.raise': (doing) => made(doing.chance.id(), { to: 'adviser', words: words(doing) }),
  'ask.answer': (doing) => {
    const ask = some(doing, 'ask');
    const answer = words(doing);
    return ask && { args: { id: ask.id, answer }, parts: sets(ask.id, { answer }) };
  },
  'activity.unlog': (doing) => {
    const own = some(doing, 'experience', (found) => found.author === doing.person);
    return own && { args: { activity: own.id }, parts: [] };
  },
  'activity.amend': (doing) => {
    const own = some(doing, 'experience', (e) => e.author === doing.person || doing.groups.includes('L'));
    if (!own) return null;
    const { learned: _, ...amended } = facts(doing);
    return {
      args: { activity: own.id, facts: amended },
      parts: sets(own.id, { facts: { ...amended, learned: own.facts.learned } }),
    };
  },
  'experience.claim': (doing) => made(doing.chance.id(), { facts: facts(doing) }),
  'experience.confirm': (doing) => {
    const found = some(doing, 'experience');
    return found && { args: { id: found.id }, parts: sets(found.id, { status: 'confirmed' }) };
  },
  'experience.not-counted': (doing) => {
    const found = some(doing, 'experience');
    return found && { args: { id: found.id, why: 'no' }, parts: sets(found.id, { status: 'not-counted' }) };
  },
  'experience.reflect': (doing) => {
    const found = some(doing, 'experience');
    if (!found) return null;
    const { write, part } = typed(doing, found.id, found.reflection.heads);
    return { args: { id: found.id, write }, parts: [part] };
  },
  'lmi.use': (doing) =>
    made(doing.chance.id(), { source: 'survey', decision: words(doing), date: doing.at.slice(0, 10) }),
  'application.add': (doing) => made(doing.chance.id(), application(doing)),
  'application.change': (doing) => {
    const found = some(doing, 'application');
    const to = { provider: words(doing), status: doing.chance.pick(['applied', 'interview', 'offer']) };
    return found && { args: { id: found.id, to }, parts: sets(found.id, to) };
  },
  'la-sharing.set': (doing) => {
    const day = doing.at.slice(0, 10);
    const decision = doing.chance.pick(['yes', 'no', 'no-reply'] as const);
    const args = { decision, decidedBy: null, decidedOn: day, how: 'form' };
    return { args, parts: sets('la-sharing', { decision }) };
  },
  'support.set': (doing) => {
    const outcomes = words(doing);
    const args = { sen: 'E', pupilPremium: true, lookedAfter: false, outcomes };
    return { args, parts: sets('support', { outcomes }) };
  },
  'adjustment.set': (doing) => {
    const args = { words: words(doing) };
    return { args, parts: sets('adjustment', args) };
  },
  'adviser.name': (doing) => {
    const args = { adviser: doing.chance.pick(['adv', 'ad2']) };
    return { args, parts: sets('adviser', args) };
  },
  'aspiration.write': (doing) => {
    const { write, part } = typed(doing, 'aspiration', some(doing, 'aspiration')?.words.heads ?? []);
    return { args: { write }, parts: [part] };
  },
  'intention.write': (doing) => {
    const detail = words(doing);
    return { args: { route: 'college', detail, backUp: '' }, parts: sets('intention', { detail }) };
  },
  'preparation.write': (doing) => {
    const text = doing.chance.pick(['ideas', 'worries'] as const);
    const { write, part } = typed(doing, 'preparation', some(doing, 'preparation')?.[text].heads ?? []);
    return { args: { text, write }, parts: [part] };
  },
  'concern.raise': (doing) => made(doing.chance.id(), { on: null, words: words(doing), should: '' }),
  'concern.answer': (doing) => {
    const concern = some(doing, 'concern');
    const answer = words(doing);
    return concern && { args: { id: concern.id, answer }, parts: sets(concern.id, { answer }) };
  },
  'record.opened': () => ({ args: {}, parts: [] }),
  'entry.withdraw': (doing) => {
    const isOwn = (entry: Entry) => entry.author === doing.person || doing.groups.includes('L');
    const found = all(doing).filter(
      (entry) => isOwn(entry) && entry.id !== entry.kind && entry.readers.length > 0 && !entry.withdrawn,
    );
    if (found.length === 0) return null;
    return withdrawal(doing.chance.pick(found.slice(-3)));
  },
};

const withdrawal = ({ id }: Entry): Omit<Act, 'name'> => ({
  args: { id, reason: 'wrong pupil' },
  parts: sets(id, { readers: ['L'] }),
});

/** What the careers leader takes away of what others made last. */
export function withdrawNewest(doing: Doing): Act | null {
  const newest = all(doing)
    .filter((e) => e.author !== doing.person && e.id !== e.kind && e.readers.length > 0 && !e.withdrawn)
    .toSorted((a, b) => a.madeAt.localeCompare(b.madeAt))
    .at(-1);
  return newest ? { name: 'entry.withdraw', ...withdrawal(newest) } : null;
}

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

/** An activity logged for one pupil of several: the same activity, its own record. */
export function log(activity: { readonly id: string; readonly facts: unknown }, attended: boolean): Act {
  return {
    name: 'activity.log',
    args: { activity: activity.id, facts: activity.facts, attended },
    parts: [{ kind: 'make', entry: activity.id, blind: true }],
  };
}

/** An activity that may be logged. */
export const activity = (doing: Pick<Doing, 'chance' | 'at'>) => ({
  id: doing.chance.id(),
  facts: facts({ ...doing } as Doing),
});
