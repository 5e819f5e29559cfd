/**
 * What the screens stand on, put together once in main.tsx: who is signed in, what the device holds, the engine.
 * Screens reach it through the hooks of this folder only.
 */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { HalfTyped } from '../../device/half-typed.ts';
import type { Digest } from '../../domain/digest.ts';
import { assert } from '../../domain/result.ts';
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import type { CareersRecord } from '../../domain/record.ts';
import type { MutationEnvelope } from '../../domain/mutation.ts';
import type { Session } from '../../protocol/accounts.ts';
import type { Meta, OwnMutation, StorageProblem } from '../../sync/ports.ts';

/** A value that changes: `subscribe` gives the value of now, then each later one, until it is called off. */
export interface Live<T> {
  subscribe(next: (value: T) => void, failed: (reason: unknown) => void): () => void;
}

/** What the device holds of one account at one school, opened, each as the person may see it with own changes replayed. */
export interface Holdings {
  /** Null: not on this device. */
  record(id: RecordId): Live<CareersRecord | null>;
  digests(): Live<readonly Digest[]>;
  own(): Live<readonly OwnMutation[]>;
  meta(): Live<Meta>;
  /** Own changes whose words no record shows (SPEC I2). */
  unplaced(): Live<readonly OwnMutation[]>;
}

/** The facts of sending, computed from counts and last results, never latched. */
export interface SendingFacts {
  /** Own changes that the school has no word on yet. */
  readonly waiting: number;
  readonly sending: { readonly sent: number; readonly of: number } | null;
  readonly needsYou: number;
  /** When the oldest waiting change was made, an instant. */
  readonly oldestWaitingAt: string | null;
  readonly lastResult: 'ok' | 'no-internet' | 'not-answering' | 'signed-out' | 'app-too-old' | null;
  /** Server time of the last completed sync, an instant. */
  readonly lastSyncedAt: string | null;
  readonly firstSync: { readonly done: number; readonly of: number } | null;
}

/** Why a sync is asked for: a person pressed Send now, or left a text, paused, finished; or a timer. */
export type SyncWish = 'asked' | 'left-text' | 'timer';

/** How storage is doing: `waiting` (another window holds it for long), or why the last write failed. */
export type StorageHealth = 'ok' | 'waiting' | StorageProblem['kind'];
/** How the device’s storage is doing, and whoever wants to hear of the next change. */
export interface StorageWatch {
  now(): StorageHealth;
  /** Calls back at each change; returns how to stop. */
  subscribe(changed: (state: StorageHealth) => void): () => void;
}

/** `unsent`: something was put back that the school does not have. */
export type PutBack = { readonly unsent: boolean } | null;

/** The engine as the screens use it. */
export interface EngineDoor {
  /** Resolves when all are saved on this device; rejects with a StorageProblem when nothing was. */
  save(envelopes: readonly MutationEnvelope[]): Promise<void>;
  /** `asked`: at the other schools as well. */
  sync(wish: SyncWish): void;
  status(): SendingFacts;
  subscribe(changed: () => void): () => void;
  retry(order: number): Promise<void>;
  forgetNeeds(order: number): Promise<void>;
}

/** Another school of the same account on this device. Nothing of its records goes into the tables or requests of the one that is open. */
export interface OtherSchool {
  readonly session: Session;
  /** What is on this device of the pupils there; null: the school was never opened on it. */
  readonly digests: Live<readonly Digest[]> | null;
  readonly sending: Pick<SendingFacts, 'waiting' | 'needsYou' | 'oldestWaitingAt' | 'lastResult'>;
}

/** All of them, with what waits there together. */
export interface AllOthers extends Pick<SendingFacts, 'waiting' | 'needsYou' | 'oldestWaitingAt'> {
  readonly schools: readonly OtherSchool[];
}

/** The other schools, and whoever wants to hear of a change. */
export interface OtherSchools {
  now(): AllOthers;
  subscribe(changed: (now: AllOthers) => void): () => void;
  /** Opens another one in this window, which is started afresh. Why not, or null: the page is going. */
  open(school: SchoolId): Promise<'unsaved-words' | null>;
}

/**
 * How this device opens. `not-needed`: the pupils are made up. `sign-in`: for an administrator, always by signing in.
 * `nothing-kept`: a shared computer. `open`: by signing in with internet until it is protected. `by-itself`: from before
 * there was that, until somebody signs in.
 */
export type HowItOpens =
  | 'not-needed'
  | 'sign-in'
  | 'nothing-kept'
  | 'by-itself'
  | 'open'
  | 'words'
  | 'words-and-passkey';

/** What came of trying the four words of now, before they are changed. Waits in milliseconds. */
export type WordsTried =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly left: number; readonly waitMs: number }
  | { readonly kind: 'too-soon'; readonly waitMs: number }
  /** Only signing in helps: one wrong try too many, or too long without the school. */
  | { readonly kind: 'sign-in' };

/** Protecting this device with four words, and changing them. */
export interface Protection {
  now(): Promise<HowItOpens>;
  /** What it takes to set words: nothing just after signing in; the words of now; or signing in once more. */
  needs(): Promise<'nothing' | 'words' | 'sign-in'>;
  /** Whether this device can ask for a finger, a face or its PIN. */
  canHavePasskey(): Promise<boolean>;
  tryWords(words: string): Promise<WordsTried>;
  /**
   * Sets these four words, in place of any of before, and with them a passkey where it is wanted: inside the tap. Rejects
   * when it could not be done; what opened the device before opens it then. `onward`: where the window is to go on, should
   * it have to be started afresh.
   */
  protect(words: string, withPasskey: boolean, onward: string): Promise<'protected' | 'without-passkey'>;
}

/** What screens are given of the rest: who is signed in, what the device holds, and the engine. */
export interface House {
  readonly session: Session;
  readonly holdings: Holdings;
  readonly engine: EngineDoor;
  readonly others: OtherSchools;
  readonly newId: () => string;
  readonly nowMs: () => number;
  /** Forms that are half filled in, sealed on this device. */
  readonly halfTyped: () => Promise<HalfTyped>;
  readonly signOut: () => Promise<void>;
  /**
   * Locks this device in every window, for all schools of the account; unsent work stays, sealed. `here`: it opens again at
   * this page. What could not be done, or null: the page is going.
   */
  readonly lock: (here?: 'here') => Promise<'unsaved-words' | 'not-possible' | null>;
  /** A shared computer: nothing is kept on it, so it cannot be locked, only left. */
  readonly shared: boolean;
  /** Somebody has just signed in on a device that is to be protected: that comes first. */
  readonly asksProtection: boolean;
  /** Loaded when it is wanted. */
  readonly protection: () => Promise<Protection>;
  /** Deletes everything of this person from this device, of all their schools, unsent work as well, and signs out. Only after they have said so in words. */
  readonly wipe: () => Promise<void>;
  /** Whether every file of the app is on this device, so that any screen opens without internet. */
  readonly appKept: { now(): boolean; subscribe(changed: () => void): () => void };
  /** How the tables of this device are doing. */
  readonly storage: StorageWatch;
  /** Whether the browser cleared them under this window, which has put back what it held; null once the person has seen it. */
  readonly putBack: { now(): PutBack; subscribe(changed: (now: PutBack) => void): () => void; seen(): void };
}

const HouseContext = createContext<House | null>(null);

/** Gives the house to the screens below. */
export const HouseProvider = HouseContext.Provider;

/** The house. Only below a HouseProvider, that is, when somebody is signed in. */
export function useHouse(): House {
  const house = useContext(HouseContext);
  assert(house !== null, 'a screen stands in a house');
  return house;
}
