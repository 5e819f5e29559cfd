/**
 * Passkeys (WebAuthn): made by whoever is signed in, used to sign in without a password, as a second step, or to show that it
 * is you. The device asks for a fingerprint, a face or its PIN each time. Source: W3C WebAuthn 3, 7.1, 7.2; OWASP ASVS 5.0, 6.5.
 * The library is loaded with the first passkey.
 */
import type { Instant } from '../../domain/time.ts';
import type { PasskeyAsked, PasskeyMade, PasskeySigned, PasskeyWanted } from '../../protocol/sign-in.ts';
import type { Run } from '../store/store.ts';
import { auditAccount } from './audit-account.ts';
import { noteWays, openApp } from './ways.ts';

const library = () => import('@simplewebauthn/server');

/** EdDSA, ES256, RS256 (COSE): what every device can. */
const ALGORITHMS = [-8, -7, -257];
/** Passkeys that one account may have. */
export const PASSKEYS_MAX = 10;

/** Where passkeys are used: an origin, whose host they are bound to. */
const hostOf = (origin: string): string => new URL(origin).hostname;

const split = (transports: string): string[] => transports.split(',').filter(Boolean);

const passkeysOf = (run: Run, account: string) =>
  run.selectFrom('passkey').selectAll().where('account', '=', account).orderBy('made').execute();

/** The passkeys of an account, for whoever has them. */
export const listPasskeys = async (run: Run, account: string) =>
  (await passkeysOf(run, account)).map(({ id, name, made, used }) => ({
    passkey: id,
    name,
    made: made as Instant,
    used: used as Instant | null,
  }));

/** What the browser is asked to make. `called`: under which name the device lists it. */
export async function wantPasskey(
  run: Run,
  account: string,
  { origin, called }: { readonly origin: string; readonly called: string },
): Promise<PasskeyWanted> {
  const there = await passkeysOf(run, account);
  const { generateRegistrationOptions } = await library();
  const options = await generateRegistrationOptions({
    rpName: 'Fingerpost',
    rpID: hostOf(origin),
    userID: new TextEncoder().encode(account),
    userName: called,
    userDisplayName: called,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: there.map(({ id, transports }) => ({ id, transports: split(transports) })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { ...options, rp: { id: hostOf(origin), name: options.rp.name } } as PasskeyWanted;
}

/** What must be true of an answer. */
export interface Expected {
  readonly challenge: string;
  readonly origin: string;
}

/** Keeps a passkey that was made as it was asked. False: it was not, or somebody has it already. */
export async function addPasskey(
  tx: Run,
  account: string,
  [{ name, id, transports, ...response }, { challenge, origin }]: readonly [PasskeyMade, Expected],
  at: Instant,
): Promise<boolean> {
  const { verifyRegistrationResponse } = await library();
  const checked = await verifyRegistrationResponse({
    response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null);
  if (!checked?.verified) return false;
  const { credential } = checked.registrationInfo;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('passkey')
    .values({
      id: credential.id,
      account,
      key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: transports.join(','),
      name,
      made: at,
      used: null,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  await noteWays(tx, account, at);
  await auditAccount(tx, account, { what: 'account.way-added', at, detail: { way: 'passkey' } });
  return true;
}

/** What the browser is asked to sign: with one of an account's, or (null) with any that it has for this address. */
export async function askPasskey(run: Run, account: string | null, origin: string): Promise<PasskeyAsked> {
  const theirs = account === null ? [] : await passkeysOf(run, account);
  const { generateAuthenticationOptions } = await library();
  const options = await generateAuthenticationOptions({
    rpID: hostOf(origin),
    userVerification: 'required',
    allowCredentials: theirs.map(({ id, transports }) => ({ id, transports: split(transports) })) as never,
  });
  return { ...options, rpId: hostOf(origin) } as PasskeyAsked;
}

/**
 * Whose the passkey is that has signed what was asked; null: nobody's, or it was not as asked. One whose counter goes back was
 * copied, and is refused.
 */
export async function usePasskey(
  tx: Run,
  [{ id, userHandle, ...response }, { challenge, origin }]: readonly [PasskeySigned, Expected],
  at: Instant,
): Promise<string | null> {
  const row = await tx.selectFrom('passkey').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const { verifyAuthenticationResponse } = await library();
  const checked = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      response: { ...response, ...(userHandle === null ? {} : { userHandle }) },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    requireUserVerification: true,
    credential: { id, publicKey: new Uint8Array(row.key), counter: row.counter },
  }).catch(() => null);
  if (!checked?.verified) return null;
  if (userHandle !== null && Buffer.from(userHandle, 'base64url').toString() !== row.account) return null;
  await tx
    .updateTable('passkey')
    .set({ counter: checked.authenticationInfo.newCounter, used: at })
    .where('id', '=', id)
    .execute();
  await openApp(tx, row.account);
  return row.account;
}
