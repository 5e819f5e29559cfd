/** start and serve: the server of the schools in DATA_DIR, until it is stopped. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SCHOOL_RECORD } from '../../domain/record.ts';
import { toInstant } from '../../domain/time.ts';
import { LONGEST_MS } from '../accounts/limits.ts';
import { hashOldCodes } from '../accounts/old-codes.ts';
import { createPace } from '../accounts/pace.ts';
import { makeDemoAccounts } from '../accounts/places.ts';
import { createProvider } from '../accounts/provider.ts';
import { createThrottle } from '../accounts/throttle.ts';
import { mustBeLatest } from '../backups/put-back.ts';
import type { Schedule } from '../backups/schedule.ts';
import { makeByCommand, scheduleBackups } from '../backups/schedule.ts';
import { DEMO_SCHOOL, laterPeople, makeDemoSchool } from '../demo/make-demo.ts';
import type { ServerDeps } from '../deps.ts';
import { createApp } from '../http/app.ts';
import { createEvents } from '../http/events.ts';
import { operationDeps } from '../http/school-routes.ts';
import { createLog } from '../log.ts';
import { goOnAfterStop } from '../operations/carry-out.ts';
import { goOnDisposing } from '../rights/carry-out.ts';
import { catchTheRest, serveUntilStopped } from '../serve.ts';
import type { LedgerLine } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';
import { createSchool, readRecord } from '../store/store.ts';
import { createRosters } from '../sync/roster.ts';
import { tidy } from '../tidying.ts';
import type { Command, Console } from './command.ts';
import { schoolsHere } from './school-here.ts';
import type { Settings } from './settings.ts';
import { NO_SCHOOL, openData, openExistingData } from './settings.ts';
import { Usage, readArguments } from './usage.ts';

const now = () => toInstant(Date.now());

/** Serves; on an empty DATA_DIR with a demo school, which is made first. */
export const start: Command = {
  how: 'start',
  does: 'serve; in an empty DATA_DIR make a demo school first',
  run: async (args, settings, console) => {
    readArguments(args, start.how, {});
    if (!settings.demo) return serve.run(args, settings, console);
    const store = openData(settings);
    await makeDemo(store, console.say);
    return serveStore(store, settings, console);
  },
};

/** Serves the school that is there. */
export const serve: Command = {
  how: 'serve',
  does: 'serve the school in DATA_DIR',
  run: async (args, settings, console) => {
    readArguments(args, serve.how, {});
    const store = openExistingData(settings);
    if ((await schoolsHere(store.read)).length === 0) {
      await store.close();
      throw new Usage(NO_SCHOOL);
    }
    await serveStore(store, settings, console);
  },
};

/**
 * All of it in one transaction: one that was cut off has made nothing, and two that start at once make one. One that is
 * there from an earlier version can be tried as everybody from now on.
 */
const makeDemo = (store: Store, say: Console['say']): Promise<void> =>
  store.write(async (tx) => {
    const here = await schoolsHere(tx);
    if (here.some(({ id }) => id === DEMO_SCHOOL)) {
      await makeDemoAccounts(tx, DEMO_SCHOOL, laterPeople(await readRecord(tx, DEMO_SCHOOL, SCHOOL_RECORD)));
    }
    if (here.length > 0) return;
    say('Making a demo school with 1,500 pupils…');
    const begun = performance.now();
    await createSchool(tx, { id: DEMO_SCHOOL, name: 'Wexcombe School', demo: true });
    await makeDemoAccounts(tx, DEMO_SCHOOL, await makeDemoSchool({ bulkLoad: store.bulkLoad, now }));
    say(`Made it in ${Math.round((performance.now() - begun) / 1000)} s.`);
  });

async function serveStore(store: Store, settings: Settings, { say, warn }: Console): Promise<void> {
  let ready = true;
  await makeSureOf(store);
  const isReal = await isRealSchool(store);
  const backups = isReal ? backupsOf(store, settings, warn) : null;
  const deps = {
    ...depsOf(store, settings, { say, warn, ready: () => ready }),
    ...(backups ? { backups: backups.state } : {}),
  };
  const letGo = catchTheRest(deps.failed);
  // A change of the roster that was cut off goes on behind the first requests.
  void goOnAfterStop(operationDeps(deps));
  void goOnDisposing(operationDeps(deps));
  void hashOldCodes(store);
  const endTidying = tidy({
    store,
    backupDir: isReal ? settings.backupDir : null,
    now,
    warn: (line) => warn(`${now()} ${line}`),
  });
  try {
    await serveUntilStopped(createApp(deps), {
      ...settings,
      say,
      stopping: () => {
        ready = false;
        deps.events.end();
      },
    });
  } finally {
    letGo();
    endTidying();
    backups?.stop();
    await store.close();
  }
}

const OF_SESSIONS: ReadonlySet<LedgerLine['kind']> = new Set(['session', 'session-ended', 'signed-out']);

/**
 * Throws UnusableData, with the store closed, when the data are not the latest. The ledger forgets sessions that have run out, and
 * where the audit stood before.
 */
async function makeSureOf(store: Store): Promise<void> {
  try {
    await mustBeLatest(store, now());
  } catch (problem) {
    await store.close();
    throw problem;
  }
  const since = toInstant(Date.now() - LONGEST_MS);
  const heads = new Map(
    (store.ledger?.read() ?? []).flatMap((line) => (line.kind === 'audit' ? [[line.school, line]] : [])),
  );
  const isOver = (line: LedgerLine): boolean =>
    line.kind === 'audit' ? heads.get(line.school)?.place !== line.place : OF_SESSIONS.has(line.kind);
  await store.write(async () => store.ledger?.keep((line) => line.at >= since || !isOver(line)));
}

/** Is it no demo school? */
async function isRealSchool({ read }: Store): Promise<boolean> {
  const school = await read.selectFrom('school').select('demo').executeTakeFirst();
  return school?.demo === 0;
}

/** The backups of a real school; null: they are switched off. */
function backupsOf(store: Store, settings: Settings, warn: Console['warn']): Schedule | null {
  if (settings.backupEveryMs === null) return null;
  return scheduleBackups({
    everyMs: settings.backupEveryMs,
    now,
    writings: store.writings,
    make: makeByCommand({ DATA_DIR: resolve(settings.dataDir), BACKUP_DIR: resolve(settings.backupDir) }),
    warn: (line) => warn(`${now()} ${line}`),
  });
}

function depsOf(
  store: Store,
  { https, demo, log, origin, provider }: Settings,
  { say, warn, ready }: Pick<Console, 'say' | 'warn'> & Pick<ServerDeps, 'ready'>,
): ServerDeps {
  const staticDir = join(import.meta.dirname, '..', 'app');
  return {
    store,
    rosters: createRosters(),
    throttle: createThrottle(),
    pace: createPace(),
    events: createEvents(),
    now,
    https,
    demo,
    staticDir: existsSync(staticDir) ? staticDir : null,
    version: process.env['npm_package_version'] ?? '0',
    origin,
    ...(provider === null ? {} : { provider: createProvider(provider) }),
    ...createLog({ isOn: log, now, say, warn }),
    ready,
  };
}
