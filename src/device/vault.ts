/**
 * Boxes: what the tables hold of a person's words. JSON, deflated, then AES-256-GCM under the data key.
 *   box = algorithm (1 byte) · nonce (12 bytes, random) · sealed bytes with their tag
 * The algorithm and where the box belongs (database, table, id, version) are authenticated with it: a box that was
 * changed, moved to another row or kept from an older version does not open.
 * The nonce is random: 2^32 boxes under one key keep the odds of a repeat below 2^-32 (NIST SP 800-38D 8.3), which is
 * more than a device writes in its life.
 * Never await it inside an IndexedDB transaction.
 */
import type { Box } from './database.ts';
import { canCompress, compress, COMPRESS_MIN_BYTES, decompress } from './compression.ts';

/** Tables that hold boxes. */
export type BoxTable = 'record' | 'digest' | 'own' | 'enrolment' | 'typed';

/** Seals and opens. Where the key comes from is known behind this port only. */
export interface Vault {
  seal(table: BoxTable, id: string, version: string | number, plainJson: string): Promise<Box>;
  /** The JSON that was sealed; null when the box does not open here. */
  open(table: BoxTable, id: string, version: string | number, box: Box): Promise<string | null>;
}

const PLAIN = 1;
const DEFLATED = 2;
const NONCE_BYTES = 12;
const HEAD_BYTES = 1 + NONCE_BYTES;
const TAG_BYTES = 16;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

interface VaultParts {
  readonly key: CryptoKey;
  /** The name of the database, so that a box of another account never opens. */
  readonly scope: string;
  /** Keys of before: they open what is not sealed afresh yet, and seal nothing. */
  readonly before?: readonly CryptoKey[];
}

/** A vault over one data key. */
export function createVault({ key, scope, before = [] }: VaultParts): Vault {
  const boundTo = (...label: readonly (string | number)[]) => encoder.encode(JSON.stringify([scope, ...label]));

  return {
    async seal(table, id, version, plainJson) {
      const plain = encoder.encode(plainJson);
      const algorithm = plain.byteLength >= COMPRESS_MIN_BYTES && canCompress() ? DEFLATED : PLAIN;
      const packed = algorithm === DEFLATED ? await compress(plain) : plain;
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const additionalData = boundTo(algorithm, table, id, version);
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, packed);
      const box = new Uint8Array(HEAD_BYTES + sealed.byteLength);
      box[0] = algorithm;
      box.set(nonce, 1);
      box.set(new Uint8Array(sealed), HEAD_BYTES);
      return box;
    },

    async open(table, id, version, box) {
      const algorithm = box[0];
      if (box.byteLength < HEAD_BYTES + TAG_BYTES || (algorithm !== PLAIN && algorithm !== DEFLATED)) return null;
      const additionalData = boundTo(algorithm, table, id, version);
      const opening = { name: 'AES-GCM', iv: box.subarray(1, HEAD_BYTES), additionalData };
      const packed = await openedBy([key, ...before], opening, box.subarray(HEAD_BYTES));
      if (packed === null) return null;
      const bytes = new Uint8Array(packed);
      return decoder.decode(algorithm === DEFLATED ? await decompress(bytes) : bytes);
    },
  };
}

/** By the first key that opens it. */
async function openedBy(keys: readonly CryptoKey[], how: AesGcmParams, sealed: Box): Promise<ArrayBuffer | null> {
  for (const key of keys) {
    // OperationError is the one way in which AES-GCM says that the bytes are not what was sealed.
    const packed = await crypto.subtle.decrypt(how, key, sealed).catch(() => null);
    if (packed !== null) return packed;
  }
  return null;
}

/** A number that tells two sealings of the same thing apart: the first 48 bits of the nonce. */
export function markOf(box: Box): number {
  let mark = 0;
  for (let i = 1; i <= 6; i += 1) mark = mark * 256 + (box[i] ?? 0);
  return mark;
}
