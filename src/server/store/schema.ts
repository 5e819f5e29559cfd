/** The tables as TypeScript sees them. Every key of a school's data starts with the school. Booleans are 0 or 1. */
import type { Generated } from 'kysely';
import type { SummedRow } from '../audit/chain.ts';
import type { LetGo } from '../../domain/retention.ts';
import type { SignInTables } from './sign-in-schema.ts';

export interface Schema extends SignInTables {
  readonly school: SchoolTable;
  readonly record: { readonly school: string; readonly id: string };
  readonly entry: EntryTable;
  readonly reach: { readonly school: string; readonly record: string; readonly who: string; readonly version: number };
  readonly revision: {
    readonly school: string;
    readonly record: string;
    readonly entry: string;
    readonly version: number;
    readonly json: string;
  };
  readonly mutation: MutationTable;
  readonly attempt: { readonly school: string; readonly person: string; readonly id: string; readonly tries: number };
  readonly quarantine: QuarantineTable;
  readonly erased: { readonly school: string; readonly record: string; readonly at: string };
  readonly account: {
    readonly id: string;
    readonly login: string | null;
    readonly password: string | null;
    readonly disabled: number;
  };
  readonly membership: MembershipTable;
  /** `school` null: of the whole account, by the command; else of its place there. */
  readonly code: {
    readonly hash: string;
    readonly account: string;
    readonly school: string | null;
    readonly expires: string;
  };
  readonly session_key: SessionKeyTable;
  /**
   * 'lock': what the lock keys of all accounts are derived from; 'factor': under which the secrets of authenticator apps
   * are sealed. Never sent, never logged.
   */
  readonly secret: { readonly name: string; readonly value: Uint8Array };
  /** Lines for the ledger, within a transaction: none is left when it commits. */
  readonly noted: { readonly line: string };
  readonly owed: OwedTable;
  readonly device: DeviceTable;
  readonly enrolment: EnrolmentTable;
  readonly operation: OperationTable;
  readonly operation_step: OperationStepTable;
  readonly moved: MovedTable;
  readonly audit: AuditTable;
  readonly holder: HolderTable;
  readonly sent: SentTable;
  readonly request: RequestTable;
  readonly decision: DecisionTable;
  readonly kept_longer: KeptLongerTable;
  readonly disposal: DisposalTable;
  readonly let_go: LetGoTable;
  readonly disposal_step: DisposalStepTable;
}

export interface SchoolTable {
  readonly id: string;
  readonly name: string;
  readonly demo: number;
  /** The last version that was given. */
  readonly version: number;
  readonly epoch: string;
  /** Version at which this epoch began: what a device says it first got must be below it. */
  readonly epoch_start: number;
  readonly stable: number;
  /** From this date on staff sign in with a second step; null: nobody is asked for one. */
  readonly second_step_from: string | null;
}

export interface EntryTable {
  readonly school: string;
  readonly record: string;
  readonly id: string;
  readonly kind: string;
  /** Groups in order, joined; empty: the author alone. */
  readonly readers: string;
  readonly author: string;
  readonly json: string;
}

/** An account's place at a school. */
export interface MembershipTable {
  readonly account: string;
  readonly school: string;
  readonly person: string;
  /** When a session was last opened at it; '': never. */
  readonly opened: string;
  /** The account was there before: its login was not chosen here, and is nothing to the people of this school. */
  readonly joined: number;
}

/** The first outcome of each mutation, without content. */
export interface MutationTable {
  readonly school: string;
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly record: string;
  readonly version: number;
  /** Why it was refused; null: applied. */
  readonly refused: string | null;
  readonly at: string;
  readonly received: string;
}

/** Who did what to which record and when: a chain (audit/chain.ts). */
interface AuditTable extends SummedRow {
  readonly school: string;
}

export interface QuarantineTable {
  readonly school: string;
  readonly id: string;
  readonly record: string;
  readonly person: string;
  /** Ids of the entries that it would have made, joined by spaces. */
  readonly creates: string;
  readonly json: string;
}

/** Lines of the ledger about entries that the backup did not have: they count when a device brings the entry back. */
export interface OwedTable {
  readonly school: string;
  readonly record: string;
  readonly entry: string;
  readonly rank: number;
  readonly line: string;
}

/** The keys that requests of a session bring, by the session's hash; a hash as well. A session that is over has none. */
export interface SessionKeyTable {
  readonly session: string;
  readonly key: string;
}

/** Devices that have synced, by the person who did. */
export interface DeviceTable {
  readonly school: string;
  readonly person: string;
  readonly device: string;
  /** The session of that request, by its hash; it is gone when the person signs out. */
  readonly session: string;
  /** The last request, to the hour. */
  readonly seen: string;
  /** The last request that brought something; null: none yet. */
  readonly sent: string | null;
}

/** Devices whose signatures count as a person's (protocol/sealed.ts). `key`: the public key, base64; `id`: its name. */
export interface EnrolmentTable {
  readonly school: string;
  readonly id: string;
  readonly person: string;
  readonly device: string;
  readonly key: string;
  readonly made: string;
}

/** A device as the manifest knows it: a browser on which a person was signed in. It stays after they have signed out. */
export interface HolderTable {
  readonly id: Generated<number>;
  readonly school: string;
  readonly person: string;
  readonly device: string;
  /** When it was asked to clear itself and by whom ('': the server), when it was told, when it said that it had; null: not. */
  readonly clear_asked: string | null;
  readonly clear_by: string | null;
  readonly clear_told: string | null;
  readonly cleared: string | null;
}

/** The manifest: which pupil's record was sent to which device, in which groups; seconds since 1970. */
export interface SentTable {
  readonly holder: number;
  readonly record: string;
  readonly groups: string;
  readonly first: number;
  readonly last: number;
}

/** What somebody asked of the school about a pupil's data. Dates are days. */
export interface RequestTable {
  readonly school: string;
  readonly id: string;
  readonly record: string;
  readonly kind: string;
  /** Who asked: 'pupil', 'parent', 'other'. */
  readonly asker: string;
  readonly received: string;
  readonly words: string;
  readonly logged: string;
  readonly logged_by: string;
  /** JSON of the spans in which the clock stood still. */
  readonly pauses: string;
  /** Why it takes two months more; null: it does not. */
  readonly extended: string | null;
  readonly closed: string | null;
  readonly outcome: string | null;
  readonly reason: string | null;
}

/** What the careers leader decided about one mark of a copy. */
export interface DecisionTable {
  readonly school: string;
  readonly request: string;
  readonly mark: string;
  readonly what: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** A record that is kept beyond the school's period. */
export interface KeptLongerTable {
  readonly school: string;
  readonly record: string;
  readonly until: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** An entry that was let go of with its part of a record: it does not come back. `rank`: the version of that. */
export interface LetGoTable {
  readonly school: string;
  readonly record: string;
  readonly entry: string;
  readonly rank: number;
  readonly at: string;
}

/** Records that were let go of together. `ended` null: it goes on, or was cut off; `swept`: since when the data file is free of their words. */
export interface DisposalTable {
  readonly school: string;
  readonly id: string;
  readonly place: number;
  readonly person: string;
  readonly why: 'due' | 'asked';
  readonly reason: string;
  readonly begun: string;
  readonly ended: string | null;
  readonly swept: string | null;
}

/** One of them, in its place, with how many entries and earlier wordings went. */
export interface DisposalStepTable {
  readonly school: string;
  readonly disposal: string;
  readonly place: number;
  readonly record: string;
  readonly what: LetGo;
  /** `stays`: it was not due any more when its turn came. */
  readonly outcome: 'todo' | 'done' | 'stays';
  readonly entries: number;
  readonly wordings: number;
}

/** A change of the whole roster: an import, a roll-over, an undo. `ended` null: it goes on, or was cut off. */
export interface OperationTable {
  readonly school: string;
  readonly id: string;
  /** Which one of the school it is, from 1: clocks may go back. */
  readonly place: number;
  readonly kind: 'import' | 'roll-over' | 'undo';
  readonly person: string;
  /** Of a roll-over: the calendar year in which the new school year begins. */
  readonly year: number | null;
  /** Of an undo: the operation that it takes back. */
  readonly undoes: string | null;
  readonly begun: string;
  readonly ended: string | null;
  readonly undone: string | null;
}

/** One step of it, in its place. */
export interface OperationStepTable {
  readonly school: string;
  readonly operation: string;
  readonly place: number;
  readonly does: 'form' | 'duty' | 'add' | 'change' | 'leave';
  readonly record: string;
  /** JSON of its mutations. */
  readonly commands: string;
  readonly outcome: 'todo' | 'applied' | 'refused';
  /** JSON of what it did to each entry, for taking it back; null: not applied. */
  readonly wrote: string | null;
}

/** Entries that are on another pupil's record now. */
export interface MovedTable {
  readonly school: string;
  readonly record: string;
  readonly entry: string;
  readonly to: string;
  /** The version of the move. */
  readonly rank: number;
  readonly by: string;
  readonly at: string;
  /** On whose devices it was then, as JSON: ids, counts and instants. */
  readonly held: string;
  /** On which record it was made, by whom, at what claimed time; '' where that was not noted. */
  readonly made_on: string;
  readonly made_by: string;
  readonly made_at: string;
  /** The mutation that made it; empty: not known. */
  readonly made_id: string;
}
