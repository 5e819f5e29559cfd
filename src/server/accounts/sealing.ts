/**
 * Secrets that the server must be able to read again are sealed under one of the installation: a row that is seen by itself, in
 * an error or in part of a dump, is of no use. Who holds the whole data file holds the installation's secret as well.
 * AES-256-GCM; bound to what it is for and to whose it is. Source: OWASP ASVS 5.0, 11.3.2, 13.3.1.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Run } from '../store/store.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** 32 bytes of this installation for one use. */
export async function secretFor(run: Run, what: string): Promise<Buffer> {
  const { value } = await run
    .selectFrom('secret')
    .select('value')
    .where('name', '=', 'factor')
    .executeTakeFirstOrThrow();
  return Buffer.from(hkdfSync('sha256', value, '', what, 32));
}

/** Seals bytes of an account. */
export async function seal(run: Run, [what, account]: readonly [string, string], bytes: Uint8Array): Promise<Buffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', await secretFor(run, what), nonce).setAAD(Buffer.from(account));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Opens them. Throws when they were sealed for something else, or changed. */
export async function unseal(
  run: Run,
  [what, account]: readonly [string, string],
  sealed: Uint8Array,
): Promise<Buffer> {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', await secretFor(run, what), bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(account))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
