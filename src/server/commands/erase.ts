/** erase: every word about a pupil, for good. The one command that takes away what people wrote, so it asks first. */
import { createInterface } from 'node:readline';
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import { recordId } from '../../domain/ids.ts';
import type { EntryOf } from '../../domain/record.ts';
import { entryOf, isSchoolRecord, singleton } from '../../domain/record.ts';
import { toInstant } from '../../domain/time.ts';
import type { Run, Store } from '../store/store.ts';
import { readRecord } from '../store/store.ts';
import { sweepJournal } from '../rights/carry-out.ts';
import { erase as eraseRecord } from '../sync/restore.ts';
import type { Command } from './command.ts';
import { withSchool } from './school-here.ts';
import { Usage, readArguments } from './usage.ts';

/** Erases a pupil. */
export const erase: Command = {
  how: 'erase PUPIL-ID [--yes] [--school "Name"]',
  does: 'erase a pupil: every word, from here and from all devices',
  more: [
    'PUPIL-ID ends the address of the pupil’s page. It asks for the pupil’s name, unless --yes is given.',
    'Devices let go of it with their next sync. Backups hold it until they are thinned: 90 days at most.',
    'Backups in other places are yours to delete.',
  ],
  run: async (args, settings, { say }) => {
    const isSure = args.includes('--yes');
    const { files, options } = readArguments(
      args.filter((arg) => arg !== '--yes'),
      erase.how,
      { options: ['school'], files: [1, 1] },
    );
    const id = recordId.safeParse(files[0]);
    if (!id.success || isSchoolRecord(id.data)) throw new Usage('There is no such pupil.');
    await withSchool(settings, options.get('school'), async (store, school) => {
      const pupil = await pupilOf(store.read, school, id.data);
      if (!isSure) await mustConfirm(`${pupil.name} ${pupil.surname}`, await countOf(store.read, school, id.data), say);
      await store.write((tx) => eraseRecord(tx, school, id.data, toInstant(Date.now())));
      await emptyJournal(store);
    });
    say('Erased. Backups hold the record until they are thinned: 90 days at most.');
  },
};

async function pupilOf(read: Run, school: SchoolId, id: RecordId): Promise<EntryOf<'pupil'>> {
  const pupil = entryOf(await readRecord(read, school, id), singleton('pupil'), 'pupil');
  if (!pupil) throw new Usage('There is no such pupil.');
  return pupil;
}

async function countOf(read: Run, school: SchoolId, id: RecordId): Promise<number> {
  const rows = await read
    .selectFrom('entry')
    .select('id')
    .where('school', '=', school)
    .where('record', '=', id)
    .execute();
  return rows.length;
}

async function mustConfirm(name: string, entries: number, say: (line: string) => void): Promise<void> {
  say(
    `${entries} entries about this pupil will be erased, from here and from every device. They cannot be brought back.`,
  );
  const asked = createInterface({ input: process.stdin, output: process.stdout });
  const typed = await new Promise<string>((resolve) => {
    asked.question('Type the pupil’s name to go on: ', resolve);
    // Nobody is at the keyboard.
    asked.on('close', () => resolve(''));
  });
  asked.close();
  if (typed.trim() !== name) throw new Usage('That is not the name. Nothing was erased.');
}

/** The words are overwritten in the data file as they are deleted; what lies in the journal beside it goes with this. */
async function emptyJournal(store: Store): Promise<void> {
  if (await sweepJournal(store)) return;
  throw new Error(
    'The pupil is erased, but the server was busy, so the words may lie in its journal until it stops. Run erase again.',
  );
}
