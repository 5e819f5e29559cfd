/** What runs for one account at one school: tables, engine, runner, reads. The school that is open has it, and so has each other one on this device. */
import { digestOf } from '../../domain/digest-of.ts';
import type { Session } from '../../protocol/accounts.ts';
import { createDatabase, databaseName } from '../../device/database.ts';
import { createDevicePort } from '../../device/device-port.ts';
import { createReads } from '../../device/reads.ts';
import { createSealer } from '../../device/sealer.ts';
import { createStorageReport } from '../../device/storage-state.ts';
import { createTablesMemory } from '../../device/tables-memory.ts';
import { createTabs, tabsBrowser } from '../../device/tabs.ts';
import type { Vault } from '../../device/vault.ts';
import { createWire, whileHere } from '../../device/wire.ts';
import { createEngine } from '../../sync/engine.ts';
import { inOutbox, wireMutation } from '../../sync/outbox.ts';
import type { ChancePort, TimerPort } from '../../sync/ports.ts';
import { startRunner } from '../../sync/runner.ts';
import { markSealed } from '../../sync/saving.ts';
import { departed, forgetDeparted, takeBrought, toBring } from '../../sync/sealed-alone.ts';
import { stalling } from '../../sync/stall.ts';
import { isPending, unplaced, viewRecord } from '../../sync/view.ts';
import { APP_VERSION } from '../queries/server.ts';
import { newUuid } from './uuid.ts';

const chance: ChancePort = { nowMs: () => Date.now(), newId: newUuid, random: () => Math.random() };
const timers: TimerPort = {
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

/** The name under which a session's tables, keys and locks are. */
export const scopeOf = ({ account, school }: Pick<Session, 'account' | 'school'>): string =>
  databaseName(account, school);

/** All of it, running. */
export type OpenSchool = ReturnType<typeof openSchool>;

/** What a school is opened with. */
interface Parts {
  /** Puts the key back when the browser has cleared it (tables-memory.ts). */
  readonly restoreKey: () => Promise<boolean>;
  /** Is the person of the session the one who is signed in to this browser? Else nothing is sent, and nothing put back. */
  readonly isHere: () => boolean;
  /** Where nothing is kept, a name of its own. */
  readonly scope?: string;
}

/** Opens a school. */
export function openSchool(session: Session, vault: Vault, { restoreKey, isHere, scope = scopeOf(session) }: Parts) {
  const memory = createTablesMemory({ restoreKey, cleared: () => runner.ask('asked') });
  const db = createDatabase(scope, () => (isHere() ? memory.putBack() : null));
  const report = createStorageReport();
  const port = createDevicePort({ db, vault, digestOf, report, memory });
  const { person } = session;
  const engine = createEngine({
    port,
    chance,
    person,
    app: APP_VERSION,
    wire: whileHere(stalling(createWire(session.school, APP_VERSION), timers), isHere),
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
  const sealer = createSealer({
    school: session.school,
    app: APP_VERSION,
    isHere,
    db,
    port,
    vault,
    sync: { inOutbox, wireMutation, markSealed, departed, forgetDeparted, toBring, takeBrought },
  });
  tabs.onPoke(() => void engine.refresh());
  return { scope, db, memory, report, engine, tabs, runner, reads, sealer };
}
