/**
 * "Move to another pupil": an entry on the wrong pupil's record goes to the right one. Online only, for the careers leader.
 *   POST /api/schools/:school/moves/preview  moveWanted → movePreview
 *   POST /api/schools/:school/moves          moveConfirm → moveDone
 */
import * as z from 'zod/mini';
import { entryId, personId, recordId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';

/** Which entry of which record, and to whose. */
export const moveWanted = z.strictObject({ record: recordId, entry: entryId, to: recordId });
export type MoveWanted = z.infer<typeof moveWanted>;

/** Somebody on whose devices it has been. `devices`: how many; `seen`: when one of them last asked, to the hour. */
const holder = z.strictObject({ person: personId, devices: z.int(), seen: instant });

/** All that goes, the entry first, and who holds some of it now. */
export const movePreview = z.strictObject({ entries: z.array(entryId), holders: z.array(holder) });
export type MovePreview = z.infer<typeof movePreview>;

/** Does it. `entries`: what was shown; when that is no longer all of it, nothing moves. */
export const moveConfirm = z.strictObject({ ...moveWanted.shape, entries: z.readonly(z.array(entryId)) });
export type MoveConfirm = z.infer<typeof moveConfirm>;

/** The version at which it moved. */
export const moveDone = z.strictObject({ version: z.int() });
export type MoveDone = z.infer<typeof moveDone>;
