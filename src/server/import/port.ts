/**
 * What an import needs of the server: the school as it is, and one way to change it, an operation. The store and the sessions
 * stand behind it, so that an import is tested without either.
 */
import type { FormCode, RecordId, SchoolId } from '../../domain/ids.ts';
import type { IsoDate } from '../../domain/time.ts';
import type { Rights } from '../operations/rights-after.ts';
import type { Officer, Step, StepTally } from '../operations/step.ts';
import type { RosterPupil } from './roster.ts';

/** The school as the store has it now. */
export interface SchoolNow {
  readonly pupils: readonly RosterPupil[];
  readonly forms: readonly { readonly code: FormCode; readonly year: number }[];
  readonly youngest: number;
  readonly oldest: number;
  readonly today: IsoDate;
  /** What rights rest on. */
  readonly rights: Rights;
}

/** What bringing pupils in needs of the server. */
export interface ImportPort {
  readonly read: (school: SchoolId) => Promise<SchoolNow>;
  /**
   * Carries out the steps as one operation, through the mutation path as this person, and says what came of them; null: another
   * change of the roster has not ended. A record that is not there is made by `pupil.enrol`.
   */
  readonly carryOut: (as: Officer, steps: readonly Step[]) => Promise<StepTally | null>;
  /** The id of a new record. */
  readonly newRecord: () => RecordId;
}
