// @vitest-environment happy-dom
/** Clearing a browser that the school asked to be cleared (src/ui/app/clearing.ts): one person's tables, whoever else is there, cut off or not. */
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clearedAfar } from '../../../src/device/cleared-afar.ts';
import { createDatabase, databaseName } from '../../../src/device/database.ts';
import { forgetSession, keptSession, putKept, wasClearedAfar } from '../../../src/device/last-key.ts';
import { dataKey } from '../../../src/device/vault-key.ts';
import { clearWhatIsAsked, watchForClearing } from '../../../src/ui/app/clearing.ts';
import type { Status } from '../../../src/sync/status.ts';
import { NO_STATUS } from '../../../src/sync/status.ts';
import '../../device/device-support.ts';

const [LOST, OTHER] = [databaseName('mr-lee', 'wexcombe'), databaseName('jo-mercer', 'wexcombe')];

/** Tables with their key; the name by which the server knows them. */
async function tables(scope: string): Promise<string> {
  await dataKey(scope);
  const db = createDatabase(scope);
  const state = (await db.meta.get('state')) as { readonly device: string };
  db.close();
  return state.device;
}
const there = async () => (await Dexie.getDatabaseNames()).filter((name) => name.startsWith('fingerpost/')).toSorted();

/** The school's server: what is to be cleared, what was asked of it, and whether it answers. */
const server = { toClear: [] as string[], asked: [] as string[], told: [] as string[], answers: true };
let replaced: string[] = [];

beforeEach(() => {
  Object.assign(server, { toClear: [], asked: [], told: [], answers: true });
  replaced = [];
  vi.stubGlobal('indexedDB', Dexie.dependencies.indexedDB);
  vi.stubGlobal('fetch', async (path: string, { body }: { readonly body: string }) => {
    const { devices = [] } = JSON.parse(body) as { readonly devices?: string[] };
    if (!server.answers) throw new TypeError('no internet');
    if (path === '/api/devices/cleared') {
      server.told.push(...devices);
      return new Response(null, { status: 204 });
    }
    server.asked.push(...devices);
    return new Response(JSON.stringify({ devices: devices.filter((one) => server.toClear.includes(one)) }));
  });
  vi.spyOn(location, 'replace').mockImplementation((to) => void replaced.push(String(to)));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  forgetSession();
  clearedAfar.put(null);
  for (const name of await there()) await Dexie.delete(name);
});

describe('a browser', () => {
  it('asks for all tables on it, and takes away those that are to go, with their key and nobody else’s', async () => {
    const [lost, other] = [await tables(LOST), await tables(OTHER)];
    putKept({ scope: LOST, box: '' });
    server.toClear = [lost];
    await clearWhatIsAsked(null);
    expect(server.asked.toSorted()).toEqual([lost, other].toSorted());
    expect(await there()).toEqual([OTHER, `${OTHER}/key`]);
    expect(server.told).toEqual([lost]);
    expect([keptSession(), wasClearedAfar(), replaced]).toEqual([null, true, ['/']]);
  });

  it('leaves everything where nothing is asked for, or nobody answers, and asks nothing where there are no tables', async () => {
    await clearWhatIsAsked(null);
    expect(server.asked).toEqual([]);
    const lost = await tables(LOST);
    await clearWhatIsAsked(null);
    server.answers = false;
    server.toClear = [lost];
    await clearWhatIsAsked(null);
    expect(await there()).toEqual([LOST, `${LOST}/key`]);
    expect([wasClearedAfar(), replaced]).toEqual([false, []]);
  });

  it('that is cut off in the middle goes on at its next start, and tells when it can', async () => {
    const lost = await tables(LOST);
    // As it was written down before anything went.
    clearedAfar.put([{ scope: LOST, device: lost }]);
    server.answers = false;
    await clearWhatIsAsked(null);
    expect([await there(), server.told]).toEqual([[], []]);
    server.answers = true;
    await clearWhatIsAsked(null);
    expect([server.told, clearedAfar.now()]).toEqual([[lost], []]);
    await clearWhatIsAsked(null);
    expect(server.told).toEqual([lost]);
  });

  it('on which somebody is signed in clears another’s behind their work, and says nothing of it', async () => {
    const lost = await tables(LOST);
    await tables(OTHER);
    putKept({ scope: OTHER, box: '' });
    server.toClear = [lost];
    const stopped = vi.fn();
    await clearWhatIsAsked({ ...running(stopped), scope: OTHER });
    expect(await there()).toEqual([OTHER, `${OTHER}/key`]);
    expect([stopped.mock.calls, replaced, wasClearedAfar(), keptSession()?.scope]).toEqual([[], [], false, OTHER]);
  });

  it('whose own session was ended asks at once, ends what runs, and goes', async () => {
    const lost = await tables(LOST);
    putKept({ scope: LOST, box: '' });
    const heard: ((status: Status) => void)[] = [];
    const stopped = vi.fn();
    const subscribe = (listener: (status: Status) => void) => {
      heard.push(listener);
      return () => {};
    };
    watchForClearing({ ...running(stopped), engine: { subscribe } as never });
    await vi.waitFor(() => expect(server.asked).toEqual([lost]));
    server.toClear = [lost];
    for (const listener of [...heard, ...heard]) listener({ ...NO_STATUS, lastResult: 'refused-signed-out' });
    await vi.waitFor(() => expect(replaced).toEqual(['/']));
    expect([await there(), server.told]).toEqual([[], [lost]]);
    expect(stopped).toHaveBeenCalledTimes(1);
  });
});

/** What runs in a window. */
const running = (stopped: () => void) => ({
  scope: LOST,
  engine: { subscribe: () => () => {} } as never,
  tabs: { lock: () => {}, end: () => {} } as never,
  stop: stopped,
});
