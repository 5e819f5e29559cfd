/**
 * The ledger: what must not come back with a backup, in a file of its own beside the data, never in a backup of them.
 * One line of JSON each, ids only, no words. It is noted within a transaction and written through before that commits;
 * so a line may stand for what was never committed, and doing it again after a restore does no harm. Source: SPEC I14, I19.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { KEPT_PARTS } from '../../domain/entries/school.ts';
import { entryId, recordId, schoolId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { UnusableData } from './sqlite.ts';
import { writeThrough } from './write-through.ts';

const text = z.string();
/** What became of an account: `enabled`, `disabled`, or `signed-out` everywhere. */
const ACCOUNT_NEWS = ['enabled', 'disabled', 'signed-out'] as const;
/** What became of a device. */
const DEVICE_NEWS = ['clear', 'cleared'] as const;

const ledgerLine = z.discriminatedUnion('kind', [
  /** A pupil was erased. */
  z.strictObject({ kind: z.literal('erased'), school: schoolId, record: recordId, at: instant }),
  /** Fields on which rights rest were set: readers that became narrower, duties, forms. `rank`: the version that it got. */
  z.strictObject({
    kind: z.literal('set'),
    school: schoolId,
    record: recordId,
    entry: text,
    fields: z.record(text, z.unknown()),
    rank: z.int(),
    by: text,
    at: instant,
  }),
  /** Entries were moved to another pupil's record. `rank`: the version of the move. */
  z.strictObject({
    kind: z.literal('moved'),
    school: schoolId,
    record: recordId,
    to: recordId,
    entries: z.array(entryId),
    /** Of each of them: on which record it was made, by whom, at what claimed time, by which mutation. */
    made: z.optional(z.array(z.strictObject({ on: recordId, by: text, at: instant, id: z.optional(text) }))),
    rank: z.int(),
    by: text,
    at: instant,
  }),
  /** Earlier wordings of entries, up to this version, were let go of. */
  z.strictObject({
    kind: z.literal('let-go'),
    school: schoolId,
    record: recordId,
    entries: z.array(entryId),
    rank: z.int(),
    at: instant,
  }),
  /** A part of a record was let go of, entries and all. `rank`: the version of that. */
  z.strictObject({
    kind: z.literal('part-gone'),
    school: schoolId,
    record: recordId,
    part: z.enum(KEPT_PARTS),
    entries: z.array(entryId),
    rank: z.int(),
    at: instant,
  }),
  /** The words of a change that was refused were let go of. */
  z.strictObject({ kind: z.literal('refused-gone'), school: schoolId, person: text, id: text, at: instant }),
  /** A device was asked to clear itself, or said that it had. */
  z.strictObject({ kind: z.enum(DEVICE_NEWS), school: schoolId, person: text, device: text, at: instant }),
  z.strictObject({ kind: z.enum(ACCOUNT_NEWS), account: text, at: instant }),
  /** A password was chosen; `print`: a hash of what is stored of it. */
  z.strictObject({ kind: z.literal('password'), account: text, print: text, at: instant }),
  /** A session began; `hash`: of its token, of no use to whoever reads it. */
  z.strictObject({
    kind: z.literal('session'),
    hash: text,
    account: text,
    school: schoolId,
    person: text,
    /** Its kind, where it was noted. */
    as: z.optional(text),
    at: instant,
  }),
  /** All that an account signs in with beside a password, by name: apps, passkeys, sign-in services. What is not named is no more. */
  z.strictObject({ kind: z.literal('ways'), account: text, ways: z.array(text), at: instant }),
  /** From which day on a school's staff sign in with a second step. */
  z.strictObject({ kind: z.literal('second-step'), school: schoolId, from: z.nullable(text), at: instant }),
  /** The place of a person at a school went to an account that has others. */
  z.strictObject({ kind: z.literal('joined'), account: text, school: schoolId, person: text, at: instant }),
  z.strictObject({ kind: z.literal('session-ended'), hash: text, at: instant }),
  /** Where the audit of a school stood: the last place, and its sum. */
  z.strictObject({ kind: z.literal('audit'), school: schoolId, place: z.int(), sum: text, at: instant }),
  /** An epoch of the school began, at this version. */
  z.strictObject({ kind: z.literal('epoch'), school: schoolId, epoch: text, start: z.int(), at: instant }),
]);
export type LedgerLine = z.infer<typeof ledgerLine>;

/** What was last promised of a school: no data file that says less may be served. */
const given = z.record(text, z.strictObject({ epoch: text, version: z.int() }));
export type Given = z.infer<typeof given>;

/** The ledger of an installation. */
export interface Ledger {
  /** All lines, in order. A last line that was torn by a power cut stands for nothing. Throws UnusableData when another is damaged. */
  read(): readonly LedgerLine[];
  /** On the disk when it returns. For whoever holds the write lock of the data. */
  append(lines: readonly LedgerLine[]): void;
  /** Leaves out what is of no use any more, at once. For whoever holds the write lock of the data. */
  keep(wanted: (line: LedgerLine) => boolean): void;
  /** The last versions that were given; null: not known. */
  given(): Given | null;
  /** Remembers them. Not written through: after a power cut it may say less than was given, never more. */
  give(versions: Given): void;
}

/** Name of the file, beside the data and beside backups. */
export const LEDGER_FILE = 'ledger.jsonl';
const GIVEN_FILE = 'given.json';

/** The ledger in this folder; its files are made when there is something to write. */
export function openLedger(folder: string): Ledger {
  const file = join(folder, LEDGER_FILE);
  const givenFile = join(folder, GIVEN_FILE);
  let last = '';
  return {
    read: () => readLedger(file),
    append: (lines) => append(file, lines),
    keep: (wanted) => {
      const all = readLedger(file);
      const kept = all.filter(wanted);
      if (kept.length < all.length) writeLedger(file, kept);
    },
    given: () => {
      if (!existsSync(givenFile)) return null;
      try {
        return given.parse(JSON.parse(readFileSync(givenFile, 'utf8')));
      } catch {
        // It was being written when the power went.
        return null;
      }
    },
    give: (versions) => {
      const now = JSON.stringify(versions);
      if (now === last) return;
      writeFileSync(givenFile, now, { mode: 0o600 });
      last = now;
    },
  };
}

/** A whole ledger in place of what is there, or none of it. */
export function writeLedger(file: string, lines: readonly LedgerLine[]): void {
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, lines.map(written).join(''), { mode: 0o600 });
  writeThrough(unfinished);
  renameSync(unfinished, file);
  writeThrough(dirname(file));
}

/** All lines of a ledger; none when there is no file. Throws UnusableData. */
export function readLedger(file: string): readonly LedgerLine[] {
  if (!existsSync(file)) return [];
  // What follows the last line break was torn.
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return whole.map((line, n) => {
    const parsed = lineIn(line);
    if (parsed) return parsed;
    throw new UnusableData(
      `Line ${n + 1} of ${file} is damaged, so erased pupils and ended rights could come back. Put back the copy that lies in the folder of the backups.`,
    );
  });
}

function append(file: string, lines: readonly LedgerLine[]): void {
  const isNew = !existsSync(file);
  const handle = openSync(file, 'a+', 0o600);
  try {
    if (!isNew) cutTorn(handle, file);
    writeSync(handle, lines.map(written).join(''));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  if (isNew) writeThrough(dirname(file));
}

/** Takes away what a power cut left of a last line: what follows would be damaged by it. */
function cutTorn(handle: number, file: string): void {
  const { size } = fstatSync(handle);
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, Math.max(0, size - 1));
  if (size === 0 || last.toString() === '\n') return;
  ftruncateSync(handle, readFileSync(file).lastIndexOf('\n') + 1);
}

const sumOf = (json: string): string => createHash('sha256').update(json).digest('hex').slice(0, 8);

/** A line as it stands in the file: its JSON, with a sum over it. */
const written = (line: LedgerLine): string => {
  const json = JSON.stringify(line);
  return `${json.slice(0, -1)},"sum":"${sumOf(json)}"}\n`;
};

const SUM_LENGTH = ',"sum":"01234567"}'.length;

function lineIn(text: string): LedgerLine | null {
  const json = `${text.slice(0, -SUM_LENGTH)}}`;
  if (text.slice(-SUM_LENGTH) !== `,"sum":"${sumOf(json)}"}`) return null;
  const parsed = ledgerLine.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}
