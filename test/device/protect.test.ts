/** Four words and a passkey open what only signing in opened; wrong words do not, and there is an end to trying them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { keysByLock, keysByWords, putToUse } from '../../src/device/keys-in-hand.ts';
import { keyRing } from '../../src/device/key-ring.ts';
import { withKeyRows } from '../../src/device/key-rows.ts';
import { beginLease } from '../../src/device/lease.ts';
import type { Passkey } from '../../src/device/protect.ts';
import { protect } from '../../src/device/protect.ts';
import { plainWords } from '../../src/device/said-words.ts';
import { WRONG_MAX, tryPasskey, tryWords, waysIn } from '../../src/device/unlock.ts';
import { DeviceLocked, dataKey, heldKeys, lockKeyAway } from '../../src/device/vault-key.ts';
import { createVault } from '../../src/device/vault.ts';
import { stretchHere } from '../../src/device/words-key.ts';
import './device-support.ts';

const WORDS = 'otter bramble lantern seven';
/** As little as Argon2id allows. */
const cost = { memory: 8, passes: 1, lanes: 1 };
const lockKeyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const NOW = Date.parse('2026-11-27T09:00:00Z');
const HOUR = 3_600_000;

let made = 0;
const scopeOf = () => `fingerpost/protect-${(made += 1)}/s`;

beforeEach(() => keyRing.drop());

/** A device that was signed in to and protected, with something sealed on it; locked. */
async function locked(passkey: Passkey | null = null, scope = scopeOf()) {
  const lockKey = lockKeyOf(1);
  const key = await dataKey(scope, lockKey, 'in-memory');
  const box = await createVault({ key, scope }).seal('own', 'a', 1, '"words"');
  const { keys } = await keysByLock([{ scope, lockKey }]);
  await protect(keys, { words: WORDS, passkey, stretch: stretchHere, cost });
  await lockKeyAway(scope);
  const open = async () => createVault({ key: await dataKey(scope), scope }).open('own', 'a', 1, box);
  return { scope, lockKey, open };
}
const attempt = (scope: string, words: string, nowMs = NOW) =>
  tryWords([scope], { words, stretch: stretchHere, nowMs });

describe('a key that is in memory only', () => {
  it('has no row for use: a window without it is locked', async () => {
    const scope = scopeOf();
    await dataKey(scope, lockKeyOf(1), 'in-memory');
    expect((await withKeyRows(scope, (rows) => rows.all())).map(([name]) => name)).toStrictEqual(['wrapped/lock']);
    expect(await heldKeys(scope)).not.toBeNull();
    keyRing.drop();
    await expect(heldKeys(scope)).rejects.toBeInstanceOf(DeviceLocked);
    await expect(dataKey(scope)).rejects.toBeInstanceOf(DeviceLocked);
  });

  it('is the same one for two windows that sign in at once', async () => {
    const scope = scopeOf();
    const [one, two] = await Promise.all([1, 2].map(() => dataKey(scope, lockKeyOf(1), 'in-memory')));
    const box = await createVault({ key: one as CryptoKey, scope }).seal('own', 'a', 1, '"words"');
    expect(await createVault({ key: two as CryptoKey, scope }).open('own', 'a', 1, box)).toBe('"words"');
  });

  it('stays so when somebody who needs no lock has protected the device and signs in again', async () => {
    const { scope, lockKey, open } = await locked();
    await dataKey(scope, lockKey, 'on-device');
    expect(await withKeyRows(scope, (rows) => rows.get('data'))).toBeUndefined();
    expect(await open()).toBe('"words"');
  });
});

describe('four words', () => {
  it('open what was sealed, however they are typed, and leave nothing of the key in a file', async () => {
    const { scope, open } = await locked();
    const tried = await attempt(scope, '  OTTER-bramble  lantern—Seven ');
    expect(tried.kind).toBe('open');
    if (tried.kind === 'open') await putToUse(tried.keys);
    expect(await open()).toBe('"words"');
    expect((await dataKey(scope)).extractable).toBe(false);
    expect((await withKeyRows(scope, (rows) => rows.all())).map(([name]) => name).toSorted()).toStrictEqual([
      'wrapped/lock',
      'wrapped/words',
    ]);
  });

  it('of another order are others', () => {
    expect(plainWords('seven otter bramble lantern')).not.toBe(plainWords(WORDS));
  });

  it('are heard more and more slowly when they are wrong: after 1, 2, 4 … seconds', async () => {
    const { scope } = await locked();
    let now = NOW;
    const waits: number[] = [];
    for (let n = 1; n < WRONG_MAX; n += 1) {
      const tried = await attempt(scope, 'wrong', now);
      if (tried.kind !== 'wrong') throw new Error(tried.kind);
      expect(tried.left).toBe(WRONG_MAX - n);
      waits.push(tried.waitMs / 1000);
      // A moment too soon, even the right ones.
      expect(await attempt(scope, WORDS, now + tried.waitMs - 1)).toStrictEqual({ kind: 'too-soon', waitMs: 1 });
      now += tried.waitMs;
    }
    expect(waits).toStrictEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
    expect((await attempt(scope, WORDS, now)).kind).toBe('open');
  });

  it('start from none again after they were right', async () => {
    const { scope } = await locked();
    await attempt(scope, 'wrong');
    await attempt(scope, WORDS, NOW + 1000);
    expect(await attempt(scope, 'wrong', NOW + 2000)).toMatchObject({ kind: 'wrong', left: WRONG_MAX - 1 });
  });

  it('are not heard sooner, nor ever later, for a clock that is turned back', async () => {
    const { scope } = await locked();
    await attempt(scope, 'wrong');
    expect(await attempt(scope, WORDS, NOW - 10 * HOUR)).toStrictEqual({ kind: 'too-soon', waitMs: 1000 });
  });

  it('open nothing any more after ten wrong tries; signing in does, and nothing is lost', async () => {
    const { scope, lockKey, open } = await locked();
    let now = NOW;
    for (let n = 1; n <= WRONG_MAX; n += 1) {
      const tried = await attempt(scope, `wrong ${n}`, now);
      expect(tried.kind).toBe(n < WRONG_MAX ? 'wrong' : 'none');
      now += 600_000;
    }
    expect((await attempt(scope, WORDS, now)).kind).toBe('none');
    expect((await withKeyRows(scope, (rows) => rows.all())).map(([name]) => name)).toStrictEqual(['wrapped/lock']);
    await dataKey(scope, lockKey, 'in-memory');
    expect(await open()).toBe('"words"');
  });

  it('are counted before they are tried: a browser that ends meanwhile gains nothing', async () => {
    const { scope } = await locked();
    const never = () => Promise.reject(new Error('the battery is empty'));
    await expect(tryWords([scope], { words: 'wrong', stretch: never, nowMs: NOW })).rejects.toThrow('battery');
    expect(await attempt(scope, 'wrong', NOW + 1000)).toMatchObject({ kind: 'wrong', left: WRONG_MAX - 2 });
  });

  it('that are changed open it, and those of before do not', async () => {
    const { scope, open } = await locked();
    const keys = await keysByWords([scope], WORDS, stretchHere);
    await protect(keys, { words: 'four others these days', passkey: null, stretch: stretchHere, cost });
    expect((await attempt(scope, WORDS)).kind).toBe('wrong');
    const tried = await attempt(scope, 'four others these days', NOW + 1000);
    if (tried.kind === 'open') await putToUse(tried.keys);
    expect(await open()).toBe('"words"');
  });

  it('open all schools of an account, and are stretched once', async () => {
    const [here, there, other] = [scopeOf(), scopeOf(), scopeOf()];
    const places = [here, there].map((scope) => ({ scope, lockKey: lockKeyOf(1) }));
    for (const { scope, lockKey } of places) await dataKey(scope, lockKey, 'in-memory');
    await dataKey(other, lockKeyOf(1), 'in-memory');
    const { keys } = await keysByLock(places);
    await protect(keys, { words: WORDS, passkey: null, stretch: stretchHere, cost });
    let stretched = 0;
    const stretch: typeof stretchHere = (...asked) => {
      stretched += 1;
      return stretchHere(...asked);
    };
    const tried = await tryWords([here, other, there], { words: WORDS, stretch, nowMs: NOW });
    expect(tried).toMatchObject({ kind: 'open', keys: [{ scope: here }, { scope: there }] });
    expect(stretched).toBe(1);
  });

  it('open a school that had no key on this device yet', async () => {
    const [here, there] = [scopeOf(), scopeOf()];
    await dataKey(here, lockKeyOf(1), 'in-memory');
    const { keys, moved } = await keysByLock([here, there].map((scope) => ({ scope, lockKey: lockKeyOf(1) })));
    expect(moved).toBe(false);
    await protect(keys, { words: WORDS, passkey: null, stretch: stretchHere, cost });
    keyRing.drop();
    const tried = await tryWords([here, there], { words: WORDS, stretch: stretchHere, nowMs: NOW });
    expect(tried).toMatchObject({ kind: 'open', keys: [{ scope: here }, { scope: there }] });
  });

  it('take the place of a key for use that lay on the device', async () => {
    const scope = scopeOf();
    await dataKey(scope, lockKeyOf(1));
    const { keys, moved } = await keysByLock([{ scope, lockKey: lockKeyOf(1) }]);
    expect(moved).toBe(true);
    await protect(keys, { words: WORDS, passkey: null, stretch: stretchHere, cost });
    expect((await withKeyRows(scope, (rows) => rows.all())).map(([name]) => name).toSorted()).toStrictEqual([
      'before',
      'wrapped/lock',
      'wrapped/words',
    ]);
  });

  it('of another device open nothing here, though their row was moved', async () => {
    const [one, two] = [await locked(), await locked()];
    const moved = await withKeyRows(one.scope, (rows) => rows.get('wrapped/words'));
    await withKeyRows(two.scope, async (rows) => (moved ? rows.put('wrapped/words', moved) : undefined));
    expect((await attempt(two.scope, WORDS)).kind).toBe('wrong');
  });
});

describe('the lease', () => {
  const begin = (scope: string, hours: number) =>
    withKeyRows(scope, (rows) => rows.put('lease', beginLease(hours, NOW)));

  it('lets the device be opened until it is over, and not after', async () => {
    const { scope } = await locked();
    await begin(scope, 72);
    expect((await attempt(scope, WORDS, NOW + 72 * HOUR - 1)).kind).toBe('open');
    expect((await attempt(scope, WORDS, NOW + 72 * HOUR)).kind).toBe('lease-over');
    expect((await waysIn(scope, NOW + 72 * HOUR)).leaseOver).toBe(true);
  });

  it('does not begin again with a clock that is turned back', async () => {
    const { scope } = await locked();
    await begin(scope, 72);
    await attempt(scope, WORDS, NOW + 73 * HOUR);
    expect((await attempt(scope, WORDS, NOW + HOUR)).kind).toBe('lease-over');
  });

  it('counts no try that came too late', async () => {
    const { scope } = await locked();
    await begin(scope, 1);
    await attempt(scope, 'wrong', NOW + 2 * HOUR);
    await begin(scope, 72);
    expect(await attempt(scope, 'wrong', NOW + 2 * HOUR)).toMatchObject({ kind: 'wrong', left: WRONG_MAX - 1 });
  });
});

describe('a passkey', () => {
  const secret = (byte: number) => new Uint8Array(32).fill(byte);
  const aPasskey = (): Passkey => ({ id: new Uint8Array([1, 2, 3]), salt: secret(9), secret: secret(7) });

  it('opens what was sealed by its secret alone, and the words still do', async () => {
    const { scope, open } = await locked(aPasskey());
    expect((await tryPasskey([scope], async () => secret(8), NOW)).kind).toBe('not-given');
    expect((await tryPasskey([scope], async () => null, NOW)).kind).toBe('not-given');
    const tried = await tryPasskey([scope], async ({ id, salt }) => secret(id[0] === 1 && salt[0] === 9 ? 7 : 0), NOW);
    if (tried.kind === 'open') await putToUse(tried.keys);
    expect(await open()).toBe('"words"');
    expect((await attempt(scope, WORDS)).kind).toBe('open');
  });

  it('goes with the words after ten wrong tries', async () => {
    const { scope } = await locked(aPasskey());
    for (let n = 0; n < WRONG_MAX; n += 1) await attempt(scope, 'wrong', NOW + n * HOUR);
    expect((await tryPasskey([scope], async () => secret(7), NOW)).kind).toBe('none');
  });

  it('does not open past the lease', async () => {
    const { scope } = await locked(aPasskey());
    await withKeyRows(scope, (rows) => rows.put('lease', beginLease(1, NOW)));
    expect((await tryPasskey([scope], async () => secret(7), NOW + HOUR)).kind).toBe('lease-over');
  });
});
