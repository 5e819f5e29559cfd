/** Figures for those who hold no records (src/server/figures.ts): who may ask, what is answered, and how often it is counted. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/group.ts';
import type { EntryId, FormCode, PersonId, RecordId } from '../../src/domain/ids.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { figures } from '../../src/protocol/figures.ts';
import { PEOPLE, aNote, aPupil, aRecord, anEntry, anInterview, uuid } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA_HERSELF, OFFICE, SCHOOL, openSchoolServer } from './school-server.ts';

const DAY_MS = 86_400_000;
const PATH = `/api/schools/${SCHOOL}/figures`;
const ROWAN = 'dr-rowan' as PersonId;

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer();
  await hire(ROWAN, { roles: ['senior'] });
});
afterEach(() => server.end());

const hire = (id: PersonId, over: { readonly roles?: readonly Role[]; readonly left?: boolean }) =>
  server.sendAs(PEOPLE.leader, {
    id: uuid((serial += 1)) as never,
    name: 'staff.set',
    version: 1,
    record: 'school' as RecordId,
    at: server.deps.now(),
    args: { id, name: 'Dr Rowan', roles: ['senior'], guidance: null, left: false, ...over },
  });
let serial = 900_000;

/** Pupils of a year, the first `seen` of whom have been interviewed. */
const enrol = (count: number, seen: number, from = 500, year = 10) =>
  server.store.bulkLoad(
    SCHOOL,
    Array.from({ length: count }, (_, i) => {
      const held = anInterview({ status: 'finished', date: '2026-10-14' as IsoDate, adviser: PEOPLE.adviser });
      const record = aRecord(
        uuid(from + i),
        aPupil({ surname: 'Zieliński', year, form: '10B' as FormCode }),
        ...(i < seen ? [held, aNote()] : []),
        anEntry(
          'support',
          { sen: i < 30 ? 'K' : 'N', pupilPremium: false, lookedAfter: i < 1, outcomes: null },
          { id: 'support' as EntryId },
        ),
      );
      return { id: record.id, entries: Object.values(record.entries) };
    }),
  );
const asked = async (as: PersonId = ROWAN) => figures.parse(await (await server.ask('GET', PATH, { as })).json());
const talking = async () => {
  const found = (await asked()).benchmarks.find(({ benchmark }) => benchmark === '8');
  if (!found) throw new Error('No such benchmark');
  return found;
};

describe('the figures', () => {
  it('are for senior leaders and governors, and the careers leader', async () => {
    for (const as of [PEOPLE.tutor, PEOPLE.adviser, OFFICE, AISHA_HERSELF])
      expect([as, (await server.ask('GET', PATH, { as })).status]).toEqual([as, 403]);
    expect((await server.ask('GET', PATH)).status).toBe(401);
    for (const as of [ROWAN, PEOPLE.leader]) expect((await server.ask('GET', PATH, { as })).status).toBe(200);
    await hire(ROWAN, { left: true });
    expect((await server.ask('GET', PATH, { as: ROWAN })).status).not.toBe(200);
  });

  it('count all pupils from what lies in the store, small groups and everybody else left out', async () => {
    await enrol(120, 70);
    await enrol(40, 20, 800, 9);
    const { byYear, groups } = await talking();
    // Years 7 to 11: nobody has set the school up. Aisha is the 121st, Ben the 41st.
    expect(byYear.slice(2, 4)).toEqual([
      { kind: 'count', met: 20, of: 41 },
      { kind: 'count', met: 70, of: 121 },
    ]);
    const of = (group: string) => groups.find((one) => one.group === group);
    expect(of('send')).toMatchObject({ figure: { met: 50, of: 60 }, others: { met: 40, of: 102 } });
    expect(of('looked-after')).toMatchObject({ figure: { kind: 'hidden' }, others: { kind: 'hidden' } });
  });

  it('name nobody, and a senior leader holds no pupil’s record', async () => {
    await enrol(12, 6);
    const text = await (await server.ask('GET', PATH, { as: ROWAN })).text();
    expect(text).not.toMatch(/Zieliński|Aisha|Khan|10B|00000000-0000/);
    const { records, head } = await server.syncAs(ROWAN);
    const kinds = new Set(records.flatMap(({ entries }) => Object.values(entries).map(({ kind }) => kind)));
    expect([...kinds].toSorted()).toEqual(['caseload', 'staff', 'tutor']);
    expect(JSON.stringify(head.grants)).not.toContain('00000000');
  });

  it('are counted once a day, so that nobody sees what one pupil changed', async () => {
    await enrol(20, 10);
    expect((await talking()).all).toEqual({ kind: 'count', met: 10, of: 22 });
    await enrol(10, 10, 700);
    expect((await talking()).all).toEqual({ kind: 'count', met: 10, of: 22 });
    server.pass(DAY_MS);
    const next = await asked();
    expect(next.on).toBe('2026-11-12');
    expect((await talking()).all).toEqual({ kind: 'count', met: 20, of: 32 });
  });
});
