/**
 * The lock key of an account at a school: under it, the account's devices wrap their data key, so that a locked device opens
 * by signing in and by nothing else. Derived, not stored: a server that is restored from any backup gives the same one, and
 * a device that was locked before the restore still opens. Who holds the server's file can derive it; they hold the
 * records as well.
 */
import { createHmac } from 'node:crypto';
import type { Run } from '../store/store.ts';
import type { Place } from './places.ts';

/** 32 bytes, base64. */
export async function lockKeyOf(run: Run, { account, school }: Pick<Place, 'account' | 'school'>): Promise<string> {
  const secret = await run.selectFrom('secret').select('value').where('name', '=', 'lock').executeTakeFirstOrThrow();
  return createHmac('sha256', secret.value)
    .update(JSON.stringify(['lock', account, school]))
    .digest('base64');
}
