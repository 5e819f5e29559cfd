/**
 * A file of one's own unsent words, sealed on the device, and reading one back. What is read back goes into the outbox
 * under the ids that it had: what the school has already it answers as it did the first time (SPEC I8), so that a file
 * may be read twice, on two devices, before or after the tablet has sent. Loaded when somebody asks for it.
 */
import type { Backup, BackupProblem } from '../../device/backup-file.ts';
import { BACKUP_MAX_BYTES, openBackup, readBackupHeader, sealBackup } from '../../device/backup-file.ts';
import { checkMutation } from '../../domain/mutations/registry.ts';
import { longDate } from '../../domain/date-words.ts';
import type { MutationEnvelope } from '../../domain/mutation.ts';
import { isSchoolRecord } from '../../domain/record.ts';
import type { Result } from '../../domain/result.ts';
import { err, ok } from '../../domain/result.ts';
import type { Instant } from '../../domain/time.ts';
import { clockOf, dateOf, daysBetween, toInstant } from '../../domain/time.ts';
import type { BackupContents } from '../../protocol/backup.ts';
import { wireMutation, withFirst } from '../../sync/outbox.ts';
import type { OwnMutation } from '../../sync/ports.ts';
import { saveFile } from './files.ts';
import type { House } from './house.tsx';
import { thingsIn } from './own-things.ts';

export { fourWords } from '../../device/four-words.ts';
export { plainPassphrase } from '../../device/backup-file.ts';

/** The fewest characters of a passphrase that a person thinks of. */
export const PASSPHRASE_MIN = 12;

/** What the school does not have: no word from it yet, or refused. */
export const unsentOf = (own: readonly OwnMutation[]): readonly OwnMutation[] =>
  own.filter((m) => m.taken === null || m.refused !== null);

/**
 * Seals what the school does not have and gives it to the person as a file; answers what the file is called. Throws where the
 * file would be too large to be read back: the words stay on the device, and nobody relies on a file that opens nowhere.
 */
export async function saveBackup(
  { session, nowMs }: House,
  own: readonly OwnMutation[],
  passphrase: string,
): Promise<string> {
  const madeAt = toInstant(nowMs());
  const mutations = unsentOf(own).flatMap(({ envelope, first }) =>
    envelope ? [wireMutation(withFirst(envelope, first))] : [],
  );
  const contents: BackupContents = { person: session.person, name: session.name, mutations };
  const file = await sealBackup({ school: session.school, madeAt, contents }, passphrase);
  if (file.byteLength > BACKUP_MAX_BYTES) throw new RangeError('This file could not be read back.');
  const name = `fingerpost-backup-${dateOf(madeAt)}-${clockOf(madeAt).replace(':', '')}.fingerpost`;
  saveFile(name, 'application/octet-stream', file);
  return name;
}

/** Why a file is not taken in. */
type ReadProblem = BackupProblem | 'too-big' | 'other-school' | 'other-person' | 'all-here' | 'nothing-in-it';

const PROBLEMS: Readonly<Record<ReadProblem, string>> = {
  'no-backup': 'This is not a backup file of Fingerpost.',
  'too-big': `This file has more than ${BACKUP_MAX_BYTES / 1024 / 1024} MB, which no backup file of Fingerpost has. It was not read. Choose another one.`,
  newer: 'A newer version of Fingerpost made this file. Update Fingerpost on this device, then read it again.',
  damaged: 'This file is damaged or not complete. Copy it again from where it was saved.',
  closed: 'These words do not open the file. Check each word and try again.',
  'other-school': 'This file belongs to another school. Sign in there to read it.',
  'other-person': 'Somebody else made this file. Only they can read it back, signed in as themselves.',
  'all-here': 'This file has been read here before. All that is in it is on this device.',
  'nothing-in-it': 'There is nothing in this file.',
};

/** Why a file is not taken in, in a sentence. */
export const readProblemWords = (problem: ReadProblem): string => PROBLEMS[problem];

/** The bytes of a whole backup file of this school. Asked before the passphrase; one that is too large is not read at all. */
export async function readFile({ session }: House, file: File): Promise<Result<Bytes, ReadProblem>> {
  if (file.size > BACKUP_MAX_BYTES) return err('too-big');
  const bytes = await file.arrayBuffer().then(
    (all) => new Uint8Array(all),
    () => null,
  );
  if (bytes === null) return err('no-backup');
  const header = await readBackupHeader(bytes);
  if (!header.ok) return header;
  return header.value.school === session.school ? ok(bytes) : err('other-school');
}

type Bytes = Uint8Array<ArrayBuffer>;

/** What would be taken in. */
export interface Readable {
  readonly madeAt: Instant;
  readonly name: string;
  /** Changes that are not on this device, in order. */
  readonly fresh: readonly MutationEnvelope[];
  /** How many of its changes are on this device already. */
  readonly here: number;
}

/** Opens a file and looks whether it may be taken in; changes nothing. */
export async function openFile(
  { session }: House,
  own: readonly OwnMutation[],
  [file, passphrase]: readonly [Bytes, string],
): Promise<Result<Readable, ReadProblem>> {
  const opened = await openBackup(file, passphrase);
  return opened.ok ? readable(opened.value, session, new Set(own.map(({ id }) => id))) : opened;
}

function readable(
  { school, madeAt, contents }: Backup,
  session: House['session'],
  known: ReadonlySet<string>,
): Result<Readable, ReadProblem> {
  if (school !== session.school) return err('other-school');
  if (contents.person !== session.person) return err('other-person');
  if (contents.mutations.length === 0) return err('nothing-in-it');
  const fresh: readonly MutationEnvelope[] = contents.mutations.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return err('all-here');
  // It was checked when it was first saved: what this app does not understand is newer than it.
  if (!fresh.every((envelope) => checkMutation(envelope).ok)) return err('newer');
  return ok({ madeAt, name: contents.name, fresh, here: contents.mutations.length - fresh.length });
}

const WEEK_DAYS = 7;

/** "3 changes by Priya Shah, 2 pupils, made Tuesday 10:05". Changes are counted as people count them. */
export function previewWords({ fresh, name, madeAt }: Readable, nowMs: number): string {
  const pupils = new Set(fresh.map(({ record }) => record).filter((record) => !isSchoolRecord(record))).size;
  const changes = thingsIn(fresh);
  const date = dateOf(madeAt);
  const isRecent = daysBetween(date, dateOf(toInstant(nowMs))) < WEEK_DAYS;
  const day = isRecent ? longDate(date).split(' ', 1)[0] : longDate(date);
  return [
    `${changes} ${changes === 1 ? 'change' : 'changes'} by ${name}`,
    ...(pupils > 0 ? [`${pupils} ${pupils === 1 ? 'pupil' : 'pupils'}`] : []),
    `made ${day} ${clockOf(madeAt)}`,
  ].join(', ');
}
