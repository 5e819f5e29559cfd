/** import: pupils from a CSV file, as the careers leader brings them in on the screen. A server that runs beside it notices. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SchoolId } from '../../domain/ids.ts';
import { toInstant } from '../../domain/time.ts';
import type { ImportProblem } from '../../protocol/roster-import.ts';
import { IMPORT_MAX_BYTES } from '../../protocol/roster-import.ts';
import { NOBODY } from '../audit/audit.ts';
import { importPort } from '../import-port.ts';
import { importFile } from '../import/bring-in.ts';
import { leaderFor } from '../office.ts';
import { goOn } from '../operations/carry-out.ts';
import type { Officer } from '../operations/step.ts';
import type { Store } from '../store/store.ts';
import type { Rosters } from '../sync/roster.ts';
import { createRosters } from '../sync/roster.ts';
import type { Command } from './command.ts';
import { withSchool } from './school-here.ts';
import { Usage, readArguments, shown } from './usage.ts';

/** Rows that are named on the screen when they are left out; the rest is counted. */
const NAMED_MAX = 20;

/** Brings pupils in; rows that are wrong are left out and named. */
export const importPupils: Command = {
  how: 'import FILE [--school "Name"]',
  does: 'bring in pupils from a CSV file (SIMS, Arbor, Bromcom)',
  more: ['Rows that are wrong are left out and listed; nobody leaves the school by it.'],
  run: async (args, settings, { say, warn, here }) => {
    const { files, options } = readArguments(args, importPupils.how, { options: ['school'], files: [1, 1] });
    const bytes = readFile(resolve(here, files[0] ?? ''), files[0] ?? '');
    const done = await withSchool(settings, options.get('school'), async (store, school) => {
      const rosters = createRosters();
      // Who listens, listens at the server: it notices by itself.
      const deps = { store, rosters, now: () => toInstant(Date.now()), poke: () => {} };
      // One that was cut off is finished first: nothing else can begin before.
      await goOn(deps, school);
      const port = importPort(deps);
      return importFile(port, await asLeader(store, rosters, school), bytes);
    });
    if (!done.ok) throw new Usage(done.error.sentence);
    const { added, changed, left, skipped, plan } = done.value;
    const problems = plan.problems.slice(0, NAMED_MAX).map(sentence);
    if (added + changed + left + plan.unchanged === 0) throw new Usage(`Nobody was brought in. ${problems[0] ?? ''}`);
    for (const problem of problems) warn(problem);
    if (plan.problems.length > NAMED_MAX) warn(`There are ${plan.problems.length - NAMED_MAX} more.`);
    say(`${added} added, ${changed} changed, ${left} left, ${plan.unchanged} as they were, ${skipped} rows left out.`);
  },
};

const sentence = ({ row, column, reason }: ImportProblem): string =>
  `Row ${row}${column === null ? '' : `, ${column}`}: ${reason}`;

function readFile(path: string, typed: string): Uint8Array {
  const there = statSync(path, { throwIfNoEntry: false });
  if (!there) throw new Usage(`There is no file ${shown(typed)}.`);
  if (!there.isFile()) throw new Usage(`${shown(typed)} is not a file.`);
  if (there.size > IMPORT_MAX_BYTES)
    throw new Usage(`${shown(typed)} is larger than 5 MB. Bring one year group at a time.`);
  return readFileSync(path);
}

async function asLeader({ read }: Store, rosters: Rosters, school: SchoolId): Promise<Officer> {
  const leader = await leaderFor(read, rosters, school);
  if (!leader) throw new Usage('The school has no careers leader to bring pupils in for.');
  return { school, person: NOBODY, roles: leader.roles };
}
