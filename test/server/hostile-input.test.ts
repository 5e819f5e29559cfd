/**
 * Wrong, hostile and over-long input at every endpoint: the answer is a problem that says 4xx, never 5xx, and what is stored
 * is what was stored before. Source: reliability, "Hostile input"; threats 11, 12, 19, 20, 23, 24.
 */
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { activation, invitation, pupilCodesWanted, schoolOpened, signIn } from '../../src/protocol/accounts.ts';
import { demoSignIn } from '../../src/protocol/demo.ts';
import { moveConfirm, moveWanted } from '../../src/protocol/move.ts';
import { devicesHere } from '../../src/protocol/holders.ts';
import {
  decisions,
  disposalConfirm,
  eraseAsked,
  keepLonger,
  newRequest,
  periodsWanted,
  requestChange,
} from '../../src/protocol/rights-asked.ts';
import { rollOverChoices, rollOverConfirm, undoConfirm } from '../../src/protocol/roster-operations.ts';
import { delivery, enrolling } from '../../src/protocol/sealed.ts';
import { sessionKey } from '../../src/protocol/session-key.ts';
import { importConfirm, importText } from '../../src/protocol/roster-import.ts';
import { syncRequest } from '../../src/protocol/sync.ts';
import { problem } from '../../src/protocol/problem.ts';
import {
  exportWanted,
  newPassword,
  passkeyMade,
  passkeyProof,
  passkeyUsed,
  proof,
  rulesWanted,
  secondStep,
  ssoSignIn,
  totpCode,
} from '../../src/protocol/sign-in.ts';
import { PEOPLE } from '../support/builders.ts';
import { SEED, runs } from '../support/seed.ts';
import { HOSTILE_BODIES, HOSTILE_HEADERS, HOSTILE_VALUES, hostileValue, placesIn, withAt } from './hostile.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA, BEN, FROM_THE_APP, SCHOOL, firstSync, openSchoolServer } from './school-server.ts';

let server: SchoolServer;
let cookie = '';
beforeAll(async () => {
  server = await openSchoolServer({ demo: true }, true);
  cookie = await server.cookieOf(PEOPLE.leader);
});
afterAll(() => server.end());

const at = `/api/schools/${SCHOOL}`;
const CSV = 'UPN,Forename,Surname,DOB,Year,Form\nB801200005001,Aisha,Khan,2011-10-03,10,10B';

/** What a passkey might be made of. */
const MADE = { name: 'Phone', id: 'AA', clientDataJSON: 'AA', attestationObject: 'AA', transports: ['internal'] };
/** What a passkey might sign. */
const SIGNED = { id: 'AA', clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA', userHandle: 'AA' };

const PUBLIC_KEY = Buffer.alloc(65, 4).toString('base64');
const SEAL = { id: firstSync.device, seal: 'AAAA' };
const PERIODS = { record: 7, notes: 3, interviews: null, experiences: null, plans: null };
const CHOICES = { tutors: 'stay', pastoral: 'stay', caseloads: 'stay', stay: [] };

/** Every endpoint that takes a body: what it takes, and a message that is as it should be. POST where nothing else is said. */
const ENDPOINTS: readonly (readonly [string, z.ZodMiniType, unknown])[] = [
  ['PUT /api/session', schoolOpened, { school: SCHOOL }],
  ['PUT /api/session/key', sessionKey, { key: Buffer.alloc(32, 1).toString('base64') }],
  [`PUT ${at}/enrolment`, enrolling, { device: firstSync.device, key: PUBLIC_KEY }],
  [`${at}/sealed`, delivery, { enrolment: 'A'.repeat(43), epoch: 'e', seals: [SEAL] }],
  [`${at}/moves/preview`, moveWanted, { record: AISHA, entry: 'e-1', to: BEN }],
  [`${at}/moves`, moveConfirm, { record: AISHA, entry: 'e-1', to: BEN, entries: ['e-1'] }],
  [`${at}/roster/roll-over/preview`, rollOverChoices, CHOICES],
  [`${at}/roster/roll-over`, rollOverConfirm, { ...CHOICES, fingerprint: '0'.repeat(64) }],
  [`${at}/roster/undo`, undoConfirm, { operation: 'o-1', fingerprint: '0'.repeat(64) }],
  ['/api/session', signIn, { login: 'nobody', password: 'wrong' }],
  ['/api/activation', activation, { code: 'ABCD-EFGH-JKLM', login: 'nobody', password: 'long enough for staff' }],
  ['/api/demo/session', demoSignIn, { as: 'tutor' }],
  ['/api/session/second', secondStep, { code: '123456' }],
  ['/api/passkey/session', passkeyUsed, { signed: SIGNED }],
  ['/api/sso/session', ssoSignIn, { code: 'ABCD-EFGH-JKLM' }],
  ['/api/account/proof', proof, { password: 'some password' }],
  ['/api/account/proof/passkey', passkeyProof, { signed: SIGNED }],
  [`${at}/exports`, exportWanted, { what: 'pupil-list', pupils: 2 }],
  [`PUT ${at}/sign-in-rules`, rulesWanted, { from: '2027-01-04' }],
  ['PUT /api/account/password', newPassword, { password: 'gravel meadow lantern' }],
  ['PUT /api/account/totp', totpCode, { code: '123456' }],
  ['PUT /api/account/passkeys', passkeyMade, MADE],
  [
    `${at}/people`,
    invitation,
    { name: 'Sam Lee', roles: ['tutor'], guidance: { level: 'Level 6', from: '2020-01-01', to: null } },
  ],
  [`${at}/pupils/codes`, pupilCodesWanted, { records: [AISHA, BEN] }],
  [`${at}/import/preview`, importText, { text: CSV, columns: ['upn', null], wholeSchool: false }],
  [`${at}/import`, importConfirm, { text: CSV, wholeSchool: true, fingerprint: '0'.repeat(64) }],
  ['/api/devices/asked', devicesHere, { devices: [firstSync.device] }],
  ['/api/devices/cleared', devicesHere, { devices: [firstSync.device] }],
  [`${at}/requests`, newRequest, { record: AISHA, kind: 'copy', asker: 'pupil', received: '2026-11-10', words: 'All' }],
  [`${at}/requests/none`, requestChange, { does: 'close', outcome: 'refused', reason: 'Not the parent' }],
  [`${at}/requests/none/decisions`, decisions, { decisions: [{ id: 'm-1', what: 'black', reason: 'Another pupil' }] }],
  [`${at}/retention/longer`, keepLonger, { record: AISHA, until: '2030-01-01', reason: 'A claim' }],
  [`${at}/retention/periods/preview`, periodsWanted, PERIODS],
  [`PUT ${at}/retention/periods`, periodsWanted, PERIODS],
  [`${at}/disposals`, disposalConfirm, { steps: [{ record: AISHA, what: 'record' }] }],
  [`${at}/records/none/erase`, eraseAsked, { reason: 'It was asked', early: true }],
  [`${at}/sync`, syncRequest, { ...firstSync, want: [AISHA], check: [[AISHA, 1]] }],
];

/** Those that take none: what is sent to them is not read. */
const WITHOUT_BODY = [
  `${at}/people/${PEOPLE.tutor}/code`,
  `${at}/roster/go-on`,
  `${at}/roster/undo/preview`,
  `${at}/holders/0/clear`,
  `${at}/requests/none/copy`,
  `${at}/disposals/go-on`,
  '/api/session/enrol',
  '/api/passkey',
  '/api/account/proof/asked',
  '/api/account/totp',
  '/api/account/recovery',
  '/api/account/passkeys',
  '/api/account/sso',
];

/** A route as the app has it, with what stands for its parts. */
const addressOf = (route: string): string =>
  route
    .replace('/:school/', `/${SCHOOL}/`)
    .replace('/:person/', `/${PEOPLE.tutor}/`)
    .replace('/:holder/', '/0/')
    .replace(/\/:(request|record)(?=\/|$)/, '/none');

describe('the endpoints', () => {
  it('that take something are all tried here', () => {
    const taking = server.app.routes.filter(
      ({ method }) => method === 'POST' || method === 'PUT' || method === 'PATCH',
    );
    const routes = taking.map(({ method, path }) => `${method === 'POST' ? '' : `${method} `}${addressOf(path)}`);
    expect([...new Set(routes)].toSorted()).toEqual([...ENDPOINTS.map(([path]) => path), ...WITHOUT_BODY].toSorted());
  });
  it.each(WITHOUT_BODY)('that take nothing do not read what is sent: %s', async (path) => {
    for (const body of HOSTILE_BODIES) expect((await ask(path, { body })).status).toBeLessThan(500);
  });
});

interface Sending {
  readonly method?: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}
async function ask(endpoint: string, { method, body, headers }: Sending): Promise<Response> {
  const [path = '', said = 'POST'] = endpoint.split(' ').toReversed();
  for (const key of ['nobody', 'ABCD'])
    for (const what of ['login', 'code'] as const) server.deps.throttle.clear(what, key);
  const init: RequestInit = { method: method ?? said, headers: { ...FROM_THE_APP, cookie, ...headers } };
  if (body !== undefined) init.body = body as BodyInit;
  const answer = await server.app.request(path, init);
  mayBeOver ||= MAY_END.test(path);
  return answer;
}

/** Endpoints after which nobody may be signed in any more, or by another key. */
const MAY_END = /^\/api\/(?:session|activation|demo|passkey|sso|account)\b/;
let mayBeOver = false;
/** Whoever asks next is the careers leader, signed in. */
async function signedIn(): Promise<void> {
  if (mayBeOver) cookie = await server.cookieOf(PEOPLE.leader);
  mayBeOver = false;
}

/** A problem as it should be: 4xx, in the media type, nothing in it but our own words. */
async function expectProblem(answer: Response, what: string): Promise<void> {
  const text = await answer.text();
  expect(answer.status, `${what}: ${text.slice(0, 200)}`).toBeGreaterThanOrEqual(400);
  expect(answer.status, `${what}: ${text.slice(0, 200)}`).toBeLessThan(500);
  expect(answer.headers.get('content-type'), what).toBe('application/problem+json');
  expect(problem.parse(JSON.parse(text)).status).toBe(answer.status);
  expect(text).not.toMatch(/node_modules|\.ts:|SQLITE|evil\.example/);
  expect(answer.headers.get('set-cookie'), what).toBeNull();
}

/** Rows that were ever written, taken back ones too. */
const written = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`SELECT total_changes() AS n`.execute(server.store.read);
  return rows[0]?.n ?? 0;
};

const shortly = (body: string | Uint8Array): string => String(body).slice(0, 120);

/** What is no message is answered with a problem, and nothing of it is stored. */
async function expectRefused(path: string, sending: Sending): Promise<void> {
  await signedIn();
  const before = await written();
  await expectProblem(await ask(path, sending), `${path} ${shortly(sending.body ?? '')}`);
  expect(await written(), 'rows that were written').toBe(before);
}

/** What the schema takes may be done or refused; anything else is refused. Nothing brings the server down. */
async function expectAnswered(path: string, schema: z.ZodMiniType, message: unknown): Promise<void> {
  const body = JSON.stringify(message) ?? '';
  if (!schema.safeParse(body === '' ? undefined : JSON.parse(body)).success) return expectRefused(path, { body });
  await signedIn();
  const answer = await ask(path, { body });
  if (answer.ok) await answer.text();
  else await expectProblem(answer, `${path} ${shortly(body)}`);
  return undefined;
}

describe.each(ENDPOINTS)('%s', (path, schema, message) => {
  it('takes what it should take', async () => {
    expect(schema.safeParse(message).success).toBe(true);
    // It is looked at: nobody is turned away before that.
    await signedIn();
    const answer = await ask(path, { body: JSON.stringify(message) });
    expect([200, 204, 400, 403, 404, 409]).toContain(answer.status);
    expect(await answer.text()).not.toMatch(/step-up|signed-out|Sign in on this device again/);
  });

  it('refuses what is no message', { timeout: 60_000 }, async () => {
    for (const body of HOSTILE_BODIES) await expectRefused(path, { body });
  });

  it('refuses a message under a false name', { timeout: 60_000 }, async () => {
    for (const headers of HOSTILE_HEADERS) await expectRefused(path, { headers, body: JSON.stringify(message) });
  });

  it('answers a message with something hostile at each place', { timeout: 60_000 }, async () => {
    for (const place of placesIn(message))
      for (const value of HOSTILE_VALUES) await expectAnswered(path, schema, withAt(message, place, value));
  });

  it(`answers whatever a generator thinks of (seed ${SEED})`, { timeout: 60_000 }, () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...placesIn(message)), hostileValue, (place, value) =>
        expectAnswered(path, schema, withAt(message, place, value)),
      ),
      { seed: SEED, numRuns: runs(60) },
    ),
  );

  it('refuses more than it was asked for', async () => {
    const tried = ['isAdmin', 'school', 'person', 'account', 'roles2', 'constructor2'];
    for (const more of tried.filter((name) => !Object.hasOwn(message as object, name)))
      await expectRefused(path, { body: JSON.stringify({ ...(message as object), [more]: SCHOOL }) });
  });
});
