/**
 * What was begun and waits for the next request of the same browser: a sign-in whose second step is left, a challenge for a
 * passkey, a way through the sign-in service. Known by a token in a cookie, for ten minutes; a restarted server knows it still.
 * Each owner has room for a few, and a further one takes the place of their oldest: whoever begins many loses their own.
 */
import { randomInt } from 'node:crypto';
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../../domain/time.ts';
import type { Run, Store } from '../store/store.ts';
import { hashSecret, newToken } from './passwords.ts';

/** For so long it waits. */
export const HALF_DONE_MS = 10 * 60_000;

/** What somebody goes to the sign-in service for. */
export type SsoPurpose = 'sign-in' | 'link' | 'prove';

/** What may be half done. */
export type HalfDone =
  /** The password (or the code) was right. `enrol`: sealed, the secret of the app that is being set up, '' before that. */
  | {
      readonly what: 'second-step';
      readonly account: string;
      readonly school: string | null;
      readonly shared: boolean;
      readonly enrol: string | null;
    }
  /** A passkey is asked. `account` null: whose it is, it says itself. */
  | {
      readonly what: 'passkey';
      readonly challenge: string;
      readonly account: string | null;
      readonly step: HalfDoneOf<'second-step'> | null;
    }
  | { readonly what: 'new-passkey'; readonly challenge: string; readonly account: string }
  | { readonly what: 'new-totp'; readonly account: string; readonly sealed: string }
  /** On the way to the sign-in service. `session`: the hash of the one whose account is linked, or proved. */
  | {
      readonly what: 'sso';
      readonly state: string;
      readonly nonce: string;
      readonly verifier: string;
      readonly purpose: SsoPurpose;
      readonly session: string | null;
    }
  /** Back from it: who it says that it is. */
  | { readonly what: 'sso-known'; readonly issuer: string; readonly subject: string };
type What = HalfDone['what'];
/** What is half done, of one kind. */
export type HalfDoneOf<W extends What> = Extract<HalfDone, { readonly what: W }>;

/** What waits of one owner. */
const WAITING_MAX = 20;
/** What anybody begins who has shown nothing is of one of so many, drawn: 20,000 wait, more than a city's schools begin in ten minutes. */
const NOBODYS = 1000;

/** Whose it is: of an account whose password was right or who is signed in, of a session, of who the sign-in service knows; else nobody's. */
function ownerOf(half: HalfDone): string {
  if (half.what === 'sso-known') return hashSecret(JSON.stringify([half.issuer, half.subject]));
  const owner = half.what === 'sso' ? half.session : (half.account ?? (half.what === 'passkey' && half.step?.account));
  return owner || `nobody ${randomInt(NOBODYS)}`;
}

/** Remembers it; the token goes into a cookie. What has run out is forgotten. */
export async function begin({ write }: Store, half: HalfDone, now: Instant): Promise<string> {
  const token = newToken();
  const expires = toInstant(Date.parse(now) + HALF_DONE_MS);
  const owner = ownerOf(half);
  await write(async (tx) => {
    await tx.deleteFrom('half_done').where('expires', '<', now).execute();
    const older = tx.selectFrom('half_done').select('hash').where('owner', '=', owner);
    const past = older
      .orderBy('expires', 'desc')
      .offset(WAITING_MAX - 1)
      .limit(WAITING_MAX);
    await tx.deleteFrom('half_done').where('hash', 'in', past).execute();
    await tx
      .insertInto('half_done')
      .values({ hash: hashSecret(token), json: JSON.stringify(half), expires, owner })
      .execute();
  });
  return token;
}

/** Nothing goes on that an account has begun: its password was changed. */
export const forgetHalfDone = async (tx: Run, account: string): Promise<void> =>
  void (await tx.deleteFrom('half_done').where('owner', '=', account).execute());

/** What a token stands for, if it is of this kind and has not run out. */
export async function halfDone<W extends What>(
  run: Run,
  what: W,
  token: string | undefined,
  now: Instant,
): Promise<HalfDoneOf<W> | null> {
  if (token === undefined) return null;
  const row = await run
    .selectFrom('half_done')
    .select('json')
    .where('hash', '=', hashSecret(token))
    .where('expires', '>=', now)
    .executeTakeFirst();
  const half = row ? (JSON.parse(row.json) as HalfDone) : null;
  return half?.what === what ? (half as HalfDoneOf<W>) : null;
}

/** The same, and it is forgotten: of two who come with one token, one is served. */
export async function takeHalfDone<W extends What>(
  { write }: Store,
  what: W,
  token: string | undefined,
  now: Instant,
): Promise<HalfDoneOf<W> | null> {
  if (token === undefined) return null;
  return write(async (tx) => {
    const half = await halfDone(tx, what, token, now);
    if (half !== null) await tx.deleteFrom('half_done').where('hash', '=', hashSecret(token)).execute();
    return half;
  });
}

/** It goes on as something else, under the same token. */
export const goOn = ({ write }: Store, token: string, half: HalfDone): Promise<unknown> =>
  write((tx) =>
    tx
      .updateTable('half_done')
      .set({ json: JSON.stringify(half) })
      .where('hash', '=', hashSecret(token))
      .execute(),
  );
