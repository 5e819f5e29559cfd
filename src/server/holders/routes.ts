/** The requests of protocol/holders.ts. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import type { PersonId } from '../../domain/ids.ts';
import { devicesHere } from '../../protocol/holders.ts';
import type { ServerDeps } from '../deps.ts';
import { readJson } from '../http/body.ts';
import { ProblemError } from '../http/problem.ts';
import { whoAsksAt } from '../http/session-cookie.ts';
import { askToClear, noteCleared, toldToClear } from './clearing.ts';
import { listHolders, sentToHolder, sentToPerson } from './lists.ts';

/** Adds those below /api/schools/:school. */
export function addHolderRoutes(app: Hono, deps: ServerDeps): void {
  app.get('/:school/holders', async (c) => c.json(await listHolders(deps, await whoAsksAt(c, deps))));
  app.get('/:school/holders/:holder/records', async (c) =>
    c.json(await sentToHolder(deps, await whoAsksAt(c, deps), holderIn(c))),
  );
  app.get('/:school/people/:person/records', async (c) =>
    c.json(await sentToPerson(deps, await whoAsksAt(c, deps), c.req.param('person') as PersonId)),
  );
  app.post('/:school/holders/:holder/clear', async (c) => {
    await askToClear(deps, await whoAsksAt(c, deps), holderIn(c));
    return c.body(null, 204);
  });
}

/** Those that a browser asks for itself, below /api/devices. */
export function deviceRoutes(deps: ServerDeps): Hono {
  const app = new Hono();
  app.post('/asked', async (c) => {
    const { devices } = await readJson(c, devicesHere);
    return c.json({ devices: await toldToClear(deps.store, devices, deps.now()) });
  });
  app.post('/cleared', async (c) => {
    const { devices } = await readJson(c, devicesHere);
    await noteCleared(deps.store, devices, deps.now());
    return c.body(null, 204);
  });
  return app;
}

/** Its number; one that is none names no device. */
function holderIn(c: Context): number {
  const text = c.req.param('holder') ?? '';
  if (!/^\d{1,15}$/.test(text)) throw new ProblemError('not-found');
  return Number(text);
}
