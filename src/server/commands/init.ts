/** init: a real school, empty, with a code by which its careers leader comes in. */
import { randomUUID } from 'node:crypto';
import type { EntryId, PersonId, SchoolId } from '../../domain/ids.ts';
import type { Entry } from '../../domain/record.ts';
import { SCHOOL_RECORD, newEntry, singleton } from '../../domain/record.ts';
import { line } from '../../domain/text.ts';
import { toInstant } from '../../domain/time.ts';
import { ensureAccount, giveCode } from '../accounts/accounts.ts';
import { createSchool, putEntries } from '../store/store.ts';
import type { Command } from './command.ts';
import { schoolHere } from './school-here.ts';
import { openData } from './settings.ts';
import { Usage, readArguments } from './usage.ts';

/** Makes a school: all of it, or nothing when it is cut off. */
export const init: Command = {
  how: 'init --name "Your school" --leader "Your name"',
  does: 'make a real school in an empty DATA_DIR',
  more: ['It prints an activation code for the careers leader, which works once within 24 hours.'],
  run: async (args, settings, { say }) => {
    const { options } = readArguments(args, init.how, { options: ['name', 'leader'] });
    const name = nameIn(options.get('name'), '--name');
    const leader = nameIn(options.get('leader') ?? 'Careers leader', '--leader');
    const store = openData(settings);
    try {
      const { code, expires } = await store.write(async (tx) => {
        if ((await schoolHere(tx)) !== null)
          throw new Usage('There is a school in this DATA_DIR already. Choose another folder.');
        const id = randomUUID() as SchoolId;
        const person = randomUUID() as PersonId;
        await createSchool(tx, { id, name, demo: false });
        const entries = firstEntries(name, leader, person);
        await putEntries(tx, id, { id: SCHOOL_RECORD, entries: {} }, { entries, version: 1 });
        return giveCode(tx, await ensureAccount(tx, id, person), toInstant(Date.now()));
      });
      say(`${name} is ready. Start the server, choose "I have an activation code" and use: ${code}`);
      say(`The code works once, until ${expires}.`);
    } finally {
      await store.close();
    }
  },
};

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
