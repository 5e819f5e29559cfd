/**
 * Putting a backup back. All of the work is done on a copy under another name; one rename puts it in the place of the data.
 * So a restore that is cut off at any point leaves the old data whole or the new, and doing it again mends the rest.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import { copyFileSync, existsSync, linkSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { checkBackup } from '../store/backup.ts';
import type { Given, Ledger, LedgerLine } from '../store/ledger.ts';
import { LEDGER_FILE, readLedger } from '../store/ledger.ts';
import type { Plain } from '../store/sqlite-dialect.ts';
import { isBusy, isForeign } from '../store/sqlite-dialect.ts';
import { UnusableData } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { openStore, versionsGiven } from '../store/store.ts';
import { writeThrough } from '../store/write-through.ts';
import type { Replayed } from '../sync/replay.ts';
import { replay } from '../sync/replay.ts';
import { beginEpoch } from '../sync/restore.ts';
import { followStable } from './folder.ts';

interface PuttingBack {
  /** The data file, which need not be there. */
  readonly data: string;
  readonly backup: string;
  readonly ledger: Ledger;
  /** Folder of the backups, for `stable`. */
  readonly folder: string;
  readonly now: Instant;
}

/** What came of it. */
export interface PutBack extends Replayed {
  /** Where the data lie that were there before; null: there were none. */
  readonly aside: string | null;
  /** How many schools were made since the backup, and are not in it. */
  readonly lacking: number;
}

/** Puts the backup in the place of the data. Throws UnusableData when it must not; then all is as it was. */
export async function putBack({ data, backup, ledger, folder, now }: PuttingBack): Promise<PutBack> {
  checkBackup(backup);
  dropUnfinished(data);
  const locked = existsSync(data) ? lockAlone(data) : null;
  try {
    const fresh = `${data}.restoring`;
    copyFileSync(backup, fresh);
    const own = ledger.read();
    const lines = own.length > 0 ? own : readLedger(join(dirname(backup), LEDGER_FILE));
    const { replayed, epochs } = await makeReady(fresh, { lines, folder, now });
    const aside = setAside(data, locked, now);
    renameSync(fresh, data);
    writeThrough(dirname(data));
    ledger.append(own.length > 0 ? epochs : [...lines, ...epochs]);
    return { ...replayed, aside, lacking: lackingIn(epochs, lines) };
  } finally {
    locked?.close();
  }
}

/** A new epoch, the ledger done again, `stable` by the backups that are there: the copy is a server's data then. */
async function makeReady(
  fresh: string,
  { lines, folder, now }: { readonly lines: readonly LedgerLine[]; readonly folder: string; readonly now: Instant },
): Promise<{ readonly replayed: Replayed; readonly epochs: readonly EpochLine[] }> {
  const store = openStore(fresh);
  try {
    await beginEpoch(store, now, epochsBegun(lines));
    const replayed = await replay(store, lines);
    await followStable(store, folder);
    return { replayed, epochs: await epochLines(store, now) };
  } finally {
    await store.close();
    writeThrough(fresh);
    dropJournal(fresh);
  }
}

/** All is in the one file, which is renamed: what lies beside it is empty, or the rename would leave words behind. */
function dropJournal(file: string): void {
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    throw new UnusableData('The copy could not be written whole. Check the disk, then restore again.');
  for (const rest of ['-wal', '-shm']) rmSync(file + rest, { force: true });
}

/** What an interrupted restore left: its copy, and a second name of the data that are still in their place. */
function dropUnfinished(data: string): void {
  for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(`${data}.restoring${rest}`, { force: true });
  const place = statSync(data, { throwIfNoEntry: false });
  if (!place) return;
  for (const name of readdirSync(dirname(data))) {
    const other = join(dirname(data), name);
    if (name.startsWith(ASIDE) && statSync(other).ino === place.ino) rmSync(other);
  }
}

/**
 * Nobody else has the data open, nor can they open them while this is held: leaving WAL needs that. Null: they are so damaged
 * that nothing can be asked of them. No file handle of this process may be closed on them meanwhile, or the lock is gone.
 */
function lockAlone(data: string): Plain | null {
  const plain = new DatabaseSync(data);
  try {
    // Not prepared: a statement that is kept keeps the file open after `close`.
    for (const pragma of ['busy_timeout=0', 'locking_mode=EXCLUSIVE', 'journal_mode=DELETE'])
      plain.exec(`PRAGMA ${pragma}`);
    plain.exec('BEGIN EXCLUSIVE; COMMIT');
    return plain;
  } catch (problem) {
    plain.close();
    if (isBusy(problem))
      throw new UnusableData('A server or another command is using the data. Stop it, then restore again.');
    if (isForeign(problem)) return null;
    throw problem;
  }
}

const ASIDE = 'before-restore-';

/** Another name, by which the data that were there stay. Nothing is copied or opened, so that the lock holds. Null: there are none. */
function setAside(data: string, locked: Plain | null, now: Instant): string | null {
  const aside = join(dirname(data), `${ASIDE}${now.replaceAll(/[:.]/g, '-')}.db`);
  const isThere = existsSync(data);
  if (isThere) {
    try {
      linkSync(data, aside);
    } catch (problem) {
      // A file system on which a file has one name.
      if (locked === null) throw problem;
      locked.prepare('VACUUM INTO ?').run(aside);
    }
  }
  // Left by data that are damaged, or were moved away: on the backup it would be taken for its own.
  if (existsSync(`${data}-wal`)) renameSync(`${data}-wal`, `${aside}-wal`);
  rmSync(`${data}-shm`, { force: true });
  return isThere ? aside : null;
}

/** The version at which the last epoch of each school began, as far as the ledger knows. */
function epochsBegun(lines: readonly LedgerLine[]): ReadonlyMap<string, number> {
  const begun = new Map<string, number>();
  for (const line of lines)
    if (line.kind === 'epoch') begun.set(line.school, Math.max(begun.get(line.school) ?? 0, line.start));
  return begun;
}

type EpochLine = Extract<LedgerLine, { readonly kind: 'epoch' }>;

/** How many schools the ledger knows that are not among these. */
const lackingIn = (here: readonly EpochLine[], lines: readonly LedgerLine[]): number => {
  const known = new Set(lines.flatMap((line) => (line.kind === 'epoch' ? [line.school as string] : [])));
  return here.reduce((left, { school }) => left - Number(known.has(school)), known.size);
};

const epochLines = async (store: Store, at: Instant): Promise<readonly EpochLine[]> => {
  const schools = await store.read.selectFrom('school').select(['id', 'epoch', 'epoch_start']).execute();
  return schools.map(({ id, epoch, epoch_start: start }) => ({
    kind: 'epoch',
    school: id as SchoolId,
    epoch,
    start,
    at,
  }));
};

const BY_HAND =
  'This data file is older than what has been promised: it was put back by hand. Move it out of DATA_DIR, then: npm run fingerpost -- restore FILE';

/**
 * The data are the latest that were served: not a copy that somebody has put back, whose devices would be ahead of it and
 * whose erased pupils would be there again. Throws UnusableData otherwise. An epoch that is new to the ledger goes into it.
 */
export async function mustBeLatest(store: Store, now: Instant): Promise<void> {
  const { ledger } = store;
  if (ledger === null) return;
  const given = ledger.given() ?? {};
  const known = ledger.read().filter((line) => line.kind === 'epoch');
  const here = await versionsGiven(store.read);
  for (const line of await epochLines(store, now)) {
    const epochs = known.filter(({ school }) => school === line.school);
    const version = here[line.school]?.version ?? 0;
    if (!isLast(line, epochs) || isBehind({ epoch: line.epoch, version }, given[line.school]))
      throw new UnusableData(BY_HAND);
    if (!isIn(line, epochs)) await store.write(async () => ledger.append([line]));
  }
}

const isIn = ({ epoch }: EpochLine, epochs: readonly EpochLine[]): boolean => epochs.some((one) => one.epoch === epoch);

/** Is it the last epoch, or a later one whose restore was cut off before it said so? */
function isLast(line: EpochLine, epochs: readonly EpochLine[]): boolean {
  const last = epochs.at(-1);
  return last === undefined || last.epoch === line.epoch || (!isIn(line, epochs) && line.start > last.start);
}

const isBehind = (here: Given[string], last: Given[string] | undefined): boolean =>
  last?.epoch === here.epoch && here.version < last.version;
