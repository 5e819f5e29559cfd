/**
 * Devices of the staff, for the careers leader.
 *   GET /api/schools/:school/devices → devices
 */
import * as z from 'zod/mini';
import { personId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';

/** Each device of staff that is signed in. `seen`: its last contact, to the hour; `sent`: when it last brought something. */
export const devices = z.strictObject({
  devices: z.array(z.strictObject({ person: personId, seen: instant, sent: z.nullable(instant) })),
});
export type Devices = z.infer<typeof devices>;
