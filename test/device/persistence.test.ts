import { describe, expect, it, vi } from 'vitest';
import { createProtection, readStorageFacts } from '../../src/device/persistence.ts';

describe('the facts of storage', () => {
  it('are those that the browser gives', async () => {
    const storage = { persisted: async () => true, estimate: async () => ({ quota: 900, usage: 200 }) };
    expect(await readStorageFacts({ storage, installed: true })).toStrictEqual({
      protectedFromClearing: true,
      leftBytes: 700,
      installed: true,
    });
  });

  it('are null where it does not say, or fails to', async () => {
    const unknown = { protectedFromClearing: null, leftBytes: null, installed: false };
    expect(await readStorageFacts({ installed: false })).toStrictEqual(unknown);
    const failing = async () => {
      throw new TypeError('no storage in a private window');
    };
    expect(
      await readStorageFacts({ storage: { persisted: failing, estimate: failing }, installed: false }),
    ).toStrictEqual(unknown);
  });
});

describe('protection from clearing', () => {
  it('is asked for once, and only when it is not given already', async () => {
    const persist = vi.fn(async () => true);
    const protect = createProtection({ storage: { persisted: async () => false, persist }, installed: false });
    expect(await Promise.all([protect(), protect()])).toStrictEqual([true, true]);
    expect(persist).toHaveBeenCalledOnce();
    const given = createProtection({ storage: { persisted: async () => true, persist }, installed: false });
    expect(await given()).toBe(true);
    expect(persist).toHaveBeenCalledOnce();
  });

  it('is not known where the browser has none or fails', async () => {
    expect(await createProtection({ installed: false })()).toBeNull();
    const persist = () => Promise.reject(new TypeError('not here'));
    expect(await createProtection({ storage: { persist }, installed: false })()).toBeNull();
  });
});
