/**
 * Who has opened and changed a record, for the careers leader. Never what was said.
 *   GET /api/schools/:school/records/:record/history?before=PLACE → recordHistory
 * Newest first; `before` goes on from the last place that is known.
 */
import * as z from 'zod/mini';
import { instant } from '../domain/time.ts';

/** Rows of one answer. */
export const HISTORY_ROWS = 100;

const historyRow = z.strictObject({
  /** Its place in the school's audit. */
  place: z.int(),
  /** When it was done, as the device says, and when the school heard of it. */
  at: instant,
  received: instant,
  /** Who did it; empty: the server, or who keeps it. */
  person: z.string(),
  /** The name of the mutation, or "record.erased", "entry.move". */
  what: z.string(),
  /** Which kinds of entry it changed, and which fields of each; null: the entry was new. Never what was said. */
  changed: z.array(z.tuple([z.string(), z.nullable(z.array(z.string()))])),
  /** Was it refused? */
  refused: z.boolean(),
});
export type HistoryRow = z.infer<typeof historyRow>;

/** `more`: there are older ones. */
export const recordHistory = z.strictObject({ rows: z.array(historyRow), more: z.boolean() });
export type RecordHistory = z.infer<typeof recordHistory>;
