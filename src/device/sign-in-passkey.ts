/**
 * A passkey to sign in with: the browser asks for a finger, a face or the device's PIN, and signs what the server asked.
 * Between the bytes of the browser and the base64url of messages. Source: W3C WebAuthn Level 3, 5.1.
 */
import type { PasskeyAsked, PasskeyMade, PasskeySigned, PasskeyWanted } from '../protocol/sign-in.ts';
import { fromBase64, toBase64 } from './base64.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  fromBase64(
    text
      .replaceAll('-', '+')
      .replaceAll('_', '/')
      .padEnd(Math.ceil(text.length / 4) * 4, '='),
  );
const textOf = (bytes: ArrayBuffer): string =>
  toBase64(new Uint8Array(bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

type Descriptors = PasskeyAsked['allowCredentials'];
const descriptors = (list: Descriptors): PublicKeyCredentialDescriptor[] =>
  (list ?? []).map(({ id, transports }) => ({
    id: bytesOf(id),
    type: 'public-key',
    ...(transports === undefined ? {} : { transports: transports as AuthenticatorTransport[] }),
  }));

/** Undefined in old browsers, and on an address without https. */
export const knowsPasskeys = (): boolean => typeof globalThis.PublicKeyCredential === 'function';

/** Signs what was asked; null when the person does not, or has none that fits. Call it inside a tap. */
export async function signWithPasskey(asked: PasskeyAsked): Promise<PasskeySigned | null> {
  const given = await credentialOf(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: bytesOf(asked.challenge),
        rpId: asked.rpId,
        allowCredentials: descriptors(asked.allowCredentials),
        userVerification: 'required',
        ...(asked.timeout === undefined ? {} : { timeout: asked.timeout }),
      },
    }),
  );
  if (!given) return null;
  const { clientDataJSON, authenticatorData, signature, userHandle } = given.response as AuthenticatorAssertionResponse;
  return {
    id: given.id,
    clientDataJSON: textOf(clientDataJSON),
    authenticatorData: textOf(authenticatorData),
    signature: textOf(signature),
    userHandle: userHandle && textOf(userHandle),
  };
}

/** Makes one; null when the person does not, or the device has one already. Call it inside a tap. */
export async function makeSignInPasskey(wanted: PasskeyWanted): Promise<Omit<PasskeyMade, 'name'> | null> {
  const made = await credentialOf(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytesOf(wanted.challenge),
        rp: wanted.rp,
        user: { ...wanted.user, id: bytesOf(wanted.user.id) },
        pubKeyCredParams: wanted.pubKeyCredParams,
        excludeCredentials: descriptors(wanted.excludeCredentials),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        ...(wanted.timeout === undefined ? {} : { timeout: wanted.timeout }),
      },
    }),
  );
  if (!made) return null;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    clientDataJSON: textOf(response.clientDataJSON),
    attestationObject: textOf(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  };
}

/** Not done, not allowed, or none that fits: the browser does not tell them apart, so that a site learns nothing. */
async function credentialOf(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return (await ask()) as PublicKeyCredential | null;
  } catch {
    return null;
  }
}
