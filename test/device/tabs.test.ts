import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTabs, LOCK_WAIT_MS, QUIET_MS } from '../../src/device/tabs.ts';
import type { Tabs, TabsBrowser } from '../../src/device/tabs.ts';

let made = 0;
let database = '';
let tabs: Tabs[] = [];
let now = 0;

/** Locks as browsers have them, as far as tabs use them: one holder a name, the others in line until they give up. */
function fakeLocks(): NonNullable<TabsBrowser['locks']> {
  const line: (() => void)[] = [];
  let held = false;
  const next = () => {
    held = false;
    line.shift()?.();
  };
  const request = async (
    _name: string,
    options: { ifAvailable?: boolean; signal?: AbortSignal },
    work: (lock: object | null) => Promise<void>,
  ) => {
    if (held && options.ifAvailable) return work(null);
    if (held) {
      await new Promise<void>((resolve, reject) => {
        line.push(resolve);
        options.signal?.addEventListener('abort', () => {
          line.splice(line.indexOf(resolve), 1);
          reject(new DOMException('', 'TimeoutError'));
        });
      });
    }
    held = true;
    await work({}).finally(next);
  };
  return { request } as unknown as NonNullable<TabsBrowser['locks']>;
}

const locks = { of: fakeLocks() };
function tab(visible = true, page = new EventTarget()): Tabs {
  const one = createTabs(database, { locks: locks.of, isVisible: () => visible, nowMs: () => now, page });
  tabs.push(one);
  return one;
}
/** Work that ends when it is told to. */
function longWork() {
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  return { work: () => done, finish };
}
/** Lets messages between tabs arrive. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

beforeEach(() => {
  made += 1;
  database = `db-${made}`;
  locks.of = fakeLocks();
  now = 0;
  tabs = [];
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    return controller.signal;
  });
});
afterEach(() => {
  for (const one of tabs) one.end();
});

it('hears how the person has gone in another tab, though that one ends at once', async () => {
  const [one, two] = [tab(), tab()];
  const heard: string[] = [];
  two.onGone((how) => heard.push(how));
  one.lock();
  one.leave();
  one.end();
  await settle();
  expect(heard).toStrictEqual(['lock', 'left']);
});

describe('a sync in a tab', () => {
  it('runs, and keeps the others quiet for two seconds', async () => {
    const [one, two] = [tab(), tab()];
    expect(await one.exclusive(async () => undefined)).toBe(true);
    await settle();
    const work = vi.fn(async () => undefined);
    now = QUIET_MS - 1;
    expect(await two.exclusive(work)).toBe(false);
    expect(work).not.toHaveBeenCalled();
    now = QUIET_MS + 1;
    expect(await two.exclusive(work)).toBe(true);
  });

  it('waits for another tab’s, and runs after it', async () => {
    const [one, two] = [tab(), tab()];
    const { work, finish } = longWork();
    const order: string[] = [];
    const first = one.exclusive(async () => {
      await work();
      order.push('one');
    });
    const second = two.exclusive(async () => void order.push('two'));
    finish();
    await Promise.all([first, second]);
    expect(order).toStrictEqual(['one', 'two']);
  });

  it('runs all the same in a visible tab when another holds the lock for too long', async () => {
    const [frozen, visible] = [tab(), tab()];
    const { work, finish } = longWork();
    const stuck = frozen.exclusive(work);
    const ran = vi.fn(async () => undefined);
    expect(await visible.exclusive(ran)).toBe(true);
    expect(ran).toHaveBeenCalledOnce();
    expect(AbortSignal.timeout).toHaveBeenCalledWith(LOCK_WAIT_MS);
    finish();
    await stuck;
  });

  it('does not run in a hidden tab while another holds the lock', async () => {
    const [busy, hidden] = [tab(), tab(false)];
    const { work, finish } = longWork();
    const running = busy.exclusive(work);
    expect(await hidden.exclusive(async () => undefined)).toBe(false);
    finish();
    await running;
  });

  it('lets go of the lock when its page is put away, and takes it again after it is shown', async () => {
    const page = new EventTarget();
    const [away, other] = [tab(true, page), tab(false)];
    const { work, finish } = longWork();
    const running = away.exclusive(work);
    await settle();
    page.dispatchEvent(new Event('pagehide'));
    await settle();
    expect(await other.exclusive(async () => undefined)).toBe(true);
    finish();
    await running;
    page.dispatchEvent(new Event('pageshow'));
    now = QUIET_MS + 1;
    const again = longWork();
    const held = away.exclusive(again.work);
    await settle();
    now = 2 * QUIET_MS + 2;
    expect(await other.exclusive(async () => undefined)).toBe(false);
    again.finish();
    await held;
  });

  it('passes its failure on, and frees the lock', async () => {
    const one = tab();
    const failing = one.exclusive(async () => {
      throw new RangeError('a bug');
    });
    await expect(failing).rejects.toThrow('a bug');
    expect(await one.exclusive(async () => undefined)).toBe(true);
  });

  it('runs where the browser has no locks', async () => {
    const one = createTabs(database, {
      locks: undefined,
      isVisible: () => true,
      nowMs: () => 0,
      page: new EventTarget(),
    });
    tabs.push(one);
    expect(await one.exclusive(async () => undefined)).toBe(true);
  });
});

describe('a poke', () => {
  it('reaches the other tabs of the same database, not its own', async () => {
    const [one, two] = [tab(), tab()];
    const heard: string[] = [];
    one.onPoke(() => heard.push('one'));
    const stop = two.onPoke(() => heard.push('two'));
    database = 'another';
    tab().onPoke(() => heard.push('another'));
    one.poke();
    await settle();
    expect(heard).toStrictEqual(['two']);
    stop();
    one.poke();
    await settle();
    expect(heard).toStrictEqual(['two']);
  });
});
