/**
 * An online copy of the data: taken in one read transaction, so that it is of one moment, checked, written through, and only
 * then given its name. What lies under the name of a backup is a backup.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { MIGRATIONS } from './migrations.ts';
import type { Plain } from './sqlite-dialect.ts';
import { UnusableData, pragmaValue } from './sqlite.ts';

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

/** No page, key or version of a sound copy is wrong. Throws UnusableData otherwise. */
export function checkBackup(file: string): void {
  const copy = new DatabaseSync(file, { readOnly: true });
  try {
    const late = copy.prepare(
      'SELECT 1 FROM reach JOIN school ON school.id = reach.school WHERE reach.version > school.version',
    );
    const sound =
      pragmaValue(copy, 'integrity_check') === 'ok' &&
      pragmaValue(copy, 'foreign_key_check') === undefined &&
      pragmaValue(copy, 'user_version') === MIGRATIONS.length &&
      late.get() === undefined;
    if (!sound) throw new UnusableData('The copy is not sound. Check the disk, and try again.');
  } finally {
    copy.close();
  }
}

function writeThrough(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
