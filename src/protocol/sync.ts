/**
 * The one sync request and its reply. JSON in, NDJSON out: a `head`, then a `record` line for each record, then `done`.
 * A pull sends whole records, each as this person may see it; after a completed sync each held record equals
 * view(person, record) at its version. Source: SPEC I3 to I9, I14.
 */
import * as z from 'zod/mini';
import { actId, mutationId, recordId } from '../domain/ids.ts';
import { readers } from '../domain/group.ts';
import { entry } from '../domain/record.ts';
import { instant } from '../domain/time.ts';
import { BATCH_MAX, WANT_MAX } from './limits.ts';

const version = z.int().check(z.nonnegative());

/** A mutation on the wire. Its arguments are checked by the domain, so that one bad mutation does not refuse the rest. */
export const mutation = z.strictObject({
  id: mutationId,
  name: z.string().check(z.regex(/^[a-z-]+\.[a-z-]+$/), z.maxLength(64)),
  version: z.int().check(z.gte(1), z.lte(1000)),
  record: recordId,
  act: z.optional(actId),
  at: instant,
  args: z.unknown(),
  first: z.optional(version),
  over: z.optional(version),
});

/** What a device asks for and brings. `cookie` null: it has nothing yet. `epoch` null: it has never met this server. */
export const syncRequest = z.strictObject({
  protocol: z.int(),
  app: z.string().check(z.maxLength(64)),
  device: z.string().check(z.regex(/^[0-9a-f-]{36}$/)),
  epoch: z.nullable(z.string().check(z.maxLength(64))),
  cookie: z.nullable(version),
  /** Hash of the grants it holds, as the server gave it. */
  hash: z.nullable(z.string().check(z.maxLength(64))),
  /** Records to be sent whatever their version. */
  want: z.array(recordId).check(z.maxLength(WANT_MAX)),
  /** Held records to be compared, at random one (self-healing). */
  check: z.array(z.tuple([recordId, version])).check(z.maxLength(1)),
  mutations: z.array(mutation).check(z.maxLength(BATCH_MAX)),
});
export type SyncRequest = z.infer<typeof syncRequest>;

/** Why a mutation was refused: the sentence that people read is made from it in the screens. */
export const refusalReason = z.enum([
  'not-permitted',
  'no-record',
  'malformed',
  'too-big',
  'missing',
  'already-finished',
  'too-young',
  'builds-on-refused',
  'erased',
  'brought-server-down',
]);
export type RefusalReason = z.infer<typeof refusalReason>;

/** The server's word on a mutation; "waits" is none yet (I11). */
export const outcome = z.discriminatedUnion('status', [
  z.strictObject({ id: mutationId, status: z.literal('applied'), version }),
  z.strictObject({ id: mutationId, status: z.literal('refused'), version, problem: refusalReason }),
  z.strictObject({ id: mutationId, status: z.literal('waits') }),
]);
export type Outcome = z.infer<typeof outcome>;

/** The grants of the person, when the device's hash differs: records by the groups in which they are granted. */
export const grantsLine = z.strictObject({
  hash: z.string(),
  /** By groups in order, joined, such as "NGL". */
  records: z.record(z.string(), z.array(recordId)),
  erased: z.array(recordId),
});
export type GrantsLine = z.infer<typeof grantsLine>;

/** The first line of a reply: what became of what was sent, what the person is granted, and how much follows. */
export const headLine = z.strictObject({
  line: z.literal('head'),
  epoch: z.string(),
  /** The version at the start of the reply: what the cookie becomes with `done` (I7). */
  start: version,
  /** Version of the oldest backup that may still be restored: what is at or below it may be forgotten (I13). */
  stable: version,
  outcomes: z.array(outcome),
  grants: z.nullable(grantsLine),
  /** How many record lines follow, for "312 of 1,500". */
  records: z.int(),
});
export type HeadLine = z.infer<typeof headLine>;

/** A record as this person may see it, at its version for this person. */
export const recordLine = z.strictObject({
  line: z.literal('record'),
  id: recordId,
  version,
  entries: z.record(z.string(), entry),
});
export type RecordLine = z.infer<typeof recordLine>;

/** The last line: all is here. The cookie moves to this version and not before (I7). */
export const doneLine = z.strictObject({ line: z.literal('done'), cookie: version, serverTime: instant });
export type DoneLine = z.infer<typeof doneLine>;

/**
 * A line of the reply as the device reads it. The entries of a record are taken as the server's word and not checked
 * again: they are 60,000, from our own origin, and each is written by the same domain.
 */
export const replyLine = z.discriminatedUnion('line', [
  headLine,
  z.strictObject({ ...recordLine.shape, entries: z.record(z.string(), z.looseObject({ readers })) }),
  doneLine,
]);
/** The same with its entries typed: they were written by this domain. */
export type ReplyLine = HeadLine | RecordLine | DoneLine;
