/**
 * Wrong, hostile and over-long input at every endpoint: the answer is a problem that says 4xx, never 5xx, and what is stored
 * is what was stored before. Source: reliability, "Hostile input"; threats 11, 12, 19, 20, 23, 24.
 */
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { problem } from '../../src/protocol/problem.ts';
import { PEOPLE } from '../support/builders.ts';
import { SEED, runs } from '../support/seed.ts';
import {
  ENDPOINTS,
  HOSTILE_BODIES,
  HOSTILE_HEADERS,
  HOSTILE_VALUES,
  WITHOUT_BODY,
  addressOf,
  hostileValue,
  placesIn,
  withAt,
} from './hostile.ts';
import type { SchoolServer } from './school-server.ts';
import { FROM_THE_APP, SCHOOL, UNPACED, openSchoolServer } from './school-server.ts';

let server: SchoolServer;
let cookie = '';
beforeAll(async () => {
  server = await openSchoolServer({ demo: true, pace: UNPACED }, true);
  cookie = await server.cookieOf(PEOPLE.leader);
});
afterAll(() => server.end());

describe('the endpoints', () => {
  it('that take something are all tried here', () => {
    const taking = server.app.routes.filter(
      ({ method }) => method === 'POST' || method === 'PUT' || method === 'PATCH',
    );
    const routes = taking.map(({ method, path }) => `${method === 'POST' ? '' : `${method} `}${addressOf(path)}`);
    expect([...new Set(routes)].toSorted()).toEqual([...ENDPOINTS.map(([path]) => path), ...WITHOUT_BODY].toSorted());
  });
  // Where a code is made each time, that is what takes so long.
  it.each(WITHOUT_BODY)('that take nothing do not read what is sent: %s', { timeout: 120_000 }, async (path) => {
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
