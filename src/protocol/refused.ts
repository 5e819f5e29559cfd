/**
 * Changes that the server refused, for the careers leader (SPEC I10). All below /api/schools/:school.
 *   GET    /refused?before=PLACE         → refusedChanges
 *   POST   /refused/:place/words         → refusedWords (the reading stands in the audit)
 *   DELETE /refused/:place               → 204 (its words go; that it was refused stays)
 * Newest first; `before` goes on from the last place that is known.
 */
import * as z from 'zod/mini';
import { mutationId, recordId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import { refusalReason } from './sync.ts';

/** Rows of one answer. */
export const REFUSED_ROWS = 50;
/** Days for which the words of a refused change are kept: a school year, and the holidays after it. */
export const REFUSED_DAYS = 400;

const refusedChange = z.strictObject({
  id: mutationId,
  /** The version that its refusal took: its place among all changes of the school. */
  place: z.int(),
  /** Who made it: a member of staff or a pupil. */
  person: z.string(),
  /** The record that it names, which need not be there. */
  record: recordId,
  /** The name of the mutation. */
  what: z.string(),
  /** When it was made, as the device says, and when it was refused. */
  at: instant,
  received: instant,
  reason: refusalReason,
  /** It is not shown: a part of somebody else's unfinished interview, which is its author's alone. */
  confidential: z.boolean(),
});
export type RefusedChange = z.infer<typeof refusedChange>;

/** `more`: there are older ones. */
export const refusedChanges = z.strictObject({ rows: z.array(refusedChange), more: z.boolean() });

/** What one of them says: the arguments of the mutation, without the words of others. */
export const refusedWords = z.strictObject({ args: z.unknown() });
