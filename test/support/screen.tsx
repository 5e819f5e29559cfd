/**
 * Mounts a screen over records in memory, with the real mutations replayed on them as on a device. Nothing is sent.
 * `saved()` are the envelopes in the order in which they were saved, `opened()` the records whose opening was written down; `fail()` makes the next saves fail like a full tablet.
 */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { LocationProvider } from 'preact-iso';
import type { HalfTyped } from '../../src/device/half-typed.ts';
import { view } from '../../src/domain/access.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { Groups } from '../../src/domain/group.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { recordOpened } from '../../src/domain/mutations/opened.ts';
import { checkMutation, replay } from '../../src/domain/mutations/registry.ts';
import { effectiveGroups } from '../../src/domain/who-may.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import type { Session } from '../../src/protocol/accounts.ts';
import type { AllOthers, House, OtherSchool, Live, Protection, SendingFacts } from '../../src/ui/queries/house.tsx';
import { HouseProvider } from '../../src/ui/queries/house.tsx';
import { StorageProblem } from '../../src/sync/ports.ts';
import type { OwnMutation } from '../../src/sync/ports.ts';

export interface ScreenSetting {
  readonly session: Session;
  /** Records as the server sent them, with the groups in which they are granted. */
  readonly records: readonly { readonly record: CareersRecord; readonly groups: Groups }[];
  /** The instant that the screens take for now. */
  readonly now: string;
  readonly facts?: Partial<SendingFacts>;
  /** Own changes from before the screen was opened, for lists of what was sent or refused: they are not replayed. */
  readonly before?: readonly OwnMutation[];
  /** Of those, the ones whose words no record shows. */
  readonly unplaced?: readonly OwnMutation[];
  /** The account's other schools on this device. */
  readonly others?: readonly OtherSchool[];
  /** How this device opens. */
  readonly protection?: Protection;
  /** Somebody has just signed in on a device that is to be protected. */
  readonly asksProtection?: boolean;
}

const allOf = (schools: readonly OtherSchool[]): AllOthers => ({
  schools,
  waiting: schools.reduce((sum, { sending }) => sum + sending.waiting, 0),
  needsYou: schools.reduce((sum, { sending }) => sum + sending.needsYou, 0),
  oldestWaitingAt: schools.find(({ sending }) => sending.oldestWaitingAt !== null)?.sending.oldestWaitingAt ?? null,
});

/** A device of the made-up school, just signed in to. */
const NO_PROTECTION: Protection = {
  now: async () => 'not-needed',
  needs: async () => 'nothing',
  canHavePasskey: async () => false,
  tryWords: async () => ({ kind: 'right' }),
  protect: async () => 'protected',
};

const QUIET: SendingFacts = {
  waiting: 0,
  sending: null,
  needsYou: 0,
  oldestWaitingAt: null,
  lastResult: 'ok',
  lastSyncedAt: null,
  firstSync: null,
};

/** Mounts a screen. */
export function renderScreen(screen: ComponentChild, setting: ScreenSetting) {
  const world = createWorld(setting);
  const client = new QueryClient();
  const shown = render(
    <LocationProvider>
      <QueryClientProvider client={client}>
        <HouseProvider value={world.house}>{screen}</HouseProvider>
      </QueryClientProvider>
    </LocationProvider>,
  );
  return { ...shown, saved: world.saved, opened: world.opened, fail: world.fail, house: world.house };
}

/** The house in memory, for pages that mount it themselves. */
export function createWorld({
  session,
  records,
  now,
  facts,
  before = [],
  unplaced = [],
  others = [],
  protection = NO_PROTECTION,
  asksProtection = false,
}: ScreenSetting) {
  const saved: MutationEnvelope[] = [];
  const opened: RecordId[] = [];
  const watchers = new Set<() => void>();
  let failing: StorageProblem['kind'] | null = null;
  // Far from the ids that tests name and builders draw.
  let serial = 2_000_000;
  const byId = new Map(records.map((r) => [r.record.id, r]));

  const see = (id: RecordId): CareersRecord | null => {
    const held = byId.get(id);
    if (!held) return null;
    const pending = saved.filter((e) => e.record === id).map((envelope) => ({ envelope, taken: null }));
    const groups = effectiveGroups(held.groups, pending);
    return view(
      replay(view(held.record, session.person, held.groups), pending, session.person),
      session.person,
      groups,
    );
  };
  const live = <T,>(read: () => T): Live<T> => ({
    subscribe(next) {
      const tell = () => next(read());
      watchers.add(tell);
      queueMicrotask(tell);
      return () => watchers.delete(tell);
    },
  });
  const own = (): readonly OwnMutation[] => [
    ...before,
    ...saved.map((envelope, index) => ({
      order: before.length + index,
      id: envelope.id,
      record: envelope.record,
      act: envelope.act ?? null,
      touches: touchesOf(envelope),
      taken: null,
      takenAt: null,
      first: null,
      refused: null,
      waited: 0,
      sent: false,
      envelope,
    })),
  ];
  const typed = new Map<string, unknown>();
  const halfTyped: HalfTyped = {
    read: async () => new Map(typed),
    write: async (name, value) => {
      if (value === undefined) typed.delete(name);
      else typed.set(name, structuredClone(value));
    },
  };
  const house: House = {
    session,
    holdings: {
      record: (id) => live(() => see(id)),
      digests: () =>
        live(() =>
          records
            .map(({ record }) => see(record.id))
            .filter((r) => r !== null)
            .map((r): Digest => digestOf(r)),
        ),
      own: () => live(own),
      unplaced: () => live(() => unplaced),
      meta: () =>
        live(() => ({
          device: '00000000-0000-4000-8000-000000000000',
          epoch: 'e',
          cookie: 1,
          hash: 'h',
          grants: Object.fromEntries(records.map(({ record, groups }) => [record.id, groups])),
          erased: [],
          turn: null,
          syncedAt: null,
        })),
    },
    engine: {
      save: async (envelopes) => {
        if (failing) throw new StorageProblem(failing);
        saved.push(...envelopes.filter(({ name }) => name !== recordOpened.name));
        opened.push(...envelopes.flatMap(({ name, record }) => (name === recordOpened.name ? [record] : [])));
        for (const tell of watchers) tell();
      },
      sync: () => {},
      status: () => ({ ...QUIET, waiting: saved.length, ...facts }),
      subscribe: (changed) => {
        watchers.add(changed);
        return () => watchers.delete(changed);
      },
      retry: async () => {},
      forgetNeeds: async () => {},
    },
    others: { now: () => allOf(others), subscribe: () => () => {}, open: async () => null },
    newId: () => `00000000-0000-7000-8000-${(++serial).toString(16).padStart(12, '0')}`,
    nowMs: () => Date.parse(now),
    halfTyped: async () => halfTyped,
    signOut: async () => {},
    lock: async () => null,
    wipe: async () => {},
    shared: false,
    asksProtection,
    protection: async () => protection,
    appKept: { now: () => true, subscribe: () => () => {} },
    storage: { now: () => 'ok', subscribe: () => () => {} },
    putBack: { now: () => null, subscribe: () => () => {}, seen: () => {} },
  };
  return {
    house,
    saved: () => saved,
    opened: () => opened,
    fail: (kind: StorageProblem['kind'] | null) => void (failing = kind),
  };
}

function touchesOf(envelope: MutationEnvelope) {
  const checked = checkMutation(envelope);
  return checked.ok ? checked.value.definition.touches(checked.value.args) : [];
}
