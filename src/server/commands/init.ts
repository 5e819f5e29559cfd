/** init: a real school, empty, with a code by which its careers leader comes in; or a further one beside those that are there. */
import { randomUUID } from 'node:crypto';
import type { EntryId, PersonId, SchoolId } from '../../domain/ids.ts';
import type { Entry } from '../../domain/record.ts';
import { SCHOOL_RECORD, newEntry, singleton } from '../../domain/record.ts';
import { line } from '../../domain/text.ts';
import { toInstant } from '../../domain/time.ts';
import { giveCode, makeCode } from '../accounts/codes.ts';
import { ensureAccount } from '../accounts/places.ts';
import { mustBeLatest } from '../backups/put-back.ts';
import type { Run } from '../store/store.ts';
import { createSchool, putEntries } from '../store/store.ts';
import type { Command } from './command.ts';
import { isSameName, schoolsHere } from './school-here.ts';
import { NO_SCHOOL, openData, openExistingData } from './settings.ts';
import { Usage, readArguments, shown } from './usage.ts';

/** Makes a school: all of it, or nothing when it is cut off. */
export const init: Command = {
  how: 'init --name "Your school" --leader "Your name"',
  does: 'make a real school in an empty DATA_DIR',
  more: [
    'It prints an activation code for the careers leader, which works once within 24 hours.',
    'A further school beside those that are there: init --further "Its name" --leader "Name of its careers leader"',
    'Schools share the server and its backups, and nothing else.',
  ],
  run: async (args, settings, { say }) => {
    const { options } = readArguments(args, init.how, { options: ['name', 'further', 'leader'] });
    const further = options.get('further');
    if (further !== undefined && options.has('name'))
      throw new Usage('--name is for the first school, --further for another: give one of them.');
    const name = nameIn(further ?? options.get('name'), further === undefined ? '--name' : '--further');
    const leader = nameIn(options.get('leader') ?? 'Careers leader', '--leader');
    const store = further === undefined ? openData(settings) : openExistingData(settings);
    try {
      // Beside an older copy of the others it would be lost with it.
      if (further !== undefined) await mustBeLatest(store, toInstant(Date.now()));
      const made = await makeCode(store.read);
      const { code, expires } = await store.write(async (tx) => {
        await mustHaveRoom(tx, name, further !== undefined);
        const id = randomUUID() as SchoolId;
        const person = randomUUID() as PersonId;
        await createSchool(tx, { id, name, demo: false });
        const entries = firstEntries(name, leader, person);
        await putEntries(tx, id, { id: SCHOOL_RECORD, entries: {} }, { entries, version: 1 });
        const account = await ensureAccount(tx, id, person);
        return giveCode(tx, { account, school: id, ...made }, toInstant(Date.now()));
      });
      say(`${name} is ready. Start the server, choose "I have an activation code" and use: ${code}`);
      say(`The code works once, until ${expires}.`);
    } finally {
      await store.close();
    }
  },
};

/** A first school is the first; a further one has real ones beside it, none of its name. Throws Usage. */
async function mustHaveRoom(run: Run, name: string, isFurther: boolean): Promise<void> {
  const schools = await schoolsHere(run);
  const [one] = schools;
  const demo = await run.selectFrom('school').select('id').where('demo', '=', 1).executeTakeFirst();
  if (demo) throw new Usage('The demo school is in this DATA_DIR. Choose another folder for real schools.');
  if (!one && isFurther) throw new Usage(NO_SCHOOL);
  if (one && !isFurther)
    throw new Usage(
      `There is a school in this DATA_DIR already: ${one.name}. Choose another folder, or add a further school: init --further ${shown(name)} --leader "Name"`,
    );
  if (schools.some((other) => isSameName(other.name, name)))
    throw new Usage(`There is a school called ${shown(name)} here already. Give the further one another name.`);
}

function nameIn(given: string | undefined, option: string): string {
  if (given === undefined) throw new Usage(`Give the school a name. Call it so: ${init.how}`);
  if (!line.safeParse(given).success) throw new Usage(`${option} is too long: at most 200 characters.`);
  return given;
}

function firstEntries(name: string, leader: string, person: PersonId): readonly Entry[] {
  const ctx = { person, at: toInstant(Date.now()), version: 1, rank: 1 };
  return [
    newEntry(
      'school',
      singleton('school'),
      {
        name,
        youngest: 7,
        oldest: 11,
        contact: leader,
        dsl: '',
        edition: 'gatsby-2025',
        everyAdviserSeesAll: true,
        demo: false,
      },
      ctx,
    ),
    newEntry(
      'staff',
      person as string as EntryId,
      { name: leader, roles: ['leader'], guidance: null, left: false },
      ctx,
    ),
  ];
}
