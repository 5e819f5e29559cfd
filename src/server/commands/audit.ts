/** audit: has anybody changed what the data say of who did what? */
import { join } from 'node:path';
import { plural } from '../../domain/date-words.ts';
import type { WholeCheck } from '../audit/heads.ts';
import { checkWhole, headInBackup, headsIn } from '../audit/heads.ts';
import { newestBackup } from '../backups/folder.ts';
import { LEDGER_FILE, readLedger } from '../store/ledger.ts';
import { schoolRow } from '../store/store.ts';
import type { Command } from './command.ts';
import { withSchool } from './school-here.ts';
import { readArguments } from './usage.ts';

/** Checks the chain of the audit, the server running or not. */
export const audit: Command = {
  how: 'audit [--school "Name"]',
  does: 'check that nobody has changed the list of who read and changed what',
  more: [
    'Each row of it is tied to the row before. Where it ended at the last backups the ledger says, its copy in BACKUP_DIR,',
    'and the newest backup there. Of rows that came since nothing proves that none was taken from the end.',
  ],
  run: async (args, settings, { say }) => {
    const { options } = readArguments(args, audit.how, { options: ['school'] });
    say(
      await withSchool(settings, options.get('school'), async (store, school) => {
        const newest = newestBackup(settings.backupDir);
        const saved = newest === null ? null : headInBackup(newest.file, school, newest.at);
        const copied = headsIn(readLedger(join(settings.backupDir, LEDGER_FILE)), school);
        const others = [...copied, ...(saved === null ? [] : [saved])];
        const found = await checkWhole(store, school, others);
        // Where the folder is not there, the data say that there was one.
        const wasSaved = others.length > 0 || (newest === null && (await schoolRow(store.read, school)).stable > 0);
        return foundWords(found, wasSaved);
      }),
    );
  },
};

const KEEP = 'Keep this data file, the ledger and the backups, and find out who had access.';

/** Throws Error where somebody has changed it, or may have. `wasSaved`: a backup was made that has rows of it. */
function foundWords(found: WholeCheck, wasSaved: boolean): string {
  if (!found.holds)
    throw new Error(
      `Row ${found.place} of the audit ${found.why === 'changed' ? 'was changed' : 'is missing'}. What is before it holds. ${KEEP}`,
    );
  const { rows, proven, noted } = found;
  if (!noted && wasSaved)
    throw new Error(
      `${plural(rows, 'row')}, each tied to the one before, but ledger.jsonl does not say where they ended, though there were backups: it was deleted, or lines of it. Rows may be missing at the end. ${KEEP}`,
    );
  const held = `${plural(rows, 'row')}, and nobody has changed any`;
  if (proven === rows) return `${held}, nor taken one from the end.`;
  const since = proven === 0 ? 'no backup has been made with any' : `the last backup has ${proven}`;
  return `${held} of them. Whether one was taken from the end is not proven: ${since}.`;
}
