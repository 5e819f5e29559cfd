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
import type { OwnMutation } from '../../sync/ports.ts';

/** One change that this person made on this device, and what came of it. */
export type { OwnMutation };

/** A row of "Sending and saving": all mutations of one thing that a person did. */
export interface OwnRow {
  readonly key: string;
  readonly words: string;
  readonly draft: boolean;
  readonly mutations: readonly OwnMutation[];
  readonly state: 'waiting' | 'sent' | 'needs';
  readonly refused: RefusalReason | null;
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
  preparation: 'Form before the interview',
  aspiration: 'Ideas',
  intention: 'Plans',
  concern: 'Something’s not right',
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
  'not-permitted': 'You may not change this record any more.',
  'no-record': 'This record is not at the school any more.',
  malformed: 'The server does not understand this change.',
  'too-big': 'There is more here than one change may hold.',
  missing: 'What it was about has been removed.',
  'already-finished': 'This interview had been finished already. Add your words to it.',
  'builds-on-refused': 'It belongs to another change that was refused.',
  erased: 'This record has been erased.',
  'brought-server-down': 'The server failed on this change three times.',
};

/** Why the school refused it, in a sentence. */
export const refusalWords = (reason: RefusalReason): string => REASONS[reason];

/** Own changes as rows, newest first. Changes of one draft, and of one act, are one row. */
export function ownRows(own: readonly OwnMutation[], digests: readonly Digest[]): readonly OwnRow[] {
  const names = new Map(digests.map((d) => [d.record, d.pupil ? fullName(d.pupil) : null]));
  const groups = new Map<string, OwnMutation[]>();
  for (const mutation of own) {
    const key = `${stateOf(mutation)} ${groupKey(mutation)}`;
    groups.set(key, [...(groups.get(key) ?? []), mutation]);
  }
  return [...groups].map(([key, mutations]) => rowOf(key, mutations, names)).toReversed();
}

const stateOf = (m: OwnMutation): OwnRow['state'] => {
  if (m.refused !== null) return 'needs';
  return m.taken === null ? 'waiting' : 'sent';
};

function groupKey(m: OwnMutation): string {
  if (m.act) return m.act;
  return m.envelope?.name.startsWith('draft.') ? `draft ${m.touches[0]?.entry ?? ''}` : m.id;
}

function rowOf(key: string, mutations: readonly OwnMutation[], names: Names): OwnRow {
  const [first] = mutations;
  const envelope = mutations.at(-1)?.envelope ?? null;
  const words = [nameOf(envelope), aboutOf(mutations, names), envelope ? clockOf(envelope.at) : null];
  return {
    key,
    words: words.filter((w) => w !== null).join(', '),
    draft: envelope?.name.startsWith('draft.') ?? false,
    mutations,
    state: first ? stateOf(first) : 'sent',
    refused: mutations.find((m) => m.refused !== null)?.refused ?? null,
  };
}

type Names = ReadonlyMap<RecordId, string | null>;

/** Whom it is about: "28 pupils", or one by name; null for the school's own records. */
function aboutOf(mutations: readonly OwnMutation[], names: Names): string | null {
  const last = mutations.at(-1);
  if (!last) return null;
  const pupils = new Set(mutations.map((m) => m.record).filter((record) => !isSchoolRecord(record)));
  return pupils.size > 1 && last.act ? `${pupils.size} pupils` : (names.get(last.record) ?? null);
}

function nameOf(envelope: MutationEnvelope | null): string {
  if (!envelope) return 'A change';
  return NAMES[envelope.name] ?? NAMES[envelope.name.split('.')[0] ?? ''] ?? 'Change';
}

/** The words that a person wrote in a change, for reading and copying: every text in its arguments, in order, not what a text is called. */
export function wordsOf(envelope: MutationEnvelope): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (WORD_FIELDS.has(key) && value.trim() !== '') found.push(value);
    } else if (Array.isArray(value)) value.forEach((item) => visit(item, key));
    else if (typeof value === 'object' && value !== null)
      for (const [k, v] of Object.entries(value)) if (!(k === 'text' && 'write' in value)) visit(v, k);
  };
  visit(envelope.args, '');
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
  'detail',
  'backUp',
  'predicted',
  'options',
  'outcomes',
]);
