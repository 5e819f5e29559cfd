/**
 * Devices as the manifest knows them, for the careers leader: whose records each could have seen, and clearing it from afar.
 *   GET  /api/schools/:school/holders                      → holders
 *   GET  /api/schools/:school/holders/:holder/records      → recordsSent, of one device
 *   GET  /api/schools/:school/people/:person/records       → recordsSent, of all devices of a person
 *   POST /api/schools/:school/holders/:holder/clear        → 204
 * What a browser asks for itself, signed in or not; who names a device has its tables, for nobody else is told its name:
 *   POST /api/devices/asked     devicesHere → devicesHere, those that are to clear themselves
 *   POST /api/devices/cleared   devicesHere → 204
 */
import * as z from 'zod/mini';
import { personId, recordId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';

/** Days for which the manifest keeps what was sent to a device, from when the device cannot hold it any more or was last in contact. */
export const MANIFEST_DAYS = 400;
/** Devices that one browser may name at once: one for each person and school. */
const HERE_MAX = 100;

/** Clearing: when it was asked for and by whom ('': the server, when a pupil was erased), when the device heard of it, when it was done. */
const clearing = z.strictObject({
  asked: instant,
  by: z.string(),
  told: z.nullable(instant),
  done: z.nullable(instant),
});
export type Clearing = z.infer<typeof clearing>;

const holder = z.strictObject({
  id: z.int(),
  person: personId,
  /** Its last contact, to the hour, and when it last brought something; null: not known any more. */
  seen: z.nullable(instant),
  sent: z.nullable(instant),
  signedIn: z.boolean(),
  /** Pupils' records that it was ever sent. */
  records: z.int(),
  clearing: z.nullable(clearing),
});
export type Holder = z.infer<typeof holder>;

/** Devices of the staff, also of those who have left, the latest contact first. */
export const holders = z.strictObject({ holders: z.array(holder) });
export type Holders = z.infer<typeof holders>;

/** `groups`: in which the record was sent, joined, such as "NGL". The days are those of the first and the last sending. */
const recordSent = z.strictObject({ record: recordId, groups: z.string(), first: instant, last: instant });
export type RecordSent = z.infer<typeof recordSent>;

/** A record that was sent in several sets of groups is there several times. */
export const recordsSent = z.strictObject({ person: personId, devices: z.int(), records: z.array(recordSent) });
export type RecordsSent = z.infer<typeof recordsSent>;

/** Names of devices, as they gave them to themselves. */
export const devicesHere = z.strictObject({
  devices: z.array(z.string().check(z.regex(/^[0-9a-f-]{36}$/))).check(z.maxLength(HERE_MAX)),
});
export type DevicesHere = z.infer<typeof devicesHere>;
