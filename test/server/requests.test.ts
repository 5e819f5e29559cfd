/** The log of what was asked about pupils' data (src/server/rights/requests.ts), and that what is done to many records is in the audit. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneRequest, requests } from '../../src/protocol/rights.ts';
import { checkAudit } from '../../src/server/audit/audit.ts';
import { PEOPLE, uuid } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA, BEN, OFFICE, SCHOOL, openSchoolServer } from './school-server.ts';

const ROOT = `/api/schools/${SCHOOL}`;
const as = PEOPLE.leader;
const DAY_MS = 86_400_000;

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer();
});
afterEach(() => server.end());

const ask = (path: string, body: object) => server.ask('POST', `${ROOT}${path}`, { as, body });
const log = async (over: object = {}) => {
  const body = { record: AISHA, kind: 'copy', asker: 'pupil', received: '2026-11-10', words: 'All of it', ...over };
  return oneRequest.parse(await (await ask('/requests', body)).json()).request;
};
const change = async (id: string, body: object) =>
  oneRequest.parse(await (await ask(`/requests/${id}`, body)).json()).request;
const status = async (path: string, body: object) => (await ask(path, body)).status;
const listed = async () => requests.parse(await (await server.ask('GET', `${ROOT}/requests`, { as })).json()).requests;
const told = () =>
  server.store.read.selectFrom('audit').select(['what', 'record', 'person', 'detail']).orderBy('place').execute();

describe('a request', () => {
  it('is logged with the day on which it came and the day by which it is answered', async () => {
    expect(await log()).toMatchObject({
      name: 'Aisha Khan',
      by: 'Ada Okafor',
      received: '2026-11-10',
      due: '2026-12-10',
      closed: null,
      pauses: [],
    });
    const row = { record: AISHA, kind: 'copy', asker: 'pupil', words: '' };
    for (const [received, record, expected] of [
      ['2026-11-12', AISHA, 400],
      ['2026-02-30', AISHA, 400],
      ['2026-11-10', uuid(404), 404],
      ['2026-11-10', 'school', 404],
    ] as const)
      expect([received, record, await status('/requests', { ...row, received, record })]).toEqual([
        received,
        record,
        expected,
      ]);
    expect(await listed()).toHaveLength(1);
  });

  it('stands still while the school waits, and has two months more where it is complex, each with its reason', async () => {
    const { id } = await log();
    expect(await change(id, { does: 'pause', why: 'Who is it?' })).toMatchObject({
      pauses: [{ from: '2026-11-11', to: null, why: 'Who is it?' }],
    });
    expect(await status(`/requests/${id}`, { does: 'pause', why: 'Again' })).toBe(409);
    expect(await status(`/requests/${id}`, { does: 'pause', why: ' ' })).toBe(400);
    server.pass(5 * DAY_MS);
    expect(await change(id, { does: 'resume' })).toMatchObject({ due: '2026-12-15' });
    expect(await change(id, { does: 'extend', why: 'Seven years of notes' })).toMatchObject({
      due: '2027-02-15',
      extended: 'Seven years of notes',
    });
    expect(await status(`/requests/${id}`, { does: 'extend', why: 'More' })).toBe(409);
    const complaint = await log({ kind: 'complaint' });
    expect(complaint.due).toBe('2026-12-10');
    expect(await status(`/requests/${complaint.id}`, { does: 'extend', why: 'More' })).toBe(409);
  });

  it('is closed with how it ended, refused only with a reason, and opened again', async () => {
    const { id } = await log();
    await change(id, { does: 'pause', why: 'Who is it?' });
    expect(await status(`/requests/${id}`, { does: 'close', outcome: 'refused', reason: ' ' })).toBe(400);
    const closed = await change(id, { does: 'close', outcome: 'refused', reason: 'Not the parent' });
    expect(closed).toMatchObject({ closed: '2026-11-11', outcome: 'refused', reason: 'Not the parent' });
    expect(closed.pauses[0]?.to).toBe('2026-11-11');
    for (const body of [
      { does: 'pause', why: 'x' },
      { does: 'close', outcome: 'done', reason: '' },
    ])
      expect(await status(`/requests/${id}`, body)).toBe(409);
    expect(await change(id, { does: 'open-again' })).toMatchObject({ closed: null, outcome: null, reason: null });
    expect(await status(`/requests/${id}`, { does: 'open-again' })).toBe(409);
    expect(await status(`/requests/${uuid(1)}`, { does: 'resume' })).toBe(404);
  });

  it('stands in the list by when it is due, closed ones after those that are open, the latest first', async () => {
    const first = await log({ received: '2026-11-01', record: BEN });
    server.pass(1000);
    const second = await log({ received: '2026-10-20' });
    server.pass(1000);
    const third = await log({ received: '2026-11-11' });
    await change(first.id, { does: 'close', outcome: 'done', reason: '' });
    expect((await listed()).map(({ id }) => id)).toEqual([second.id, third.id, first.id]);
  });

  it('is in the audit of the record, without its words', async () => {
    const { id } = await log({ words: 'A secret wish' });
    await change(id, { does: 'close', outcome: 'done', reason: 'A secret answer' });
    expect((await told()).map(({ what, record, person }) => [what, record, person])).toEqual([
      ['request.logged', AISHA, as],
      ['request.changed', AISHA, as],
    ]);
    expect(JSON.stringify(await told())).not.toMatch(/secret/);
  });
});

describe('the audit', () => {
  it('tells of rows that were left out of a list and are taken away again, by who brings lists in; of other lists by the leader alone', async () => {
    const take = async (who: typeof as, what: string) =>
      (await server.ask('POST', `${ROOT}/exports`, { as: who, body: { what, pupils: 3 } })).status;
    expect([await take(OFFICE, 'rows-left-out'), await take(as, 'rows-left-out')]).toEqual([204, 204]);
    expect([await take(OFFICE, 'pupil-list'), await take(PEOPLE.tutor, 'rows-left-out')]).toEqual([403, 403]);
    const detail = JSON.stringify({ what: 'rows-left-out', pupils: 3 });
    expect(await told()).toEqual([OFFICE, as].map((person) => ({ what: 'export.made', record: null, person, detail })));
  });

  it('tells of a list that was brought in and of its undo, by whom and how much', async () => {
    const text = 'UPN,Forename,Surname,DOB,Year,Form\n,Zoe,Young,2012-01-02,10,10B\n,Omar,Said,2013-01-02,9,9A';
    const by = (path: string, body: object | undefined) => server.ask('POST', `${ROOT}${path}`, { as: OFFICE, body });
    const { fingerprint } = (await (await by('/import/preview', { text, wholeSchool: false })).json()) as {
      fingerprint: string;
    };
    await by('/import', { text, wholeSchool: false, fingerprint });
    const undo = (await (await by('/roster/undo/preview', undefined)).json()) as object;
    const { operation, fingerprint: shown } = undo as { operation: string; fingerprint: string };
    await by('/roster/undo', { operation, fingerprint: shown });
    const rows = (await told()).filter(({ what }) => what.startsWith('operation.'));
    expect(
      rows.map(({ what, record, person, detail }) => [what, record, person, JSON.parse(detail) as unknown]),
    ).toMatchObject([
      ['operation.begun', null, OFFICE, { kind: 'import' }],
      ['operation.ended', null, OFFICE, { kind: 'import', add: 2, refused: 0 }],
      ['operation.begun', null, OFFICE, { kind: 'undo' }],
      ['operation.ended', null, OFFICE, { kind: 'undo', leave: 2 }],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/Zoe|Omar/);
    expect((await checkAudit(server.store.read, SCHOOL)).holds).toBe(true);
  });
});
