import { describe, expect, it } from 'vitest';
import { DeviceLocked, dataKey, heldKeys, lockKeyAway } from '../../src/device/vault-key.ts';
import { createVault } from '../../src/device/vault.ts';
import './device-support.ts';

let made = 0;
const scopeOf = () => `fingerpost/lock-${(made += 1)}/s`;
const lockKeyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const seal = async (scope: string, key: CryptoKey) => createVault({ key, scope }).seal('own', 'a', 1, '"words"');
const open = async (scope: string, key: CryptoKey, box: Awaited<ReturnType<typeof seal>>) =>
  createVault({ key, scope }).open('own', 'a', 1, box);

describe('a locked device', () => {
  it('gives its key to nobody without the lock key, nor makes another', async () => {
    const scope = scopeOf();
    await dataKey(scope, lockKeyOf(1));
    expect(await lockKeyAway(scope)).toBe(true);
    await expect(dataKey(scope)).rejects.toBeInstanceOf(DeviceLocked);
    await expect(heldKeys(scope)).rejects.toBeInstanceOf(DeviceLocked);
    await expect(dataKey(scope, lockKeyOf(2))).rejects.toBeInstanceOf(DeviceLocked);
  });

  it('opens with the same lock key what was sealed before', async () => {
    const scope = scopeOf();
    const box = await seal(scope, await dataKey(scope, lockKeyOf(1)));
    await lockKeyAway(scope);
    const key = await dataKey(scope, lockKeyOf(1));
    expect(await open(scope, key, box)).toBe('"words"');
    expect(key.extractable).toBe(false);
    expect(await open(scope, await dataKey(scope), box), 'and stays open').toBe('"words"');
  });

  it('does not open with a wrapping that was moved from another database', async () => {
    const [one, two] = [scopeOf(), scopeOf()];
    const lockKey = lockKeyOf(1);
    const box = await seal(one, await dataKey(one, lockKey));
    expect(await open(one, await dataKey(two, lockKey), box)).toBeNull();
  });

  it('is not made of a key that was never wrapped: it stays in use', async () => {
    const scope = scopeOf();
    await dataKey(scope);
    expect(await lockKeyAway(scope)).toBe(false);
    expect(await heldKeys(scope)).not.toBeNull();
  });
});

describe('a key that is asked for', () => {
  it('is null where none was made, and none is made', async () => {
    const scope = scopeOf();
    expect(await heldKeys(scope)).toBeNull();
    expect(await heldKeys(scope)).toBeNull();
  });
});
