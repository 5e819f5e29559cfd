/**
 * An online copy of the data: taken in one read transaction, so that it is of one moment, checked, written through, and only
 * then given its name. What lies under the name of a backup is a backup.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import { chmodSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { MIGRATIONS } from './migrations.ts';
import type { Plain } from './sqlite-dialect.ts';
import { isForeign } from './sqlite-dialect.ts';
import { UnusableData, pragmaValue } from './sqlite.ts';
import { writeThrough } from './write-through.ts';

/** Copies into `target`, which must not be there. Throws UnusableData when the copy is not sound; then there is none. */
export function backupInto(plain: Plain, target: string): void {
  const unchecked = `${target}.unchecked`;
  rmSync(unchecked, { force: true });
  try {
    plain.prepare('VACUUM INTO ?').run(unchecked);
    chmodSync(unchecked, 0o600);
    checkBackup(unchecked);
    writeThrough(unchecked);
    renameSync(unchecked, target);
    writeThrough(dirname(target));
  } finally {
    rmSync(unchecked, { force: true });
  }
}

/** No page, key or version of a sound copy is wrong, and this program can read it. Throws UnusableData otherwise. */
export function checkBackup(file: string): void {
  const { steps, sound } = lookInto(file, (copy) => {
    const late = copy.prepare(
      'SELECT 1 FROM reach JOIN school ON school.id = reach.school WHERE reach.version > school.version',
    );
    const steps = Number(pragmaValue(copy, 'user_version'));
    const sound =
      pragmaValue(copy, 'integrity_check') === 'ok' &&
      pragmaValue(copy, 'foreign_key_check') === undefined &&
      late.get() === undefined;
    return { steps, sound };
  });
  if (steps > MIGRATIONS.length) throw new UnusableData('The copy was written by a newer Fingerpost. Update this one.');
  if (!sound) throw new UnusableData('The copy is not sound. Check the disk, and try again.');
}

/** The version of each of its schools, by id; null when it cannot be read. */
export function versionsIn(file: string): ReadonlyMap<string, number> | null {
  try {
    return lookInto(file, (copy) => {
      const rows = copy.prepare('SELECT id, version FROM school').all() as { id: string; version: number }[];
      return new Map(rows.map(({ id, version }) => [id, version]));
    });
  } catch {
    return null;
  }
}

function lookInto<T>(file: string, look: (copy: Plain) => T): T {
  let copy: Plain | null = null;
  try {
    copy = new DatabaseSync(file, { readOnly: true });
    return look(copy);
  } catch (problem) {
    // A database of something else has no such table.
    const isOther = isForeign(problem) || (problem instanceof Error && problem.message.includes('no such table'));
    throw isOther ? new UnusableData('This is no backup of Fingerpost, or it is damaged.') : problem;
  } finally {
    copy?.close();
  }
}
