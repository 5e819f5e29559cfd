// @vitest-environment happy-dom
/** Nobody at the device: what is due when, and that what is done counts. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dueAfter, isInterview, watchIdle } from '../../../src/ui/app/idle-watch.ts';

const MINUTE = 60_000;
const INTERVIEW = '/interviews/r/i';

describe('what is due', () => {
  it.each([
    ['/today', 4.9, 'nothing'],
    ['/today', 5, 'lock'],
    [INTERVIEW, 4.9, 'nothing'],
    [INTERVIEW, 5, 'cover'],
    [INTERVIEW, 29.9, 'cover'],
    [INTERVIEW, 30, 'lock'],
    [`${INTERVIEW}/show`, 5, 'cover'],
    [`${INTERVIEW}/finished`, 5, 'lock'],
  ] as const)('at %s after %d idle minutes: %s', (path, minutes, due) => {
    expect(dueAfter(minutes * MINUTE, path)).toBe(due);
  });

  it('is that of an interview on the pages of one that goes on', () => {
    expect([INTERVIEW, `${INTERVIEW}/check`, `${INTERVIEW}/exit`].every(isInterview)).toBe(true);
    expect(['/today', `${INTERVIEW}/plan`, '/interviews/r'].some(isInterview)).toBe(false);
  });
});

describe('the watch', () => {
  let now = 0;
  let did: string[] = [];
  let stops: (() => void)[] = [];
  const start = (account = 'jo') => {
    const stop = watchIdle({ account, nowMs: () => now, cover: () => did.push('cover'), lock: () => did.push('lock') });
    stops.push(stop);
  };
  const pass = (minutes: number) => {
    now += minutes * MINUTE;
    vi.advanceTimersByTime(5000);
  };
  const key = () => document.body.dispatchEvent(new Event('keydown', { bubbles: true }));

  beforeEach(() => {
    vi.useFakeTimers();
    [now, did] = [1_000_000, []];
  });
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    vi.useRealTimers();
    history.replaceState(null, '', '/');
  });

  it('locks after five idle minutes, and not while somebody types', () => {
    start();
    for (let n = 0; n < 10; n += 1) {
      pass(4);
      key();
    }
    expect(did).toStrictEqual([]);
    pass(5);
    expect(did).toStrictEqual(['lock']);
  });

  it('covers an interview first', () => {
    history.replaceState(null, '', INTERVIEW);
    start();
    pass(6);
    expect(did).toStrictEqual(['cover']);
    pass(24);
    expect(did.at(-1)).toBe('lock');
  });

  it('locks a tablet that slept at the touch that wakes it: that touch opens nothing', () => {
    start();
    now += 60 * MINUTE;
    key();
    expect(did).toStrictEqual(['lock']);
    now += 1;
    key();
    expect(did, 'until it has locked').toStrictEqual(['lock', 'lock']);
  });

  it('counts a clock that is turned back from there', () => {
    start();
    now -= 60 * MINUTE;
    pass(0);
    pass(4);
    expect(did).toStrictEqual([]);
    pass(1);
    expect(did).toStrictEqual(['lock']);
  });

  it('counts what is done in another window, by the same person alone', async () => {
    start();
    start('pat');
    const other = new BroadcastChannel('fingerpost.at-work');
    now += 4 * MINUTE;
    vi.useRealTimers();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
    other.postMessage('kim');
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
    other.postMessage('jo');
    await new Promise((resolve) => setTimeout(resolve, 50));
    other.close();
    now += 4 * MINUTE;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(did, 'Pat’s').toStrictEqual(['lock']);
    stops.pop()?.();
    did = [];
    now += MINUTE;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(did).toStrictEqual(['lock']);
  });
});
