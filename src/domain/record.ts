/**
 * A record and its entries. The career record is the atom: the unit of meaning, permission, replication, storage and erasure.
 */
import * as z from 'zod/mini';
import * as career from './entries/career.ts';
import * as school from './entries/school.ts';
import { CAREER_READERS } from './entries/career.ts';
import { SCHOOL_READERS } from './entries/school.ts';
import type { Context } from './entry.ts';
import { newBase } from './entry.ts';
import type { Readers } from './group.ts';
import type { EntryId, RecordId } from './ids.ts';

/** Every kind of entry, told apart by `kind`. */
export const entry = z.discriminatedUnion('kind', [
  career.pupilEntry,
  career.identityEntry,
  career.adviserEntry,
  career.supportEntry,
  career.adjustmentEntry,
  career.gradesEntry,
  career.aspirationEntry,
  career.intentionEntry,
  career.preparationEntry,
  career.requestEntry,
  career.interviewEntry,
  career.noteEntry,
  career.stepEntry,
  career.followupEntry,
  career.askEntry,
  career.experienceEntry,
  career.lmiEntry,
  career.applicationEntry,
  career.laSharingEntry,
  career.concernEntry,
  career.draftEntry,
  school.schoolEntry,
  school.termsEntry,
  school.formEntry,
  school.staffEntry,
  school.tutorEntry,
  school.caseloadEntry,
  school.pastoralEntry,
  school.visitEntry,
  school.plannedEntry,
]);
export type Entry = Readonly<z.infer<typeof entry>>;
/** What an entry is about: "interview", "step", "note" and so on. */
export type Kind = Entry['kind'];
/** The entry of one kind. */
export type EntryOf<K extends Kind> = Extract<Entry, { readonly kind: K }>;

/** A record as somebody sees it: its entries by id. */
export interface CareersRecord {
  readonly id: RecordId;
  readonly entries: Readonly<Record<string, Entry>>;
}

/** Who reads a new entry, by kind. Empty: its author alone. */
export const DEFAULT_READERS: Readonly<Record<Kind, Readers>> = { ...CAREER_READERS, ...SCHOOL_READERS };

/** The ids of the records that belong to the school as a whole. */
export const SCHOOL_RECORD = 'school' as RecordId;
/** Who is form tutor of which form, has which caseload, and cares for which years. Staff read it. */
export const ROSTER_RECORD = 'roster' as RecordId;
/** The programme of the school year that starts in this calendar year. */
export const programmeRecord = (startYear: number): RecordId => `programme/${startYear}` as RecordId;

const SCHOOL_RECORD_NAMES = new Set<string>(['school', 'roster', 'directory', 'office', 'figures']);
/** Is it one of the school's own records, not a pupil's? */
export const isSchoolRecord = (id: RecordId): boolean => SCHOOL_RECORD_NAMES.has(id) || id.startsWith('programme/');

/** The id of the one entry of its kind in a record, such as "pupil" or "support". */
export const singleton = (kind: Kind): EntryId => kind as string as EntryId;

/** The entry with this id if it is there and of this kind. */
export function entryOf<K extends Kind>(record: CareersRecord, id: EntryId, kind: K): EntryOf<K> | undefined {
  const found = record.entries[id];
  return found?.kind === kind ? (found as EntryOf<K>) : undefined;
}

/** All entries of a kind, in order of id (UUIDv7: the order in which they were made). */
export function entriesOf<K extends Kind>(record: CareersRecord, kind: K): readonly EntryOf<K>[] {
  const isKind = (e: Entry): e is EntryOf<K> => e.kind === kind;
  return Object.values(record.entries)
    .filter(isKind)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The fields of a kind that are its own. */
export type FieldsOf<K extends Kind> = Omit<
  EntryOf<K>,
  'kind' | 'id' | 'readers' | 'author' | 'version' | 'at' | 'by' | 'ranks' | 'replaced' | 'madeAt' | 'withdrawn'
>;

/** A new entry of a kind, read by the groups that read its kind. */
export const newEntry = <K extends Kind>(kind: K, id: EntryId, fields: FieldsOf<K>, ctx: Context): EntryOf<K> =>
  ({ kind, ...newBase(id, DEFAULT_READERS[kind], ctx), ...fields }) as unknown as EntryOf<K>;
