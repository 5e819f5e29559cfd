/**
 * A passkey of this device, for its secret alone (WebAuthn Level 3, PRF extension): the device asks for a finger, a face or
 * its PIN, and works a secret out of the passkey and a salt. Nobody is identified by it and the server never sees it.
 */
import type { PasskeyRef } from './key-rows.ts';
import type { Passkey } from './protect.ts';

const CHALLENGE_BYTES = 32;
const SALT_BYTES = 32;
const USER_BYTES = 16;
const TIMEOUT_MS = 60_000;
/** ES256 and RS256 (IANA COSE): what platforms have. */
const ALGORITHMS = [-7, -257];

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** Can this device ask for a finger, a face or its PIN? Whether it gives a secret is known only when one is made. */
export async function canHavePasskey(): Promise<boolean> {
  // Undefined in old browsers and on an address without https.
  const Credential = globalThis.PublicKeyCredential as typeof PublicKeyCredential | undefined;
  return (await Credential?.isUserVerifyingPlatformAuthenticatorAvailable?.().catch(() => false)) ?? false;
}

/** Makes one; null when the person does not, or the device gives no secret. Call it inside a tap. */
export async function makePasskey(): Promise<Passkey | null> {
  const salt = random(SALT_BYTES);
  const made = await credentialOf(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: 'Fingerpost' },
        // What the device's list of passkeys shows: nobody's name.
        user: { id: random(USER_BYTES), name: 'Fingerpost on this device', displayName: 'Fingerpost on this device' },
        challenge: random(CHALLENGE_BYTES),
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          userVerification: 'required',
          residentKey: 'discouraged',
        },
        extensions: { prf: { eval: { first: salt } } },
        timeout: TIMEOUT_MS,
      },
    }),
  );
  const { prf } = made?.getClientExtensionResults() ?? {};
  if (!made || prf?.enabled !== true) return null;
  const ref = { id: new Uint8Array(made.rawId), salt };
  // Some tell the secret as the passkey is made, others only when it is asked for.
  const secret = bytesOf(prf.results?.first) ?? (await askPasskey(ref));
  return secret && { ...ref, secret };
}

/** The secret of a passkey, 32 bytes; null when the person does not give it. Works without internet. */
export async function askPasskey({ id, salt }: PasskeyRef): Promise<Uint8Array<ArrayBuffer> | null> {
  const given = await credentialOf(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(CHALLENGE_BYTES),
        allowCredentials: [{ type: 'public-key', id, transports: ['internal'] }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: salt } } },
        timeout: TIMEOUT_MS,
      },
    }),
  );
  return bytesOf(given?.getClientExtensionResults().prf?.results?.first);
}

/** Whatever stands in the way (the person, the device, a policy of the school), there is none then. */
const credentialOf = (ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> =>
  ask().then(
    (credential) => credential as PublicKeyCredential | null,
    () => null,
  );

function bytesOf(source: BufferSource | undefined): Uint8Array<ArrayBuffer> | null {
  if (source === undefined) return null;
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  return bytes.slice();
}
