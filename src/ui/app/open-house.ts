/** Puts the house together for one person at one school: database, vault, engine, runner, reads. The one place that knows all layers. */
import { digestOf } from '../../domain/digest-of.ts';
import type { Session } from '../../protocol/accounts.ts';
import { createDatabase, databaseName } from '../../device/database.ts';
import { createDevicePort } from '../../device/device-port.ts';
import { appKept } from '../../device/app-kept.ts';
import { keptSession } from '../../device/last-key.ts';
import { keepSession, openVault, rememberKey } from '../../device/last-session.ts';
import { createProtection, thisBrowser } from '../../device/persistence.ts';
import { createReads } from '../../device/reads.ts';
import { createStorageReport } from '../../device/storage-state.ts';
import { createTablesMemory } from '../../device/tables-memory.ts';
import { createTabs, tabsBrowser } from '../../device/tabs.ts';
import { createWire, listenForPokes } from '../../device/wire.ts';
import { createEngine } from '../../sync/engine.ts';
import type { Engine } from '../../sync/engine.ts';
import type { ChancePort, TimerPort } from '../../sync/ports.ts';
import { StorageProblem } from '../../sync/ports.ts';
import { startRunner } from '../../sync/runner.ts';
import { stalling } from '../../sync/stall.ts';
import type { SyncReason } from '../../sync/runner.ts';
import { isPending, unplaced, viewRecord } from '../../sync/view.ts';
import type { EngineDoor, House, SendingFacts, SyncWish } from '../queries/house.tsx';
import { APP_VERSION } from '../queries/server.ts';
import { newUuid } from './uuid.ts';

const chance: ChancePort = { nowMs: () => Date.now(), newId: newUuid, random: () => Math.random() };
const timers: TimerPort = {
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

/** Who comes in. `lockKey`: as the server told it at sign-in; null when the device remembers them. */
export interface Opening {
  readonly session: Session;
  readonly lockKey: string | null;
  /** Told while the tables are kept from being opened by another window, and when no more. */
  readonly onHeld: (held: boolean) => void;
}

/** Opens the house of a session. `left`: called when the person has signed out. Throws DeviceLocked. */
export async function openHouse({ session, lockKey, onHeld }: Opening, left: () => void): Promise<House> {
  const scope = databaseName(session.account, session.school);
  const vault = await openVault(scope, lockKey);
  // Set below: until the session is kept there is nothing to put back.
  let restoreKey = async (): Promise<boolean> => false;
  const memory = createTablesMemory({ restoreKey: () => restoreKey(), cleared: () => runner.ask('asked') });
  const db = createDatabase(scope, memory.putBack);
  const report = createStorageReport();
  const port = createDevicePort({ db, vault, digestOf, report, memory });
  const { person } = session;
  const engine = createEngine({
    port,
    chance,
    person,
    app: APP_VERSION,
    wire: stalling(createWire(session.school, APP_VERSION), timers),
  });
  const tabs = createTabs(scope, tabsBrowser());
  const runner = startRunner({ engine, timers, chance, exclusive: (work) => tabs.exclusive(work) });
  const reads = createReads({
    db,
    vault,
    port,
    digestOf,
    memory,
    isPending,
    viewOf: (sight) => viewRecord({ ...sight, person }),
    unplacedOf: (sight) => unplaced({ ...sight, person }),
  });
  // Lists are worked out from now on, not only when a screen asks for one.
  const stopLists = reads.liveDigests().subscribe(
    () => {},
    () => {},
  );
  const protect = createProtection(thisBrowser());
  const stopListening = listenForPokes(session.school, {
    poked: () => runner.ask('poke'),
    back: () => runner.ask('back'),
  });
  tabs.onPoke(() => void engine.refresh());
  const back = () => {
    if (keptSession()?.locked) void followLock();
    else if (document.visibilityState === 'visible') runner.ask('back');
  };
  document.addEventListener('visibilitychange', back);
  addEventListener('online', back);
  // Out of the back-forward cache: other windows may have written and synced meanwhile.
  const shown = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    void engine.refresh().catch(() => undefined);
    back();
  };
  addEventListener('pageshow', shown);
  tabs.onLock(() => {
    memory.forget();
    void followLock();
  });
  const stop = () => {
    memory.forget();
    stopListening();
    stopLists();
    document.removeEventListener('visibilitychange', back);
    removeEventListener('online', back);
    removeEventListener('pageshow', shown);
    runner.stop();
  };
  // Loaded when it is wanted: it is of no use for a start.
  const leaving = async () => (await import('./leaving.ts')).createLeaving({ scope, db, engine, tabs, stop, left });
  const followLock = async () => (await import('./leaving.ts')).goWhenSaved();
  const stopHeld = report.subscribe((now) => onHeld(now === 'blocked' || now === 'waiting'));
  await Promise.all([keepSession(scope, vault, session), engine.refresh()]);
  stopHeld();
  restoreKey = rememberKey(scope, vault);
  runner.ask('asked');
  return {
    session,
    holdings: {
      record: reads.liveRecord,
      digests: reads.liveDigests,
      own: reads.liveOwn,
      meta: reads.liveMeta,
      unplaced: reads.liveUnplaced,
    },
    engine: doorOf(
      engine,
      (reason) => runner.ask(reason),
      () => {
        tabs.poke();
        void protect();
      },
    ),
    newId: newUuid,
    nowMs: () => Date.now(),
    storage: report,
    putBack: memory.told,
    appKept,
    signOut: async () => (await leaving()).signOut(),
    lock: async () => (await leaving()).lock(),
    wipe: async () => (await leaving()).wipe(),
  };
}

const WISHES: Readonly<Record<SyncWish, SyncReason>> = { asked: 'asked', 'left-text': 'saved', timer: 'back' };

function doorOf(engine: Engine, ask: (reason: SyncReason) => void, saved: () => void): EngineDoor {
  return {
    save: async (envelopes) => {
      const result = await engine.save(envelopes);
      // What the server could never take is a bug of the screen or too long; the words stay where they were typed.
      if (!result.ok) throw new StorageProblem('broken', new Error(result.error.kind));
      saved();
      ask(envelopes.every((e) => e.name.startsWith('draft.')) ? 'draft' : 'saved');
    },
    sync: (wish) => ask(WISHES[wish]),
    status: () => factsOf(engine),
    subscribe: (changed) => engine.subscribe(changed),
    retry: async (order) => {
      await engine.retry(order);
      ask('asked');
    },
    forgetNeeds: (order) => engine.forgetNeeds(order),
  };
}

function factsOf(engine: Engine): SendingFacts {
  const status = engine.status();
  return { ...status, lastResult: status.lastResult === 'refused-signed-out' ? 'signed-out' : status.lastResult };
}
