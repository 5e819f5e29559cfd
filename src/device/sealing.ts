/**
 * Sealing what waits: each own mutation without an outcome gets a seal beside its box, a moment after it was saved and before
 * the device is locked. Loaded when there is something to seal. Source: protocol/sealed.ts, SPEC I21.
 */
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
import type { MutationEnvelope } from '../domain/mutation.ts';
import { SEAL_ALGORITHM, SEAL_INFO, SIGNING, sealLabel } from '../protocol/seal-format.ts';
import type { inOutbox, wireMutation } from '../sync/outbox.ts';
import type { markSealed } from '../sync/saving.ts';
import type { DevicePort, OwnState } from '../sync/ports.ts';
import { fromBase64 } from './base64.ts';
import type { SealRow } from './database.ts';
import type { Enrolment, EnrolmentParts } from './enrolment.ts';
import { enrolmentOf } from './enrolment.ts';

/** Sealed in one go, at most: so that a person who goes on typing is not kept waiting. */
const AT_ONCE = 50;

const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
const encoder = new TextEncoder();
const info = encoder.encode(SEAL_INFO);

/** What sealing works on: of one account at one school. */
export interface SealingParts extends EnrolmentParts {
  /** The engine's (src/sync). Given, so that the build keeps them with what opens first. */
  readonly sync: {
    readonly inOutbox: typeof inOutbox;
    readonly wireMutation: typeof wireMutation;
    readonly markSealed: typeof markSealed;
  };
  readonly port: DevicePort;
}

/** Seals what waits and has no seal yet; enrols the device when that is still to be done. Resolves to whether something sealed waits. */
export async function sealWaiting(parts: SealingParts): Promise<boolean> {
  const { db, sync, isOver } = parts;
  if (isOver()) return false;
  const isEnrolled = (await db.meta.get('enrolment')) !== undefined;
  // Enrolled while there is a connection: without one, later, it cannot be.
  const enrolment = isEnrolled && (await unsealed(parts)).length === 0 ? null : await enrolmentOf(parts);
  if (enrolment !== null) await sealAll(parts, enrolment);
  return !isOver() && (await db.own.toArray()).some(sync.inOutbox);
}

async function sealAll(parts: SealingParts, enrolment: Enrolment): Promise<void> {
  for (;;) {
    const orders = (await unsealed(parts)).slice(0, AT_ONCE);
    if (orders.length === 0 || parts.isOver() || !(await sealSome(parts, enrolment, orders))) return;
  }
}

/** Orders of own mutations that wait and have no seal. */
async function unsealed({ db, sync }: SealingParts): Promise<readonly number[]> {
  const [own, sealed] = await db.transaction('r', [db.own, db.seal], async () =>
    Promise.all([db.own.toArray(), db.seal.toCollection().primaryKeys()]),
  );
  const there = new Set(sealed);
  return own.filter((row) => sync.inOutbox(row) && !there.has(row.order)).map(({ order }) => order);
}

/** False: none of them could be sealed. */
async function sealSome(parts: SealingParts, enrolment: Enrolment, orders: readonly number[]): Promise<boolean> {
  const opened = await parts.port.openOwn(orders);
  const sealed = await Promise.all(
    opened.map(async ({ order, id, envelope }) =>
      envelope ? { order, id, bytes: await sealOne(parts, enrolment, envelope) } : null,
    ),
  );
  const made: readonly Made[] = sealed.filter((one) => one !== null);
  return (await putSeals(parts, made)) > 0;
}

interface Made extends Pick<OwnState, 'order' | 'id'> {
  readonly bytes: SealRow['bytes'];
}

/** Kept where the mutation is still the one that was sealed. Resolves to how many. */
const putSeals = ({ db, port, sync }: SealingParts, made: readonly Made[]): Promise<number> =>
  port.transact(async (tx) => {
    const same = await sync.markSealed(tx, made);
    await db.seal.bulkPut(
      same.map(({ id, bytes }) => ({ id, bytes })),
      same.map(({ order }) => order),
    );
    return same.length;
  });

async function sealOne(
  { school, sync }: SealingParts,
  enrolment: Enrolment,
  envelope: MutationEnvelope,
): Promise<SealRow['bytes']> {
  const label = encoder.encode(sealLabel(school, enrolment.enrolment, envelope.id));
  const serverKey = await suite.DeserializePublicKey(fromBase64(enrolment.serverKey));
  const plain = encoder.encode(JSON.stringify(sync.wireMutation(envelope)));
  const { encapsulatedSecret, ciphertext } = await suite.Seal(serverKey, plain, { info, aad: label });
  const sealed = joined(Uint8Array.of(SEAL_ALGORITHM), encapsulatedSecret, ciphertext);
  const signature = await crypto.subtle.sign(SIGNING, enrolment.key, joined(sealed, label));
  return joined(sealed, new Uint8Array(signature));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
