/** The requests of protocol/refused.ts, for the careers leader. */
import type { Context, Hono } from 'hono';
import type { LiveSession } from '../accounts/sessions.ts';
import type { ServerDeps } from '../deps.ts';
import { pageBefore } from '../http/page-before.ts';
import { mustHaveProved, whoAsksAt } from '../http/session-cookie.ts';
import { mustLead } from '../must-lead.ts';
import { letGoOfRefused, listRefused, readRefused } from './refused.ts';

/** Adds them below /api/schools/:school. */
export function addRefusedRoutes(app: Hono, deps: ServerDeps): void {
  const leader = async (c: Context): Promise<LiveSession> => {
    const asker = await whoAsksAt(c, deps);
    await mustLead(deps, asker);
    return asker;
  };
  /** NaN, which is no place, for what is no number. */
  const place = (c: Context): number => Number(c.req.param('place'));

  app.get('/:school/refused', async (c) => {
    const asker = await leader(c);
    return c.json(await listRefused(deps.store.read, asker, pageBefore(c)));
  });
  app.post('/:school/refused/:place/words', async (c) => c.json(await readRefused(deps, await leader(c), place(c))));
  app.delete('/:school/refused/:place', async (c) => {
    const asker = await leader(c);
    // They may stand nowhere else.
    mustHaveProved(asker, deps);
    await letGoOfRefused(deps, asker, place(c));
    return c.body(null, 204);
  });
}
