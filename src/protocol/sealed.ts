/**
 * The sealed outbox: own mutations that anybody who has the device may deliver and nobody there can read.
 *   PUT  /api/schools/:school/enrolment  enrolling → enrolled   (signed in: this device will sign what this person saves on it)
 *   POST /api/schools/:school/sealed     delivery  → delivered  (by anybody: the signature says whose it is)
 * What a seal is: seal-format.ts.
 */
import * as z from 'zod/mini';
import { mutationId } from '../domain/ids.ts';
import { MUTATION_MAX_BYTES, SEALS_MAX } from './limits.ts';
import { PUBLIC_KEY_BYTES } from './seal-format.ts';
import { outcome } from './sync.ts';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** Characters of base64 for so many bytes. */
const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4;
const publicKey = z.string().check(z.regex(BASE64), z.length(base64Length(PUBLIC_KEY_BYTES)));

/**
 * The name of an enrolment: SHA-256 of person and public key, base64url. So it is the same on a restored server, and nobody
 * gets another's by enrolling another's public key.
 */
export const enrolmentId = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** A device, and the public key with which its signatures are checked (65 bytes, base64). */
export const enrolling = z.strictObject({
  device: z.string().check(z.regex(/^[0-9a-f-]{36}$/)),
  key: publicKey,
});
export type Enrolling = z.infer<typeof enrolling>;

/** `serverKey`: what this school's mutations are encrypted to (65 bytes, base64). */
export const enrolled = z.strictObject({ enrolment: enrolmentId, serverKey: publicKey });
export type Enrolled = z.infer<typeof enrolled>;

const seal = z.strictObject({
  id: mutationId,
  /** Base64. */
  seal: z.string().check(z.regex(BASE64), z.maxLength(base64Length(MUTATION_MAX_BYTES + 256))),
  /** The version that it first got, before a restore of the server (SPEC I15). */
  first: z.optional(z.int().check(z.nonnegative())),
});

/** Seals of one enrolment in the order in which they were saved. `epoch`: which server the device knows; another one judges nothing (SPEC I14). */
export const delivery = z.strictObject({
  enrolment: enrolmentId,
  epoch: z.string().check(z.maxLength(64)),
  seals: z.array(seal).check(z.minLength(1), z.maxLength(SEALS_MAX)),
});
export type Delivery = z.infer<typeof delivery>;

/**
 * `left`: those that the server has not taken: they wait for something (SPEC I11), or do not open. What became of the others
 * only their author learns: here, where it is their author who brings them, else at the next sync.
 */
export const delivered = z.strictObject({ left: z.array(mutationId), outcomes: z.optional(z.array(outcome)) });
export type Delivered = z.infer<typeof delivered>;
