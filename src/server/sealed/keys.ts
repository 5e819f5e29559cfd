/**
 * The key to which devices seal. Derived from a secret of the installation that is made with its tables, so that a server
 * that is restored from any backup opens what was sealed before. Source: protocol/sealed.ts, RFC 9180, 7.1.3.
 */
import { createHmac } from 'node:crypto';
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
import type { SchoolId } from '../../domain/ids.ts';
import type { Run } from '../store/store.ts';

/** The suite of protocol/sealed.ts. */
export const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

type Keys = Awaited<ReturnType<typeof suite.DeriveKeyPair>>;

/** The key pair of a school. */
export async function sealingKeys(run: Run, school: SchoolId): Promise<Keys> {
  const secret = await run.selectFrom('secret').select('value').where('name', '=', 'lock').executeTakeFirstOrThrow();
  const material = createHmac('sha256', secret.value)
    .update(JSON.stringify(['seal', school]))
    .digest();
  return suite.DeriveKeyPair(new Uint8Array(material));
}

/** Its public half, base64. */
export async function publicSealingKey(run: Run, school: SchoolId): Promise<string> {
  const { publicKey } = await sealingKeys(run, school);
  return Buffer.from(await suite.SerializePublicKey(publicKey)).toString('base64');
}
