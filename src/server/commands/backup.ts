/** backup: an online copy of one moment, checked; the server may run meanwhile. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { toInstant } from '../../domain/time.ts';
import type { Command } from './command.ts';
import { withSchool } from './school-here.ts';
import { Usage, readArguments, shown } from './usage.ts';

/** Copies the data into a new file. */
export const backup: Command = {
  how: 'backup [FILE]',
  does: 'save a checked copy of all data, while the server runs',
  more: ['Without FILE it goes into DATA_DIR, named by the time. The copy holds pupils’ records: keep it as safely.'],
  run: async (args, settings, { say, here }) => {
    const { files } = readArguments(args, backup.how, { files: [0, 1] });
    const named = files[0] === undefined ? null : resolve(here, files[0]);
    const target = named ?? join(settings.dataDir, `backup-${toInstant(Date.now()).replaceAll(/[:.]/g, '-')}.db`);
    if (existsSync(target)) throw new Usage('That file is there already. Name another: backup FILE');
    const folder = dirname(target);
    if (named !== null && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new Usage(`There is no folder ${shown(dirname(files[0] ?? ''))}.`);
    await withSchool(settings, async (store) => store.backup(target));
    say(`Saved and checked: ${target}`);
  },
};
