/**
 * A school of 1,200 signs in within ten minutes while one address, its own, guesses 10,000 times at the accounts of twenty of
 * them. The real server behind a port of loopback, the real clock, real argon2. Prints its figures; false when one is not held.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { PersonId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import { toInstant } from '../../src/domain/time.ts';
import { hashPassword } from '../../src/server/accounts/passwords.ts';
import { createPace } from '../../src/server/accounts/pace.ts';
import { createThrottle } from '../../src/server/accounts/throttle.ts';
import type { ServerDeps } from '../../src/server/deps.ts';
import { createApp } from '../../src/server/http/app.ts';
import { createEvents } from '../../src/server/http/events.ts';
import type { Store } from '../../src/server/store/store.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import { createRosters } from '../../src/server/sync/roster.ts';
import { aPupil, aRecord, uuid } from '../support/builders.ts';
import { keepWordsOf, keptLog } from '../support/kept-logs.ts';
import { mannWhitney } from './mann-whitney.ts';

const SCHOOL = 'school-1' as SchoolId;
const PUPILS = 1200;
const GUESSES = 10_000;
const GUESSED_AT = 20;
const MINUTES = 10;
/** Of each kind, for the times. */
const TIMED = 200;
const PASSWORD = 'gravel meadow lantern';
const MINUTE = 60_000;

/** A school whose pupils have all chosen the same password: one hash, so that making it takes no minutes. */
async function makeSchool(store: Store): Promise<void> {
  await createSchool(store.read, { id: SCHOOL, name: 'Wexcombe School', demo: false });
  const records = Array.from({ length: PUPILS }, (_, n) => aRecord(uuid(n + 1), aPupil()));
  await store.bulkLoad(
    SCHOOL,
    records.map(({ id, entries }) => ({ id: id as RecordId, entries: Object.values(entries) })),
  );
  const password = await hashPassword(PASSWORD);
  await store.write(async (tx) => {
    for (let n = 0; n < PUPILS; n += 1) {
      const id = `account-${n}`;
      await tx
        .insertInto('account')
        .values({ id, login: `pupil.${n}`, password, disabled: 0 })
        .execute();
      const person = uuid(n + 1) as string as PersonId;
      await tx
        .insertInto('membership')
        .values({ account: id, school: SCHOOL, person, opened: '', joined: 0 })
        .execute();
    }
  });
}

interface Served {
  readonly origin: string;
  readonly end: () => Promise<void>;
}

async function serveSchool(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-guessing-'));
  const store = openStore(join(folder, 'fingerpost.db'));
  await makeSchool(store);
  const deps: ServerDeps = {
    store,
    rosters: createRosters(),
    throttle: createThrottle(),
    pace: createPace(),
    events: createEvents(),
    now: () => toInstant(Date.now()),
    https: false,
    demo: false,
    staticDir: null,
    version: '1',
    ...keptLog(() => toInstant(Date.now())),
    ready: () => true,
  };
  const server = serve({ fetch: createApp(deps).fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  if (!server.listening) await new Promise((resolve) => void server.once('listening', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async end() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
      // What is written behind answers is written.
      await new Promise((resolve) => void setTimeout(resolve, 200));
      await store.close();
      keepWordsOf(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One sign-in: how it was answered, and in how many milliseconds. */
async function signIn(origin: string, login: string, password: string): Promise<readonly [status: number, ms: number]> {
  const begun = performance.now();
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-client': 'guessing' },
    body: JSON.stringify({ login, password }),
  });
  await answer.arrayBuffer();
  return [answer.status, performance.now() - begun];
}

const pause = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms));

/** Begins so many, evenly over this time, and waits for all. */
async function spread<T>(many: number, ms: number, begin: (n: number) => Promise<T>): Promise<readonly T[]> {
  const begun = performance.now();
  const all: Promise<T>[] = [];
  for (let n = 0; n < many; n += 1) {
    await pause(Math.max(0, begun + (ms * n) / many - performance.now()));
    all.push(begin(n));
  }
  return Promise.all(all);
}

/** The part of sorted numbers below which so many of them are. */
const quantile = (all: readonly number[], part: number): number =>
  all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * part))] ?? Number.NaN;

/** Most guesses at one account that were looked at within any five minutes. */
function mostLookedAt(looked: readonly (readonly [login: string, atMs: number])[]): number {
  const counts = looked.map(
    ([login, from]) => looked.filter(([other, at]) => other === login && at >= from && at < from + 5 * MINUTE).length,
  );
  return Math.max(0, ...counts);
}

interface Held {
  readonly what: string;
  readonly measured: string;
  readonly held: boolean;
}

async function guessAndSignIn(origin: string, minutes: number): Promise<readonly Held[]> {
  const part = minutes / MINUTES;
  const looked: [string, number][] = [];
  const guessing = spread(Math.round(GUESSES * part), minutes * MINUTE, async (n) => {
    const login = `pupil.${n % GUESSED_AT}`;
    const at = performance.now();
    const [status] = await signIn(origin, login, `wrong ${n}`);
    if (status === 403) looked.push([login, at]);
    return status;
  });
  // Of those who are guessed at nobody signs in from a browser that is not known: that is what the guessing is for.
  const honest = await spread(Math.round(PUPILS * part), minutes * MINUTE, (n) =>
    signIn(origin, `pupil.${GUESSED_AT + (n % (PUPILS - GUESSED_AT))}`, PASSWORD),
  );
  const answers = await guessing;
  const good = honest.filter(([status]) => status === 200);
  const times = honest.map(([, ms]) => ms);
  const most = mostLookedAt(looked);
  const slowed = answers.filter((status) => status === 429).length;
  return [
    {
      what: `honest sign-ins in ${minutes} min, one address`,
      measured: `${good.length} of ${honest.length}, p50 ${quantile(times, 0.5).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms`,
      held: good.length === honest.length,
    },
    {
      what: `guesses from it at ${GUESSED_AT} accounts`,
      measured: `${answers.length}, of them ${looked.length} looked at, ${slowed} sent away`,
      held: looked.length + slowed === answers.length,
    },
    { what: 'most looked at, of one account in 5 min', measured: `${most} (at most 10)`, held: most <= 10 },
  ];
}

/** Wrong passwords for accounts that are there and for made-up ones, in turn: does time tell them apart? */
async function timeThem(origin: string): Promise<Held> {
  const [there, not]: [number[], number[]] = [[], []];
  for (let n = 0; n < TIMED; n += 1) {
    there.push((await signIn(origin, `pupil.${PUPILS - 1 - n}`, 'wrong password'))[1]);
    not.push((await signIn(origin, `nobody.${n}`, 'wrong password'))[1]);
  }
  const { p } = mannWhitney(there, not);
  const medians = [there, not].map((times) => quantile(times, 0.5).toFixed(1)).join(' and ');
  return {
    what: `${TIMED} + ${TIMED} wrong passwords, there and not there`,
    measured: `medians ${medians} ms, Mann–Whitney p ${p.toFixed(3)} (above 0.01)`,
    held: p > 0.01,
  };
}

/** Runs it for so many minutes. */
export async function run(minutes: number): Promise<boolean> {
  const { origin, end } = await serveSchool();
  try {
    // Nobody else signs in meanwhile: what is told apart is told by the server.
    const timed = await timeThem(origin);
    const figures = [...(await guessAndSignIn(origin, minutes)), timed];
    console.table(figures.map(({ held, ...figure }) => ({ ...figure, held: held ? 'yes' : 'NO' })));
    return figures.every(({ held }) => held);
  } finally {
    await end();
  }
}
