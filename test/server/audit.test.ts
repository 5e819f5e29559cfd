/** The audit (src/server/audit): what it tells of, and that nobody can change it unnoticed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toInstant } from '../../src/domain/time.ts';
import { recordHistory } from '../../src/protocol/record-history.ts';
import { NOBODY, audit, checkAudit } from '../../src/server/audit/audit.ts';
import type { SummedRow } from '../../src/server/audit/chain.ts';
import { checkChain, sumOf } from '../../src/server/audit/chain.ts';
import { checkWhole, noteHeads } from '../../src/server/audit/heads.ts';
import { carryOut } from '../../src/server/operations/carry-out.ts';
import { lastOperation } from '../../src/server/operations/operation-state.ts';
import type { Step } from '../../src/server/operations/step.ts';
import { materialOf } from '../../src/server/rights/material.ts';
import { openLedger } from '../../src/server/store/ledger.ts';
import type { Store } from '../../src/server/store/store.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import { beginEpoch, erase } from '../../src/server/sync/restore.ts';
import { NOW, PEOPLE, nextId } from '../support/builders.ts';
import { SEED, runs } from '../support/seed.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA, AISHA_HERSELF, BEN, OFFICE, SCHOOL, aMutation, openSchoolServer } from './school-server.ts';

const RUNS = runs(500);

type Row = SummedRow;

/** Where the first row stands that is not as it was, from 0. */
function firstOther(now: readonly Row[], was: readonly Row[]): number {
  let at = 0;
  while (JSON.stringify(now[at]) === JSON.stringify(was[at])) at += 1;
  return at;
}

type Tampering = (rows: readonly Row[], n: number, m: number) => readonly Row[];

/** Somebody changes the file, and does not know how sums are made. `n` and `m` choose where; the last row is not taken out. */
const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'swapped with the next': (rows, n) => {
    const at = n % (rows.length - 1);
    return rows.toSpliced(at, 2, ...rows.slice(at, at + 2).toReversed());
  },
  'swapped with the next, and numbered as before': (rows, n) => {
    const at = n % (rows.length - 1);
    const two = rows.slice(at, at + 2).toReversed();
    return rows.toSpliced(at, 2, ...two.map((row, i) => ({ ...row, place: at + i + 1 })));
  },
  'put in, with those after it numbered anew': (rows, n, m) => {
    const at = n % rows.length;
    const more = rows.toSpliced(at, 0, ...rows.slice(m % rows.length).slice(0, 1));
    return more.map((row, i) => ({ ...row, place: i + 1 }));
  },
  'put in': (rows, n, m) => rows.toSpliced(n % rows.length, 0, ...rows.slice(m % rows.length).slice(0, 1)),
  'numbered otherwise': (rows, n, m) => {
    const at = n % rows.length;
    return rows.map((row, i) => (i === at ? { ...row, place: row.place + 1 + (m % 5) } : row));
  },
  'changed by one byte': (rows, n, m) => {
    const at = n % rows.length;
    const fields = ['at', 'received', 'person', 'what', 'record', 'detail', 'sum'] as const;
    const field = fields[m % fields.length] ?? 'detail';
    return rows.map((row, i) => (i === at ? { ...row, [field]: withOtherByte(row[field] ?? 'r', n) } : row));
  },
  'taken out': (rows, n) => rows.toSpliced(n % (rows.length - 1), 1),
  'taken out, with those after it numbered anew': (rows, n) =>
    rows.toSpliced(n % (rows.length - 1), 1).map((row, i) => ({ ...row, place: i + 1 })),
};

/** One letter of it is another. */
function withOtherByte(text: string, n: number): string {
  const at = n % text.length;
  return `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;
}

describe(`the chain of the audit (seed ${SEED}, ${RUNS} cases)`, () => {
  const aText = fc.string({ minLength: 1, maxLength: 12 });
  const aRow = fc.record({
    at: aText,
    received: aText,
    person: aText,
    what: aText,
    record: fc.option(aText),
    detail: aText,
  });
  const chained = (rows: readonly Omit<SummedRow, 'place' | 'sum'>[]): SummedRow[] => {
    let sum: string | null = null;
    return rows.map((row, i) => {
      const placed = { ...row, place: i + 1 };
      sum = sumOf('school', placed, sum);
      return { ...placed, sum };
    });
  };
  const check = (rows: readonly SummedRow[]) => {
    const chain = checkChain('school');
    rows.forEach(chain.take);
    return chain.found();
  };

  it('holds as it was written, and names the row of which one letter was changed', () => {
    const fields = ['at', 'received', 'person', 'what', 'record', 'detail', 'sum'] as const;
    fc.assert(
      fc.property(
        fc.array(aRow, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.constantFrom(...fields),
        fc.nat(),
        (made, n, field, letter) => {
          const rows = chained(made);
          expect(check(rows)).toMatchObject({ holds: true, rows: rows.length });
          const at = n % rows.length;
          const row = rows[at];
          if (!row) return;
          const old = row[field] ?? '';
          const i = letter % (old.length + 1);
          const now = `${old.slice(0, i)}${old[i] === 'x' ? 'y' : 'x'}${old.slice(i + 1)}`;
          const found = check(rows.with(at, { ...row, [field]: now }));
          expect(found).toEqual({ holds: false, place: at + 1, why: 'changed' });
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('names the place of a row that was taken out, unless it was the last', () => {
    fc.assert(
      fc.property(fc.array(aRow, { minLength: 2, maxLength: 12 }), fc.nat(), (made, n) => {
        const at = n % (made.length - 1);
        const found = check(chained(made).toSpliced(at, 1));
        expect(found).toEqual({ holds: false, place: at + 1, why: 'missing' });
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it(
    'of any tampering with a row names the place: swapped, put in, numbered anew, one byte, taken out',
    { timeout: 600_000 },
    () => {
      const tampering = fc.constantFrom(...Object.entries(TAMPERINGS));
      const counts = new Map<string, number>();
      fc.assert(
        fc.property(
          fc.array(aRow, { minLength: 3, maxLength: 12 }),
          tampering,
          fc.nat(),
          fc.nat(),
          (made, [how, tamper], n, m) => {
            const rows = chained(made);
            const tampered = tamper(rows, n, m);
            if (JSON.stringify(tampered) === JSON.stringify(rows)) return;
            counts.set(how, (counts.get(how) ?? 0) + 1);
            const found = check(tampered);
            expect([how, found.holds]).toEqual([how, false]);
            if (!found.holds) expect([how, found.place]).toEqual([how, 1 + firstOther(tampered, rows)]);
          },
        ),
        { numRuns: RUNS, seed: SEED },
      );
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      process.stdout.write(`${total} tamperings found and located: ${JSON.stringify(Object.fromEntries(counts))}\n`);
      expect(counts.size).toBe(Object.keys(TAMPERINGS).length);
    },
  );

  it('says what its last row is, by which one that was taken from the end is missed', () => {
    const rows = chained(fc.sample(aRow, { numRuns: 2, seed: SEED }));
    expect(check(rows)).toMatchObject({ holds: true, last: rows[1] });
  });
});

describe('the audit of a school', () => {
  let server: SchoolServer;
  beforeEach(async () => {
    server = await openSchoolServer();
  });
  afterEach(() => server.end());
  const rows = () => server.store.read.selectFrom('audit').selectAll().orderBy('place').execute();
  const step = (id = nextId()) =>
    aMutation('step.add', AISHA, { id, what: 'A secret wish', who: 'pupil', due: '2026-11-25', tutorChecks: true });

  it('tells of a change by whom, when, of which record, and which fields; never what was said', async () => {
    const id = nextId();
    await server.sendAs(PEOPLE.adviser, step(id));
    await server.sendAs(PEOPLE.tutor, aMutation('step.change', AISHA, { id, to: { what: 'Another wish' } }));
    const [added, changed] = await rows();
    expect(added).toMatchObject({ person: PEOPLE.adviser, what: 'step.add', record: AISHA, at: NOW });
    expect(JSON.parse(added?.detail ?? '')).toMatchObject({ changed: [[id, 'step', null]] });
    expect(JSON.parse(changed?.detail ?? '')).toMatchObject({ changed: [[id, 'step', ['what']]] });
    expect(JSON.stringify(await rows())).not.toMatch(/wish/);
  });

  it('tells of what was refused, once, however often it comes', async () => {
    const refused = { ...step(), record: BEN };
    await server.sendAs(PEOPLE.tutor, refused);
    await server.sendAs(PEOPLE.tutor, refused);
    expect((await rows()).map(({ detail }) => JSON.parse(detail) as unknown)).toMatchObject([
      { id: refused.id, refused: 'not-permitted' },
    ]);
  });

  it('tells once that somebody opened a record, and wakes nobody with it', async () => {
    const opened = aMutation('record.opened', AISHA, {});
    const before = await server.syncAs(PEOPLE.adviser);
    await server.sendAs(PEOPLE.tutor, opened);
    await server.sendAs(PEOPLE.tutor, opened);
    expect(await rows()).toMatchObject([{ person: PEOPLE.tutor, what: 'record.opened', record: AISHA }]);
    const { epoch } = before.head;
    const after = await server.syncAs(PEOPLE.adviser, { epoch, cookie: before.done?.cookie ?? 0 });
    expect(after.records).toEqual([]);
  });

  it('tells of a record that was opened by somebody who may not, and keeps nothing else of it', async () => {
    const { head } = await server.sendAs(PEOPLE.tutor, aMutation('record.opened', BEN, {}));
    expect(head.outcomes).toMatchObject([{ status: 'refused', problem: 'not-permitted' }]);
    expect(await rows()).toMatchObject([{ person: PEOPLE.tutor, what: 'record.opened', record: BEN }]);
    expect(await server.store.read.selectFrom('quarantine').selectAll().execute()).toEqual([]);
  });

  it('stays, and holds, when the pupil is erased, and tells of that', async () => {
    await server.sendAs(PEOPLE.adviser, step());
    await server.store.write((tx) => erase(tx, SCHOOL, AISHA, NOW));
    await server.store.write((tx) => erase(tx, SCHOOL, AISHA, NOW));
    expect((await rows()).map(({ what }) => what)).toEqual(['step.add', 'record.erased']);
    expect(await checkAudit(server.store.read, SCHOOL)).toMatchObject({ holds: true, rows: 2 });
  });

  it('does not hold once somebody has changed a row in the file', async () => {
    for (let n = 0; n < 3; n += 1) await server.sendAs(PEOPLE.adviser, step());
    await sql`UPDATE audit SET person = 'somebody-else' WHERE place = 2`.execute(server.store.read);
    expect(await checkAudit(server.store.read, SCHOOL)).toEqual({ holds: false, place: 2, why: 'changed' });
  });
});

describe('what the ledger says of the audit', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fingerpost-audit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const later = (minutes: number) => toInstant(Date.parse(NOW) + minutes * 60_000);
  const put = (store: Store, n: number) =>
    store.write((tx) =>
      audit(tx, SCHOOL, { at: later(n), received: later(n), person: 'p', what: 'step.add', record: AISHA, detail: {} }),
    );
  const opened = async (file = join(folder, 'data.db')) => openStore(file, openLedger(folder));

  it('is that a row which was taken from its end is missing, and no more after an older backup was put back', async () => {
    const store = await opened();
    await createSchool(store.read, { id: SCHOOL, name: 'Wexcombe School', demo: false });
    await put(store, 1);
    store.backup(join(folder, 'old.db'));
    await put(store, 2);
    await put(store, 3);
    await noteHeads(store, later(4));
    expect(await checkWhole(store, SCHOOL)).toMatchObject({ holds: true, rows: 3 });
    await sql`DELETE FROM audit WHERE place = 3`.execute(store.read);
    expect(await checkWhole(store, SCHOOL)).toEqual({ holds: false, place: 3, why: 'missing' });
    await store.close();
    const restored = await opened(join(folder, 'old.db'));
    await beginEpoch(restored, later(5), new Map());
    expect(await checkWhole(restored, SCHOOL)).toMatchObject({ holds: true, rows: 2 });
    await put(restored, 6);
    await noteHeads(restored, later(7));
    await put(restored, 8);
    expect(await checkWhole(restored, SCHOOL)).toMatchObject({ holds: true, rows: 4 });
    await sql`DELETE FROM audit WHERE place >= 3`.execute(restored.read);
    expect(await checkWhole(restored, SCHOOL)).toEqual({ holds: false, place: 3, why: 'missing' });
    await restored.close();
  });
});

describe('the history of a record', () => {
  let server: SchoolServer;
  beforeEach(async () => {
    server = await openSchoolServer();
  });
  afterEach(() => server.end());
  const path = `/api/schools/${SCHOOL}/records/${AISHA}/history`;

  it('tells the careers leader who opened and changed it, newest first, a hundred at a time, and not what was written', async () => {
    for (let n = 0; n < 101; n += 1) await server.sendAs(PEOPLE.tutor, aMutation('record.opened', AISHA, {}));
    const words = { id: nextId(), what: 'A secret wish', who: 'pupil', due: '2026-11-25', tutorChecks: true };
    await server.sendAs(PEOPLE.adviser, aMutation('step.add', AISHA, words));
    const first = recordHistory.parse(await (await server.ask('GET', path, { as: PEOPLE.leader })).json());
    expect(first.more).toBe(true);
    expect(first.rows).toHaveLength(100);
    expect(first.rows[0]).toMatchObject({ person: PEOPLE.adviser, what: 'step.add', refused: false });
    const before = first.rows.at(-1)?.place ?? 0;
    const rest = await server.ask('GET', `${path}?before=${before}`, { as: PEOPLE.leader });
    expect(recordHistory.parse(await rest.json())).toMatchObject({ more: false, rows: [{}, {}] });
    expect(JSON.stringify(first)).not.toMatch(/wish/);
  });

  it('of what a command did names nobody, nor does the copy; its author is the careers leader all the same', async () => {
    const step: Step = { does: 'change', record: AISHA, commands: [{ name: 'pupil.change', args: { form: null } }] };
    const command = { school: SCHOOL, person: NOBODY, roles: ['leader'] } as const;
    const { deps } = server;
    const steps = { kind: 'import', steps: [step] } as const;
    expect(await carryOut({ ...deps, poke: () => {} }, command, steps)).not.toBeNull();
    const answer = await server.ask('GET', path, { as: PEOPLE.leader });
    expect(recordHistory.parse(await answer.json()).rows).toMatchObject([{ person: '', what: 'pupil.change' }]);
    const { changes, seen, entries } = await materialOf(server.store.read, SCHOOL, AISHA);
    expect([...changes, ...seen].map((row) => (row as { person: string }).person)).toEqual(['', '']);
    expect(entries).toMatchObject([{ kind: 'pupil', by: PEOPLE.leader }]);
    expect(await checkAudit(server.store.read, SCHOOL)).toMatchObject({ holds: true });
    const last = await lastOperation({ ...deps, poke: () => {} }, SCHOOL);
    expect(last).toMatchObject({ by: 'a command on the server', changed: 1 });
    // Somebody's own change after it is theirs.
    await server.sendAs(PEOPLE.leader, aMutation('pupil.change', AISHA, { form: '10B' }));
    expect(
      recordHistory.parse(await (await server.ask('GET', path, { as: PEOPLE.leader })).json()).rows[0],
    ).toMatchObject({
      person: PEOPLE.leader,
    });
  });

  it('is nobody else’s, and a record that is none has none', async () => {
    for (const person of [PEOPLE.adviser, PEOPLE.tutor, OFFICE, AISHA_HERSELF])
      expect((await server.ask('GET', path, { as: person })).status).toBe(403);
    const none = await server.ask('GET', `/api/schools/${SCHOOL}/records/x%20y/history`, { as: PEOPLE.leader });
    expect(none.status).toBe(404);
  });
});
