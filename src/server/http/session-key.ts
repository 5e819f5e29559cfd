/**
 * A session's second half. A device draws a key for its session and tells it once; from then on the cookie alone opens
 * nothing: each request brings the key (session-cookie.ts), which the device keeps sealed while it is locked. So a cookie
 * that is taken from a locked tablet is of no use.
 */
import { Hono } from 'hono';
import { sessionKey } from '../../protocol/session-key.ts';
import { hashSecret } from '../accounts/passwords.ts';
import type { ServerDeps } from '../deps.ts';
import { readJson } from './body.ts';
import { sessionToken, whoAsks } from './session-cookie.ts';

/** The route under /api. */
export function sessionKeyRoutes(deps: ServerDeps): Hono {
  const app = new Hono();
  app.put('/session/key', async (c) => {
    await whoAsks(c, deps);
    const { key } = await readJson(c, sessionKey);
    const session = hashSecret(sessionToken(c, deps) ?? '');
    await deps.store.write(async (tx) => {
      // Keys of sessions that are over.
      const sessions = tx.selectFrom('session').select('hash');
      await tx.deleteFrom('session_key').where('session', 'not in', sessions).execute();
      await tx
        .insertInto('session_key')
        .values({ session, key: hashSecret(key) })
        // Whoever came so far has the key of before.
        .onConflict((both) => both.column('session').doUpdateSet({ key: hashSecret(key) }))
        .execute();
    });
    return c.body(null, 204);
  });
  return app;
}
