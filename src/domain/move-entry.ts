/**
 * Moving an entry from the wrong pupil: what goes with it, and what cannot be moved. Pure; the server does it, the careers
 * leader's screen shows it first. An interview goes with its private note, its steps and what staff said on them. What the
 * pupil said themselves is theirs and stays.
 */
import type { EntryId } from './ids.ts';
import type { CareersRecord, Entry, EntryOf, Kind } from './record.ts';
import { entriesOf } from './record.ts';
import type { Result } from './result.ts';
import { err, ok } from './result.ts';
import { allWords } from './text-merge.ts';

/** Why an entry cannot be moved. */
export type Immovable =
  | { readonly kind: 'missing' }
  /** A kind of which a pupil has one, or which only the pupil writes. */
  | { readonly kind: 'wrong-kind' }
  | { readonly kind: 'removed' }
  /** An interview to come: it is cancelled and booked for the right pupil instead. */
  | { readonly kind: 'booked' }
  /** It belongs to an interview, and goes with that. */
  | { readonly kind: 'part-of-interview' }
  /** The pupil added it, or wrote about it. */
  | { readonly kind: 'own-words' };

const MOVABLE: ReadonlySet<Kind> = new Set<Kind>([
  'interview',
  'note',
  'step',
  'ask',
  'experience',
  'lmi',
  'application',
]);

/** The entries that would move with this one, itself first. Answers the same on the record and as the careers leader sees it. */
export function whatMoves(record: CareersRecord, id: EntryId): Result<readonly Entry[], Immovable> {
  const entry = record.entries[id];
  if (!entry || entry.readers.length === 0) return err({ kind: 'missing' });
  if (!MOVABLE.has(entry.kind)) return err({ kind: 'wrong-kind' });
  if (entry.withdrawn !== undefined) return err({ kind: 'removed' });
  if (isOwn(entry, record)) return err({ kind: 'own-words' });
  switch (entry.kind) {
    case 'interview':
      return entry.status === 'booked' ? err({ kind: 'booked' }) : ok(withFollowups(record, heldWith(record, entry)));
    case 'step':
    case 'note':
      return isPart(entry, record) ? err({ kind: 'part-of-interview' }) : ok(withFollowups(record, [entry]));
    default:
      return ok([entry]);
  }
}

/** How many entries of a record wait for a move: what moves by itself, and interviews that are not finished yet. */
export const waitsForMove = (record: CareersRecord): number =>
  Object.values(record.entries).filter(
    (entry) => whatMoves(record, entry.id).ok || (entry.kind === 'interview' && entry.status === 'booked'),
  ).length;

/** What is or was being written of the interviews among them. No screen shows drafts of others: they go along unseen. */
export const draftsOf = (record: CareersRecord, entries: readonly Entry[]): readonly Entry[] => {
  const ids = new Set<EntryId>(entries.map(({ id }) => id));
  return entriesOf(record, 'draft').filter(({ interview }) => ids.has(interview));
};

/** The entry as it comes to the other pupil: the same words, readers, author and time, at the version of the move. */
export const asMoved = <E extends Entry>(entry: E, version: number): E => ({ ...entry, version });

const isBy = (entry: Entry, record: CareersRecord): boolean => entry.author === (record.id as string);

const isOwn = (entry: Entry, record: CareersRecord): boolean =>
  isBy(entry, record) || (entry.kind === 'experience' && allWords(entry.reflection) !== '');

const isPart = ({ interview }: EntryOf<'step' | 'note'>, { entries }: CareersRecord): boolean =>
  interview !== null && entries[interview] !== undefined;

const heldWith = (record: CareersRecord, interview: EntryOf<'interview'>): readonly Entry[] => [
  interview,
  ...[...entriesOf(record, 'note'), ...entriesOf(record, 'step')].filter((part) => part.interview === interview.id),
];

/** With what staff said on them. What was removed of it goes too: it is about the same talk. */
const withFollowups = (record: CareersRecord, entries: readonly Entry[]): readonly Entry[] => {
  const ids = new Set(entries.map(({ id }) => id));
  return [...entries, ...entriesOf(record, 'followup').filter((said) => ids.has(said.on) && !isBy(said, record))];
};
