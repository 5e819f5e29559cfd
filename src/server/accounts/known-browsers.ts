/**
 * Browsers in which somebody has signed in to an account: guesses from there are counted apart, so that a stranger who guesses
 * at a login does not lock out whose it is. Known by a token that the browser keeps; it opens nothing.
 */
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../../domain/time.ts';
import type { Run } from '../store/store.ts';
import { hashSecret } from './passwords.ts';

/** Days that a browser is known after somebody last signed in there. */
export const KNOWN_DAYS = 400;

const since = (now: Instant): Instant => toInstant(Date.parse(now) - KNOWN_DAYS * 86_400_000);

/** The browser of this token is known for this login: by what its guesses are counted; null: it is not. */
export async function knownFor(
  run: Run,
  token: string | undefined,
  login: string,
  now: Instant,
): Promise<string | null> {
  if (token === undefined) return null;
  const row = await run
    .selectFrom('known_browser')
    .innerJoin('account', 'account.id', 'known_browser.account')
    .select('known_browser.hash')
    .where('known_browser.hash', '=', hashSecret(token))
    .where('known_browser.seen', '>=', since(now))
    .where((eb) => eb.or([eb('account.login', '=', login), eb('account.id', '=', login)]))
    .executeTakeFirst();
  return row ? `${row.hash} ${login}` : null;
}

/** It is known from now on. Those that have not been used for so long are forgotten. */
export async function knowBrowser(tx: Run, token: string, account: string, now: Instant): Promise<void> {
  await tx.deleteFrom('known_browser').where('account', '=', account).where('seen', '<', since(now)).execute();
  await tx
    .insertInto('known_browser')
    .values({ hash: hashSecret(token), account, seen: now })
    .onConflict((oc) => oc.columns(['hash', 'account']).doUpdateSet({ seen: now }))
    .execute();
}

/** No browser is known for an account any more: its password was lost or changed. */
export const forgetBrowsers = async (tx: Run, account: string): Promise<void> =>
  void (await tx.deleteFrom('known_browser').where('account', '=', account).execute());
