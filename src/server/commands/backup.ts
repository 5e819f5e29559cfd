/** backup: an online copy of one moment, checked; the server may run meanwhile. */
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { toInstant } from '../../domain/time.ts';
import { backUp } from '../backups/folder.ts';
import type { Command } from './command.ts';
import { withData } from './school-here.ts';
import { Usage, readArguments, shown } from './usage.ts';

/** Copies the data into a new file. */
export const backup: Command = {
  how: 'backup [FILE]',
  does: 'save a checked copy of all data, while the server runs',
  more: [
    'Without FILE it goes into BACKUP_DIR, named by the time, and older ones there are thinned.',
    'The copy holds pupils’ records: keep it as safely.',
  ],
  run: async (args, settings, { say, here }) => {
    const { files } = readArguments(args, backup.how, { files: [0, 1] });
    const [typed] = files;
    if (typed === undefined) {
      const made = await withData(settings, (store) => backUp(store, settings.backupDir, toInstant(Date.now())));
      return say(`Saved and checked: ${made}`);
    }
    const target = resolve(here, typed);
    if (existsSync(target)) throw new Usage('That file is there already. Name another: backup FILE');
    if (!statSync(dirname(target), { throwIfNoEntry: false })?.isDirectory())
      throw new Usage(`There is no folder ${shown(dirname(typed))}.`);
    await withData(settings, async (store) => store.backup(target));
    say(`Saved and checked: ${target}`);
  },
};
