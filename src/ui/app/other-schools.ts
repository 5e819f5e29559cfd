/**
 * The account's other schools on this device, while one is open: each with its own tables, key, engine and runner, so that
 * what waits there is sent too. Nothing of one goes into the tables or the requests of another. Loaded when there are any.
 */
import { databaseName, isOnDevice } from '../../device/database.ts';
import type { KeptSession } from '../../device/last-key.ts';
import { keptOthers, keptSession, putSchools } from '../../device/last-key.ts';
import { openVault, sealSession } from '../../device/last-session.ts';
import { rememberKey } from '../../device/remember-key.ts';
import type { Keeping } from '../../device/vault-key.ts';
import { accountOf, whetherHere } from '../../device/who-is-here.ts';
import type { Session, SignedInAt } from '../../protocol/accounts.ts';
import type { OwnMutation } from '../../sync/ports.ts';
import type { AllOthers, OtherSchool } from '../queries/house.tsx';
import { countOwn } from '../queries/own-things.ts';
import type { Opening } from './open-house.ts';
import type { OpenSchool, openSchool as open } from './open-school.ts';
import { rememberedIn } from './remembered.ts';

/** What is asked of them, together. */
export interface OthersHere {
  /** Sends what waits, and fetches, at once. */
  send(): void;
  stop(): void;
  /** Takes their records off the device; what is unsent stays, sealed. */
  signOut(): Promise<void>;
  /** Tells their windows that the person has left. */
  leave(): void;
  /** Tells their windows that the device is locked. */
  lock(): void;
  /** Deletes their tables, unsent work as well. */
  wipe(): Promise<void>;
}

interface Parts {
  readonly session: Session;
  /** The other schools, as they were told at sign-in; null: those that are kept. */
  readonly elsewhere: readonly SignedInAt[] | null;
  /** Where the keys that were told are kept. */
  readonly keeping?: Keeping | undefined;
  readonly tell: (others: AllOthers) => void;
  /** Given, so that the build keeps what runs a school with what opens first. */
  readonly openSchool: typeof open;
}

/** One of them. `room` null: the school was never opened on this device, and nothing of it is brought here unasked. */
interface Other {
  readonly session: Session;
  readonly room: OpenSchool | null;
}

/** The same signing in, at the school that was open on this device last: the server knows only what it was told. */
export function asLeftHere(opening: Opening): Opening {
  const { session, lockKey, elsewhere } = opening;
  const left = elsewhere?.find((place) => databaseName(place.account, place.school) === keptSession()?.scope);
  if (!elsewhere || !left || lockKey === null) return opening;
  const others = [{ ...session, lockKey }, ...elsewhere.filter((place) => place !== left)];
  const { lockKey: key, ...here } = left;
  return { ...opening, session: here, lockKey: key, elsewhere: others };
}

/** Opens those that are on this device, and tells of them from now on. */
export async function openOthers(parts: Parts): Promise<OthersHere> {
  const { session, elsewhere, tell, openSchool } = parts;
  if (elsewhere !== null) await keepAll(elsewhere, parts.keeping);
  const mine = keptOthers().filter(({ scope }) => accountOf(scope) === session.account);
  const others = (await Promise.all(mine.map((kept) => openOther(kept, openSchool)))).filter((other) => other !== null);
  const stops = follow(others, tell);
  const rooms = others.flatMap(({ room }) => room ?? []);
  const stop = () => {
    for (const end of stops.splice(0)) end();
    for (const { memory, runner, sealer } of rooms) {
      memory.forget();
      runner.stop();
      sealer.stop();
    }
  };
  return {
    send: () => rooms.forEach(({ runner }) => runner.ask('asked')),
    stop,
    async signOut() {
      for (const { engine } of rooms) await engine.signOut();
    },
    leave: () =>
      rooms.forEach(({ tabs }) => {
        tabs.leave();
        tabs.end();
      }),
    lock: () => rooms.forEach(({ tabs }) => tabs.lock()),
    async wipe() {
      for (const { db, tabs } of rooms) {
        tabs.lock();
        tabs.end();
        await db.delete();
      }
    },
  };
}

/** Signing in has brought their keys: they open with this device from now on. What does not open stays as it is, sealed. */
async function keepAll(elsewhere: readonly SignedInAt[], keeping: Keeping | undefined): Promise<void> {
  const kept: KeptSession[] = [];
  for (const { lockKey, ...session } of elsewhere) {
    const scope = databaseName(session.account, session.school);
    const vault = await openVault(scope, lockKey, keeping).catch(() => null);
    if (vault !== null) kept.push(await sealSession(scope, vault, session));
  }
  putSchools(kept);
}

/** Null: its key is away, or the browser has thrown it away. */
async function openOther(kept: KeptSession, openSchool: Parts['openSchool']): Promise<Other | null> {
  const session = await rememberedIn(kept);
  if (session === null || typeof session === 'string') return null;
  if (!(await isOnDevice(kept.scope))) return { session, room: null };
  const vault = await openVault(kept.scope, null);
  const room = openSchool(session, vault, {
    restoreKey: rememberKey(kept.scope, vault),
    isHere: () => whetherHere(kept.scope) === 'here',
  });
  await room.engine.refresh().catch(() => undefined);
  room.sealer.soon();
  return { session, room };
}

/** Tells of all of them whenever something of one is different. Gives how to stop. */
function follow(others: readonly Other[], tell: Parts['tell']): (() => void)[] {
  const own = new Map<Other, readonly OwnMutation[]>();
  const facts = (other: Other): OtherSchool => {
    const { oldestWaitingAt, lastResult } = other.room?.engine.status() ?? { oldestWaitingAt: null, lastResult: null };
    return {
      session: other.session,
      digests: other.room?.reads.liveDigests() ?? null,
      sending: {
        ...countOwn(own.get(other) ?? []),
        oldestWaitingAt,
        lastResult: lastResult === 'refused-signed-out' ? 'signed-out' : lastResult,
      },
    };
  };
  const changed = () => tell(together(others.map(facts)));
  changed();
  return others.flatMap((other) => {
    const { room } = other;
    if (room === null) return [];
    const back = () => (document.visibilityState === 'visible' ? room.runner.ask('back') : undefined);
    addEventListener('online', back);
    document.addEventListener('visibilitychange', back);
    return [
      room.engine.subscribe(changed),
      room.reads.liveOwn().subscribe(
        (value) => {
          own.set(other, value);
          changed();
        },
        () => {},
      ),
      () => {
        removeEventListener('online', back);
        document.removeEventListener('visibilitychange', back);
      },
    ];
  });
}

function together(schools: readonly OtherSchool[]): AllOthers {
  const sum = (what: 'waiting' | 'needsYou') => schools.reduce((all, { sending }) => all + sending[what], 0);
  const since = schools.flatMap(({ sending }) => sending.oldestWaitingAt ?? []).toSorted();
  return { schools, waiting: sum('waiting'), needsYou: sum('needsYou'), oldestWaitingAt: since[0] ?? null };
}
