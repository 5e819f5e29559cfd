/** Codes for pupils: who may make them, for whom, how long they last, and what a pupil does with one. Over the real app and store. */
import type { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryId, PersonId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import type { Instant, IsoDate } from '../../src/domain/time.ts';
import { pupilAccounts, pupilCodes, signedIn } from '../../src/protocol/accounts.ts';
import { openSession } from '../../src/server/accounts/sessions.ts';
import { ensureAccount } from '../../src/server/accounts/places.ts';
import { createPace } from '../../src/server/accounts/pace.ts';
import { createThrottle } from '../../src/server/accounts/throttle.ts';
import { createApp } from '../../src/server/http/app.ts';
import { createEvents } from '../../src/server/http/events.ts';
import type { Store } from '../../src/server/store/store.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import { createRosters } from '../../src/server/sync/roster.ts';
import { NOW, PEOPLE, aPupil, aRecord, aStaffMember, uuid } from '../support/builders.ts';
import { keptLog } from '../support/kept-logs.ts';

const SCHOOL = 'school-1' as SchoolId;
const AISHA = uuid(1) as RecordId;
const BEN = uuid(2) as RecordId;
const LEFT = uuid(3) as RecordId;
const PATH = `/api/schools/${SCHOOL}/pupils/codes`;
const DAY_MS = 86_400_000;

let store: Store;
let app: Hono;
let now: string;

beforeEach(async () => {
  now = NOW;
  store = openStore(':memory:');
  app = createApp({
    store,
    rosters: createRosters(),
    throttle: createThrottle(),
    pace: createPace(),
    events: createEvents(),
    now: () => now as Instant,
    https: false,
    demo: false,
    staticDir: null,
    version: '1',
    ...keptLog(() => now as Instant),
    ready: () => true,
  });
  await createSchool(store.read, { id: SCHOOL, name: 'Wexcombe School', demo: false });
  const staff = (person: PersonId, ...roles: readonly ('leader' | 'admin' | 'tutor')[]) =>
    aStaffMember({ id: person as string as EntryId, name: person, roles });
  const records: readonly CareersRecord[] = [
    aRecord(
      'school',
      staff(PEOPLE.leader, 'leader'),
      staff('office' as PersonId, 'admin'),
      staff(PEOPLE.tutor, 'tutor'),
    ),
    aRecord(AISHA, aPupil()),
    aRecord(BEN, aPupil({ name: 'Ben', surname: 'Carter' })),
    aRecord(LEFT, aPupil({ name: 'Cara', to: '2026-10-01' as IsoDate })),
  ];
  await store.bulkLoad(
    SCHOOL,
    records.map(({ id, entries }) => ({ id, entries: Object.values(entries) })),
  );
});
afterEach(() => store.close());

const HEADERS = { 'content-type': 'application/json', 'x-client': 'test' };

async function cookieOf(person: PersonId): Promise<string> {
  const account = await store.write((tx) => ensureAccount(tx, SCHOOL, person));
  return `sid=${(await openSession(store, account, now as Instant))?.token ?? ''}`;
}

async function ask(person: PersonId, records: readonly string[]): Promise<Response> {
  const cookie = await cookieOf(person);
  return app.request(PATH, { method: 'POST', headers: { ...HEADERS, cookie }, body: JSON.stringify({ records }) });
}

const activate = (code: string, login: string, password: string) =>
  app.request('/api/activation', { method: 'POST', headers: HEADERS, body: JSON.stringify({ code, login, password }) });

const accountsOf = async (): Promise<number> =>
  (await store.read.selectFrom('membership').selectAll().where('person', 'in', [AISHA, BEN, LEFT]).execute()).length;

describe('codes for pupils', () => {
  it('are made by the careers leader and by administrators, and last 14 days', async () => {
    const { codes } = pupilCodes.parse(await (await ask(PEOPLE.leader, [AISHA, BEN, AISHA])).json());
    expect(codes.map(({ record }) => record)).toEqual([AISHA, BEN]);
    expect(new Set(codes.map(({ code }) => code)).size).toBe(2);
    for (const { expires } of codes) expect(Date.parse(expires) - Date.parse(NOW)).toBe(14 * DAY_MS);
    expect((await ask('office' as PersonId, [BEN])).status).toBe(200);
  });

  it.each([
    ['a tutor', PEOPLE.tutor],
    ['a pupil', AISHA as string as PersonId],
  ])('are refused to %s, and nothing is stored', async (_, person) => {
    expect((await ask(person, [BEN])).status).toBe(403);
    expect(await store.read.selectFrom('code').selectAll().execute()).toEqual([]);
    const cookie = await cookieOf(person);
    expect((await app.request(PATH, { headers: { cookie } })).status).toBe(403);
  });

  it.each([
    ['a record that nobody has', uuid(9)],
    ['a pupil who has left', LEFT],
    ['a record of the school itself', 'roster'],
    ['a member of staff', PEOPLE.tutor],
  ])('are refused as a whole for %s', async (_, record) => {
    const before = await accountsOf();
    expect((await ask(PEOPLE.leader, [AISHA, record])).status).toBe(404);
    expect(await accountsOf()).toBe(before);
    expect(await store.read.selectFrom('code').selectAll().execute()).toEqual([]);
  });

  it.each([[[]], [Array.from({ length: 401 }, (_, n) => uuid(n))], [['__proto__']]])(
    'are refused for no pupils, too many, and what is no id',
    async (records) => {
      expect((await ask(PEOPLE.leader, records)).status).toBe(400);
    },
  );

  it('give a pupil an account of a pupil, with a password of 8 characters', async () => {
    const { codes } = pupilCodes.parse(await (await ask(PEOPLE.leader, [AISHA])).json());
    const code = codes[0]?.code ?? '';
    now = new Date(Date.parse(NOW) + 13 * DAY_MS).toISOString();
    const short = await activate(code, 'aisha', 'seven77');
    expect([short.status, await short.text()]).toEqual([400, expect.stringContaining('at least 8 characters')]);
    const done = await activate(code.toLowerCase().replaceAll('-', ' '), 'aisha', 'gorse-88');
    expect(signedIn.parse(await done.json())).toMatchObject({ person: AISHA, roles: ['pupil'], name: 'Aisha' });
    expect((await activate(code, 'again', 'gorse-88')).status).toBe(403);
  });

  it('stop working after 14 days, and when a new one is made', async () => {
    const first = pupilCodes.parse(await (await ask(PEOPLE.leader, [AISHA, BEN])).json());
    await ask(PEOPLE.leader, [AISHA]);
    expect((await activate(first.codes[0]?.code ?? '', 'aisha', 'gorse-88')).status).toBe(403);
    now = new Date(Date.parse(NOW) + 15 * DAY_MS).toISOString();
    expect((await activate(first.codes[1]?.code ?? '', 'ben', 'gorse-88')).status).toBe(403);
  });

  it('are listed by pupil: invited while a code works, active once used', async () => {
    const list = async () => {
      const cookie = await cookieOf(PEOPLE.leader);
      return pupilAccounts.parse(await (await app.request(PATH, { headers: { cookie } })).json()).pupils;
    };
    expect(await list()).toEqual([]);
    const { codes } = pupilCodes.parse(await (await ask(PEOPLE.leader, [AISHA, BEN])).json());
    await activate(codes[0]?.code ?? '', 'aisha', 'gorse-88');
    expect(await list()).toEqual([
      { record: AISHA, account: 'active', codeExpires: null },
      { record: BEN, account: 'invited', codeExpires: codes[1]?.expires },
    ]);
    now = new Date(Date.parse(NOW) + 15 * DAY_MS).toISOString();
    expect(await list()).toEqual([{ record: AISHA, account: 'active', codeExpires: null }]);
  });
});

describe('a code of staff', () => {
  it('wants a password of 12 characters', async () => {
    const cookie = await cookieOf(PEOPLE.leader);
    const made = await app.request(`/api/schools/${SCHOOL}/people/${PEOPLE.tutor}/code`, {
      method: 'POST',
      headers: { ...HEADERS, cookie },
    });
    const { code } = (await made.json()) as { code: string };
    expect((await activate(code, 'lee', 'eleven-1111')).status).toBe(400);
    expect((await activate(code, 'lee', 'gorse-kettle')).status).toBe(200);
  });
});
