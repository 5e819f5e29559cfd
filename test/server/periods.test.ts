/** For how long each kind of entry is kept (src/server/rights/periods.ts, parts.ts): set, looked at first, and let go of by it. Policy 5.3.5. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Periods } from '../../src/domain/entries/school.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import { NO_PERIODS } from '../../src/domain/kept-until.ts';
import { singleton } from '../../src/domain/record.ts';
import type { LetGo } from '../../src/domain/retention.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { disposals, periodsPreview, retention } from '../../src/protocol/rights.ts';
import { checkAudit } from '../../src/server/audit/audit.ts';
import { ensureAccount } from '../../src/server/accounts/places.ts';
import { openSession } from '../../src/server/accounts/sessions.ts';
import { createApp } from '../../src/server/http/app.ts';
import { openLedger } from '../../src/server/store/ledger.ts';
import type { Store } from '../../src/server/store/store.ts';
import { openStore, readRecord, schoolRow } from '../../src/server/store/store.ts';
import { replay } from '../../src/server/sync/replay.ts';
import { beginEpoch } from '../../src/server/sync/restore.ts';
import { createRosters } from '../../src/server/sync/roster.ts';
import { PEOPLE, aNote, aPupil, aStep, anExperience, anInterview, uuid } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import {
  AISHA_HERSELF,
  FROM_THE_APP,
  SCHOOL,
  aMutation,
  addStep,
  firstSync,
  openSchoolServer,
  repliedIn,
} from './school-server.ts';

const ROOT = `/api/schools/${SCHOOL}`;
const as = PEOPLE.leader;
const [OLD, LATE] = [uuid(31) as RecordId, uuid(32) as RecordId];
/** Words that no other row has. */
const CANARY = 'CANARY-of-the-note';

const SETTINGS = {
  name: 'Wexcombe School',
  youngest: 7,
  oldest: 11,
  contact: 'Ada',
  dsl: '',
  edition: 'gatsby-2025',
  everyAdviserSeesAll: true,
  demo: false,
};

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer({}, false, openLedger);
  const left = (to: string) => aPupil({ surname: 'Leaver', year: 11, form: null, to: to as IsoDate });
  await server.store.bulkLoad(SCHOOL, [
    {
      id: OLD,
      entries: [
        left('2022-07-20'),
        anInterview({ status: 'finished', summary: 'Likes boats' }),
        aNote({ why: `${CANARY} ${'said so at length. '.repeat(300)}` }),
        aStep({ what: 'Visit a boatyard' }),
        anExperience(),
      ],
    },
    { id: LATE, entries: [left('2025-07-20'), aNote({ why: 'Too early' })] },
  ]);
  server.deps.rosters.forget();
  await server.sendAs(as, aMutation('school.set', 'school' as RecordId, SETTINGS));
});
afterEach(() => server.end());

const years = (over: Partial<Periods>): Periods => ({ ...NO_PERIODS, ...over });
const ask = (method: string, path: string, body?: unknown) => server.ask(method, `${ROOT}${path}`, { as, body });
const set = (over: Partial<Periods>) => ask('PUT', '/retention/periods', years(over));
const preview = async (over: Partial<Periods>) =>
  periodsPreview.parse(await (await ask('POST', '/retention/periods/preview', years(over))).json());
const due = async () => retention.parse(await (await ask('GET', '/retention')).json());
const listed = async () => (await due()).due.map(({ record, what }) => [record, what]);
const letGo = (...steps: readonly (readonly [RecordId, LetGo])[]) =>
  ask('POST', '/disposals', { steps: steps.map(([record, what]) => ({ record, what })) });
const kindsOf = async (store: Store, record: RecordId) =>
  Object.values((await readRecord(store.read, SCHOOL, record)).entries)
    .map(({ kind }) => kind)
    .toSorted();
const bytesOf = (file: string): string =>
  ['', '-wal'].map((rest) => (existsSync(file + rest) ? readFileSync(file + rest).toString('latin1') : '')).join('');

describe('the periods of a school', () => {
  it('are the careers leader’s to set, stand among its settings for everybody, and in the audit', async () => {
    expect((await set({ record: 7, notes: 4 })).status).toBe(204);
    expect((await due()).periods).toEqual(years({ record: 7, notes: 4 }));
    const pupil = await server.syncAs(AISHA_HERSELF, { want: ['school' as RecordId] });
    const school = pupil.records.find(({ id }) => id === 'school');
    expect(school?.entries['school']).toMatchObject({ name: 'Wexcombe School', keptFor: { record: 7, notes: 4 } });
    const told = await server.store.read
      .selectFrom('audit')
      .select(['person', 'record', 'detail'])
      .where('what', '=', 'school.periods')
      .execute();
    expect(told.map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as object }))).toEqual([
      { person: as, record: null, detail: years({ record: 7, notes: 4 }) },
    ]);
    expect((await checkAudit(server.store.read, SCHOOL)).holds).toBe(true);
    // The same again is no change.
    const before = await schoolRow(server.store.read, SCHOOL);
    await set({ record: 7, notes: 4 });
    expect(await schoolRow(server.store.read, SCHOOL)).toEqual(before);
  });

  it.each([
    ['shorter than policy 5.3.5 asks', { notes: 2 }, 'Policy 5.3.5 asks for at least 3 years after leaving.'],
    [
      'longer than the record, for a part of it',
      { record: 3, plans: 4 },
      'The whole record goes after 3 years: no part of it is kept longer.',
    ],
    ['longer than fifty years', { record: 51 }, 'Write a whole number of years from 3 to 50, or none.'],
  ])('are not %s, and a sentence says why', async (_, over, words) => {
    for (const [method, path] of [
      ['PUT', '/retention/periods'],
      ['POST', '/retention/periods/preview'],
    ] as const) {
      const answer = await ask(method, path, years(over));
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ detail: words });
    }
    expect((await due()).periods).toEqual(NO_PERIODS);
  });

  it('are set by who has shown within ten minutes that it is them, and looked at by any careers leader', async () => {
    server.pass(11 * 60_000);
    const answer = await set({ record: 7 });
    expect([answer.status, await answer.json()]).toMatchObject([403, { type: expect.stringContaining('step-up') }]);
    expect((await ask('POST', '/retention/periods/preview', years({ record: 7 }))).status).toBe(200);
  });

  it('are not set by a device: what sends the settings of the school leaves them as they are', async () => {
    await set({ record: 7 });
    const args = { ...SETTINGS, name: 'Wexcombe Academy' };
    const school = 'school' as RecordId;
    const { head } = await server.sendAs(
      as,
      aMutation('school.set', school, args, { version: 3 }),
      aMutation('school.set', school, { ...args, keptFor: years({ record: 3 }) }, { version: 3 }),
    );
    expect(head.outcomes.map(({ status }) => status)).toEqual(['applied', 'refused']);
    const { entries } = await readRecord(server.store.read, SCHOOL, school);
    expect(entries['school']).toMatchObject({ name: 'Wexcombe Academy', keptFor: years({ record: 7 }) });
  });

  it('of a school that set one for all before kinds had their own is that of the record', async () => {
    const args = { ...SETTINGS, keptYears: 3 };
    await server.sendAs(as, aMutation('school.set', 'school' as RecordId, args, { version: 3 }));
    expect((await due()).periods).toEqual(years({ record: 3 }));
  });
});

describe('a preview', () => {
  it('says of how many pupils what would come onto the list at once, and leave it, and changes nothing', async () => {
    const before = await server.contentHash();
    expect(await preview({ record: 10, notes: 3, interviews: 5 })).toEqual({
      comes: [{ what: 'notes', pupils: 1 }],
      leaves: [],
    });
    expect(await preview({ record: 4 })).toEqual({ comes: [{ what: 'record', pupils: 1 }], leaves: [] });
    expect(await server.contentHash()).toBe(before);
    await set({ record: 4 });
    expect(await preview({ record: 10, notes: 4 })).toEqual({
      comes: [{ what: 'notes', pupils: 1 }],
      leaves: [{ what: 'record', pupils: 1 }],
    });
  });
});

describe('a part of a record', () => {
  it('is due after its own period while the rest is kept, and not what is kept longer or has an open request', async () => {
    await set({ record: 10, notes: 3, experiences: 4, plans: 3 });
    // No plans are there.
    expect(await listed()).toEqual([
      [OLD, 'notes'],
      [OLD, 'experiences'],
    ]);
    expect((await due()).due[0]).toMatchObject({ until: '2025-07-20', left: '2022-07-20', stays: null });
    await ask('POST', '/retention/longer', { record: OLD, until: '2030-01-01', reason: 'A claim' });
    expect(await listed()).toEqual([]);
    await ask('POST', '/retention/longer', { record: OLD, until: null, reason: '' });
    await ask('POST', '/requests', { record: OLD, kind: 'copy', asker: 'pupil', received: '2026-11-10', words: '' });
    expect((await due()).due[0]?.stays).toContain('open');
    await letGo([OLD, 'notes']);
    expect(await kindsOf(server.store, OLD)).toContain('note');
  });

  it('goes with its bytes, the rest stays, and the certificate says of how many pupils', async () => {
    await set({ record: 10, notes: 3 });
    server.store.emptyJournal();
    expect(bytesOf(server.file)).toContain(CANARY);
    // What is not due any more, or not yet, stays, whoever says otherwise.
    expect((await letGo([OLD, 'notes'], [OLD, 'interviews'], [LATE, 'notes'])).status).toBe(200);
    expect(await kindsOf(server.store, OLD)).toEqual(['experience', 'interview', 'pupil', 'step']);
    expect(await kindsOf(server.store, LATE)).toEqual(['note', 'pupil']);
    expect(bytesOf(server.file)).not.toContain(CANARY);
    expect(bytesOf(join(dirname(server.file), 'ledger.jsonl'))).not.toContain(CANARY);
    const [certificate] = disposals.parse(await (await ask('GET', '/disposals')).json()).disposals;
    expect(certificate).toMatchObject({
      steps: 3,
      done: 3,
      records: 0,
      support: 0,
      parts: [{ part: 'notes', pupils: 1 }],
      entries: 1,
      ids: [OLD],
    });
    expect(await listed()).toEqual([]);
  });

  it('takes with it why somebody wanted an entry of it removed and was refused, and leaves what was refused of the rest', async () => {
    const { entries } = await readRecord(server.store.read, SCHOOL, OLD);
    const withdraw = (kind: string) => {
      const id = Object.values(entries).find((entry) => entry.kind === kind)?.id;
      return aMutation('entry.withdraw', OLD, { id, reason: `Why the ${kind} is wrong` });
    };
    const { head } = await server.sendAs(PEOPLE.tutor, withdraw('step'), withdraw('experience'));
    expect(head.outcomes.map(({ status }) => status)).toEqual(['refused', 'refused']);
    await set({ record: 10, interviews: 3 });
    await letGo([OLD, 'interviews']);
    const refused = await server.store.read.selectFrom('quarantine').select('json').execute();
    expect(refused.map(({ json }) => (JSON.parse(json) as { args: { reason: string } }).args.reason)).toEqual([
      'Why the experience is wrong',
    ]);
  });

  it('leaves devices with their next sync', async () => {
    await set({ record: 10, notes: 3 });
    const { head, records } = await server.syncAs(as, { want: [OLD] });
    expect(JSON.stringify(records)).toContain(CANARY);
    await letGo([OLD, 'notes']);
    const hash = head.grants?.hash ?? null;
    const after = await server.syncAs(as, { epoch: head.epoch, cookie: head.start, hash });
    const record = after.records.find(({ id }) => id === OLD);
    expect(Object.values(record?.entries ?? {}).map(({ kind }) => kind)).toContain('interview');
    expect(JSON.stringify(after)).not.toContain(CANARY);
  });

  it('does not come back with late words, and nobody waits for it', async () => {
    const step = addStep(OLD, { at: server.deps.now() });
    await server.sendAs(as, step);
    await set({ record: 10, interviews: 3 });
    await letGo([OLD, 'interviews']);
    server.pass(60_000);
    const { id } = step.args as { readonly id: string };
    const change = aMutation('step.change', OLD, { id, to: { what: 'Late' } }, { at: server.deps.now() });
    const again = addStep(OLD, { args: step.args, at: step.at });
    const { head } = await server.sendAs(as, change, again);
    expect(head.outcomes).toMatchObject([
      { status: 'refused', problem: 'missing' },
      { status: 'refused', problem: 'missing' },
    ]);
    expect(await kindsOf(server.store, OLD)).not.toContain('step');
    // Words from after it are kept for the careers leader; those from before went with the rest.
    const kept = await server.store.read.selectFrom('quarantine').select('id').execute();
    expect(kept.map((row) => row.id)).toEqual([change.id]);
  });

  it('of which a pupil has one can be written anew by who comes back', async () => {
    const plan = { route: null, detail: 'CANARY plan', backUp: '' };
    await server.sendAs(as, aMutation('intention.write', OLD, plan));
    await set({ record: 10, plans: 3 });
    await letGo([OLD, 'plans']);
    expect(await kindsOf(server.store, OLD)).not.toContain('intention');
    server.pass(60_000);
    const anew = aMutation('intention.write', OLD, { ...plan, detail: 'Now a nurse' }, { at: server.deps.now() });
    const { head } = await server.sendAs(as, anew);
    expect(head.outcomes).toMatchObject([{ status: 'applied' }]);
    expect((await readRecord(server.store.read, SCHOOL, OLD)).entries[singleton('intention')]).toMatchObject({
      detail: 'Now a nurse',
    });
    // A backup from after that, put back, keeps it.
    const later = join(dirname(server.file), 'later.db');
    server.store.backup(later);
    const after = openStore(later);
    await replay(after, server.store.ledger?.read() ?? []);
    expect((await readRecord(after.read, SCHOOL, OLD)).entries[singleton('intention')]).toMatchObject({
      detail: 'Now a nurse',
    });
    await after.close();
  });
});

describe('a backup from before', () => {
  it('that is put back has the periods, nothing of the part, and takes nothing of it from a device that offers it again', async () => {
    const step = addStep(OLD);
    const { head } = await server.sendAs(as, step);
    const [outcome] = head.outcomes;
    const copy = join(dirname(server.file), 'backup.db');
    server.store.backup(copy);
    await set({ record: 10, notes: 3, interviews: 4 });
    await letGo([OLD, 'notes'], [OLD, 'interviews']);
    const back = openStore(copy);
    await beginEpoch(back, server.deps.now(), new Map());
    await replay(back, server.store.ledger?.read() ?? []);
    expect(await kindsOf(back, OLD)).toEqual(['experience', 'pupil']);
    const { entries } = await readRecord(back.read, SCHOOL, 'school' as RecordId);
    expect(entries['school']).toMatchObject({ keptFor: years({ record: 10, notes: 3, interviews: 4 }) });
    back.emptyJournal();
    expect(bytesOf(copy)).not.toContain(CANARY);
    expect(await replay(back, server.store.ledger?.read() ?? [])).toMatchObject({ erased: 0, rights: 0 });
    // The device offers what it has sent again, with the version that it first got.
    const app = createApp({ ...server.deps, store: back, rosters: createRosters() });
    const opened = await openSession(back, await back.write((tx) => ensureAccount(tx, SCHOOL, as)), server.deps.now());
    const { epoch } = await schoolRow(back.read, SCHOOL);
    const first = outcome && 'version' in outcome ? outcome.version : 0;
    const body = { ...firstSync, epoch, mutations: [{ ...step, id: uuid(999), first }] };
    const answer = await app.request(`${ROOT}/sync`, {
      method: 'POST',
      headers: { ...FROM_THE_APP, cookie: `sid=${opened?.token ?? ''}` },
      body: JSON.stringify(body),
    });
    expect(repliedIn(await answer.text()).head.outcomes).toMatchObject([{ status: 'refused', problem: 'missing' }]);
    expect(await back.read.selectFrom('quarantine').selectAll().execute()).toEqual([]);
    await back.close();
  });
});
