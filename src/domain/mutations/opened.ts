/**
 * Somebody opened a pupil's record. A reading is a mutation that changes nothing: it is saved without internet, sent once,
 * offered again after a restore and judged like every other, and all that comes of it is its row in the audit.
 * Source: reliability of audit, docs/privacy.md; UK GDPR Art. 5(2).
 */
import * as z from 'zod/mini';
import { defineMutation } from '../mutation.ts';
import { ok } from '../result.ts';

/** A member of staff opened the record. */
export const recordOpened = defineMutation({
  name: 'record.opened',
  version: 1,
  args: z.strictObject({}),
  // It happened when the right was there, whenever it arrives.
  adds: true,
  touches: () => [],
  apply: () => ok([]),
});

/** What may be said of a record without changing it. */
export const openedMutations = [recordOpened] as const;
