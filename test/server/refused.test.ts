/** Changes that were refused (src/server/rights/refused.ts): what the careers leader reads of them, and letting go of them. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/domain/ids.ts';
import { DEFAULT_READERS } from '../../src/domain/record.ts';
import { REFUSED_DAYS, REFUSED_ROWS, refusedChanges, refusedWords } from '../../src/protocol/refused.ts';
import { checkAudit } from '../../src/server/audit/audit.ts';
import { forgetRefused } from '../../src/server/rights/refused-words.ts';
import { openLedger } from '../../src/server/store/ledger.ts';
import { openStore } from '../../src/server/store/store.ts';
import { replay } from '../../src/server/sync/replay.ts';
import { erase } from '../../src/server/sync/restore.ts';
import { NOW, PEOPLE, uuid } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import {
  AISHA_HERSELF,
  BEN,
  OFFICE,
  SCHOOL,
  aMutation,
  addStep,
  openSchoolServer,
  writeDraft,
} from './school-server.ts';

const ROOT = `/api/schools/${SCHOOL}/refused`;
const DAY_MS = 86_400_000;
/** A record of somebody who was brought in after the backup that was put back. */
const GONE = uuid(404) as RecordId;

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer({}, false, openLedger);
});
afterEach(() => server.end());

const as = PEOPLE.leader;
const page = async (query = '') =>
  refusedChanges.parse(await (await server.ask('GET', `${ROOT}${query}`, { as })).json());
const listed = async () => (await page()).rows;
const placeOf = async (id: string) =>
  (await server.store.read.selectFrom('mutation').select('version').where('id', '=', id).executeTakeFirst())?.version;
const open = async (id: string, who = as) => server.ask('POST', `${ROOT}/${await placeOf(id)}/words`, { as: who });
const letGo = async (id: string, who = as) => server.ask('DELETE', `${ROOT}/${await placeOf(id)}`, { as: who });
const kept = () => server.store.read.selectFrom('quarantine').select(['id', 'creates', 'json']).execute();
const told = () =>
  server.store.read
    .selectFrom('audit')
    .select(['what', 'person', 'record', 'detail'])
    .where('what', 'like', 'refused.%')
    .orderBy('place')
    .execute();

const PUPIL = {
  name: 'Zoe',
  surname: 'Young',
  pronunciation: null,
  year: 10,
  form: '10B',
  from: '2026-09-01',
  to: null,
};

/** The tutor writes about a pupil of another form. */
const refuse = async (what = 'Visit a college', record = BEN) => {
  const mutation = addStep(record);
  const change = { ...mutation, args: { ...(mutation.args as object), what } };
  await server.sendAs(PEOPLE.tutor, change);
  return change;
};
const refuseDraft = async () => {
  const draft = writeDraft('What she told me', GONE);
  await server.sendAs(PEOPLE.adviser, draft);
  return draft;
};

describe('what was refused', () => {
  it('stands in a list: whose it is, about whom, what, when and why, the newest first; its words do not', async () => {
    const first = await refuse();
    server.pass(60_000);
    const second = await refuse('Another wish', GONE);
    const rows = await listed();
    expect(rows).toEqual([
      {
        id: second.id,
        place: rows[0]?.place,
        person: PEOPLE.tutor,
        record: GONE,
        what: 'step.add',
        at: second.at,
        received: server.deps.now(),
        reason: 'no-record',
        confidential: false,
      },
      expect.objectContaining({ id: first.id, record: BEN, reason: 'not-permitted', received: NOW }),
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/wish|college/);
    expect(await told()).toEqual([]);
  });

  it(`comes in pages of ${REFUSED_ROWS}, each from where the last one ended`, async () => {
    const ids: string[] = [];
    for (let n = 0; n <= REFUSED_ROWS; n += 1) ids.unshift((await refuse()).id);
    const first = await page();
    expect([first.rows.map(({ id }) => id), first.more]).toEqual([ids.slice(0, REFUSED_ROWS), true]);
    const second = await page(`?before=${first.rows.at(-1)?.place}`);
    expect([second.rows.map(({ id }) => id), second.more]).toEqual([ids.slice(REFUSED_ROWS), false]);
    expect((await page('?before=nonsense')).rows).toEqual(first.rows);
  });

  it('is read one at a time, and each reading stands in the audit of the record', async () => {
    const change = await refuse('A secret wish');
    const words = await open(change.id);
    expect(refusedWords.parse(await words.json())).toEqual({ args: change.args });
    expect(await told()).toEqual([
      { what: 'refused.read', person: as, record: BEN, detail: JSON.stringify({ change: change.id }) },
    ]);
    expect((await checkAudit(server.store.read, SCHOOL)).holds).toBe(true);
  });

  it('is nobody’s to read, or to let go of, but the careers leader’s', async () => {
    const { id } = await refuse();
    for (const who of [PEOPLE.tutor, PEOPLE.adviser, OFFICE, AISHA_HERSELF])
      expect([
        (await server.ask('GET', ROOT, { as: who })).status,
        (await open(id, who)).status,
        (await letGo(id, who)).status,
      ]).toEqual([403, 403, 403]);
    expect(await told()).toEqual([]);
    expect(await kept()).toHaveLength(1);
    expect((await open(uuid(9))).status).toBe(404);
    expect((await letGo(uuid(9))).status).toBe(404);
  });

  it('says of a part of an unfinished interview that it is there and whose, and shows it to its author alone', async () => {
    const { id } = await refuseDraft();
    expect(await listed()).toMatchObject([{ id, person: PEOPLE.adviser, what: 'draft.write', confidential: true }]);
    const answer = await open(id);
    expect([answer.status, await answer.text()]).toEqual([403, expect.not.stringContaining('told me')]);
    expect(await told()).toEqual([]);
    // A careers leader who advises as well writes drafts of their own.
    for (const table of ['quarantine', 'mutation'] as const)
      await server.store.write((tx) => tx.updateTable(table).set({ person: as }).where('id', '=', id).execute());
    expect(await listed()).toMatchObject([{ confidential: false }]);
    expect((await open(id)).status).toBe(200);
  });

  it('is its author’s under an id that somebody else has used as well: each is read and let go of by itself', async () => {
    const theirs = await refuse('What the tutor wrote');
    const other = { ...writeDraft('What the adviser wrote', GONE), id: theirs.id };
    await server.sendAs(PEOPLE.adviser, other);
    const [newer, older] = await listed();
    expect([newer?.person, older?.person]).toEqual([PEOPLE.adviser, PEOPLE.tutor]);
    const words = await server.ask('POST', `${ROOT}/${older?.place}/words`, { as });
    expect(JSON.stringify(await words.json())).toContain('What the tutor wrote');
    expect((await server.ask('DELETE', `${ROOT}/${newer?.place}`, { as })).status).toBe(204);
    expect((await listed()).map(({ person }) => person)).toEqual([PEOPLE.tutor]);
    expect((await kept()).filter(({ json }) => json.includes('What the'))).toHaveLength(1);
  });

  it('keeps a change from the careers leader of which nobody knows who would read it', async () => {
    const { id } = await refuse();
    await server.store.write((tx) => tx.updateTable('mutation').set({ name: 'diary.write' }).execute());
    await server.store.write((tx) =>
      tx
        .updateTable('quarantine')
        .set({ json: JSON.stringify({ id, name: 'diary.write', args: {} }) })
        .execute(),
    );
    expect(await listed()).toMatchObject([{ confidential: true }]);
    expect((await open(id)).status).toBe(403);
  });

  it('is all that a careers leader would have read: every kind of entry but drafts', () => {
    const unread = Object.entries(DEFAULT_READERS).filter(
      ([, readers]) => !['N', 'G', 'L'].some((group) => (readers as readonly string[]).includes(group)),
    );
    expect(unread.map(([kind]) => kind)).toEqual(['draft']);
  });
});

describe('letting go of what was refused', () => {
  it('takes its words from the server, file and all, says so in the audit, and leaves the outcome', async () => {
    const change = await refuse('A most secret wish');
    const other = await refuse('Another one');
    expect((await letGo(change.id)).status).toBe(204);
    expect((await listed()).map(({ id }) => id)).toEqual([other.id]);
    expect([(await open(change.id)).status, (await letGo(change.id)).status]).toEqual([404, 404]);
    expect(await told()).toEqual([
      { what: 'refused.let-go', person: as, record: BEN, detail: JSON.stringify({ change: change.id }) },
    ]);
    expect(readFileSync(server.file).includes('A most secret wish')).toBe(false);
    expect(readFileSync(`${server.file}-wal`).includes('A most secret wish')).toBe(false);
    const { head } = await server.sendAs(PEOPLE.tutor, change);
    expect(head.outcomes).toMatchObject([{ id: change.id, status: 'refused', problem: 'not-permitted' }]);
    expect(await listed()).toHaveLength(1);
  });

  it('is done again on a backup that is put back', async () => {
    const [change, draft] = [await refuse('A secret'), await refuseDraft()];
    await refuse('Another wish');
    const copy = join(dirname(server.file), 'backup.db');
    server.store.backup(copy);
    for (const { id } of [change, draft]) await letGo(id);
    const back = openStore(copy);
    await replay(back, server.store.ledger?.read() ?? []);
    const rows = await back.read.selectFrom('quarantine').select('json').execute();
    await back.close();
    expect(JSON.stringify(rows)).not.toMatch(/A secret|told me/);
    expect(JSON.stringify(rows)).toContain('Another wish');
  });

  it('can be done with a draft that was not shown', async () => {
    const { id } = await refuseDraft();
    expect((await letGo(id)).status).toBe(204);
    expect([await listed(), JSON.stringify(await kept())]).toEqual([[], expect.not.stringContaining('told me')]);
  });

  it('still refuses what builds on it, and keeps that', async () => {
    const change = await refuse('Visit a college', GONE);
    await letGo(change.id);
    expect(JSON.stringify(await kept())).not.toContain('Visit a college');
    await server.sendAs(PEOPLE.leader, aMutation('pupil.enrol', GONE, PUPIL));
    const { id } = change.args as unknown as { readonly id: string };
    const after = aMutation('step.change', GONE, { id, to: { what: 'Another wish' } });
    const { head } = await server.sendAs(PEOPLE.adviser, after);
    expect(head.outcomes).toMatchObject([{ status: 'refused', problem: 'builds-on-refused' }]);
    expect((await listed()).map((row) => row.id)).toEqual([after.id]);
  });

  it(`comes by itself ${REFUSED_DAYS} days after it was refused, with a record or without one, whatever the device’s clock said`, async () => {
    const old = await refuse('Old words', GONE);
    await refuseDraft();
    const changes = aMutation('step.change', GONE, { id: uuid(8), to: { what: 'Old change' } });
    await server.sendAs(PEOPLE.tutor, changes);
    server.pass((REFUSED_DAYS - 1) * DAY_MS);
    server.signInAgain();
    await forgetRefused(server.store, server.deps.now());
    expect(await listed()).toHaveLength(3);
    const late = await refuse('New words', GONE);
    expect(late.at).toBe(old.at);
    server.pass(DAY_MS + 1);
    await forgetRefused(server.store, server.deps.now());
    server.signInAgain();
    expect((await listed()).map(({ id }) => id)).toEqual([late.id]);
    expect(JSON.stringify(await kept())).not.toMatch(/Old|told me/);
    const row = server.store.read.selectFrom('mutation').select('refused').where('id', '=', old.id);
    expect(await row.execute()).toEqual([{ refused: 'no-record' }]);
  });

  it('comes with the record when the pupil is erased', async () => {
    const { id } = await refuse('Another wish', GONE);
    await refuse();
    await server.store.write((tx) => erase(tx, SCHOOL, BEN, NOW));
    expect((await listed()).map((row) => row.id)).toEqual([id]);
  });
});
