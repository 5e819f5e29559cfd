// @vitest-environment happy-dom
/** A passkey for its secret alone: what the device is asked, and what comes of it. The device itself is in the long journeys. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { askPasskey, canHavePasskey, makePasskey } from '../../src/device/passkey.ts';

const SECRET = new Uint8Array(32).fill(7);
const asked = { create: vi.fn(), get: vi.fn() };

/** A device that answers so; null: the person does not. */
function device(answers: { readonly create?: object | null; readonly get?: object | null }): void {
  const answer = (prf: object | null | undefined) =>
    prf === null
      ? Promise.reject(new DOMException('not now', 'NotAllowedError'))
      : Promise.resolve({ rawId: new Uint8Array([1, 2, 3]).buffer, getClientExtensionResults: () => ({ prf }) });
  asked.create.mockImplementation(() => answer(answers.create));
  asked.get.mockImplementation(() => answer(answers.get));
  vi.stubGlobal('navigator', { credentials: asked });
}
afterEach(() => {
  vi.unstubAllGlobals();
  asked.create.mockReset();
  asked.get.mockReset();
});

describe('making a passkey', () => {
  it('asks for a finger, a face or a PIN of this device, names nobody, and gives the secret', async () => {
    device({ create: { enabled: true, results: { first: SECRET.buffer.slice(0) } } });
    const made = await makePasskey();
    expect([...(made?.id ?? [])]).toStrictEqual([1, 2, 3]);
    expect([...(made?.secret ?? [])]).toStrictEqual([...SECRET]);
    const [[{ publicKey }]] = asked.create.mock.calls as [[{ publicKey: PublicKeyCredentialCreationOptions }]];
    expect(publicKey.authenticatorSelection).toMatchObject({
      authenticatorAttachment: 'platform',
      userVerification: 'required',
    });
    expect(publicKey.user.name).toBe('Fingerpost on this device');
    expect(publicKey.extensions?.prf?.eval?.first).toStrictEqual(made?.salt);
    expect(asked.get).not.toHaveBeenCalled();
  });

  it('asks once more where the secret is told only then, with the same salt', async () => {
    device({ create: { enabled: true }, get: { results: { first: SECRET } } });
    const made = await makePasskey();
    expect([...(made?.secret ?? [])]).toStrictEqual([...SECRET]);
    const [[{ publicKey }]] = asked.get.mock.calls as [[{ publicKey: PublicKeyCredentialRequestOptions }]];
    expect(publicKey.userVerification).toBe('required');
    expect(publicKey.extensions?.prf?.eval?.first).toStrictEqual(made?.salt);
  });

  it.each([
    ['the person does not', null],
    ['the device gives no secret', { enabled: false }],
    ['the device knows nothing of secrets', undefined],
  ])('comes to nothing when %s', async (_, create) => {
    device({ create: create as object | null, get: null });
    expect(await makePasskey()).toBeNull();
  });
});

describe('asking for it', () => {
  it('comes to nothing when the person does not give it', async () => {
    device({ get: null });
    expect(await askPasskey({ id: new Uint8Array([1]), salt: new Uint8Array([2]) })).toBeNull();
  });
});

describe('whether a device can', () => {
  it('is no where the browser has no passkeys, or the device nothing to ask with', async () => {
    vi.stubGlobal('PublicKeyCredential', undefined);
    expect(await canHavePasskey()).toBe(false);
    for (const can of [true, false]) {
      vi.stubGlobal('PublicKeyCredential', { isUserVerifyingPlatformAuthenticatorAvailable: async () => can });
      expect(await canHavePasskey()).toBe(can);
    }
  });
});
