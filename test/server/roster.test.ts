/**
 * The roster in memory: whatever happens to it, it says what the store says. Everybody's rights rest on it (SPEC I5).
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryId, FormCode, PersonId } from '../../src/domain/ids.ts';
import type { Entry } from '../../src/domain/record.ts';
import type { Instant, IsoDate } from '../../src/domain/time.ts';
import { writeAs } from '../../src/server/office.ts';
import { openStore, putEntries, readRecord } from '../../src/server/store/store.ts';
import type { Run } from '../../src/server/store/store.ts';
import { createRosters, movesRoster } from '../../src/server/sync/roster.ts';
import { PEOPLE, TODAY, aPupil, aStaffMember, anEntry, anInterview, uuid } from '../support/builders.ts';
import { SEED, runs } from '../support/seed.ts';
import {
  AISHA,
  AISHA_HERSELF,
  BEN,
  OFFICE,
  SCHOOL,
  SCHOOL_RECORDS,
  addStep,
  openSchoolServer,
} from './school-server.ts';
import type { SchoolServer } from './school-server.ts';

let school: SchoolServer;
beforeEach(async () => {
  school = await openSchoolServer();
});
afterEach(() => school.end());

const PEOPLE_HERE = [PEOPLE.leader, OFFICE, PEOPLE.adviser, PEOPLE.tutor, AISHA_HERSELF, 'nobody' as PersonId];
const RECORDS = [AISHA, BEN, uuid(3), 'school', 'roster', 'programme/2026'] as (typeof AISHA)[];

/** Entries that grants rest on, and one that they do not. */
const anything: fc.Arbitrary<readonly [(typeof RECORDS)[number], Entry]> = fc
  .tuple(
    fc.integer({ min: 0, max: 2 }),
    fc.boolean(),
    fc.constantFrom(9, 10, 11),
    fc.constantFrom<FormCode>('9A' as FormCode, '10B' as FormCode),
  )
  .chain(([n, ended, year, form]) => {
    const dated = { from: '2026-09-01' as IsoDate, to: ended ? ('2026-10-01' as IsoDate) : null };
    const record = RECORDS[n % 3] ?? AISHA;
    const named = { id: `entry-${n}` as EntryId };
    const person = PEOPLE_HERE[n] ?? PEOPLE.leader;
    return fc.constantFrom<readonly [(typeof RECORDS)[number], Entry]>(
      [record, aPupil({ year, form, to: dated.to })],
      [record, anInterview({ ...named, adviser: person, status: ended ? 'cancelled' : 'booked', walkIn: n > 0 })],
      ['roster' as typeof AISHA, anEntry('tutor', { person, form, cover: false, ...dated }, named)],
      [
        'roster' as typeof AISHA,
        anEntry('caseload', { person, years: [year], ...dated }, { id: `case-${n}` as EntryId }),
      ],
      [
        'school' as typeof AISHA,
        aStaffMember({ id: person as string as EntryId, roles: ['tutor', 'adviser'], left: ended }),
      ],
    );
  });

async function put(
  tx: Run,
  version: number,
  [record, entry]: readonly [(typeof RECORDS)[number], Entry],
): Promise<void> {
  await putEntries(tx, SCHOOL, await readRecord(tx, SCHOOL, record), { entries: [entry], version });
}

const inOrder = (facts: object) =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort() : (value as unknown),
    ]),
  );

describe('the roster in memory', () => {
  it(`is what is read afresh, after any entries (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 20 }), async (puts) => {
        const store = openStore(':memory:');
        await store.bulkLoad(
          SCHOOL,
          SCHOOL_RECORDS.map(({ id, entries }) => ({ id, entries: Object.values(entries) })),
        );
        const rosters = createRosters();
        await rosters.facts(store.read, SCHOOL);
        for (const [n, one] of puts.entries()) {
          await store.write((tx) => put(tx, n + 2, one));
          rosters.moved(SCHOOL, one[0], [one[1]]);
        }
        const afresh = createRosters();
        expect(inOrder(await rosters.facts(store.read, SCHOOL))).toEqual(
          inOrder(await afresh.facts(store.read, SCHOOL)),
        );
        for (const person of PEOPLE_HERE) {
          const walkIns = await rosters.walkInsOf(store.read, SCHOOL, person);
          expect(inOrder({ walkIns })).toEqual(
            inOrder({ walkIns: await afresh.walkInsOf(store.read, SCHOOL, person) }),
          );
          for (const record of RECORDS) {
            const asked = [record, person, TODAY] as const;
            const all = await afresh.granted(store.read, SCHOOL, person, TODAY);
            expect(await rosters.groupsIn(store.read, SCHOOL, ...asked)).toEqual(all.grants.get(record) ?? []);
          }
        }
        await store.close();
      }),
      { seed: SEED, numRuns: runs(60) },
    );
  });

  it(`moves whenever what it says of an interview changes, its claimed time alone too (seed ${SEED})`, async () => {
    const days = fc.constantFrom('2025-09-01', '2026-11-11', '2026-11-12', '2099-12-31');
    const interview = fc
      .record({
        adviser: fc.constantFrom(PEOPLE.adviser, PEOPLE.leader),
        status: fc.constantFrom('booked' as const, 'finished' as const, 'cancelled' as const),
        walkIn: fc.boolean(),
        date: days.map((day) => day as IsoDate),
        at: days.map((day) => `${day}T10:00:00.000Z` as Instant),
      })
      .map(({ at, ...over }) => ({ ...anInterview({ ...over, id: 'one' as EntryId }), at }));
    const factsOf = async (entry: Entry) => {
      const store = openStore(':memory:');
      await store.bulkLoad(SCHOOL, [{ id: AISHA, entries: [entry] }]);
      const { bookings } = await createRosters().facts(store.read, SCHOOL);
      await store.close();
      return bookings;
    };
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(interview, interview, async (before, after) => {
        const isSame = JSON.stringify(await factsOf(before)) === JSON.stringify(await factsOf(after));
        if (!isSame) {
          moved += 1;
          expect(movesRoster(before, after)).toBe(true);
        }
      }),
      { seed: SEED, numRuns: runs(60) },
    );
    expect(moved).toBeGreaterThan(0);
  });

  it('is not kept when the roster moved while it was read', async () => {
    const { store } = school;
    const rosters = createRosters();
    const reading = rosters.facts(store.read, SCHOOL);
    await store.write((tx) =>
      put(tx, 2, ['school' as typeof AISHA, aStaffMember({ id: 'new' as EntryId, roles: ['tutor'] })]),
    );
    rosters.moved(SCHOOL, 'school' as typeof AISHA, []);
    await reading;
    expect(await rosters.rolesOf(store.read, SCHOOL, 'new' as PersonId)).toEqual(['tutor']);
  });

  it('is read afresh after a transaction that moved it was rolled back', async () => {
    const { deps } = school;
    await school.syncAs(PEOPLE.leader);
    const left = {
      ...Object.values(SCHOOL_RECORDS[0]?.entries ?? {}).find((e) => e.id === (PEOPLE.tutor as string)),
      left: true,
    };
    const boom = writeAs(deps, SCHOOL, async (tx) => {
      await put(tx, 2, ['school' as typeof AISHA, left as Entry]);
      deps.rosters.moved(SCHOOL, 'school' as typeof AISHA, [left as Entry]);
      throw new Error('boom');
    });
    await expect(boom).rejects.toThrow('boom');
    expect((await school.sendAs(PEOPLE.tutor, addStep())).head.outcomes).toMatchObject([{ status: 'applied' }]);
  });

  it('is read afresh when a command wrote beside the server', async () => {
    expect((await school.syncAs(PEOPLE.leader)).records.map(({ id }) => id)).not.toContain(uuid(3));
    const command = openStore(school.file);
    await command.bulkLoad(SCHOOL, [{ id: uuid(3) as typeof AISHA, entries: [aPupil({ name: 'Cara' })] }]);
    await command.close();
    expect((await school.syncAs(PEOPLE.leader)).records.map(({ id }) => id)).toContain(uuid(3));
  });
});
