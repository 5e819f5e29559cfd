/**
 * What an import needs of the server: the school as it is, and one way to change it, the mutation path. The store and the
 * sessions stand behind it, so that an import is tested without either.
 */
import type { EntryId, FormCode, PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Role } from '../../domain/group.ts';
import type { ArgsOf } from '../../domain/mutations/registry.ts';
import type { IsoDate } from '../../domain/time.ts';
import type { PupilCommand } from './differences.ts';
import type { RosterPupil } from './roster.ts';

/** Who brings pupils in: the careers leader or an administrator. */
export interface Importer {
  readonly school: SchoolId;
  readonly person: PersonId;
  readonly roles: readonly Role[];
}

/** The school as the store has it now. */
export interface SchoolNow {
  readonly pupils: readonly RosterPupil[];
  readonly forms: readonly { readonly code: FormCode; readonly year: number }[];
  readonly youngest: number;
  readonly oldest: number;
  readonly today: IsoDate;
}

/** A mutation of the record "school" that opens a form. */
export type FormCommand = { readonly name: 'form.set'; readonly args: ArgsOf<'form.set'> & { readonly id: EntryId } };

/** What is done to one record: applied whole or not at all. */
export interface ImportWork {
  readonly record: RecordId;
  readonly commands: readonly (PupilCommand | FormCommand)[];
}

/** What bringing pupils in needs of the server. */
export interface ImportPort {
  readonly read: (school: SchoolId) => Promise<SchoolNow>;
  /**
   * Applies each piece of work through the mutation path as this person, in one short transaction, and says of each
   * whether it was applied. A record that is not there is made by `pupil.enrol`.
   */
  readonly apply: (as: Importer, work: readonly ImportWork[]) => Promise<readonly boolean[]>;
  /** The id of a new record. */
  readonly newRecord: () => RecordId;
}
