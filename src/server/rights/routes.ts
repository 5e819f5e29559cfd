/** The requests of protocol/rights.ts, for the careers leader. */
import type { Context, Hono } from 'hono';
import { recordId } from '../../domain/ids.ts';
import type { RecordId } from '../../domain/ids.ts';
import {
  decisions,
  disposalConfirm,
  eraseAsked,
  keepLonger,
  newRequest,
  periodsWanted,
  requestChange,
} from '../../protocol/rights-asked.ts';
import type { Place } from '../accounts/places.ts';
import type { LiveSession } from '../accounts/sessions.ts';
import type { ServerDeps } from '../deps.ts';
import { readJson } from '../http/body.ts';
import { ProblemError } from '../http/problem.ts';
import { mustHaveProved, whoAsksAt } from '../http/session-cookie.ts';
import { mustLead } from '../must-lead.ts';
import type { OperationDeps } from '../operations/carry-out.ts';
import { goOnWith } from './carry-out.ts';
import { decide, lookAt, makeCopy } from './copy.ts';
import { approve, eraseOne, listDisposals } from './disposals.ts';
import { namedBeside } from './elsewhere.ts';
import { dueRecords, keepLonger as keep } from './due.ts';
import { previewPeriods, setPeriods } from './periods.ts';
import { addRequest, changeRequest, listRequests } from './requests.ts';

/** Adds them below /api/schools/:school. */
export function addRightsRoutes(app: Hono, deps: ServerDeps, operation: OperationDeps): void {
  const leader = async (c: Context): Promise<LiveSession> => {
    const asker = await whoAsksAt(c, deps);
    await mustLead(deps, asker);
    return asker;
  };
  // Shows, hands out, or destroys, whole records: more is asked for than a session.
  const sure = async (c: Context): Promise<Place> => {
    const asker = await leader(c);
    mustHaveProved(asker, deps);
    return asker;
  };
  const answerDisposals = async (c: Context, { school }: Place) =>
    c.json({ disposals: await listDisposals(deps.store.read, school) });
  const id = (c: Context): string => c.req.param('request') ?? '';

  app.get('/:school/requests', async (c) => c.json({ requests: await listRequests(deps, await leader(c)) }));
  app.post('/:school/requests', async (c) => {
    const asker = await leader(c);
    return c.json({ request: await addRequest(deps, asker, await readJson(c, newRequest)) });
  });
  app.post('/:school/requests/:request', async (c) => {
    const asker = await leader(c);
    return c.json({ request: await changeRequest(deps, asker, [id(c), await readJson(c, requestChange)]) });
  });
  app.get('/:school/requests/:request/review', async (c) => c.json(await lookAt(deps, await sure(c), id(c))));
  app.post('/:school/requests/:request/decisions', async (c) => {
    const asker = await sure(c);
    return c.json(await decide(deps, asker, [id(c), await readJson(c, decisions)]));
  });
  app.post('/:school/requests/:request/copy', async (c) => c.json(await makeCopy(deps, await sure(c), id(c))));

  app.get('/:school/retention', async (c) => c.json(await dueRecords(deps, await leader(c))));
  app.post('/:school/retention/periods/preview', async (c) => {
    const { school } = await leader(c);
    return c.json(await previewPeriods(deps, school, await readJson(c, periodsWanted)));
  });
  app.put('/:school/retention/periods', async (c) => {
    const asker = await sure(c);
    await setPeriods(operation, asker, await readJson(c, periodsWanted));
    return c.body(null, 204);
  });
  app.post('/:school/retention/longer', async (c) => {
    const asker = await leader(c);
    await keep(deps, asker, await readJson(c, keepLonger));
    return c.body(null, 204);
  });
  app.get('/:school/disposals', async (c) => answerDisposals(c, await leader(c)));
  app.post('/:school/disposals', async (c) => {
    const asker = await sure(c);
    await approve(operation, asker, await readJson(c, disposalConfirm));
    return answerDisposals(c, asker);
  });
  app.post('/:school/disposals/go-on', async (c) => {
    const asker = await leader(c);
    await goOnWith(operation, asker.school);
    return answerDisposals(c, asker);
  });
  app.get('/:school/records/:record/named', async (c) => {
    const { school } = await leader(c);
    return c.json(await namedBeside(deps.store.read, school, recordIn(c)));
  });
  app.post('/:school/records/:record/erase', async (c) => {
    const asker = await sure(c);
    await eraseOne(operation, asker, [recordIn(c), await readJson(c, eraseAsked)]);
    return answerDisposals(c, asker);
  });
}

function recordIn(c: Context): RecordId {
  const record = recordId.safeParse(c.req.param('record'));
  if (!record.success) throw new ProblemError('not-found');
  return record.data;
}
