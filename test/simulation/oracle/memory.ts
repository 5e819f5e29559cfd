/** What is remembered of each device: what its screens have shown, what its person saved on it, what it has learnt. */
import type { Part } from '../made-up-parts.ts';
import type { SimDevice } from '../sim-device.ts';
import type { Rows } from './truth.ts';

/** Words of its person that a device must show, or say where they are. */
export interface Mine {
  readonly id: string;
  readonly record: string;
  readonly part: Part;
  readonly tick: number;
}

export interface Memory {
  /** A first sync and a restored server begin a new era: what was shown before may come back. */
  era: string;
  /** What was last looked at of each record: the same object is the same. */
  looked: Map<string, Rows>;
  within: Map<string, { readonly record: unknown; readonly groups: unknown }>;
  /** record+entry → labels that it shows; labels that it showed and that were replaced. */
  shown: Map<string, readonly string[]>;
  gone: Map<string, Set<string>>;
  /** Own mutations that no record shows → have they been refused? */
  unseen: Map<string, boolean>;
  /** Record → the groups in which its screens were last looked at. */
  groups: Map<string, string>;
  mine: Mine[];
  /** Mutation → tick at which a server first judged it, once the device has learnt of it. */
  known: Map<string, number>;
  /** Tick at which its last complete sync began. */
  synced: number;
  /** The record that the world spoilt. */
  rot: string | null;
  cloned: boolean;
}

/** A device of which nothing is remembered yet. */
export const newMemory = (): Memory => ({
  era: '',
  looked: new Map(),
  within: new Map(),
  shown: new Map(),
  gone: new Map(),
  unseen: new Map(),
  groups: new Map(),
  mine: [],
  known: new Map(),
  synced: 0,
  rot: null,
  cloned: false,
});

/** The memory of a copied disk. */
export const copyOfMemory = (memory: Memory): Memory => ({
  ...memory,
  looked: new Map(),
  within: new Map(),
  shown: new Map(memory.shown),
  gone: new Map([...memory.gone].map(([key, labels]) => [key, new Set(labels)])),
  unseen: new Map(memory.unseen),
  groups: new Map(memory.groups),
  mine: [...memory.mine],
  known: new Map(memory.known),
});

/** A row that the world spoilt and that nothing has healed yet. */
export const isRotten = (device: SimDevice, { rot }: Memory): boolean => rot !== null && device.row(rot)?.version === 0;
