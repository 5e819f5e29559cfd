/**
 * The folder of the backups: one is put into it, the rest is thinned, and `stable` follows: the version of the OLDEST
 * backup that may still be restored, up to which devices may forget what they have sent. Source: SPEC I13.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../domain/time.ts';
import { instant } from '../../domain/time.ts';
import { noteHeads } from '../audit/heads.ts';
import { versionsIn } from '../store/backup.ts';
import { LEDGER_FILE, writeLedger } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';
import { writeThrough } from '../store/write-through.ts';
import { kept } from './thinning.ts';

const NAMED = /^backup-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z)\.db$/;

/** The name of a backup of this moment. */
export const backupName = (at: Instant): string => `backup-${at.replaceAll(/[:.]/g, '-')}.db`;

/** The moment of a backup by its name; null: it was named by somebody, and is never thinned. */
export function momentOf(name: string): Instant | null {
  const [, hour, minute, second, rest] = NAMED.exec(name) ?? [];
  const at = instant.safeParse(`${hour}:${minute}:${second}.${rest}`);
  return at.success ? at.data : null;
}

/** Backups in the folder, by name; whatever else lies there is left alone. */
const backupsIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.db')) : [];

/** The newest backup in the folder, with its moment; null: there is none. */
export function newestBackup(folder: string): { readonly file: string; readonly at: Instant } | null {
  const [at] = backupsIn(folder)
    .flatMap((name) => momentOf(name) ?? [])
    .toSorted()
    .toReversed();
  return at === undefined ? null : { file: join(folder, backupName(at)), at };
}

/** Puts a backup into the folder, with the ledger beside it, and thins. Throws UnusableData; what is there then stays. */
export async function backUp(store: Store, folder: string, now: Instant): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) if (name.endsWith('.unchecked')) rmSync(join(folder, name), { force: true });
  const target = join(folder, backupName(now));
  await noteHeads(store, now);
  store.backup(target);
  if (store.ledger) writeLedger(join(folder, LEDGER_FILE), store.ledger.read());
  thin(folder, now);
  await followStable(store, folder);
  return target;
}

/** Thins without a new backup, as days go by: what was erased must not wait for the next. The newest stays. */
export async function thinByClock(store: Store, folder: string, now: Instant): Promise<void> {
  if (thin(folder, now)) await followStable(store, folder);
}

/** True: something went. Another process may do the same at the same time. */
function thin(folder: string, now: Instant): boolean {
  const names = backupsIn(folder);
  const keep = new Set(
    kept(
      names.flatMap((name) => momentOf(name) ?? []),
      now,
    ).map(backupName),
  );
  const go = names.filter((name) => momentOf(name) !== null && !keep.has(name));
  for (const name of go) rmSync(join(folder, name), { force: true });
  if (go.length > 0) writeThrough(folder);
  return go.length > 0;
}

/** Sets `stable` of each school by the backups that are there now. Where one cannot be read, or there is none, it stays. */
export async function followStable(store: Store, folder: string): Promise<void> {
  const backups = backupsIn(folder).map((name) => versionsIn(join(folder, name)));
  const known = backups.filter((versions) => versions !== null);
  if (known.length === 0 || known.length < backups.length) return;
  await store.write(async (tx) => {
    for (const { id, stable } of await tx.selectFrom('school').select(['id', 'stable']).execute()) {
      // A backup from before the school was made would bring back nothing of it.
      const oldest = Math.min(...known.map((versions) => versions.get(id) ?? 0));
      if (oldest !== stable) await tx.updateTable('school').set({ stable: oldest }).where('id', '=', id).execute();
    }
  });
}
