/** Making a data key, sealing it under another key, and opening it again. Its bytes are in memory for that moment only. */

import { fromBase64 } from './base64.ts';

/** The data key under another key: nonce and sealed bytes. */
export interface Wrapped {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** `lockKey`: 32 bytes, base64, as the server tells it. `place`: what the wrapping is bound to. */
export interface Under {
  readonly lockKey: string;
  readonly place: string;
}

/** A new key for use, and the same one wrapped, if there is something to wrap it under. */
export interface Fresh {
  readonly key: CryptoKey;
  readonly wrapped: Wrapped | null;
}

/** Draws a data key. */
export async function freshKey(under: Under | null): Promise<Fresh> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const wrapped = under ? await wrap(raw, under) : null;
  return { key: await keyForUse(raw), wrapped };
}

/** The key for use; null when the wrapping does not open. */
export async function unwrap({ nonce, sealed }: Wrapped, { lockKey, place }: Under): Promise<CryptoKey | null> {
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(place) };
  const opened = await crypto.subtle.decrypt(algorithm, await wrappingKey(lockKey), sealed).catch(() => null);
  return opened === null ? null : keyForUse(new Uint8Array(opened));
}

async function wrap(raw: Uint8Array<ArrayBuffer>, { lockKey, place }: Under): Promise<Wrapped> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(place) };
  return { nonce, sealed: new Uint8Array(await crypto.subtle.encrypt(algorithm, await wrappingKey(lockKey), raw)) };
}

const wrappingKey = (base64: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fromBase64(base64), 'AES-GCM', false, ['encrypt', 'decrypt']);

/** The browser gives it to nobody; the bytes that it was made of are wiped. */
async function keyForUse(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  raw.fill(0);
  return key;
}
