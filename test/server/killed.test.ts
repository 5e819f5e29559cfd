/**
 * A server that is killed under load and started again, as by a power cut: what it acknowledged is there, once, and the file
 * is sound. Source: SPEC I8, I9; SQLite's own method of crash tests.
 */
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MutationId } from '../../src/domain/ids.ts';
import { SCHOOL_RECORD } from '../../src/domain/record.ts';
import type { Instant } from '../../src/domain/time.ts';
import { signedIn } from '../../src/protocol/accounts.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { uuid } from '../support/builders.ts';
import { SEED } from '../support/seed.ts';
import { FROM_THE_APP, firstSync, repliedIn } from './school-server.ts';
import type { Installation, Serving } from './process.ts';
import { newInstallation } from './process.ts';

type Mutation = SyncRequest['mutations'][number];

/** FINGERPOST_KILLS for a long run. */
const KILLS = Number(process.env['FINGERPOST_KILLS'] ?? 3);
const WRITERS = 4;
/** Acknowledgements between two kills: 20 to 60. */
const FEWEST = 20;
const SPREAD = 41;

let here: Installation;
let server: Serving;
let cookie = '';
let school = '';
let epoch = '';
/** The version at which each was acknowledged. */
const acknowledged = new Map<MutationId, number>();
let made = 0;
/** Sent, and nothing heard of it: sent again, as a device does. */
const unheard: Mutation[] = [];

const ask = (path: string, body: unknown): Promise<Response> =>
  fetch(server.origin + path, {
    method: 'POST',
    headers: { ...FROM_THE_APP, cookie },
    body: JSON.stringify(body),
  });

beforeAll(async () => {
  here = newInstallation();
  const { out } = await here.run(['init', '--name', 'Hill School']);
  server = await here.serve();
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(out)?.[0];
  const come = await ask('/api/activation', { code, login: 'ada', password: 'a long enough one' });
  cookie = come.headers.get('set-cookie')?.split(';')[0] ?? '';
  ({ school } = signedIn.parse(await come.json()));
  const { head } = repliedIn(await (await ask(`/api/schools/${school}/sync`, firstSync)).text());
  epoch = head.epoch;
}, 180_000);
afterAll(() => here.end());

const aMemberOfStaff = (n: number): Mutation => ({
  id: uuid(n) as MutationId,
  name: 'staff.set',
  version: 1,
  record: SCHOOL_RECORD,
  at: new Date().toISOString() as Instant,
  args: { id: uuid(n), name: `Person ${n}`, roles: ['tutor'], guidance: null, left: false },
});

/** Sends batches until the server is gone; `heard` is called with each acknowledgement. */
async function write(heard: () => void): Promise<void> {
  for (;;) {
    const batch = unheard.splice(0, 5);
    while (batch.length < 3) batch.push(aMemberOfStaff((made += 1)));
    try {
      const request = { ...firstSync, epoch, cookie: 0, mutations: batch };
      const { head } = repliedIn(await (await ask(`/api/schools/${school}/sync`, request)).text());
      for (const outcome of head.outcomes) {
        if (outcome.status !== 'applied') throw new RangeError(`${outcome.id} is ${outcome.status}`);
        expect(acknowledged.get(outcome.id) ?? outcome.version).toBe(outcome.version);
        acknowledged.set(outcome.id, outcome.version);
        heard();
      }
    } catch (problem) {
      if (problem instanceof RangeError) throw problem;
      unheard.push(...batch.filter(({ id }) => !acknowledged.has(id)));
      return;
    }
  }
}

/** Load until this many acknowledgements, then the kill. */
async function killUnderLoad(after: number): Promise<void> {
  let count = 0;
  let killed: Promise<unknown> | null = null;
  await Promise.all(
    Array.from({ length: WRITERS }, () =>
      write(() => {
        count += 1;
        if (count === after) killed = server.stop('SIGKILL');
      }),
    ),
  );
  // The closure above sets it, which flow analysis does not see.
  expect(await (killed as Promise<unknown> | null)).toMatchObject({ signal: 'SIGKILL' });
}

describe('a server that is killed', () => {
  it(
    `keeps all that it acknowledged, once, ${KILLS} times (seed ${SEED})`,
    { timeout: 60_000 + KILLS * 20_000 },
    async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        await killUnderLoad(FEWEST + ((SEED * (kill + 1) * 7919) % SPREAD));
        server = await here.serve();
      }
      // What was under way is sent again to the last server, and what was acknowledged long ago: it says the same.
      const [first = ''] = acknowledged.keys();
      const again = [...unheard.splice(0), aMemberOfStaff(Number.parseInt(first.slice(-12), 16))].slice(-100);
      const request = { ...firstSync, epoch, cookie: 0, mutations: again };
      const { head } = repliedIn(await (await ask(`/api/schools/${school}/sync`, request)).text());
      for (const outcome of head.outcomes) {
        if (outcome.status === 'waits') throw new Error('A mutation waits');
        expect(acknowledged.get(outcome.id) ?? outcome.version).toBe(outcome.version);
        acknowledged.set(outcome.id, outcome.version);
      }
      expect((await server.stop('SIGTERM')).code).toBe(0);

      const file = new DatabaseSync(join(here.dataDir, 'fingerpost.db'), { readOnly: true });
      const rows = (sentence: string) => file.prepare(sentence).all() as readonly Record<string, unknown>[];
      expect(rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      expect(rows('PRAGMA foreign_key_check')).toEqual([]);
      const stored = rows('SELECT id, version FROM mutation WHERE refused IS NULL ORDER BY version');
      expect(new Map(stored.map(({ id, version }) => [id, version]))).toEqual(
        new Map([...acknowledged].toSorted((a, b) => a[1] - b[1])),
      );
      expect(stored).toHaveLength(acknowledged.size);
      const versions = stored.map(({ version }) => version);
      expect(versions).toEqual(versions.map((_, n) => n + 2));
      const entries = new Set(rows("SELECT id FROM entry WHERE kind = 'staff'").map(({ id }) => id));
      for (const id of acknowledged.keys()) expect(entries.has(id)).toBe(true);
      expect(entries.size).toBe(acknowledged.size + 1);
      file.close();
      expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS * FEWEST);
    },
  );
});
