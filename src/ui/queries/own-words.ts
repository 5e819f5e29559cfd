/**
 * Own changes in words, for "Sending and saving": what was done, to whom, when, and why the school refused it.
 * One act (a form's activity log) is one row.
 */
import type { Digest } from '../../domain/digest.ts';
import type { RecordId } from '../../domain/ids.ts';
import type { MutationEnvelope } from '../../domain/mutation.ts';
import { fullName } from '../../domain/person-names.ts';
import { isSchoolRecord } from '../../domain/record.ts';
import { clockOf } from '../../domain/time.ts';
import type { RefusalReason } from '../../protocol/sync.ts';
import { bundles } from '../../sync/outbox.ts';
import type { OwnMutation } from '../../sync/ports.ts';
import { thingOf } from './own-things.ts';

/** One change that this person made on this device, and what came of it. */
export type { OwnMutation };

/** A row of "Sending and saving": all mutations of one thing that a person did, or one bundle that was refused together. */
export interface OwnRow {
  readonly key: string;
  readonly words: string;
  readonly draft: boolean;
  readonly mutations: readonly OwnMutation[];
  readonly state: 'waiting' | 'sent' | 'needs';
  /** Why the first of them was refused: the rest hangs on it. */
  readonly refused: RefusalReason | null;
  /** How many other things hang on what was refused (SPEC I11). */
  readonly hanging: number;
  /** What is out of the ordinary with it, in a sentence. */
  readonly note: string | null;
  /** No page shows its words: they are read here (SPEC I2). */
  readonly unplaced: boolean;
}

/** What a mutation is called, by the first part of its name or by its whole name. */
const NAMES: Readonly<Record<string, string>> = {
  'interview.finish': 'Interview',
  'interview.did-not-attend': 'Did not attend',
  'interview.book': 'Booking',
  'interview.move': 'Booking moved',
  'interview.cancel': 'Booking cancelled',
  'interview.start': 'Walk-in',
  'interview.request': 'Request for an interview',
  'activity.log': 'Activity',
  'step.close': 'Next step closed',
  'step.claim': 'Answer to a next step',
  interview: 'Interview',
  draft: 'Draft',
  note: 'Private note',
  step: 'Next step',
  followup: 'Talked about it',
  ask: 'Question',
  activity: 'Activity',
  experience: 'Experience',
  lmi: 'Facts used for a decision',
  application: 'Application',
  'la-sharing': 'What the local authority is told',
  preparation: 'Form before the interview',
  aspiration: 'Ideas',
  intention: 'Plans',
  concern: 'Something’s not right',
  support: 'Support',
  adjustment: 'What helps',
  entry: 'Removed entry',
  visit: 'Visit',
  roster: 'Who looks after whom',
  staff: 'Staff',
  school: 'School settings',
  terms: 'Term dates',
  form: 'Form',
  pupil: 'Pupil’s details',
};

const REASONS: Readonly<Record<RefusalReason, string>> = {
  'not-permitted': 'You may not change this record any more. Ask your careers leader, then try again.',
  'no-record': 'This record is not at the school any more. Save a backup file to keep your words.',
  malformed: 'The server does not understand this change. Say it again.',
  'too-big': 'There is more here than one change may hold. Say it again in parts.',
  missing: 'What it was about has been removed. Say it again where it belongs now.',
  'already-finished': 'This interview had been finished already. Add your words to it.',
  'too-young': 'Under 16, your parent or carer tells the school.',
  'builds-on-refused': 'It belongs to another change that was refused. Try again.',
  erased: 'This record has been erased.',
  'brought-server-down': 'The server failed on this change three times. Try again when it has been updated.',
};

/** Why the school refused it, in a sentence. */
export const refusalWords = (reason: RefusalReason): string => REASONS[reason];

/** What the screens know of own changes beyond the changes themselves. */
export interface OwnSights {
  readonly digests: readonly Digest[];
  /** Changes whose words no page shows (SPEC I2). */
  readonly unplaced?: readonly OwnMutation[];
}

/** Own changes as rows, newest first. Changes of one draft, of one act, and what was refused together, are one row. */
export function ownRows(own: readonly OwnMutation[], { digests, unplaced = [] }: OwnSights): readonly OwnRow[] {
  const names = new Map(digests.map((d) => [d.record, d.pupil ? fullName(d.pupil) : null]));
  const hidden = new Set(unplaced.map(({ id }) => id));
  const groups = new Map<string, OwnMutation[]>();
  for (const mutation of own.filter((m) => m.refused === null)) {
    const key = `${stateOf(mutation)} ${thingOf(mutation)}`;
    groups.set(key, [...(groups.get(key) ?? []), mutation]);
  }
  const all = [...groups.values(), ...refusedTogether(own.filter((m) => m.refused !== null))];
  return all
    .flatMap(([first, ...rest]) => (first ? rowOf([first, ...rest], names, hidden) : []))
    .toSorted((a, b) => (b.mutations[0]?.order ?? 0) - (a.mutations[0]?.order ?? 0));
}

/** Bundles of refused changes; what was done in one go stands together, too. */
function refusedTogether(needs: readonly OwnMutation[]): readonly (readonly OwnMutation[])[] {
  const joined: OwnMutation[][] = [];
  for (const bundle of bundles(needs)) {
    const acts = new Set(bundle.flatMap(({ act }) => act ?? []));
    const same = joined.find((rows) => rows.some(({ act }) => act !== null && acts.has(act)));
    if (same) same.push(...bundle);
    else joined.push([...bundle]);
  }
  return joined.map((rows) => rows.toSorted((a, b) => a.order - b.order));
}

const stateOf = (m: OwnMutation): OwnRow['state'] => {
  if (m.refused !== null) return 'needs';
  return m.taken === null ? 'waiting' : 'sent';
};

/** What the rest of a row hangs on: what was refused for a reason of its own, else the first. */
const headOf = (mutations: Mutations): OwnMutation =>
  mutations.find((m) => m.refused !== null && m.refused !== 'builds-on-refused') ?? mutations[0];

type Mutations = readonly [OwnMutation, ...OwnMutation[]];

function rowOf(mutations: Mutations, names: Names, hidden: ReadonlySet<string>): OwnRow {
  const head = headOf(mutations);
  const state = stateOf(head);
  // What was refused is named by what the rest hangs on; else the latest change says it best.
  const telling = state === 'needs' ? head : (mutations.at(-1) ?? head);
  const { envelope } = telling;
  const same = mutations.filter((m) => thingOf(m) === thingOf(telling));
  const words = [nameOf(envelope), aboutOf(same, names), envelope && clockOf(envelope.at)];
  const unplaced = mutations.some(({ id }) => hidden.has(id));
  return {
    key: `${state} ${thingOf(head)}`,
    words: words.filter((w) => w !== null).join(', '),
    draft: envelope?.name.startsWith('draft.') ?? false,
    mutations,
    state,
    refused: head.refused,
    hanging: new Set(mutations.map(thingOf)).size - 1,
    note: noteOf(mutations, state, unplaced),
    unplaced,
  };
}

function noteOf(mutations: readonly OwnMutation[], state: OwnRow['state'], unplaced: boolean): string | null {
  if (state === 'needs') return null;
  if (mutations.every((m) => m.sealedAlone)) return state === 'waiting' ? NOTES.sealedWaiting : NOTES.sealedSent;
  if (mutations.some(({ envelope }) => envelope === null)) return NOTES.closed;
  if (state === 'waiting' && mutations.some(({ waited }) => waited > 0)) return NOTES.waits;
  return unplaced ? NOTES[state] : null;
}

const NOTES = {
  closed: 'This device cannot open these words any more.',
  sealedWaiting:
    'This pupil’s record has left this device, and the words with it. They are sealed here, and will be sent.',
  sealedSent: 'The school has it. This pupil’s record has left this device, and the words with it.',
  waits: 'The school’s server does not know this change yet. It will be taken when it is updated.',
  waiting: 'What it is about is not on this device now, so no page shows it. The words are kept here and will be sent.',
  sent: 'The school has it. What it is about is not on this device now.',
} as const;

type Names = ReadonlyMap<RecordId, string | null>;

/** Whom it is about: "28 pupils", or one by name; null for the school's own records. */
function aboutOf(mutations: readonly OwnMutation[], names: Names): string | null {
  const last = mutations.at(-1);
  if (!last) return null;
  const pupils = new Set(mutations.map((m) => m.record).filter((record) => !isSchoolRecord(record)));
  return pupils.size > 1 && last.act ? `${pupils.size} pupils` : (names.get(last.record) ?? null);
}

const nameOf = (envelope: MutationEnvelope | null): string => (envelope ? nameOfChange(envelope.name) : 'A change');

/** What a change of this name is called. */
export const nameOfChange = (name: string): string => NAMES[name] ?? NAMES[name.split('.')[0] ?? ''] ?? 'Change';

/** The words of a row, each once: typing that was saved twice says the same. */
export const wordsIn = ({ mutations }: OwnRow): readonly string[] => [
  ...new Set(mutations.flatMap(({ envelope }) => (envelope ? wordsOf(envelope.args) : []))),
];

/** The words that a person wrote in a change, for reading and copying: every text in its arguments, in order, not what a text is called. */
export function wordsOf(args: unknown): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (WORD_FIELDS.has(key) && value.trim() !== '') found.push(value);
    } else if (Array.isArray(value)) value.forEach((item) => visit(item, key));
    else if (typeof value === 'object' && value !== null)
      for (const [k, v] of Object.entries(value)) if (!(k === 'text' && 'write' in value)) visit(v, k);
  };
  visit(args, '');
  return found;
}

const WORD_FIELDS = new Set([
  'text',
  'words',
  'summary',
  'why',
  'now',
  'ideas',
  'barriers',
  'alsoPresent',
  'what',
  'should',
  'answer',
  'reason',
  'decision',
  'source',
  'avoid',
  'title',
  'learned',
  'organisation',
  'provider',
  'course',
  'detail',
  'backUp',
  'predicted',
  'options',
  'outcomes',
]);
