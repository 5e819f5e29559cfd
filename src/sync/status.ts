/**
 * What people are told about sending and saving: plain facts from counts and last results, computed each time and
 * never latched, so that no message can outlive its cause.
 */
import { isWaiting } from './outbox.ts';
import type { Tables } from './state.ts';

/** How the last sync of this tab ended. `overtaken` is no result: another tab's request counts. */
export type SyncResult = 'ok' | 'no-internet' | 'not-answering' | 'refused-signed-out' | 'app-too-old';

/** The sync that is running in this tab. */
export interface Running {
  /** Mutations that the outbox held when it began, and how many have their outcome. */
  readonly sent: number;
  readonly of: number;
}

export interface Status {
  /** Own mutations that the server has not judged; that records were read is told by the way. */
  readonly waiting: number;
  readonly sending: Running | null;
  /** Refused mutations that nobody has dealt with. */
  readonly needsYou: number;
  /** Claimed time of the oldest that waits, an instant. */
  readonly oldestWaitingAt: string | null;
  readonly lastResult: SyncResult | null;
  /** Server time of the last completed sync, an instant. */
  readonly lastSyncedAt: string | null;
  /** Records that have come and that are to come, until the first sync is complete; of 0 while the server has said nothing. */
  readonly firstSync: { readonly done: number; readonly of: number } | null;
}

/** Before anything was read. */
export const NO_STATUS: Status = {
  waiting: 0,
  sending: null,
  needsYou: 0,
  oldestWaitingAt: null,
  lastResult: null,
  lastSyncedAt: null,
  firstSync: null,
};

/** What this tab remembers of its own syncs. */
export interface Recent {
  readonly lastResult: SyncResult | null;
  readonly sending: Running | null;
  readonly oldestWaitingAt: string | null;
}

/** The facts now. */
export function statusOf({ meta, own, records }: Tables, recent: Recent): Status {
  const isFirst = meta.syncedAt === null;
  return {
    waiting: own.filter(isWaiting).length,
    sending: recent.sending && recent.sending.of > 0 ? recent.sending : null,
    needsYou: own.filter(({ refused }) => refused !== null).length,
    oldestWaitingAt: recent.oldestWaitingAt,
    lastResult: recent.lastResult,
    lastSyncedAt: meta.syncedAt,
    firstSync: isFirst
      ? { done: records.filter((row) => !row.wanted).length, of: Object.keys(meta.grants).length }
      : null,
  };
}
