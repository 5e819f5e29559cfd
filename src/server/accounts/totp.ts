/**
 * Codes of an authenticator app: six digits that change every 30 seconds (RFC 6238 over SHA-1, which is what every app reads).
 * Pure but for the random secret. Of our own, because it is shorter than a reason for a library.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000;
const DIGITS = 6;
/** A clock may be this many steps off. */
const SLACK = 1;
/** Bits of SHA-1, as RFC 4226 asks. */
const SECRET_BYTES = 20;

/** A new secret. */
export const newTotpSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** The step of a moment. */
export const stepAt = (nowMs: number): number => Math.floor(nowMs / STEP_MS);

/** The code of a step. Source: RFC 4226, 5.3. */
export function codeOfStep(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const sum = createHmac('sha1', secret).update(counter).digest();
  const from = (sum.at(-1) ?? 0) & 0xf;
  const number = sum.readUInt32BE(from) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

const plain = (typed: string): string => typed.replaceAll(/\s/g, '');

/** Six digits were typed, and not a recovery code. */
export const isOfApp = (typed: string): boolean => /^\d{6}$/.test(plain(typed));

/** The step whose code was typed, of those near now and after the last one that was used; null: none. */
export function stepOfCode(secret: Uint8Array, typed: string, nowMs: number, after: number): number | null {
  if (!isOfApp(typed)) return null;
  const code = plain(typed);
  let found: number | null = null;
  for (let step = stepAt(nowMs) - SLACK; step <= stepAt(nowMs) + SLACK; step += 1)
    if (timingSafeEqual(Buffer.from(codeOfStep(secret, step)), Buffer.from(code)) && step > after) found ??= step;
  return found;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bytes as people type them into an app. Source: RFC 4648, 6. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** What the picture says to the app. `account`: under which name it is listed there; never a pupil's name of ours. */
export function totpUri(secret: Uint8Array, account: string): string {
  const label = `Fingerpost:${account}`.split(':').map(encodeURIComponent).join(':');
  return `otpauth://totp/${label}?secret=${toBase32(secret)}&issuer=Fingerpost&digits=${DIGITS}&period=${STEP_MS / 1000}`;
}
