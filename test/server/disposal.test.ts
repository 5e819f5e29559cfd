/** Letting go of records (src/server/rights): what is due, that it is gone from the data file, and that no backup brings it back. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/domain/ids.ts';
import type { Entry } from '../../src/domain/record.ts';
import { singleton } from '../../src/domain/record.ts';
import type { Instant, IsoDate } from '../../src/domain/time.ts';
import { addDays, dateOf } from '../../src/domain/time.ts';
import { disposals, retention } from '../../src/protocol/rights.ts';
import { checkAudit } from '../../src/server/audit/audit.ts';
import { kept } from '../../src/server/backups/thinning.ts';
import { dispose, goOnDisposing } from '../../src/server/rights/carry-out.ts';
import { openLedger } from '../../src/server/store/ledger.ts';
import { openStore, readRecord } from '../../src/server/store/store.ts';
import { beginEpoch } from '../../src/server/sync/restore.ts';
import { replay } from '../../src/server/sync/replay.ts';
import { operationDeps } from '../../src/server/http/school-routes.ts';
import { PEOPLE, aNote, aPupil, anEntry, anInterview, uuid } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA, BEN, SCHOOL, aMutation, openSchoolServer } from './school-server.ts';

const ROOT = `/api/schools/${SCHOOL}`;
const as = PEOPLE.leader;
const [LENA, OMAR] = [uuid(31) as RecordId, uuid(32) as RecordId];
const DAY_MS = 86_400_000;

/** Words that no other row has, long enough to fill pages of their own. */
const CANARY = 'CANARY-of-Lena';
const LONG = `${CANARY} ${'wants to be a vet and said so at length. '.repeat(200)}${CANARY}`;

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer({}, false, openLedger);
  const leaver = (to: string) => aPupil({ surname: 'Leaver', year: 11, form: null, to: to as IsoDate });
  await server.store.bulkLoad(SCHOOL, [
    {
      id: LENA,
      entries: [
        { ...leaver('2019-07-20'), name: CANARY },
        aNote({ why: LONG }),
        anInterview({ status: 'finished', summary: LONG }),
        anEntry(
          'support',
          { sen: 'K', pupilPremium: true, lookedAfter: true, outcomes: LONG },
          { id: singleton('support') },
        ),
      ],
    },
    {
      id: OMAR,
      entries: [
        leaver('2025-07-20'),
        anEntry(
          'support',
          { sen: 'E', pupilPremium: false, lookedAfter: true, outcomes: LONG },
          { id: singleton('support') },
        ),
        anEntry('adjustment', { words: LONG }, { id: singleton('adjustment') }),
      ],
    },
  ]);
  server.deps.rosters.forget();
  await setPeriod(3);
});
afterEach(() => server.end());

async function setPeriod(keptYears: number | null): Promise<void> {
  const school = {
    name: 'Wexcombe School',
    youngest: 7,
    oldest: 11,
    contact: 'Ada',
    dsl: '',
    edition: 'gatsby-2025',
    keptYears,
    everyAdviserSeesAll: true,
    demo: false,
  };
  await server.sendAs(as, aMutation('school.set', 'school' as RecordId, school));
}

const post = (path: string, body?: unknown) => server.ask('POST', `${ROOT}${path}`, { as, body });
const due = async () => retention.parse(await (await server.ask('GET', `${ROOT}/retention`, { as })).json());
const certificates = async () =>
  disposals.parse(await (await server.ask('GET', `${ROOT}/disposals`, { as })).json()).disposals;
const letGo = (...steps: readonly (readonly [RecordId, 'record' | 'support'])[]) =>
  post('/disposals', { steps: steps.map(([record, what]) => ({ record, what })) });
const entriesNow = async (record: RecordId) => (await readRecord(server.store.read, SCHOOL, record)).entries;
const supportOf = async (record: RecordId) =>
  (await entriesNow(record))['support'] as Extract<Entry, { kind: 'support' }>;

/** All bytes of the data file and its journal. */
function bytesOf(file: string): string {
  return ['', '-wal']
    .map((rest) => (existsSync(file + rest) ? readFileSync(file + rest).toString('latin1') : ''))
    .join('');
}
/** In the letters in which it may stand. */
const forms = [
  CANARY,
  Buffer.from(CANARY, 'utf16le').toString('latin1'),
  Buffer.from(CANARY).toString('base64').slice(0, 16),
];
const found = (bytes: string) => forms.filter((form) => bytes.includes(form));

describe('what is due', () => {
  it('are records past the school’s period, and the support of who has left, each with why and until when', async () => {
    const { periods, due: list, later, next } = await due();
    expect(periods.record).toBe(3);
    expect(list.map(({ record, what, left, until, stays }) => [record, what, left, until, stays])).toEqual([
      [LENA, 'record', '2019-07-20', '2022-07-20', null],
      [OMAR, 'support', '2025-07-20', '2025-07-20', null],
    ]);
    expect([later, next]).toEqual([1, '2028-07-21']);
  });

  it('is no record while no period is set; support is due all the same', async () => {
    await setPeriod(null);
    expect((await due()).due.map(({ what }) => what)).toEqual(['support', 'support']);
  });

  it('is not what somebody keeps longer, with a reason, nor what has an open request', async () => {
    expect((await post('/retention/longer', { record: LENA, until: '2026-11-11', reason: 'A claim' })).status).toBe(
      400,
    );
    expect((await post('/retention/longer', { record: LENA, until: '2030-01-01', reason: ' ' })).status).toBe(400);
    expect(
      (await post('/retention/longer', { record: uuid(404), until: '2030-01-01', reason: 'A claim' })).status,
    ).toBe(404);
    expect((await post('/retention/longer', { record: LENA, until: '2030-01-01', reason: 'A claim' })).status).toBe(
      204,
    );
    const { due: list, longer } = await due();
    expect(list.map(({ record, what }) => [record, what])).toEqual([
      [LENA, 'support'],
      [OMAR, 'support'],
    ]);
    expect(longer).toMatchObject([{ record: LENA, until: '2030-01-01', reason: 'A claim', by: 'Ada Okafor' }]);
    await post('/retention/longer', { record: LENA, until: null, reason: '' });
    await post('/requests', { record: LENA, kind: 'copy', asker: 'pupil', received: '2026-11-10', words: '' });
    expect((await due()).due[0]).toMatchObject({
      record: LENA,
      what: 'record',
      stays: expect.stringContaining('open') as string,
    });
    await letGo([LENA, 'record']);
    expect(Object.keys(await entriesNow(LENA))).not.toEqual([]);
  });
});

describe('a disposal', () => {
  it('takes what was approved and nothing else, and says so on a certificate without names', async () => {
    // Aisha is at the school: she is not due, whoever says so.
    const answer = await letGo([LENA, 'record'], [OMAR, 'support'], [AISHA, 'record'], [BEN, 'support']);
    expect(answer.status).toBe(200);
    expect(await entriesNow(LENA)).toEqual({});
    expect(await supportOf(OMAR)).toMatchObject({ sen: 'N', pupilPremium: false, lookedAfter: false, outcomes: null });
    expect(Object.keys(await entriesNow(AISHA))).toEqual(['pupil']);
    const [certificate, ...others] = await certificates();
    expect(others).toEqual([]);
    expect(certificate).toMatchObject({
      why: 'due',
      by: 'Ada Okafor',
      steps: 4,
      done: 4,
      records: 1,
      support: 1,
      entries: 4 + 2,
      ids: [LENA, OMAR],
      backups: addDays(dateOf(server.deps.now()), 90),
    });
    expect(certificate?.swept).not.toBeNull();
    expect(JSON.stringify(certificate)).not.toMatch(/CANARY|Leaver/);
    const told = await server.store.read
      .selectFrom('audit')
      .select(['what', 'person', 'record'])
      .orderBy('place')
      .execute();
    expect(told.filter(({ what }) => /disposal|erased/.test(what))).toEqual([
      { what: 'disposal.begun', person: as, record: null },
      { what: 'record.erased', person: as, record: LENA },
      { what: 'disposal.ended', person: as, record: null },
    ]);
    expect((await checkAudit(server.store.read, SCHOOL)).holds).toBe(true);
  });

  it('leaves not a byte of the words in the data file or its journal', async () => {
    // Everywhere that words of a record can stand.
    await server.sendAs(
      PEOPLE.leader,
      aMutation('support.set', LENA, { sen: 'E', pupilPremium: true, lookedAfter: true, outcomes: `${LONG} later` }),
      aMutation('support.set', OMAR, { sen: 'K', pupilPremium: true, lookedAfter: true, outcomes: `${LONG} later` }),
    );
    const step = { id: uuid(77), what: CANARY, who: 'pupil', due: '2026-11-25', tutorChecks: true };
    await server.sendAs(PEOPLE.tutor, aMutation('step.add', LENA, step));
    await server.sendAs(
      PEOPLE.tutor,
      aMutation('support.set', OMAR, { sen: 'E', pupilPremium: false, lookedAfter: false, outcomes: LONG }),
    );
    await post('/retention/longer', { record: LENA, until: '2026-11-12', reason: CANARY });
    const asked = { record: LENA, kind: 'copy', asker: 'pupil', received: '2026-11-10', words: CANARY };
    const { request } = (await (await post('/requests', asked)).json()) as {
      readonly request: { readonly id: string };
    };
    await post(`/requests/${request.id}`, { does: 'close', outcome: 'done', reason: CANARY });
    server.store.emptyJournal();
    expect(found(bytesOf(server.file))).toContain(CANARY);
    server.pass(2 * DAY_MS);
    server.signInAgain();
    const answer = await letGo([LENA, 'record'], [OMAR, 'support']);
    expect((await certificates())[0]).toMatchObject({ records: 1, support: 1, wordings: 2, swept: server.deps.now() });
    expect(answer.status).toBe(200);
    expect(found(bytesOf(server.file))).toEqual([]);
    // Nor in the ledger that outlives it.
    expect(found(bytesOf(join(dirname(server.file), 'ledger.jsonl')))).toEqual([]);
  });

  it('of which nothing is due any more is none: there is no certificate of nothing', async () => {
    expect((await letGo([AISHA, 'record'], [BEN, 'support'])).status).toBe(409);
    expect(await certificates()).toEqual([]);
  });
  it('that is cut off goes on, and does nothing twice', async () => {
    const many = Array.from({ length: 25 }, (_, n) => uuid(100 + n) as RecordId);
    const pupil = aPupil({ year: 11, form: null, to: '2019-07-20' as IsoDate });
    await server.store.bulkLoad(
      SCHOOL,
      many.map((id) => ({ id, entries: [pupil, aNote()] })),
    );
    server.deps.rosters.forget();
    const deps = operationDeps(server.deps);
    let writes = 0;
    const cut: typeof server.store.write = (work) =>
      (writes += 1) === 3 ? Promise.reject(new Error('the power went')) : server.store.write(work);
    const steps = many.map((record) => ({ record, what: 'record' as const }));
    const cutOff = dispose({ ...deps, store: { ...server.store, write: cut } }, [SCHOOL, as], {
      why: 'due',
      reason: '',
      steps,
    });
    await expect(cutOff).rejects.toThrow('the power went');
    expect((await certificates())[0]).toMatchObject({ steps: 25, done: 10, records: 10, ended: null, swept: null });
    await goOnDisposing(deps);
    expect((await certificates())[0]).toMatchObject({ steps: 25, done: 25, records: 25, entries: 50 });
    const erased = await server.store.read
      .selectFrom('audit')
      .select('record')
      .where('what', '=', 'record.erased')
      .execute();
    expect(new Set(erased.map(({ record }) => record)).size).toBe(25);
    expect(erased).toHaveLength(25);
  });

  it('tells devices with their next sync, in their grants', async () => {
    const { head } = await server.syncAs(PEOPLE.adviser);
    await letGo([LENA, 'record']);
    const after = await server.syncAs(PEOPLE.adviser, {
      epoch: head.epoch,
      cookie: head.start,
      hash: head.grants?.hash ?? null,
    });
    expect(after.head.grants?.erased).toContain(LENA);
    expect(JSON.stringify(after)).not.toContain(CANARY);
  });
});

describe('a backup from before a disposal', () => {
  it('that is put back has nothing of it, support and its earlier wordings neither, whatever devices offer again', async () => {
    await server.sendAs(
      PEOPLE.leader,
      aMutation('support.set', OMAR, { sen: 'K', pupilPremium: true, lookedAfter: true, outcomes: `${LONG} later` }),
    );
    const copy = join(dirname(server.file), 'backup.db');
    server.store.backup(copy);
    expect(found(bytesOf(copy))).toContain(CANARY);
    await letGo([LENA, 'record'], [OMAR, 'support']);
    const back = openStore(copy);
    await beginEpoch(back, server.deps.now(), new Map());
    await replay(back, server.store.ledger?.read() ?? []);
    expect((await readRecord(back.read, SCHOOL, LENA)).entries).toEqual({});
    const { entries } = await readRecord(back.read, SCHOOL, OMAR);
    expect(entries['support']).toMatchObject({ sen: 'N', outcomes: null });
    expect(await back.read.selectFrom('revision').select('entry').where('record', '=', OMAR).execute()).toEqual([]);
    back.emptyJournal();
    expect(found(bytesOf(copy))).toEqual([]);
    // Done again it is as done once.
    expect(await replay(back, server.store.ledger?.read() ?? [])).toMatchObject({ erased: 0, rights: 0 });
    await back.close();
    // Support that was set anew, because the pupil came back, stays.
    await server.sendAs(as, aMutation('pupil.leave', OMAR, { to: null }));
    await server.sendAs(
      as,
      aMutation('support.set', OMAR, { sen: 'K', pupilPremium: false, lookedAfter: false, outcomes: 'New' }),
    );
    const later = join(dirname(server.file), 'later.db');
    server.store.backup(later);
    const after = openStore(later);
    await replay(after, server.store.ledger?.read() ?? []);
    expect((await readRecord(after.read, SCHOOL, OMAR)).entries['support']).toMatchObject({
      sen: 'K',
      outcomes: 'New',
    });
    await after.close();
  });

  it('is thinned out 90 days later', () => {
    const at = (day: IsoDate) => `${day}T12:00:00.000Z` as Instant;
    const first = '2026-07-01' as IsoDate;
    // Term, then a holiday in which nothing is written.
    const days = [0, 7, 14, 21, 70, 77, 84].map((n) => at(addDays(first, n)));
    expect(kept(days, at(addDays(first, 90)))).not.toContain(at(first));
    expect(kept(days, at(addDays(first, 89)))).toContain(at(first));
  });
});

describe('erasing because it was asked', () => {
  const erase = (record: string, body: object) => post(`/records/${record}/erase`, body);

  it('is done with its reason, and before the policy’s floor only by who says so', async () => {
    const early = await erase(OMAR, { reason: 'The family moved abroad', early: false });
    expect(early.status).toBe(409);
    expect(await early.text()).toContain(
      'Policy 5.3.5 asks the school to keep where the pupil goes until 20 July 2028.',
    );
    expect((await erase(OMAR, { reason: '  ', early: true })).status).toBe(400);
    expect((await erase(OMAR, { reason: 'The family moved abroad', early: true })).status).toBe(200);
    expect(await entriesNow(OMAR)).toEqual({});
    expect((await certificates())[0]).toMatchObject({ why: 'asked', reason: 'The family moved abroad', records: 1 });
    // Past the floor nobody need say more.
    expect((await erase(LENA, { reason: 'It was asked', early: false })).status).toBe(200);
  });

  it('is not done for a reason with a name in it: the certificate that would have it is without names', async () => {
    await server.store.bulkLoad(SCHOOL, [
      { id: uuid(33) as RecordId, entries: [aPupil({ name: 'Zoe', surname: 'Young', to: '2019-07-20' as IsoDate })] },
    ]);
    server.deps.rosters.forget();
    for (const reason of ['Zoe Young asked', 'Asked by Zoe', 'The Young family asked', 'as with Ben Carter']) {
      const answer = await erase(uuid(33), { reason, early: true });
      expect([reason, answer.status, await answer.text()]).toEqual([
        reason,
        400,
        expect.stringContaining('Write the reason without the name of a pupil'),
      ]);
    }
    expect(Object.keys(await entriesNow(uuid(33) as RecordId))).toEqual(['pupil']);
    expect((await erase(uuid(33), { reason: 'The young person asked', early: true })).status).toBe(200);
    expect(JSON.stringify(await certificates())).not.toMatch(/Zoe|Young/);
  });

  it('is not done while something else that was asked is open, nor of what is no pupil', async () => {
    await post('/requests', { record: LENA, kind: 'copy', asker: 'pupil', received: '2026-11-10', words: '' });
    expect((await erase(LENA, { reason: 'It was asked', early: true })).status).toBe(409);
    for (const record of ['school', 'roster', uuid(404)])
      expect((await erase(encodeURIComponent(record), { reason: 'It was asked', early: true })).status).toBe(404);
  });

  it('takes the words of what was asked, and keeps that it was', async () => {
    const asked = { record: LENA, kind: 'erase', asker: 'parent', received: '2026-11-10', words: CANARY };
    await post('/requests', asked);
    await erase(LENA, { reason: 'It was asked', early: true });
    const { requests } = (await (await server.ask('GET', `${ROOT}/requests`, { as })).json()) as { requests: object[] };
    expect(requests).toMatchObject([{ kind: 'erase', name: null, words: '', received: '2026-11-10' }]);
  });
});
