/** A refused change in words for the careers leader: what it is, about whom, whose it is, and why. */
import type { Digest } from '../../../../domain/digest.ts';
import { fullDate } from '../../../../domain/date-words.ts';
import type { PersonId, RecordId } from '../../../../domain/ids.ts';
import { fullName } from '../../../../domain/person-names.ts';
import { isSchoolRecord } from '../../../../domain/record.ts';
import { clockOf, dateOf } from '../../../../domain/time.ts';
import type { RefusedChange } from '../../../../protocol/refused.ts';
import type { RefusalReason } from '../../../../protocol/sync.ts';
import { nameOfChange } from '../../../queries/own-words.ts';
import type { SchoolFacts } from '../../../queries/school.ts';

const REASONS: Readonly<Record<RefusalReason, string>> = {
  'not-permitted': 'They may not make this change, or not any more.',
  'no-record': 'It is about a record that the school does not have. Nobody else at the school can find these words.',
  malformed: 'The server did not understand it.',
  'too-big': 'There was more in it than one change, or one record, may hold.',
  missing: 'What it was about had been removed.',
  'already-finished': 'The interview had been finished already.',
  'too-young': 'Under 16, a parent or carer tells the school.',
  'builds-on-refused': 'It belongs to another change that was refused.',
  erased: 'The record had been erased.',
  'brought-server-down': 'The server failed on it three times.',
};

/** Why it was refused, in a sentence. */
export const whyRefused = ({ reason }: RefusedChange): string => REASONS[reason];

/** Names of pupils, by record. */
export type PupilNames = ReadonlyMap<RecordId, string>;

/** Of all who are held. */
export const pupilNames = (digests: readonly Digest[]): PupilNames =>
  new Map(digests.flatMap(({ record, pupil }) => (pupil ? [[record, fullName(pupil)] as const] : [])));

/** "Next step, Aisha Khan". */
export function titleOfRefused({ what, record }: RefusedChange, names: PupilNames): string {
  const name = nameOfChange(what);
  return isSchoolRecord(record) ? name : `${name}, ${names.get(record) ?? 'a record that is not here'}`;
}

/** Who made it: "Mr Lee", "Aisha Khan, a pupil". */
export function whoseRefused({ person }: RefusedChange, school: SchoolFacts, names: PupilNames): string {
  const pupil = names.get(person as RecordId);
  if (pupil !== undefined) return `${pupil}, a pupil`;
  return school.staffById.get(person as PersonId)?.name ?? 'somebody who is not on the staff list';
}

const moment = (at: RefusedChange['at']): string => `${fullDate(dateOf(at))}, ${clockOf(at)}`;

/** "11 November 2026, 10:05, refused 12 November 2026, 08:30"; the same minute is said once. */
export function whenRefused({ at, received }: RefusedChange): string {
  const [made, refused] = [moment(at), moment(received)];
  return made === refused ? made : `${made}, refused ${refused}`;
}
