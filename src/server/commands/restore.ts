/** restore: a backup in the place of the data. Nobody is answered meanwhile; devices then bring back what it lacks, by themselves. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { plural } from '../../domain/date-words.ts';
import { toInstant } from '../../domain/time.ts';
import type { PutBack } from '../backups/put-back.ts';
import { putBack } from '../backups/put-back.ts';
import { openLedger } from '../store/ledger.ts';
import type { Command } from './command.ts';
import { dataFile } from './settings.ts';
import { Usage, readArguments, shown } from './usage.ts';

/** Puts a backup back. */
export const restore: Command = {
  how: 'restore FILE',
  does: 'put a backup back, while no server runs',
  more: [
    'The data that are there now are set aside in DATA_DIR, not deleted. Pupils who were erased stay erased.',
    'If it is interrupted, call it again.',
  ],
  run: async (args, settings, { say, here }) => {
    const { files } = readArguments(args, restore.how, { files: [1, 1] });
    const [typed = ''] = files;
    const backup = resolve(here, typed);
    const data = dataFile(settings);
    const there = statSync(backup, { throwIfNoEntry: false });
    if (!there?.isFile()) throw new Usage(`There is no file ${shown(typed)}.`);
    if (existsSync(data) && statSync(data).ino === there.ino)
      throw new Usage('That is the data file itself. Name a backup: restore FILE');
    mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
    const ledger = openLedger(settings.dataDir);
    const now = toInstant(Date.now());
    for (const line of report(await putBack({ data, backup, ledger, folder: settings.backupDir, now }))) say(line);
  },
};

function report({ aside, lacking, erased, rights, passwords, codes }: PutBack): readonly string[] {
  return [
    'The backup is in place. Devices bring back what it lacks with their next sync.',
    ...(aside === null ? [] : [`The data that were there before: ${aside}`]),
    ...(lacking > 0
      ? [
          `${plural(lacking, 'school')} here ${lacking === 1 ? 'was' : 'were'} made after this backup, and ${lacking === 1 ? 'is' : 'are'} not in it. Put a later one back, or the data that were there before.`,
        ]
      : []),
    ...(erased > 0
      ? [
          `${plural(erased, 'pupil')} in the backup had been erased since, and ${erased === 1 ? 'is' : 'are'} erased again.`,
        ]
      : []),
    ...(rights > 0
      ? [`${plural(rights, 'right')} that had been changed since ${rights === 1 ? 'is' : 'are'} as before.`]
      : []),
    ...(passwords > 0
      ? [
          `${plural(passwords, 'password')} had been changed since: ${passwords === 1 ? 'that person needs' : 'those people need'} a new activation code.`,
        ]
      : []),
    ...(codes > 0 ? ['Activation codes that were out do not work any more. Make new ones.'] : []),
    'Now bring in the latest list of pupils: npm run fingerpost -- import FILE',
  ];
}
