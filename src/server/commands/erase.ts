/** erase: every word about a pupil, for good, with a certificate as from the screen. It takes away what people wrote, so it asks first. */
import { createInterface } from 'node:readline';
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import { recordId } from '../../domain/ids.ts';
import { fullName } from '../../domain/person-names.ts';
import type { EntryOf } from '../../domain/record.ts';
import { toInstant } from '../../domain/time.ts';
import { eraseAsked } from '../../protocol/rights-asked.ts';
import { NOBODY } from '../audit/audit.ts';
import type { OperationDeps } from '../operations/carry-out.ts';
import { erasable, eraseOne } from '../rights/disposals.ts';
import type { Run, Store } from '../store/store.ts';
import { createRosters } from '../sync/roster.ts';
import type { Command } from './command.ts';
import { withSchool } from './school-here.ts';
import { Usage, readArguments } from './usage.ts';

/** Erases a pupil. */
export const erase: Command = {
  how: 'erase PUPIL-ID --reason "Why" [--yes] [--school "Name"]',
  does: 'erase a pupil: every word, from here and from all devices',
  more: [
    'PUPIL-ID ends the address of the pupil’s page. It asks for the pupil’s name, unless --yes is given.',
    'The reason stays on the certificate: no names. What the screen refuses is refused here: an open request, or a pupil',
    'whose record the policy asks the school to keep, which the careers leader alone can erase all the same.',
    'Devices let go of it with their next sync. Backups that hold it go 90 days later, while the server runs and makes',
    'newer ones. Backups in other places are yours to delete.',
  ],
  run: async (args, settings, { say }) => {
    const isSure = args.includes('--yes');
    const { files, options } = readArguments(
      args.filter((arg) => arg !== '--yes'),
      erase.how,
      { options: ['school', 'reason'], files: [1, 1] },
    );
    const id = recordId.safeParse(files[0]);
    if (!id.success) throw new Usage(NO_SUCH_PUPIL);
    const asked = eraseAsked.safeParse({ reason: options.get('reason') ?? '', early: false });
    if (!asked.success) throw new Usage('Say why: --reason "…". It stays on the certificate: no names.');
    await withSchool(settings, options.get('school'), async (store, school) => {
      // Who listens, listens at the server: it notices by itself.
      const deps = { store, rosters: createRosters(), now: () => toInstant(Date.now()), poke: () => {} };
      const pupil = await pupilToErase(deps, school, [id.data, asked.data.reason]);
      if (!isSure) await mustConfirm(fullName(pupil), await countOf(store.read, school, id.data), say);
      await mustBeSwept(store, school, await eraseOne(deps, { school, person: NOBODY }, [id.data, asked.data]));
    });
    say('Erased. The certificate is with the careers leader, under Records and requests.');
    say('The newest backup holds the record until there is a newer one, older ones for up to 90 days.');
  },
};

const NO_SUCH_PUPIL = 'There is no such pupil.';

/** Throws Usage with what the screen would say. */
async function pupilToErase(
  deps: OperationDeps,
  school: SchoolId,
  [id, reason]: readonly [RecordId, string],
): Promise<EntryOf<'pupil'>> {
  const pupil = await erasable(deps, school, [id, false, reason]);
  if (pupil.ok) return pupil.value;
  const { sentence } = pupil.error;
  throw new Usage(
    sentence === undefined
      ? NO_SUCH_PUPIL
      : `Nothing was erased. ${sentence} It is the careers leader’s, on the screen.`,
  );
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

/** The words are overwritten in the data file as they are deleted; what lies in the journal beside it goes when nobody reads it. */
async function mustBeSwept({ read }: Store, school: SchoolId, id: string): Promise<void> {
  const row = await read
    .selectFrom('disposal')
    .select('swept')
    .where('school', '=', school)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row?.swept) return;
  throw new Error(
    'The pupil is erased, but the server was busy, so the words may lie in its journal: they go when it starts next, or by "Go on" beside the certificate.',
  );
}
