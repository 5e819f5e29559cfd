/**
 * Planted bugs: each removes or bends one rule, or copies a mistake that real implementations make; in a wrapper of the
 * device's tables or of the server's store, never in shipped code. The oracles must find all of them.
 */
import type { DevicePort, DeviceTx, WirePort } from '../../src/sync/ports.ts';
import { SERVER_BUGS } from './bugs-server.ts';
import type { ServerBends } from './real-server.ts';
import type { DeviceBends } from './stage.ts';

export interface Bug {
  /** What is wrong, and the invariant that forbids it. */
  readonly what: string;
  readonly server?: ServerBends;
  readonly device?: DeviceBends;
}

/** The port with some methods of its transactions replaced. */
const tables = (replace: (tx: DeviceTx) => Partial<DeviceTx>): DeviceBends => ({
  port: (port: DevicePort): DevicePort => ({
    ...port,
    transact: (work) => port.transact((tx) => work(bound(tx, replace(tx)))),
  }),
});

function bound(tx: DeviceTx, replaced: Partial<DeviceTx>): DeviceTx {
  return {
    meta: () => tx.meta(),
    setMeta: (meta) => tx.setMeta(meta),
    own: () => tx.own(),
    addOwn: (row) => tx.addOwn(row),
    putOwn: (row) => tx.putOwn(row),
    patchOwn: (order, patch) => tx.patchOwn(order, patch),
    removeOwn: (orders) => tx.removeOwn(orders),
    records: () => tx.records(),
    putRecords: (rows) => tx.putRecords(rows),
    removeRecords: (ids) => tx.removeRecords(ids),
    wantRecords: (ids) => tx.wantRecords(ids),
    ...replaced,
  };
}

const rowOf = async (tx: DeviceTx, order: number) => (await tx.own()).find((row) => row.order === order);
const asks = (bend: (request: Parameters<WirePort['send']>[0]) => Parameters<WirePort['send']>[0]): DeviceBends => ({
  wire: (wire) => ({ send: (request) => wire.send(bend(request)) }),
});

const DEVICE_BUGS = {
  // what people see
  replayAll: {
    what: 'own applied changes are replayed on a record that already has them (I1)',
    device: {
      view: { sight: (sight) => ({ ...sight, own: sight.own.map((m) => (m.refused ? m : { ...m, taken: null })) }) },
    },
  },
  dropOnOutcome: {
    what: 'a change leaves the view when its outcome comes, not when the record has it (I1)',
    device: { view: { sight: (sight) => ({ ...sight, own: sight.own.filter((m) => m.taken === null) }) } },
  },
  cookieNotCounted: {
    what: 'a record counts as new as its own version only, not as the cookie (I1)',
    device: { view: { sight: (sight) => ({ ...sight, meta: { ...sight.meta, cookie: null } }) } },
  },
  unplacedHidden: {
    what: 'own words that no record shows are not listed under "Needs you" (I2)',
    device: { view: { hidesUnplaced: true } },
  },
  refusedForgotten: {
    what: 'a refused change is dropped instead of going to "Needs you" (I2)',
    device: tables((tx) => ({
      putOwn: (row) => (row.refused === null ? tx.putOwn(row) : tx.removeOwn([row.order])),
    })),
  },
  // whose reply counts
  turnKept: {
    what: 'a request or a sign-out draws no new turn: late replies are applied (I3)',
    device: tables((tx) => ({ setMeta: async (meta) => tx.setMeta({ ...meta, turn: 'the same' }) })),
  },
  signOutKeepsTurn: {
    what: 'a reply on its way is applied after signing out (I3)',
    device: tables((tx) => {
      let drops = false;
      return {
        removeRecords: async (ids) => {
          drops = true;
          await tx.removeRecords(ids);
        },
        setMeta: async (meta) => {
          const { turn } = await tx.meta();
          await tx.setMeta(drops && meta.cookie === null ? { ...meta, turn } : meta);
        },
      };
    }),
  },
  // typing
  sentForgotten: {
    what: 'typing does not name a wording that has been sent (I4)',
    device: tables((tx) => ({ patchOwn: (order, { sent: _, ...patch }) => tx.patchOwn(order, patch) })),
  },
  typingKeepsId: {
    what: 'typing changes a pending mutation and keeps its id (I4)',
    device: tables((tx) => ({
      putOwn: async (row) => {
        const old = await rowOf(tx, row.order);
        const isTyping = old !== undefined && old.refused === null && row.refused === null;
        await tx.putOwn(isTyping ? { ...row, id: old.id, box: { ...(row.box as object), id: old.id } } : row);
      },
    })),
  },
  // cookie, want, check
  cookieWithoutDone: {
    what: 'the cookie moves with the records, before done (I7)',
    device: tables((tx) => ({
      putRecords: async (rows) => {
        await tx.putRecords(rows);
        const meta = await tx.meta();
        await tx.setMeta({ ...meta, cookie: Math.max(meta.cookie ?? 0, ...rows.map((row) => row.version)) });
      },
    })),
  },
  noWant: { what: 'nothing is asked for by name (I5)', device: asks((request) => ({ ...request, want: [] })) },
  noCheck: { what: 'held records are not checked (I7)', device: asks((request) => ({ ...request, check: [] })) },
  // rights
  noPurge: {
    what: 'records that are no longer granted stay (I5)',
    device: tables(() => ({ removeRecords: async () => undefined })),
  },
  notFiltered: {
    what: 'a record whose groups changed is fetched afresh but not filtered meanwhile (I5)',
    device: tables((tx) => ({ putRecords: (rows) => tx.putRecords(rows.filter((row) => !row.wanted)) })),
  },
  notWanted: {
    what: 'a record whose groups changed is not fetched afresh (I5)',
    device: tables((tx) => ({
      wantRecords: async (ids) => (ids === 'all' ? tx.wantRecords(ids) : undefined),
      putRecords: (rows) => tx.putRecords(rows.map((row) => ({ ...row, wanted: false }))),
    })),
  },
  purgeTakesOutbox: {
    what: 'losing a record drops what was written on it and not yet sent (I5)',
    device: tables((tx) => ({
      removeRecords: async (ids) => {
        const gone = new Set<string>(ids);
        await tx.removeRecords(ids);
        await tx.removeOwn((await tx.own()).filter((row) => gone.has(row.record)).map(({ order }) => order));
      },
    })),
  },
  // outcomes
  dropOnTransient: {
    what: 'an error of the network or the server drops what was sent (I13)',
    device: {
      wire: (wire, port) => ({
        send: async (request) => {
          const reply = await wire.send(request);
          const sent = new Set<string>(request.mutations.map(({ id }) => id));
          if (reply.kind === 'problem')
            await port.transact(async (tx) =>
              tx.removeOwn((await tx.own()).filter(({ id }) => sent.has(id)).map(({ order }) => order)),
            );
          return reply;
        },
      }),
    },
  },
  waitingBlocks: {
    what: 'what waits keeps its place at the head of the queue (I11)',
    device: tables((tx) => ({ patchOwn: (order, { waited: _, ...patch }) => tx.patchOwn(order, patch) })),
  },
  // restores
  journalNotKept: {
    what: 'an applied change is forgotten at once (I13)',
    device: tables((tx) => ({
      patchOwn: (order, patch) =>
        typeof patch.taken === 'number' && !patch.refused ? tx.removeOwn([order]) : tx.patchOwn(order, patch),
    })),
  },
  rowsKept: {
    what: 'after a restore the device keeps its records as current (I15)',
    device: tables((tx) => ({ wantRecords: async (ids) => (ids === 'all' ? undefined : tx.wantRecords(ids)) })),
  },
  journalNotOffered: {
    what: 'the journal is not offered again after a restore (I15)',
    device: tables((tx) => ({
      patchOwn: async (order, patch) => {
        const old = await rowOf(tx, order);
        const isOfferedAgain = old?.refused === null && typeof patch.first === 'number' && old.first === null;
        if (!isOfferedAgain) await tx.patchOwn(order, patch);
      },
    })),
  },
  needsNotOffered: {
    what: '"Needs you" is not offered again after a restore (I15)',
    device: tables((tx) => ({
      patchOwn: async (order, patch) => {
        const old = await rowOf(tx, order);
        if (!old || old.refused === null || patch.taken !== null) await tx.patchOwn(order, patch);
      },
    })),
  },
  // leaving
  signOutForgets: {
    what: 'signing out drops what was not sent (I17)',
    device: tables((tx) => ({
      setMeta: async (meta) => {
        if (meta.hash === null && meta.cookie === null && (await tx.meta()).cookie !== null)
          await tx.removeOwn((await tx.own()).map(({ order }) => order));
        await tx.setMeta(meta);
      },
    })),
  },
  recordsStay: {
    what: 'signing out leaves the records on the device (I17)',
    device: tables((tx) => ({
      removeRecords: async (ids) => (ids.length === (await tx.records()).length ? undefined : tx.removeRecords(ids)),
    })),
  },
  erasedKept: {
    what: 'words on an erased record stay on the device (I19)',
    device: tables((tx) => ({
      removeOwn: async (orders) => {
        const erased = new Set<string>((await tx.meta()).erased);
        const own = await tx.own();
        const isPlain = (order: number) =>
          own.some((row) => row.order === order && row.taken !== null && !erased.has(row.record));
        await tx.removeOwn(orders.filter(isPlain));
      },
    })),
  },
} as const satisfies Readonly<Record<string, Bug>>;

export type BugName = keyof typeof DEVICE_BUGS | keyof typeof SERVER_BUGS;
/** All of them, by name. */
export const BUGS: Readonly<Record<BugName, Bug>> = { ...DEVICE_BUGS, ...SERVER_BUGS };
