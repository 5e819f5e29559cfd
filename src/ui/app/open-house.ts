/** Puts the house together for one person at one school: database, vault, engine, runner, reads. The one place that knows all layers. */
import type { Session, SignedInAt } from '../../protocol/accounts.ts';
import { appKept } from '../../device/app-kept.ts';
import { keptSession, putKept } from '../../device/last-key.ts';
import { lockSession, openVault, sealSession } from '../../device/last-session.ts';
import { sessionKey } from '../../device/session-key.ts';
import { forgetKey } from '../../device/key-rows.ts';
import { whetherHere } from '../../device/who-is-here.ts';
import type { Engine } from '../../sync/engine.ts';
import { StorageProblem } from '../../sync/ports.ts';
import type { SyncReason } from '../../sync/runner.ts';
import type { EngineDoor, House, SendingFacts, SyncWish } from '../queries/house.tsx';
import { openSchool, scopeOf } from './open-school.ts';
import { createOthers } from './others.ts';
import { newUuid } from './uuid.ts';

/** Who comes in. `lockKey`: as the server told it at sign-in, `elsewhere` the other schools; null when the device remembers them. */
export interface Opening {
  readonly session: Session;
  readonly lockKey: string | null;
  readonly elsewhere: readonly SignedInAt[] | null;
  /** On a shared computer: nothing is kept on it. */
  readonly shared: boolean;
  /** The words that open this device are forgotten: new ones are to be set. */
  readonly forgotten: boolean;
  /** Told while the tables are kept from being opened by another window, and when no more. */
  readonly onHeld: (held: boolean) => void;
}

/** Milliseconds after a start before it is looked for what others left here sealed. */
const BRING_AFTER_MS = 8000;

/** Opens the house of a session. `left`: called when the person has signed out. Throws DeviceLocked. */
export async function openHouse(opening: Opening, left: () => void): Promise<House> {
  const { session, lockKey, elsewhere, onHeld } = opening;
  const { sharing, scope, keeping, vault } = await openKeys(opening);
  // Set below: until the session is kept there is nothing to put back.
  let restoreKey = async (): Promise<boolean> => false;
  // It is whoever has just signed in, until that is noted.
  let comesIn = lockKey !== null;
  const isHere = () => comesIn || whetherHere(scope) === 'here';
  const school = openSchool(session, vault, {
    restoreKey: () => restoreKey(),
    isHere,
    scope,
  });
  const { db, memory, report, engine, tabs, runner, reads, sealer } = school;
  // Lists are worked out from now on, not only when a screen asks for one.
  const stopLists = reads.liveDigests().subscribe(
    () => {},
    () => {},
  );
  // Of no use for a start.
  const ears = { poked: () => runner.ask('poke'), back: () => runner.ask('back') };
  const listening = import('../../device/pokes.ts')
    .then((m) => m.listenForPokes(session.school, ears))
    .catch(() => null);
  const back = () => {
    if (document.visibilityState === 'visible') runner.ask('back');
  };
  document.addEventListener('visibilitychange', back);
  addEventListener('online', back);
  // What others left here sealed: of no hurry for who is here.
  const bringOthers = () => void import('../queries/sealed.ts').then((m) => m.bringSealed()).catch(() => undefined);
  const bringing = setTimeout(bringOthers, BRING_AFTER_MS);
  addEventListener('online', bringOthers);
  // Out of the back-forward cache: other windows may have written and synced meanwhile.
  const shown = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    void engine.refresh().catch(() => undefined);
    back();
  };
  addEventListener('pageshow', shown);
  const others = createOthers(session, sharing ? 'unknown' : elsewhere, keeping);
  const askOthers = (what: 'send' | 'stop') =>
    void others.here().then(
      (them) => them?.[what](),
      () => {},
    );
  let guarding = null as Promise<(() => void) | null> | null;
  const stop = () => {
    memory.forget();
    askOthers('stop');
    void listening.then((stopListening) => stopListening?.());
    stopLists();
    sealer.stop();
    clearTimeout(bringing);
    removeEventListener('online', bringOthers);
    void guarding?.then((stopGuarding) => stopGuarding?.());
    document.removeEventListener('visibilitychange', back);
    removeEventListener('online', back);
    void following.then((f) => f.stop());
    removeEventListener('pageshow', shown);
    runner.stop();
  };
  const sealed = () => sealer.now();
  const guardian = import('./behind.ts');
  const following = guardian.then((m) =>
    m.createFollowing({ scope, tabs, engine, isHere, stop, sealed, forget: memory.forget }),
  );
  // Loaded when it is wanted: it is of no use for a start.
  const leaving = async () =>
    (sharing?.createSharedLeaving ?? (await import('./leaving.ts')).createLeaving)({
      scope,
      db,
      engine,
      tabs,
      sealed,
      stop,
      left,
      others,
      lockSession,
      forgetKey,
    });
  // Of no use for a start.
  void import('./leaving.ts').then((m) => m.watchForClearing({ scope, engine, tabs, stop })).catch(() => undefined);
  const leave = async <T>(how: (ways: Awaited<ReturnType<typeof leaving>>) => Promise<T>): Promise<T> =>
    (await following).leave(async () => how(await leaving()));
  const lock: House['lock'] = (here) => leave((ways) => ways.lock(here));
  const signOut = () => leave((ways) => ways.signOut());
  const places = lockKey === null ? null : placesOf({ scope, session, lockKey }, elsewhere);
  const startAfresh = async (onward: string) => (await import('./leaving.ts')).startAfresh(tabs, onward);
  let protection = null as ReturnType<House['protection']> | null;
  let halfTyped = null as ReturnType<House['halfTyped']> | null;
  const stopHeld = report.subscribe((now) => onHeld(now === 'blocked' || now === 'waiting'));
  const keep = async () => {
    if (sharing) return;
    const note = await sealSession(scope, vault, session);
    // Else they have gone in another window meanwhile.
    if (isHere()) putKept(note);
  };
  // A new session has a key of its own.
  if (lockKey !== null) sessionKey.set(null);
  await Promise.all([keep(), engine.refresh()]);
  comesIn = false;
  stopHeld();
  const remembered = sharing ? null : guardian.then((m) => m.rememberKey(scope, vault));
  restoreKey = async () => remembered === null || (await remembered)();
  // Behind the first screen, but for who signs in: that begins a lease.
  const isProtected = !opening.forgotten && keptSession()?.words === true;
  const asksProtection = places !== null && !sharing && (await (await guardian).signedIn(places, isProtected));
  guarding = guardian
    .then((m) => m.guard({ scope, session, db, engine, isHere, shared: sharing !== null, lock, signOut, keep }))
    .catch(() => null);
  runner.ask('asked');
  sealer.soon();
  // Sent from the start, like what waits here.
  askOthers('send');
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
      (reason) => {
        runner.ask(reason);
        if (reason === 'asked') askOthers('send');
      },
      () => {
        tabs.poke();
        sealer.soon();
        // Of no use for a start.
        import('../../device/persistence.ts').then((m) => m.protect()).catch(() => undefined);
      },
    ),
    others: { ...others, open: async (school) => (await leaving()).open(school) },
    newId: newUuid,
    nowMs: () => Date.now(),
    halfTyped: () => (halfTyped ??= guardian.then((m) => m.createHalfTyped({ db, vault, nowMs: Date.now }))),
    storage: report,
    putBack: memory.told,
    appKept,
    signOut,
    lock,
    shared: sharing !== null,
    asksProtection,
    // Made once: it holds what was typed a moment ago.
    protection: () =>
      (protection ??= guardian.then((m) =>
        m.createProtection({
          scope,
          session,
          shared: sharing !== null,
          lockPlaces: places,
          startAfresh,
          lock,
        }),
      )),
    wipe: () => leave((ways) => ways.wipe()),
  };
}

/** The key of who comes in, and where it is kept: beside the boxes only where they are of made-up pupils. */
async function openKeys({ session, lockKey, shared }: Opening) {
  const sharing = shared ? await import('./behind.ts') : null;
  const scope = sharing ? sharing.sharedScope(session) : scopeOf(session);
  const keeping = session.demo ? 'on-device' : 'in-memory';
  const vault = sharing ? await sharing.openSharedVault(session) : await openVault(scope, lockKey, keeping);
  return { sharing, scope, keeping, vault } as const;
}

/** Everywhere that the person has just signed in to. */
const placesOf = <P>(here: P, elsewhere: readonly SignedInAt[] | null) =>
  [
    here,
    ...(elsewhere ?? []).map((place) => ({ scope: scopeOf(place), session: place, lockKey: place.lockKey })),
  ] as const;

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
