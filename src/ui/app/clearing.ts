/**
 * "Sign out and clear this device", as the school asked for it from afar: at every start, whoever has signed in, and when the
 * server has ended the session. What is cleared is written down before it goes, so that a browser that is closed in the middle
 * goes on, and tells the school when it can. Loaded behind the first screen.
 */
import { clearTables, devicesHere } from '../../device/devices-here.ts';
import { clearedAfar } from '../../device/cleared-afar.ts';
import { keptSession } from '../../device/last-key.ts';
import { deliverSealed } from '../../device/seal-delivery.ts';
import type { Tabs } from '../../device/tabs.ts';
import type { Engine } from '../../sync/engine.ts';
import { askWhatToClear, tellCleared } from '../queries/clearing.ts';
import { APP_VERSION } from '../queries/server.ts';

/** What runs in this window over its own tables. */
interface Running {
  readonly scope: string;
  readonly engine: Engine;
  readonly tabs: Tabs;
  /** Ends all that runs by itself. */
  readonly stop: () => void;
}

/** Asks now, and again when the server has ended the session. Where it cannot be asked, nothing happens. */
export function watchForClearing(running: Running): void {
  // Somebody has come in: what was said on the sign-in page is over.
  if (clearedAfar.now()?.length === 0) clearedAfar.put(null);
  const look = () => void clearWhatIsAsked(running).catch(() => undefined);
  let wasOut = false;
  running.engine.subscribe(({ lastResult }) => {
    const isOut = lastResult === 'refused-signed-out';
    if (isOut && !wasOut) look();
    wasOut = isOut;
  });
  look();
}

/** Takes away what is to go. `running`: in this window; null: nobody is signed in. */
export async function clearWhatIsAsked(running: Running | null): Promise<void> {
  await goOnClearing();
  const here = await devicesHere();
  if (here.length === 0) return;
  const asked = await askWhatToClear(here.map(({ device }) => device));
  if (!asked.ok) return;
  const all = here.filter(({ device }) => asked.value.devices.includes(device));
  if (all.length === 0) return;
  // What its user has not sent goes first, as it is sealed: the server judges it as theirs.
  const scopes = new Set(all.map(({ scope }) => scope));
  await deliverSealed({ app: APP_VERSION, isOpen: (database) => !scopes.has(database) });
  clearedAfar.put(all);
  if (running !== null && all.some(({ scope }) => scope === running.scope)) {
    running.stop();
    // The other windows go too, and none of them puts anything back.
    running.tabs.lock();
    running.tabs.end();
  }
  await goOnClearing();
  // Started afresh: nothing that was opened stays in memory.
  if (running === null || all.some(({ scope }) => scope === running.scope)) location.replace('/');
}

/** Does what was begun, and tells the school. Where it was whoever used this device last, that stays to be said until somebody signs in. */
async function goOnClearing(): Promise<void> {
  const owed = clearedAfar.now() ?? [];
  if (owed.length === 0) return;
  for (const { scope } of owed) await clearTables(scope);
  if ((await tellCleared(owed.map(({ device }) => device))).ok) clearedAfar.put(keptSession() === null ? [] : null);
}
