/**
 * Second steps, passkeys, the school's own sign-in service, and one's own account. JSON both ways.
 * Signing in (accounts.ts has the password and the code):
 *   POST   /api/session            signInHere      → signedIn, or 401 second-factor {ways}: the password was right, one step is left
 *   POST   /api/activation         activateHere    → the same
 *   POST   /api/session/second     secondStep      → signedIn  (a code of the authenticator app, or a recovery code)
 *   POST   /api/session/enrol                      → newTotp   (where the school asks for a second step and there is none yet)
 *   POST   /api/passkey                            → passkeyAsked   (to sign in, or for the step that is left)
 *   POST   /api/passkey/session    passkeyUsed     → signedIn
 *   GET    /api/sign-in/ways                       → signInWays
 *   GET    /api/sso/start?for=sign-in              → on to the school's sign-in service
 *   GET    /api/sso/callback                       → back to the app
 *   POST   /api/sso/session        ssoSignIn       → signedIn, or 401 link-code: the first time it takes an activation code,
 *                                                              or 401 second-factor {ways}: the code was right, one step is left
 * One's own account:
 *   GET    /api/account                            → myAccount
 *   POST   /api/account/proof      proof           → 204, or 401 second-factor {ways}: the password was right, and there is a second step
 *                                                              (shows that it is you, for ten minutes)
 *   POST   /api/account/proof/asked                → passkeyAsked
 *   POST   /api/account/proof/passkey passkeyProof → 204
 *   POST   /api/account/proof/sso                  → ssoBegun  (to sign in there once more)
 *   PUT    /api/account/password   newPassword     → 204       (ends all other sessions)
 *   POST   /api/account/totp                       → newTotp
 *   PUT    /api/account/totp       totpCode        → recoveryCodes
 *   DELETE /api/account/totp                       → 204
 *   POST   /api/account/recovery                   → recoveryCodes  (earlier ones stop working)
 *   POST   /api/account/passkeys                   → passkeyWanted
 *   PUT    /api/account/passkeys   passkeyMade     → 204
 *   DELETE /api/account/passkeys/:passkey          → 204
 *   POST   /api/account/sso                        → ssoBegun  (to link the account there)
 *   DELETE /api/account/sso                        → 204
 *   DELETE /api/account/sessions                   → 204       (all but this one)
 *   DELETE /api/account/sessions/:session          → 204
 * For the careers leader and administrators:
 *   GET    /api/schools/:school/sign-in-rules      → signInRules
 *   PUT    /api/schools/:school/sign-in-rules      rulesWanted → 204
 *   DELETE /api/schools/:school/people/:person/second-step     → 204  (lost: the next code sets up another)
 *   POST   /api/schools/:school/exports            exportWanted → 204 (a file with names is about to be made on the device)
 */
import * as z from 'zod/mini';
import { personId } from '../domain/ids.ts';
import { line } from '../domain/text.ts';
import { instant, isoDate } from '../domain/time.ts';
import { activation, password, signIn } from './accounts.ts';

/** The device is used by others as well: its session is short, and it is not remembered. */
const shared = z.optional(z.boolean());
/** A login and a password, typed on this device. */
export const signInHere = z.strictObject({ ...signIn.shape, shared });
export type SignInHere = z.infer<typeof signInHere>;
/** A code with the login and the password that are chosen, typed on this device. */
export const activateHere = z.strictObject({ ...activation.shape, shared });
export type ActivateHere = z.infer<typeof activateHere>;

/** How the step that is left can be taken. `enrol`: it is set up now. */
const way = z.enum(['totp', 'recovery', 'passkey', 'enrol']);
/** The problem "second-factor". */
export const stepLeft = z.looseObject({ type: z.literal('/problems/second-factor'), ways: z.array(way) });
export type StepLeft = z.infer<typeof stepLeft>;

const typedCode = z.string().check(z.minLength(6), z.maxLength(40));
/** Six digits of the app, or a recovery code as it is written down. */
export const secondStep = z.strictObject({ code: typedCode });
/** `secret` for typing (base32), `uri` for the picture that the app reads. */
export const newTotp = z.strictObject({ secret: z.string(), uri: z.string() });
export type NewTotp = z.infer<typeof newTotp>;
/** The first code of an app that is being set up. */
export const totpCode = z.strictObject({ code: typedCode });
/** Shown once. */
export const recoveryCodes = z.strictObject({ codes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof recoveryCodes>;

const base64url = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/), z.maxLength(20_000));
const descriptor = z.strictObject({
  id: base64url,
  type: z.literal('public-key'),
  transports: z.optional(z.array(z.string())),
});
/** What the browser is asked to sign (WebAuthn, PublicKeyCredentialRequestOptions). Bytes as base64url. */
export const passkeyAsked = z.looseObject({
  challenge: base64url,
  rpId: z.string(),
  timeout: z.optional(z.int()),
  allowCredentials: z.optional(z.array(descriptor)),
});
export type PasskeyAsked = z.infer<typeof passkeyAsked>;
/** What the browser is asked to make (PublicKeyCredentialCreationOptions). */
export const passkeyWanted = z.looseObject({
  challenge: base64url,
  rp: z.strictObject({ id: z.string(), name: z.string() }),
  user: z.strictObject({ id: base64url, name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.strictObject({ type: z.literal('public-key'), alg: z.int() })),
  timeout: z.optional(z.int()),
  excludeCredentials: z.optional(z.array(descriptor)),
  authenticatorSelection: z.optional(z.looseObject({})),
  attestation: z.optional(z.string()),
});
export type PasskeyWanted = z.infer<typeof passkeyWanted>;

/** What the passkey has signed. */
const signed = z.strictObject({
  id: base64url,
  clientDataJSON: base64url,
  authenticatorData: base64url,
  signature: base64url,
  userHandle: z.nullable(base64url),
});
export type PasskeySigned = z.infer<typeof signed>;
/** A passkey to sign in with. */
export const passkeyUsed = z.strictObject({ signed, shared });
/** A passkey to show that it is you. */
export const passkeyProof = z.strictObject({ signed });
/** The passkey that was made, under the name that the person gives it. */
export const passkeyMade = z.strictObject({
  name: line.check(z.minLength(1), z.maxLength(60)),
  id: base64url,
  clientDataJSON: base64url,
  attestationObject: base64url,
  transports: z.array(z.string().check(z.maxLength(20))).check(z.maxLength(8)),
});
export type PasskeyMade = z.infer<typeof passkeyMade>;

/** What the sign-in page offers beside a password. `sso`: what people call the school's sign-in service. */
export const signInWays = z.strictObject({ passkeys: z.boolean(), sso: z.nullable(z.string()) });
export type SignInWays = z.infer<typeof signInWays>;

/** Back from the sign-in service; with a code the first time. */
export const ssoSignIn = z.strictObject({
  code: z.optional(activation.shape.code),
  shared,
});

/** The way to the sign-in service has begun: `to` is where the browser goes now. */
export const ssoBegun = z.strictObject({ to: z.string().check(z.regex(/^https?:\/\//)) });
export type SsoBegun = z.infer<typeof ssoBegun>;

/** How a session was begun. */
const sessionBy = z.enum(['password', 'second-step', 'passkey', 'sso', 'code', 'demo']);
/** Where a person is signed in. `on`: browser and system, such as "Chrome on Windows"; `ends`: when at the latest. */
const mySession = z.strictObject({
  session: z.string(),
  here: z.boolean(),
  on: z.string(),
  by: sessionBy,
  began: instant,
  seen: instant,
  ends: instant,
});
export type MySession = z.infer<typeof mySession>;

/** One's own account. `required`: from this day the school asks staff for a second step; null: it does not. */
export const myAccount = z.strictObject({
  login: z.nullable(z.string()),
  password: z.boolean(),
  totp: z.nullable(instant),
  /** Codes of the app that were wrong: in a row, without a right one yet or before it, and when the last was. Null: none was tried. */
  wrongCodes: z.nullable(z.strictObject({ many: z.int(), last: instant })),
  /** Recovery codes that are left. */
  recovery: z.int(),
  passkeys: z.array(
    z.strictObject({ passkey: z.string(), name: z.string(), made: instant, used: z.nullable(instant) }),
  ),
  /** Whether passkeys can be used at this address. */
  canHavePasskeys: z.boolean(),
  /** The school's sign-in service by name, and since when this account is known to it; null: there is none. */
  sso: z.nullable(z.strictObject({ name: z.string(), linked: z.nullable(instant) })),
  required: z.nullable(isoDate),
  /** The fewest characters of a new password. */
  passwordMin: z.int(),
  sessions: z.array(mySession),
});
export type MyAccount = z.infer<typeof myAccount>;

/** A password to show that it is you, with a code (the app's, or a recovery code) where the account has a second step. */
export const proof = z.strictObject({ password, code: z.optional(typedCode) });
/** The password that is chosen. */
export const newPassword = z.strictObject({ password });

/** From which day on staff sign in with a second step; null: nobody is asked. `without`: who has none yet. */
export const signInRules = z.strictObject({ from: z.nullable(isoDate), without: z.array(personId) });
export type SignInRules = z.infer<typeof signInRules>;
/** The rule that is wanted. */
export const rulesWanted = z.strictObject({ from: z.nullable(isoDate) });

/** What is taken away as a file with names in it. Written down; the file itself is made on the device. */
export const exportWanted = z.strictObject({
  what: z.enum(['pupil-list', 'local-authority-list', 'records-sent-list', 'rows-left-out']),
  pupils: z.int().check(z.gte(0), z.lte(100_000)),
});
export type ExportWanted = z.infer<typeof exportWanted>;
