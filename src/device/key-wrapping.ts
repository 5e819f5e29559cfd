/** Making a data key, sealing it under another key, and opening it again. Its bytes are in memory for that moment only. */
import { fromBase64 } from './base64.ts';

/** The data key under another key: nonce and sealed bytes. */
export interface Wrapped {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** `place`: what the wrapping is bound to, so that it opens nowhere else. */
export interface Under {
  readonly key: CryptoKey;
  readonly place: string;
}

/** By what a key is wrapped: the name is part of the place. */
export type WrappedBy = 'lock' | 'words' | 'passkey';

/** The place of a wrapping of the key of a database. */
export const placeOf = (scope: string, by: WrappedBy): string => JSON.stringify([scope, `wrapped/${by}`]);

/** The 32 bytes of a data key. Whoever has them wipes them. */
export type RawKey = Uint8Array<ArrayBuffer>;

/** Draws a data key. */
export const drawKey = (): RawKey => crypto.getRandomValues(new Uint8Array(32));

/** Seals the bytes of a key. */
export async function wrap(raw: RawKey, { key, place }: Under): Promise<Wrapped> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  return { nonce, sealed: new Uint8Array(await crypto.subtle.encrypt(algorithmOf(nonce, place), key, raw)) };
}

/** The bytes of a key; null when the wrapping does not open. */
export async function unwrap({ nonce, sealed }: Wrapped, { key, place }: Under): Promise<RawKey | null> {
  // OperationError is the one way in which AES-GCM says that key and bytes do not belong together.
  const opened = await crypto.subtle.decrypt(algorithmOf(nonce, place), key, sealed).catch(() => null);
  return opened === null ? null : new Uint8Array(opened);
}

const algorithmOf = (iv: Uint8Array<ArrayBuffer>, place: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(place),
});

/** The lock key as the server tells it: 32 bytes, base64. */
export const lockKeyFrom = (base64: string): Promise<CryptoKey> => aesKey(fromBase64(base64));

/** A key to wrap under, of a secret of 32 bytes or more that is even already (Argon2id, a passkey's PRF). RFC 5869. */
export async function keyOfSecret(secret: Uint8Array<ArrayBuffer>, by: WrappedBy): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  secret.fill(0);
  const info = new TextEncoder().encode(`fingerpost data key by ${by}`);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return crypto.subtle.deriveKey(derivation, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** The key for use: the browser gives it to nobody. The bytes are wiped. */
export async function keyForUse(raw: RawKey): Promise<CryptoKey> {
  const key = await aesKey(raw);
  raw.fill(0);
  return key;
}

const aesKey = (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
