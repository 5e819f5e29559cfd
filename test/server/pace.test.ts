/** How much an account may ask and change: honest work never meets it, a loop of thousands does. Source: OWASP ASVS 5.0, 2.4.1. */
import { afterEach, describe, expect, it } from 'vitest';
import { PUPIL_CODES_MAX } from '../../src/protocol/accounts.ts';
import { BATCH_MAX } from '../../src/protocol/limits.ts';
import { PACE, createPace } from '../../src/server/accounts/pace.ts';
import { AFTER_OTHER_MS, POLL_MS } from '../../src/sync/runner.ts';
import { PEOPLE, nextId } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA, SCHOOL, aMutation, addStep, firstSync, openSchoolServer } from './school-server.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** What somebody does: so many requests with so many changes in each, at this time. */
type Deed = readonly [atMs: number, requests: number, changes: number];

/** The longest that anything of this had to wait, ms. */
function waited(deeds: readonly Deed[]): number {
  const pace = createPace();
  let longest = 0;
  for (const [at, requests, changes] of deeds.toSorted((a, b) => a[0] - b[0]))
    for (let n = 0; n < requests; n += 1)
      longest = Math.max(longest, pace.take('request', 'jo', 1, at), pace.take('change', 'jo', changes, at));
  return longest;
}

const every = (ms: number, forMs: number, requests: number, changes = 0): readonly Deed[] =>
  Array.from({ length: Math.floor(forMs / ms) }, (_, n) => [n * ms, requests, changes]);
/** What a window asks for as it opens: session, account, sync, events, what its pages ask. */
const OPENING = 15;

describe('honest work is never held back', () => {
  it.each<readonly [string, readonly Deed[]]>([
    ['a first sync that is cut off and goes on fifty times in a minute', every(1200, MINUTE_MS, 3)],
    [
      'form time: 28 pupils logged, then eight steps, then half the year at once',
      [
        [0, 1, 28],
        [5000, 8, 1],
        [9000, 4, 100],
      ],
    ],
    ['ten windows that open at once and again each minute', every(MINUTE_MS, HOUR_MS, 10 * OPENING)],
    ['a working day of ten windows that each sync as soon as they may', every(AFTER_OTHER_MS, 8 * HOUR_MS, 10, 1)],
    [
      'twenty devices that poll, and are poked each second',
      [...every(POLL_MS, HOUR_MS, 20), ...every(1000, HOUR_MS, 15)],
    ],
    ['five days without internet, sent at once', [[0, 20, BATCH_MAX]]],
    ['what a quarter of a year left in the journal, offered to a restored server', [[0, 90, BATCH_MAX]]],
    [
      'codes for a school of 1,500 pupils, and a page of each',
      [
        [0, Math.ceil(1500 / PUPIL_CODES_MAX), 0],
        [1000, 300, 0],
      ],
    ],
  ])('%s', (_, deeds) => {
    expect(deeds.length).toBeGreaterThan(0);
    expect(waited(deeds)).toBe(0);
  });
});

describe('a loop', () => {
  it('of requests is held to twenty a second, and is served again when it has waited as it was told', () => {
    const pace = createPace();
    let served = 0;
    for (let ms = 0; ms < MINUTE_MS; ms += 2) if (pace.take('request', 'jo', 1, ms) === 0) served += 1;
    // Thirty thousand were asked for.
    expect(served).toBeGreaterThan(PACE.request.most);
    expect(served).toBeLessThanOrEqual(PACE.request.most + 60 * PACE.request.perSecond);
    const wait = pace.take('request', 'jo', 1, MINUTE_MS);
    expect(pace.take('request', 'jo', 1, MINUTE_MS + wait)).toBe(0);
    expect(pace.take('request', 'lee', 1, MINUTE_MS)).toBe(0);
  });

  it('gains nothing by a clock that is put back, and none is kept waiting for ever by it', () => {
    const pace = createPace({ ...PACE, request: { most: 2, perSecond: 1 } });
    expect([0, 1, 2].map(() => pace.take('request', 'jo', 1, HOUR_MS))).toEqual([0, 0, 1000]);
    expect(pace.take('request', 'jo', 1, 0)).toBe(1000);
    expect(pace.take('request', 'jo', 1, HOUR_MS + 1000)).toBe(0);
  });
});

describe('an account that asks without end', () => {
  let server: SchoolServer;
  afterEach(() => server.end());

  it('is answered with 429 and when to try again, while others are served; then it is served as well', async () => {
    const most = 60;
    server = await openSchoolServer({ pace: createPace({ ...PACE, request: { ...PACE.request, most } }) });
    const ask = (as = PEOPLE.adviser) => server.ask('GET', '/api/session', { as });
    const statuses = new Map<number, number>();
    for (let n = 0; n < 100; n += 1) {
      const { status } = await ask();
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect([...statuses]).toEqual([
      [200, most],
      [429, 100 - most],
    ]);
    const slow = await ask();
    expect([slow.status, slow.headers.get('retry-after')]).toEqual([429, '1']);
    // Another session of it is the same account.
    const cookie = await server.cookieOf(PEOPLE.adviser);
    expect((await server.ask('GET', '/api/account', { headers: { cookie } })).status).toBe(429);
    expect((await ask(PEOPLE.tutor)).status).toBe(200);
    server.pass(1000);
    expect((await ask()).status).toBe(200);
  });

  it('and sends changes without end has none judged beyond the measure, and loses none', async () => {
    const small = { ...PACE, change: { most: 3, perSecond: 1 } };
    server = await openSchoolServer({ pace: createPace(small) });
    const send = (...mutations: readonly ReturnType<typeof addStep>[]) =>
      server.ask('POST', `/api/schools/${SCHOOL}/sync`, { as: PEOPLE.tutor, body: { ...firstSync, mutations } });
    const late = [addStep(AISHA), addStep(AISHA)];
    const { head } = await server.syncAs(PEOPLE.tutor);
    const body = { ...firstSync, epoch: head.epoch, cookie: head.start };
    expect((await send(addStep(), addStep())).status).toBe(200);
    const before = await server.contentHash();
    const slow = await send(...late);
    expect([slow.status, slow.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await server.contentHash()).toBe(before);
    server.pass(1000);
    const sent = await server.syncAs(PEOPLE.tutor, { ...body, mutations: late });
    expect(sent.head.outcomes.map(({ status }) => status)).toEqual(['applied', 'applied']);
  });

  it('and has more refused than anybody’s work fills no disk: that it was is kept, the words stay on its device', async () => {
    const small = { ...PACE, refused: { most: 1000, perSecond: 1 } };
    server = await openSchoolServer({ pace: createPace(small) });
    const words = 'x'.repeat(600);
    const asks = [1, 2].map(() => aMutation('note.add', AISHA, { id: nextId(), words }));
    const { head } = await server.sendAs(PEOPLE.tutor, ...asks);
    expect(head.outcomes.map(({ status }) => status)).toEqual(['refused', 'refused']);
    const rows = await server.deps.store.read.selectFrom('quarantine').selectAll().orderBy('id').execute();
    expect(rows.map(({ json, creates }) => [json.includes(words), creates !== ''])).toEqual([
      [true, true],
      [false, true],
    ]);
  });
});
