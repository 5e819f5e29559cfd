/**
 * A fault at the n-th call of the storage, for every n: each thing that a person or a sync does leaves the tables as they
 * were or as they should be, and whoever asked is told. Source: reliability R9.
 */
import { IDBDatabase, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MutationId } from '../../src/domain/ids.ts';
import type { StorageProblem } from '../../src/sync/ports.ts';
import type { TestDevice } from './device-support.ts';
import { makeDevice } from './device-support.ts';
import { A, B, aConfirmed, putRecords, saveWords } from './samples.ts';

const FAULTS = ['QuotaExceededError', 'UnknownError', 'AbortError', 'InvalidStateError'] as const;
/** More calls than any of the acts makes. */
const CALLS_MAX = 200;

/** Counts calls; the one with number `at` fails, and with `lasting` each after it. */
let plan: { calls: number; at: number; name: string; lasting: boolean } | null = null;

const spies: { mockRestore(): void }[] = [];

const fault = (): void => {
  if (!plan) return;
  plan.calls += 1;
  if (plan.calls === plan.at || (plan.lasting && plan.calls > plan.at)) throw new DOMException('planned', plan.name);
};

beforeEach(() => {
  const guard = <T extends object>(on: T, method: keyof T & string) => {
    const real = on[method] as (...args: unknown[]) => unknown;
    const spy = vi
      .spyOn(on as Record<string, (...args: unknown[]) => unknown>, method)
      .mockImplementation(function guarded(this: unknown, ...args) {
        fault();
        return real.apply(this, args);
      });
    spies.push(spy);
  };
  guard(IDBDatabase.prototype, 'transaction');
  for (const method of ['put', 'add', 'delete', 'clear', 'get', 'getAll', 'openCursor'] as const)
    guard(IDBObjectStore.prototype, method);
});
afterEach(() => {
  plan = null;
  for (const spy of spies.splice(0)) spy.mockRestore();
});

/** All that is in the tables, opened. */
async function state({ port }: TestDevice): Promise<string> {
  const { own, records, meta } = await port.look(async (look) => ({
    own: await look.own(),
    records: await look.records(),
    meta: await look.meta(),
  }));
  const opened = await port.openRecords(records.map(({ id }) => id));
  const words = await port.openOwn();
  const cookie = meta.cookie;
  return JSON.stringify([own.map(({ id, taken }) => [id, taken]), words.map((w) => w.envelope?.args), opened, cookie]);
}

const ACTS: readonly (readonly [string, (device: TestDevice) => Promise<unknown>])[] = [
  ['saving the words of a draft', (device) => saveWords(device.port, 2, A, 'new words')],
  [
    'finishing: an act of three mutations',
    async ({ port }) => {
      const [first] = await port.openOwn();
      const envelope = first?.envelope;
      if (!envelope) throw new Error('is there');
      const ids = [11, 12, 13].map((n) => `22222222-0000-4000-8000-${String(n).padStart(12, '0')}` as MutationId);
      const sealed = await Promise.all(
        ids.map((id) => port.sealMutation({ ...first, id, envelope: { ...envelope, id } })),
      );
      await port.transact(async (tx) => {
        await tx.addOwn(sealed);
      });
    },
  ],
  [
    'applying a reply: outcomes, records, cookie',
    async ({ port }) => {
      const row = await port.sealRecord(aConfirmed(B, 'from the school'));
      await port.transact(async (tx) => {
        await tx.patchOwn(1, { taken: 7, takenAt: '2026-09-14T10:00:00.000Z' });
        await tx.putRecords([row]);
        await tx.setMeta({ ...(await tx.meta()), cookie: 7 });
      });
    },
  ],
];

const prepared = async (): Promise<TestDevice> => {
  const device = await makeDevice();
  await saveWords(device.port, 1, A, 'old words');
  await putRecords(device.port, aConfirmed(A, 'held'));
  return device;
};

describe.each(ACTS)('%s', (_, act) => {
  it.each(FAULTS.flatMap((name) => [[name, false] as const, [name, true] as const]))(
    'leaves the old or the new state at every %s (lasting: %s), and tells when it is the old',
    async (name, lasting) => {
      const model = await prepared();
      const before = await state(model);
      await act(model);
      const after = await state(model);
      expect(after).not.toBe(before);
      model.db.close();
      let reached = 0;
      for (let at = 1; at <= CALLS_MAX; at += 1) {
        const device = await prepared();
        await device.db.open();
        plan = { calls: 0, at, name, lasting };
        const told = await act(device).then(
          () => null,
          (problem: StorageProblem) => problem,
        );
        const hit = plan.calls >= at;
        plan = null;
        const now = await state(device);
        device.db.close();
        if (!hit) break;
        reached = at;
        expect(now, `at call ${at}`).toBe(told === null ? after : before);
        if (told) expect(['full', 'lost', 'blocked', 'broken'], `${told.name} at ${at}`).toContain(told.kind);
      }
      expect(reached).toBeGreaterThan(2);
      expect(reached).toBeLessThan(CALLS_MAX);
    },
    60_000,
  );
});
