/** Sends mutations as a part does and holds what comes of it against what the tables say, cell by cell. */
import type { Outcome } from '../../../src/protocol/sync.ts';
import { truth } from '../../simulation/oracle/truth.ts';
import type { OneMutation } from './made-up.ts';
import type { MatrixSchool, Synced } from './school.ts';
import { readersByTable } from './reads.ts';
import type { Sheet } from './sheet.ts';

/** What a refusal may leave behind: its outcome, its words for the careers leader, the contact of the device. */
export const LEFT_BY_A_REFUSAL = ['mutation', 'quarantine', 'device', 'session', 'audit'];

/** A mutation and what must come of it: "applied", or why not. */
export interface Expected {
  readonly cell: string;
  readonly mutation: OneMutation;
  readonly word: string;
}

const wordOf = (outcome: Outcome | undefined): string =>
  outcome?.status === 'refused' ? outcome.problem : (outcome?.status ?? 'none');

/** A body takes no more. */
const BATCH = 60;

/** Sends them: those to be refused together, each that is to be applied by itself, on the school as it was. */
export async function expectAll(
  sheet: Sheet,
  school: MatrixSchool,
  person: string,
  all: readonly Expected[],
): Promise<void> {
  const refused = all.filter(({ word }) => word !== 'applied');
  for (let from = 0; from < refused.length; from += BATCH)
    await expectRefused(sheet, school, person, refused.slice(from, from + BATCH));
  for (const one of all.filter(({ word }) => word === 'applied')) await expectApplied(sheet, school, person, one);
}

async function expectRefused(
  sheet: Sheet,
  school: MatrixSchool,
  person: string,
  some: readonly Expected[],
): Promise<void> {
  const reply = await school.send(
    person,
    some.map(({ mutation }) => mutation),
  );
  for (const [n, { cell, word }] of some.entries()) sheet.cell(cell, word, wordOf(reply.outcomes[n]));
  const names = some.map(({ cell }) => cell).join('; ');
  sheet.cell(`the store after ${names}`, [], await school.snapshot.changed(LEFT_BY_A_REFUSAL));
  await checkReply(sheet, school, person, { reply, names });
  await school.restore();
}

async function expectApplied(
  sheet: Sheet,
  school: MatrixSchool,
  person: string,
  { cell, mutation }: Expected,
): Promise<void> {
  const reply = await school.send(person, [mutation]);
  sheet.cell(cell, 'applied', wordOf(reply.outcomes[0]));
  sheet.cell(`other records after ${cell}`, [], await school.snapshot.changedBeside(mutation.record));
  await checkReply(sheet, school, person, { reply, names: cell, wrote: mutation.record });
  await school.restore();
}

/** Whatever is sent back with an outcome is what its reader may see, and what is written is for the readers of its kind. */
async function checkReply(
  sheet: Sheet,
  school: MatrixSchool,
  person: string,
  { reply, names, wrote }: { readonly reply: Synced; readonly names: string; readonly wrote?: string },
): Promise<void> {
  if (reply.records.length === 0 && wrote === undefined) return;
  const stored = await school.stored(school.schoolOf(person));
  for (const { id, entries } of reply.records) {
    const may = Object.keys(truth(stored, person, id) ?? {});
    sheet.cell(`what ${person} is sent of ${id} after ${names}`, may.toSorted(), Object.keys(entries).toSorted());
  }
  const there = Object.values((wrote === undefined ? undefined : stored.entries.get(wrote)) ?? {});
  const odd = there.filter((entry) => entry.readers.join() !== readersByTable(entry).join()).map(({ id }) => id);
  sheet.cell(`readers of what is on ${wrote ?? 'no record'} after ${names}`, [], odd);
}
