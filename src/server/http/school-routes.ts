/** What a school's people do: sync, listen for pokes, People, Bring in pupils. */
import { Hono } from 'hono';
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import { recordId } from '../../domain/ids.ts';
import { dateOf } from '../../domain/time.ts';
import { invitation, pupilCodesWanted } from '../../protocol/accounts.ts';
import { moveConfirm, moveWanted } from '../../protocol/move.ts';
import { exportWanted, rulesWanted } from '../../protocol/sign-in.ts';
import { OLDEST_PROTOCOL } from '../../protocol/version.ts';
import { delivery, enrolling } from '../../protocol/sealed.ts';
import { MUTATION_MAX_BYTES, bytesOf } from '../../protocol/limits.ts';
import { syncRequest } from '../../protocol/sync.ts';
import type { SyncRequest } from '../../protocol/sync.ts';
import type { Place } from '../accounts/places.ts';
import { hashSecret } from '../accounts/passwords.ts';
import { isLiveAt } from '../accounts/sessions.ts';
import { rulesOf, setRule } from '../accounts/second-step-rule.ts';
import { historyOf } from '../audit/history.ts';
import type { ServerDeps } from '../deps.ts';
import { listDevices, noteContact } from '../devices.ts';
import { noteExport } from '../exports.ts';
import { figuresFor } from '../figures.ts';
import { isToClear } from '../holders/clearing.ts';
import { noteSent } from '../holders/manifest.ts';
import { addHolderRoutes } from '../holders/routes.ts';
import { importPort } from '../import-port.ts';
import { importRoutes } from '../import/routes.ts';
import { moveEntry, previewMove } from '../move.ts';
import { mustLead } from '../must-lead.ts';
import {
  givePupilCodes,
  invite,
  listPeople,
  listPupilAccounts,
  mustManage,
  renewCode,
  takeSecondSteps,
} from '../people.ts';
import type { OperationDeps } from '../operations/carry-out.ts';
import { operationRoutes } from '../operations/routes.ts';
import { deliverSealed } from '../sealed/deliver.ts';
import { enrol } from '../sealed/enrolments.ts';
import { isFull } from '../store/sqlite-dialect.ts';
import { addRefusedRoutes } from '../rights/refused-routes.ts';
import { addRightsRoutes } from '../rights/routes.ts';
import { openSync, syncLines } from '../sync/handle.ts';
import type { SyncDeps } from '../sync/judging.ts';
import { leave } from './begin.ts';
import { readJson } from './body.ts';
import { eventStream } from './events.ts';
import { pageBefore } from './page-before.ts';
import { ProblemError } from './problem.ts';
import { ndjson } from './reply-stream.ts';
import { mustHaveProved, paced, sessionToken, whoAsksAt } from './session-cookie.ts';

/** The routes under /api/schools/:school. */
export function schoolRoutes(deps: ServerDeps): Hono {
  const app = new Hono();
  const sync = syncDeps(deps);
  const operation = operationDeps(deps);
  const officer = async (asker: Place) => ({
    ...asker,
    roles: await deps.rosters.rolesOf(deps.store.read, asker.school, asker.person),
  });
  const figures = figuresFor(deps);
  app.post('/:school/sync', async (c) => {
    const sender = await whoAsksAt(c, deps);
    const request = await readJson(c, syncRequest);
    checkSync(request);
    paced(deps, 'change', sender.account, request.mutations.length);
    const holding = { school: sender.school, person: sender.person, device: request.device };
    if (await isToClear(deps.store.read, holding)) {
      // Begun since it was asked to: now it is known on which device it is.
      await leave(c, deps);
      throw new ProblemError('signed-out');
    }
    const opened = await openSync(sync, sender, request);
    const session = hashSecret(sessionToken(c, deps) ?? '');
    const contact = { ...sender, session, device: request.device, brought: opened.head.outcomes.length > 0 };
    // What it brought is judged: whether this can be written down is nothing to the device.
    await noteContact(deps.store, contact, deps.now()).catch(deps.failed);
    const lines = syncLines(
      { ...sync, sending: (records) => noteUnlessFull(deps, () => noteSent(deps.store, holding, records, deps.now())) },
      sender,
      opened,
    );
    const gzip = (c.req.header('accept-encoding') ?? '').includes('gzip');
    return ndjson(lines, gzip, deps.failed);
  });
  app.put('/:school/enrolment', async (c) => {
    const asker = await whoAsksAt(c, deps);
    return c.json(await enrol(deps.store, asker, [await readJson(c, enrolling), deps.now()]));
  });
  // Whoever has the device may bring what is sealed on it: the signature says whose it is.
  app.post('/:school/sealed', async (c) => {
    const school = c.req.param('school') as SchoolId;
    const by = await whoAsksAt(c, deps).then(
      ({ person }) => person,
      () => null,
    );
    // A stranger who knows of an enrolment must not use up what its owner may send.
    const mayTry = (enrolment: string, many: number) => paced(deps, 'change', `sealed ${school} ${enrolment}`, many);
    const count = (owner: PersonId, many: number) => paced(deps, 'change', `${school} ${owner}`, many);
    return c.json(await deliverSealed(sync, school, await readJson(c, delivery), { by, mayTry, count }));
  });
  app.get('/:school/events', async (c) => {
    const { school, person } = await whoAsksAt(c, deps);
    // The line would be opened and never read.
    if (c.req.method === 'HEAD') throw new ProblemError('wrong-method');
    const groupsOf = (record: RecordId) =>
      deps.rosters.groupsIn(deps.store.read, school, record, person, dateOf(deps.now()));
    const session = hashSecret(sessionToken(c, deps) ?? '');
    const isLive = () => isLiveAt(deps.store.read, session, school, deps.now());
    return eventStream(deps.events, { school, person, session, groupsOf }, isLive);
  });
  addHolderRoutes(app, deps);
  addRightsRoutes(app, deps, operation);
  addRefusedRoutes(app, deps);
  app.get('/:school/devices', async (c) => c.json(await listDevices(deps, await whoAsksAt(c, deps))));
  app.get('/:school/records/:record/history', async (c) => {
    const asker = await whoAsksAt(c, deps);
    const record = recordId.safeParse(c.req.param('record'));
    if (!record.success) throw new ProblemError('not-found');
    return c.json(await historyOf(deps, asker, [record.data, pageBefore(c)]));
  });
  app.get('/:school/figures', async (c) => c.json(await figures(await whoAsksAt(c, deps))));
  app.get('/:school/sign-in-rules', async (c) => {
    const asker = await whoAsksAt(c, deps);
    await mustManage(deps, asker);
    return c.json(await rulesOf(deps, asker.school));
  });
  app.put('/:school/sign-in-rules', async (c) => {
    const asker = await whoAsksAt(c, deps);
    await mustManage(deps, asker);
    mustHaveProved(asker, deps);
    await setRule(deps, asker, (await readJson(c, rulesWanted)).from, deps.now());
    return c.body(null, 204);
  });
  app.post('/:school/exports', async (c) => {
    const asker = await whoAsksAt(c, deps);
    await mustManage(deps, asker);
    mustHaveProved(asker, deps);
    const wanted = await readJson(c, exportWanted);
    // An administrator brings lists in, and takes none of the school's away.
    if (wanted.what !== 'rows-left-out') await mustLead(deps, asker);
    await noteExport(deps, asker, wanted);
    return c.body(null, 204);
  });
  app.get('/:school/people', async (c) => c.json(await listPeople(deps, await whoAsksAt(c, deps))));
  app.post('/:school/people', async (c) => {
    const asker = await whoAsksAt(c, deps);
    await mustManage(deps, asker);
    mustHaveProved(asker, deps);
    return c.json(await invite(deps, asker, await readJson(c, invitation)));
  });
  app.post('/:school/people/:person/code', async (c) => {
    const asker = await whoAsksAt(c, deps);
    await mustManage(deps, asker);
    // A code is a way in as somebody else.
    mustHaveProved(asker, deps);
    return c.json(await renewCode(deps, asker, c.req.param('person') as PersonId));
  });
  app.delete('/:school/people/:person/second-step', async (c) => {
    const asker = await whoAsksAt(c, deps);
    await mustManage(deps, asker);
    mustHaveProved(asker, deps);
    await takeSecondSteps(deps, asker, c.req.param('person') as PersonId);
    return c.body(null, 204);
  });
  app.get('/:school/pupils/codes', async (c) => c.json(await listPupilAccounts(deps, await whoAsksAt(c, deps))));
  app.post('/:school/pupils/codes', async (c) => {
    const asker = await whoAsksAt(c, deps);
    await mustManage(deps, asker);
    mustHaveProved(asker, deps);
    return c.json(await givePupilCodes(deps, asker, await readJson(c, pupilCodesWanted)));
  });
  app.post('/:school/moves/preview', async (c) => {
    const asker = await whoAsksAt(c, deps);
    return c.json(await previewMove(deps, asker, await readJson(c, moveWanted)));
  });
  app.post('/:school/moves', async (c) => {
    const asker = await whoAsksAt(c, deps);
    return c.json(await moveEntry(deps, asker, await readJson(c, moveConfirm)));
  });
  app.route(
    '/:school/import',
    importRoutes({
      port: importPort(operation),
      who: async (c) => officer(await whoAsksAt(c, deps)),
    }),
  );
  app.route(
    '/:school/roster',
    operationRoutes(operation, async (c) => officer(await whoAsksAt(c, deps))),
  );
  return app;
}

/** What operations need of the server. */
export const operationDeps = ({ store, rosters, now, events: { poke } }: ServerDeps): OperationDeps => ({
  store,
  rosters,
  now,
  poke,
});

/** What the sync handler needs of the server. */
export const syncDeps = ({ store, rosters, pace, now, events: { poke } }: ServerDeps): SyncDeps => ({
  store,
  rosters,
  now,
  poke,
  keepsWords: ({ school, person }, bytes) =>
    pace.take('refused', `${school} ${person}`, bytes, Date.parse(now())) === 0,
  knows: () => true,
});

/** Who only reads is answered on a full disk too: then it is not known what was sent. */
async function noteUnlessFull({ failed }: ServerDeps, note: () => Promise<void>): Promise<void> {
  try {
    await note();
  } catch (problem) {
    if (!isFull(problem)) throw problem;
    failed(problem);
  }
}

function checkSync(request: SyncRequest): void {
  if (request.protocol < OLDEST_PROTOCOL) throw new ProblemError('app-too-old');
  if (request.mutations.some((m) => bytesOf(m) > MUTATION_MAX_BYTES)) {
    throw new ProblemError('too-big', 'One change is larger than 64 kB.');
  }
}
