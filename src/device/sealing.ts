/**
 * Sealing what waits: each own mutation without an outcome gets a seal beside its box, a moment after it was saved and before
 * the device is locked. What is in the journal gets one in the place of its box once its record has left the device.
 * Loaded when there is something to seal. Source: protocol/sealed.ts, SPEC I21, I22.
 */
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
import type { MutationEnvelope } from '../domain/mutation.ts';
import { SEAL_ALGORITHM, SEAL_INFO, SIGNING, sealLabel } from '../protocol/seal-format.ts';
import type { inOutbox, wireMutation } from '../sync/outbox.ts';
import type { markSealed } from '../sync/saving.ts';
import type { departed, forgetDeparted, takeBrought, toBring } from '../sync/sealed-alone.ts';
import type { DevicePort, OwnState } from '../sync/ports.ts';
import { fromBase64 } from './base64.ts';
import { bringOwn } from './bring-own.ts';
import type { SealRow } from './database.ts';
import type { Enrolment, EnrolmentParts } from './enrolment.ts';
import { enrolmentOf } from './enrolment.ts';

/** Sealed in one go, at most: so that a person who goes on typing is not kept waiting. */
const AT_ONCE = 50;

const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
const encoder = new TextEncoder();
const now = (): string => new Date().toISOString();
const info = encoder.encode(SEAL_INFO);

/** What sealing works on: of one account at one school. */
export interface SealingParts extends EnrolmentParts {
  /** The engine's (src/sync). Given, so that the build keeps them with what opens first. */
  readonly sync: {
    readonly inOutbox: typeof inOutbox;
    readonly wireMutation: typeof wireMutation;
    readonly markSealed: typeof markSealed;
    readonly departed: typeof departed;
    readonly forgetDeparted: typeof forgetDeparted;
    readonly toBring: typeof toBring;
    readonly takeBrought: typeof takeBrought;
  };
  readonly port: DevicePort;
}

/**
 * Seals what waits and has no seal yet, and what has left; enrols the device when that is still to be done; brings what can
 * only be brought. Resolves to whether something sealed waits.
 */
export async function sealWaiting(parts: SealingParts): Promise<boolean> {
  const { db, sync, isOver } = parts;
  if (isOver()) return false;
  const isEnrolled = (await db.meta.get('enrolment')) !== undefined;
  // Enrolled while there is a connection: without one, later, it cannot be.
  const enrolment = isEnrolled && (await toSeal(parts)).length === 0 ? null : await enrolmentOf(parts);
  if (enrolment !== null) await sealAll(parts, enrolment);
  if (!isOver()) await bringOwn(parts);
  return !isOver() && (await db.own.toArray()).some(sync.inOutbox);
}

async function sealAll(parts: SealingParts, enrolment: Enrolment): Promise<void> {
  for (;;) {
    const some = (await toSeal(parts)).slice(0, AT_ONCE);
    if (some.length === 0 || parts.isOver() || !(await sealSome(parts, enrolment, some))) return;
  }
}

/** An own mutation that has to be sealed. `seal`: the one that it has. */
interface ToSeal {
  readonly order: number;
  readonly seal: SealRow | undefined;
}

/** What waits and has no seal, and what has left with its words still here. */
async function toSeal({ db, port, sync }: SealingParts): Promise<readonly ToSeal[]> {
  const { left, waiting } = await port.look(async (look) => ({
    left: (await sync.departed(look, now())).map(({ order }) => order),
    waiting: (await look.own()).filter(sync.inOutbox),
  }));
  const there = new Set(await db.seal.toCollection().primaryKeys());
  const unsealed = waiting.filter(({ order }) => !there.has(order)).map(({ order }) => ({ order, seal: undefined }));
  const seals = await db.seal.bulkGet(left);
  return [...unsealed, ...left.map((order, i) => ({ order, seal: seals[i] }))];
}

/** False: none of them could be sealed. */
async function sealSome(parts: SealingParts, enrolment: Enrolment, some: readonly ToSeal[]): Promise<boolean> {
  const sealOf = new Map(some.map(({ order, seal }) => [order, seal]));
  const opened = await parts.port.openOwn(some.map(({ order }) => order));
  const sealed = await Promise.all(
    opened.map(async ({ order, id, envelope }): Promise<Made | null> => {
      const seal = sealOf.get(order);
      // One that does not say who signed it would be brought in the name of whatever enrolment there is then.
      if (seal?.id === id && (seal.enrolment !== undefined || !envelope)) return { order, ...seal };
      if (!envelope) return null;
      return { order, id, enrolment: enrolment.enrolment, bytes: await sealOne(parts, enrolment, envelope) };
    }),
  );
  return (
    (await putSeals(
      parts,
      sealed.filter((one) => one !== null),
    )) > 0
  );
}

interface Made extends SealRow, Pick<OwnState, 'order' | 'id'> {}

/** Kept where the mutation is still the one that was sealed. Resolves to how many. */
const putSeals = ({ db, port, sync }: SealingParts, made: readonly Made[]): Promise<number> =>
  port.transact(async (tx) => {
    const same = await sync.markSealed(tx, made);
    await db.seal.bulkPut(
      same.map(({ order: _, ...seal }) => seal),
      same.map(({ order }) => order),
    );
    await sync.forgetDeparted(tx, same, now());
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
