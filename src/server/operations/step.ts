/** The steps of a change of the whole roster: each about one record, applied whole or not at all, and once. */
import type { EntryId, PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Role } from '../../domain/group.ts';
import type { ArgsOf, MutationName } from '../../domain/mutations/registry.ts';
import type { Entry } from '../../domain/record.ts';
import type { OperationKind } from '../../protocol/roster-operations.ts';

/** Who does it: the careers leader or an administrator. */
export interface Officer {
  readonly school: SchoolId;
  /** NOBODY: a command, with the careers leader's rights; what it writes has the careers leader as its author. */
  readonly person: PersonId;
  readonly roles: readonly Role[];
}

/** May these roles change the whole roster? */
export const mayOperate = ({ roles }: Pick<Officer, 'roles'>): boolean =>
  roles.includes('leader') || roles.includes('admin');

/** The mutations that an operation is made of. */
type StepName = Extract<
  MutationName,
  | 'pupil.enrol'
  | 'pupil.change'
  | 'pupil.leave'
  | 'identity.set'
  | 'support.set'
  | 'form.set'
  | 'roster.tutor'
  | 'roster.caseload'
  | 'roster.pastoral'
  | 'roster.end'
>;

/** A mutation of the step's record. */
export type Command = { readonly [N in StepName]: { readonly name: N; readonly args: ArgsOf<N> } }[StepName];

/** What a step is for: by it its outcome is counted. */
export type Does = 'form' | 'duty' | 'add' | 'change' | 'leave';

/** What is done to one record. */
export interface Step {
  readonly does: Does;
  readonly record: RecordId;
  readonly commands: readonly Command[];
}

/** What a step did to one entry: how it was (null: not there), and the version that it got. */
export interface Wrote {
  readonly id: EntryId;
  readonly before: Entry | null;
  readonly version: number;
}

/** An operation that is to begin. */
export interface NewOperation {
  readonly kind: OperationKind;
  /** Of a roll-over: the calendar year in which the new school year begins. */
  readonly year?: number;
  /** Of an undo: the operation that it takes back. */
  readonly undoes?: string;
  readonly steps: readonly Step[];
}

/** How many steps were applied, by what they are for, and how many were refused. */
export type StepTally = Readonly<Record<Does, number>> & { readonly refused: number };
