/** The server as one function from request to response: security, API, health, the built app. Tests call it without a port. */
import { Hono } from 'hono';
import type { MiddlewareHandler } from 'hono';
import { TooBusy } from '../accounts/turns.ts';
import type { ServerDeps } from '../deps.ts';
import { deviceRoutes } from '../holders/routes.ts';
import { isBusy, isFull } from '../store/sqlite-dialect.ts';
import { accountRoutes } from './account-routes.ts';
import { BUSY_WORDS } from './guesses.ts';
import { ProblemError, problemResponse } from './problem.ts';
import { proofRoutes } from './proof-routes.ts';
import { readiness } from './ready.ts';
import { schoolRoutes } from './school-routes.ts';
import { secondRoutes } from './second-routes.ts';
import { ownOriginOnly, securityHeaders } from './security.ts';
import { sessionKeyRoutes } from './session-key.ts';
import { sessionRoutes } from './session-routes.ts';
import { ssoRoutes } from './sso-routes.ts';
import { staticFiles } from './static.ts';

/** The app. */
export function createApp(deps: ServerDeps): Hono {
  const app = new Hono();
  const isReady = readiness(deps);
  app.use(logged(deps));
  app.use(securityHeaders(deps.https));
  app.get('/livez', (c) => c.text('ok'));
  app.get('/readyz', async (c) => ((await isReady()) ? c.text('ok') : problemResponse('unavailable')));
  app.get('/backupz', (c) => {
    const { madeAt, failure } = deps.backups?.() ?? { madeAt: null, failure: null };
    if (failure !== null) return problemResponse('unavailable', 'The last backup failed. The server’s log says why.');
    return c.text(deps.backups ? `ok, last backup: ${madeAt ?? 'none yet'}` : 'off');
  });
  app.use('/api/*', ownOriginOnly);
  app.use('/api/*', noticing(deps));
  app.route('/api', sessionRoutes(deps));
  app.route('/api', sessionKeyRoutes(deps));
  app.route('/api', secondRoutes(deps));
  app.route('/api/account/proof', proofRoutes(deps));
  app.route('/api/account', accountRoutes(deps));
  app.route('/api/sso', ssoRoutes(deps));
  app.route('/api/schools', schoolRoutes(deps));
  app.route('/api/devices', deviceRoutes(deps));
  app.all('/api/*', () => problemResponse('not-found'));
  if (deps.staticDir !== null) app.use(staticFiles(deps.staticDir));
  app.notFound(() => problemResponse('not-found'));
  app.onError((problem) => {
    if (problem instanceof ProblemError) return problem.response;
    if (problem instanceof TooBusy) return problemResponse('slow-down', BUSY_WORDS, BUSY_S);
    deps.failed(problem);
    if (isBusy(problem)) return problemResponse('unavailable', 'Try again in a few seconds.', BUSY_S);
    return problemResponse(isFull(problem) ? 'disk-full' : 'server-error');
  });
  return app;
}

/** Seconds after which a writer of another process is likely to have finished. */
const BUSY_S = 5;

/** One line a request: the pattern of the route, never the address, and nothing that a person wrote. */
const logged =
  ({ log }: ServerDeps): MiddlewareHandler =>
  async (c, next) => {
    const begun = performance.now();
    await next();
    log({
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Math.round(performance.now() - begun),
    });
  };

/** A command may have written beside this server: bringing pupils in, closing an account. What is in memory is stale then. */
const noticing =
  ({ store, rosters }: ServerDeps): MiddlewareHandler =>
  async (_, next) => {
    if (store.changedElsewhere()) rosters.forget();
    await next();
  };
