/**
 * The server lets nobody do what the table does not name: every mutation, sent by every part of the cast (test/support),
 * judged by the real judge on a real store. What a device shows or hides does not matter here.
 * Source: SPEC I10.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import { recordOpened } from '../../src/domain/mutations/opened.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { CareersRecord, Entry } from '../../src/domain/record.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import type { Outcome } from '../../src/protocol/sync.ts';
import type { Store } from '../../src/server/store/store.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import { judge } from '../../src/server/sync/judge.ts';
import { openRecords } from '../../src/server/sync/open-records.ts';
import { createRosters } from '../../src/server/sync/roster.ts';
import { NOW, aStaffMember, anEntry, anInterview } from '../support/builders.ts';
import type { Part } from '../support/cast.ts';
import { CAST, CAST_FACTS, HER_RECORD, personOf } from '../support/cast.ts';
import { ON_HER_RECORD, ON_SCHOOL_RECORDS, partsIn, rowsIn } from '../support/who-may-table.ts';

const SCHOOL = 'school-1' as SchoolId;
const corpus = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../domain/corpus/${name}.json`, import.meta.url), 'utf8')) as T;

interface Case {
  readonly envelope: MutationEnvelope;
  readonly does: { readonly changed?: readonly Entry[] };
}
const CASES = ['interview', 'draft', 'step', 'experience', 'application', 'la-sharing', 'pupil', 'school'].flatMap(
  (name) => corpus<Case[]>(name),
);

/** Arguments that name no draft of somebody else: whoever may, may with a draft of their own. */
const OWN_DRAFT: Readonly<Record<string, object>> = {
  'draft.write': { id: 'draft-own' },
  'draft.set': { id: 'draft-own' },
  'draft.step': { id: 'draft-own' },
  'draft.discard': { id: 'draft-own' },
  'interview.finish': { draft: 'draft-own' },
};

/** What somebody sends: the first case of the corpus that changes something, about Aisha. */
function envelopeOf(name: string): MutationEnvelope {
  const found =
    CASES.find(({ envelope, does }) => envelope.name === name && (does.changed?.length ?? 0) > 0) ??
    CASES.find(({ envelope }) => envelope.name === name && name === recordOpened.name);
  if (!found) throw new Error(`The corpus has no ${name}`);
  const { envelope } = found;
  const record = envelope.record === ('aisha' as RecordId) ? HER_RECORD : envelope.record;
  return { ...envelope, record, at: NOW, args: { ...(envelope.args as object), ...OWN_DRAFT[name] } };
}

/** She decides for herself what the local authority is told (policy 5.5.13). */
const atSixteen = (entry: Entry): Entry =>
  entry.kind === 'identity' ? { ...entry, born: '2010-11-11' as IsoDate } : entry;

/** The cast's roster as the school keeps it. */
function schoolRecords(): CareersRecord[] {
  const records = corpus<CareersRecord[]>('records');
  const [aisha] = records;
  const entry = (id: string) => ({ id: id as EntryId });
  const all = (id: string, entries: readonly Entry[]) =>
    ({ id, entries: Object.fromEntries(entries.map((one) => [one.id, one])) }) as CareersRecord;
  const met = CAST_FACTS.bookings.map(({ person, date }) =>
    anInterview({ id: `met-${person}` as EntryId, adviser: person, date, status: 'finished' }),
  );
  return [
    all(HER_RECORD, [...Object.values(aisha?.entries ?? {}).map(atSixteen), ...met]),
    // Somebody who was not on the list.
    ...records.filter(({ id }) => id === 'met'),
    all(
      'school',
      CAST_FACTS.staff.map(({ person, roles, left }) =>
        aStaffMember({ id: person as string as EntryId, name: person, roles: [...roles], left }),
      ),
    ),
    all('roster', [
      ...CAST_FACTS.tutors.map((one, n) => anEntry('tutor', { ...one, cover: false }, entry(`tutor-${n + 1}`))),
      ...CAST_FACTS.caseloads.map((one, n) =>
        anEntry('caseload', { ...one, years: [...one.years] }, entry(`duty-c${n}`)),
      ),
      ...CAST_FACTS.pastoral.map((one, n) =>
        anEntry('pastoral', { ...one, years: [...one.years] }, entry(`duty-p${n}`)),
      ),
    ]),
  ];
}

let store: Store;
beforeAll(async () => {
  store = openStore(':memory:');
  await createSchool(store.read, { id: SCHOOL, name: 'Wexcombe School', demo: false });
  await store.bulkLoad(
    SCHOOL,
    schoolRecords().map(({ id, entries }) => ({ id, entries: Object.values(entries) })),
  );
});
afterAll(() => store.close());

/** Nothing is kept of a try. */
class Undo extends Error {}

async function outcomeFor(part: Part, envelope: MutationEnvelope): Promise<Outcome> {
  let outcome: Outcome | undefined;
  const bench = {
    rosters: createRosters(),
    records: openRecords(),
    now: NOW,
    epochStart: 1,
    waiting: new Set<string>(),
    changed: () => {},
    keepsWords: () => true,
    knows: () => true,
  };
  const work = store.write(async (tx) => {
    outcome = await judge(tx, { school: SCHOOL, person: personOf(part) }, bench, envelope);
    throw new Undo();
  });
  await expect(work).rejects.toThrow(Undo);
  if (!outcome) throw new Error('There is no outcome');
  return outcome;
}

const TABLES = [ON_HER_RECORD, ON_SCHOOL_RECORDS] as const;
const ROWS = TABLES.flatMap((table) => rowsIn(table).map((name) => [name, partsIn(table, name)] as const));

describe('the server', () => {
  it.each(ROWS)('takes %s from those who may, and refuses it to all others', async (name, allowed) => {
    const envelope = envelopeOf(name);
    const applied: string[] = [];
    for (const part of CAST) {
      const outcome = await outcomeFor(part, envelope);
      if (outcome.status === 'applied') applied.push(part);
      else
        expect(outcome).toMatchObject({
          status: 'refused',
          problem: expect.stringMatching(/^(not-permitted|no-record)$/),
        });
    }
    expect(applied).toEqual(allowed);
  });
});
