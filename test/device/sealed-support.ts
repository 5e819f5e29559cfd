/** Tablets with real tables and seals over a real server; only the wire is a function call. For tests of what is sealed. */
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { databaseName } from '../../src/device/database.ts';
import { deliverSealed } from '../../src/device/seal-delivery.ts';
import { sealWaiting } from '../../src/device/sealing.ts';
import { createWire } from '../../src/device/wire.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { Delivery } from '../../src/protocol/sealed.ts';
import type { Engine } from '../../src/sync/engine.ts';
import { createEngine } from '../../src/sync/engine.ts';
import { inOutbox, wireMutation } from '../../src/sync/outbox.ts';
import { markSealed } from '../../src/sync/saving.ts';
import { departed, forgetDeparted, takeBrought, toBring } from '../../src/sync/sealed-alone.ts';
import type { SchoolServer } from '../server/school-server.ts';
import { SCHOOL, openSchoolServer } from '../server/school-server.ts';
import { NOW, PEOPLE, uuid } from '../support/builders.ts';
import type { TestDevice } from './device-support.ts';
import { makeDevice } from './device-support.ts';

/** What sealing has of the engine. */
export const SEALING_SYNC = { inOutbox, wireMutation, markSealed, departed, forgetDeparted, toBring, takeBrought };

/** Where a test's tablets are. */
export interface Room {
  server: SchoolServer;
  /** Who is signed in where the wire is; null: nobody. */
  signedIn: string | null;
  isOnline: boolean;
  /** Bodies that were brought. */
  brought: Delivery[];
}

export interface Tablet extends TestDevice {
  readonly engine: Engine;
  readonly save: (...mutations: readonly unknown[]) => Promise<void>;
  readonly seal: () => Promise<boolean>;
  /** How many rows there are, and how many with a seal. */
  readonly count: () => Promise<readonly [own: number, seals: number]>;
}

let ids = 0;
/** Tablets of earlier tests are still there. */
const here = new Set<string>();

/** A room for each test of this file. */
export function useRoom(): Room {
  const room = { signedIn: null, isOnline: true, brought: [] } as unknown as Room;
  beforeEach(async () => {
    here.clear();
    Object.assign(room, { server: await openSchoolServer(), signedIn: PEOPLE.tutor, isOnline: true, brought: [] });
    vi.stubGlobal('indexedDB', Dexie.dependencies.indexedDB);
    vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit = {}) => {
      if (!room.isOnline) throw new TypeError('no connection');
      if (path.endsWith('/sealed')) room.brought.push(JSON.parse(body as string) as Delivery);
      const as = room.signedIn === null ? {} : { as: room.signedIn };
      return room.server.ask(method, path, { ...as, body: body as string } as never);
    });
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    await room.server.end();
  });
  return room;
}

/** A tablet of the tutor, empty. */
export async function tablet(): Promise<Tablet> {
  const device = await makeDevice(undefined, databaseName(uuid((ids += 1) + 900), SCHOOL));
  here.add(device.name);
  const engine = createEngine({
    port: device.port,
    wire: createWire(SCHOOL, 'test'),
    chance: { nowMs: () => Date.parse(NOW), newId: () => uuid((ids += 1) + 500_000), random: () => 0.5 },
    person: PEOPLE.tutor,
    app: 'test',
  });
  const parts = { ...device, school: SCHOOL, app: 'test', isOver: () => false, isHere: () => true, sync: SEALING_SYNC };
  return {
    ...device,
    engine,
    save: async (...mutations) => {
      const result = await engine.save(mutations as MutationEnvelope[]);
      expect(result.ok).toBe(true);
    },
    seal: () => sealWaiting(parts),
    count: async () => [await device.db.own.count(), await device.db.seal.count()],
  };
}

/** What anybody who has the device can do: bring what is sealed on the tablets of this test. */
export const deliver = () => deliverSealed({ app: 'test', isOpen: (name) => !here.has(name) });

/** A tablet that is enrolled and up to date; then its tutor is without internet, saves, and leaves. */
export async function leftWith(room: Room, ...mutations: readonly unknown[]): Promise<Tablet> {
  const mine = await tablet();
  await mine.engine.sync();
  await mine.seal();
  room.isOnline = false;
  await mine.save(...mutations);
  await mine.seal();
  [room.isOnline, room.signedIn] = [true, null];
  return mine;
}
