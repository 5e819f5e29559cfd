/** ID tokens that a real provider would never sign, put in the place of one that it did: nobody believes them. */
import { SignJWT, UnsecuredJWT, decodeJwt, exportSPKI, generateKeyPair, importJWK } from 'jose';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Known, ProviderFailure } from '../../src/server/accounts/provider.ts';
import { createProvider } from '../../src/server/accounts/provider.ts';
import type { SignInService } from '../support/sign-in-service.ts';
import { startSignInService, throughService } from '../support/sign-in-service.ts';

const BACK = 'http://localhost/api/sso/callback';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService(BACK);
  service.people.set('jo-there', {});
  service.setCurrent('jo-there');
});
afterAll(() => service.stop());

let withoutIdToken = false;
let spoilAccess = false;
let forge: ((claims: JWTPayload) => Promise<string>) | null = null;
/** What the service answers a code with. */
interface TokenAnswer {
  readonly id_token: string;
  readonly access_token: string;
}
const ask: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init);
  if (!forge || !String(input).endsWith('/token')) return answer;
  const { id_token: given, access_token: access, ...said } = (await answer.json()) as TokenAnswer;
  const forged = await forge(decodeJwt(given));
  const tokens = withoutIdToken
    ? { access_token: forged }
    : { id_token: forged, access_token: spoilAccess ? 'not.a.token' : access };
  return Response.json({ ...said, ...tokens }, { status: answer.status });
};

/** Goes there and comes back: whom the server takes it to be. */
async function known(): Promise<Known | ProviderFailure> {
  const { issuer, client } = service;
  const about = { issuer, clientId: client.id, clientSecret: client.secret, name: 'School account' };
  const provider = createProvider({ ...about, kind: 'other', domain: null, mfa: false }, ask);
  const begun = await provider.begin(BACK, false);
  if (typeof begun === 'string') return begun;
  return provider.finish(await throughService(begun.to, BACK), begun.saved, false);
}

describe('a token that is not to be believed', () => {
  const signed = (claims: JWTPayload, header: object = {}, key = service.key) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(key);
  const now = () => Math.floor(Date.now() / 1000);

  const HOSTILE: readonly (readonly [string, (claims: JWTPayload) => Promise<string>])[] = [
    ['another issuer', (claims) => signed({ ...claims, iss: 'https://evil.example' })],
    ['another client', (claims) => signed({ ...claims, aud: 'another-app' })],
    ['several clients, given to another', (claims) => signed({ ...claims, aud: [service.client.id, 'x'], azp: 'x' })],
    ['given to another', (claims) => signed({ ...claims, azp: 'another-app' })],
    ['another nonce', (claims) => signed({ ...claims, nonce: 'AAAA' })],
    ['no nonce', ({ nonce: _, ...claims }) => signed(claims)],
    ['an end that is past', (claims) => signed({ ...claims, iat: now() - 7200, exp: now() - 3600 })],
    ['no end', ({ exp: _, ...claims }) => signed(claims)],
    ['no subject', ({ sub: _, ...claims }) => signed(claims)],
    ['no signature', async (claims) => new UnsecuredJWT(claims).encode()],
    [
      'a signature by the public key as a password',
      async (claims) => {
        const publicKey = (await importJWK(service.publicJwk, 'RS256', { extractable: true })) as CryptoKey;
        const secret = new TextEncoder().encode(await exportSPKI(publicKey));
        return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(secret);
      },
    ],
    [
      'a signature by the client’s secret',
      (claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(service.client.secret)),
    ],
    [
      'a signature by another key of the same name',
      async (claims) => signed(claims, {}, (await generateKeyPair('RS256')).privateKey),
    ],
    ['a key that the service does not have', (claims) => signed(claims, { kid: 'two' })],
    [
      'a signature of another kind',
      async (claims) => {
        const { privateKey } = await generateKeyPair('ES256');
        return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(privateKey);
      },
    ],
    [
      'a body that was changed',
      async (claims) => {
        const [head, , tail] = (await signed(claims)).split('.');
        const body = Buffer.from(JSON.stringify({ ...claims, sub: 'head-teacher' })).toString('base64url');
        return [head, body, tail].join('.');
      },
    ],
  ];

  it.each(HOSTILE)('%s: nobody is known', async (_, forging) => {
    forge = forging;
    expect(await known()).toBe('refused');
  });

  it('an access token in the place of an ID token: nobody is known, and one beside it is not read', async () => {
    forge = (claims) => signed(claims);
    withoutIdToken = true;
    expect(await known()).toBe('refused');
    [withoutIdToken, spoilAccess] = [false, true];
    expect(await known()).toMatchObject({ subject: 'jo-there' });
    spoilAccess = false;
  });

  it('and one that is: the same way lets in', async () => {
    forge = (claims) => signed(claims);
    expect(await known()).toEqual({ issuer: service.issuer, subject: 'jo-there' });
  });
});
