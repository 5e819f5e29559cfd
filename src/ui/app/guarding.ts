/**
 * What watches over an open house, behind its first screen: keys for the next window, nobody at the device, how long it may
 * open without the school, boxes that are to be sealed afresh.
 */
import type { DeviceDatabase } from '../../device/database.ts';
import { giveKeys } from '../../device/key-handover.ts';
import { withKeyRows } from '../../device/key-rows.ts';
import { keyRing } from '../../device/key-ring.ts';
import { keptOthers } from '../../device/last-key.ts';
import { beginLease, leaseHours, renewed } from '../../device/lease.ts';
import { resealAll } from '../../device/reseal.ts';
import type { Session } from '../../protocol/accounts.ts';
import type { Engine } from '../../sync/engine.ts';
import { idle } from '../queries/idle.ts';
import { hideAll, showAll } from './hiding.ts';
import { watchIdle } from './idle-watch.ts';
import { bindSession, carryShared, followBinding } from './session-binding.ts';

/** What is watched over. `atWork`: whether anybody is to be locked out at all. */
export interface Guarded {
  readonly scope: string;
  readonly session: Session;
  readonly db: DeviceDatabase;
  readonly engine: Engine;
  readonly shared: boolean;
  /** Is the person still the one who is signed in to this browser? */
  readonly isHere: () => boolean;
  readonly lock: (here: 'here') => Promise<'unsaved-words' | 'not-possible' | null>;
  readonly signOut: () => Promise<void>;
  /** Keeps the session, sealed. */
  readonly keep: () => Promise<unknown>;
}

/** Somebody has signed in: the lease begins, at each of their schools. Is the device to be protected before anything else? */
export async function signedIn(
  [here, ...others]: readonly [Place, ...Place[]],
  isProtected: boolean,
): Promise<boolean> {
  for (const { scope, session } of [here, ...others])
    await withKeyRows(scope, (rows) => rows.put('lease', beginLease(leaseHours(session.roles), Date.now())));
  const { roles, demo } = here.session;
  const isPupil = roles.every((role) => role === 'pupil');
  return !demo && !isProtected && !isPupil && leaseHours(roles) > 0;
}

interface Place {
  readonly scope: string;
  readonly session: Pick<Session, 'roles' | 'demo'>;
}

/** Watches from now on. Gives how to stop. */
export function guard(guarded: Guarded): () => void {
  const stops = [
    giveKeys(),
    followLease(guarded),
    hideInCache(guarded),
    ...(isLockedWhenIdle(guarded) ? [watch(guarded)] : []),
    ...(guarded.shared ? [warnOfUnsent(guarded)] : []),
  ];
  const { db, scope, shared, session } = guarded;
  const key = keyRing.get(scope);
  // Where the key lies in a file, so might this one.
  if (key) {
    const keep = shared ? async () => carryShared(session) : guarded.keep;
    bindSession({ shared, keep }).catch(() => undefined);
    if (!shared)
      stops.push(guarded.engine.subscribe(({ lastResult }) => isRefused(lastResult) && void followBinding()));
  }
  // What is not done now is done at the next start.
  if (key && !shared) resealAll({ db, scope, key, pause: idle }).catch(() => undefined);
  return () => {
    for (const stop of stops) stop();
  };
}

const isRefused = (result: ReturnType<Engine['status']>['lastResult']): boolean => result === 'refused-signed-out';

/**
 * Not the made-up school, unless somebody has tried out what protects a device; nor a device from before there was that,
 * which could not be opened again without internet: it is moved over when somebody signs in.
 */
const isLockedWhenIdle = ({ scope }: Guarded): boolean => keyRing.get(scope) !== undefined;

function watch({ session, shared, engine, lock, signOut }: Guarded): () => void {
  let busy = false;
  const covering = import('./cover.tsx');
  const cover = (words: 'covered' | 'not-saved' | 'not-sent') => void covering.then((m) => m.coverScreen(words));
  const leave = async (): Promise<void> => {
    if ((await lock('here')) === 'unsaved-words') return cover('not-saved');
    if (!shared) return;
    // Nothing of this could be brought back: it is sent first.
    if ((await engine.refresh()).waiting > 0) return cover('not-sent');
    await signOut();
  };
  return watchIdle({
    account: session.account,
    nowMs: () => Date.now(),
    cover: () => cover('covered'),
    lock() {
      if (busy) return;
      busy = true;
      void leave().finally(() => (busy = false));
    },
  });
}

/** A page that the browser keeps to go back to comes out of there with nothing in sight, until it is known who is here. */
function hideInCache({ isHere }: Guarded): () => void {
  const hidden = ({ persisted }: PageTransitionEvent) => (persisted ? hideAll() : undefined);
  const shown = () => (isHere() ? showAll() : undefined);
  addEventListener('pagehide', hidden);
  addEventListener('pageshow', shown);
  return () => {
    removeEventListener('pagehide', hidden);
    removeEventListener('pageshow', shown);
  };
}

/** On a shared computer what is unsent goes with the window: the browser asks before. */
function warnOfUnsent({ engine }: Guarded): () => void {
  const leaving = (event: Event) => (engine.status().waiting > 0 ? event.preventDefault() : undefined);
  addEventListener('beforeunload', leaving);
  return () => removeEventListener('beforeunload', leaving);
}

/** Each contact with the school renews it, at all schools of the account: one server has answered for all. */
function followLease({ scope, engine, shared }: Guarded): () => void {
  if (shared) return () => undefined;
  let last: string | null = null;
  return engine.subscribe(({ lastSyncedAt }) => {
    if (lastSyncedAt === null || lastSyncedAt === last) return;
    last = lastSyncedAt;
    for (const one of [scope, ...keptOthers().map((kept) => kept.scope)])
      renew(one, lastSyncedAt).catch(() => undefined);
  });
}

const renew = (scope: string, at: string): Promise<void> =>
  withKeyRows(scope, (rows) =>
    rows.transact(async () => {
      const lease = await rows.get('lease');
      if (lease) await rows.put('lease', renewed(lease, at, Date.now()));
    }),
  );
