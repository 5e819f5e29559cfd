/** start and serve: the server of the school in DATA_DIR, until it is stopped. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { toInstant } from '../../domain/time.ts';
import { makeDemoAccounts } from '../accounts/accounts.ts';
import { createThrottle } from '../accounts/throttle.ts';
import { DEMO_SCHOOL, makeDemoSchool } from '../demo/make-demo.ts';
import type { ServerDeps } from '../deps.ts';
import { createApp } from '../http/app.ts';
import { createEvents } from '../http/events.ts';
import { failureLine } from '../http/problem.ts';
import { serveUntilStopped } from '../serve.ts';
import type { Store } from '../store/store.ts';
import { createSchool } from '../store/store.ts';
import { createRosters } from '../sync/roster.ts';
import type { Command, Console } from './command.ts';
import { schoolHere } from './school-here.ts';
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
    if ((await schoolHere(store.read)) === null) {
      await store.close();
      throw new Usage(NO_SCHOOL);
    }
    await serveStore(store, settings, console);
  },
};

/** All of it in one transaction: one that was cut off has made nothing, and two that start at once make one. */
const makeDemo = (store: Store, say: Console['say']): Promise<void> =>
  store.write(async (tx) => {
    if ((await schoolHere(tx)) !== null) return;
    say('Making a demo school with 1,500 pupils…');
    const begun = performance.now();
    await createSchool(tx, { id: DEMO_SCHOOL, name: 'Wexcombe School', demo: true });
    await makeDemoAccounts(tx, DEMO_SCHOOL, await makeDemoSchool({ bulkLoad: store.bulkLoad, now }));
    say(`Made it in ${Math.round((performance.now() - begun) / 1000)} s.`);
  });

async function serveStore(store: Store, settings: Settings, { say, warn }: Console): Promise<void> {
  let ready = true;
  const deps = depsOf(store, settings, { say, ready: () => ready });
  // One piece of work that nobody waits for must not end everybody's: it is said, and the server goes on.
  const stray = (problem: unknown) => warn(`Something failed unnoticed: ${JSON.stringify(failureLine(problem))}`);
  process.on('unhandledRejection', stray);
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
    process.off('unhandledRejection', stray);
    await store.close();
  }
}

function depsOf(
  store: Store,
  { https, demo, log }: Settings,
  { say, ready }: Pick<Console, 'say'> & Pick<ServerDeps, 'ready'>,
): ServerDeps {
  const staticDir = join(import.meta.dirname, '..', 'app');
  return {
    store,
    rosters: createRosters(),
    throttle: createThrottle(),
    events: createEvents(),
    now,
    https,
    demo,
    staticDir: existsSync(staticDir) ? staticDir : null,
    version: process.env['npm_package_version'] ?? '0',
    log: log ? (line) => say(JSON.stringify(line)) : () => {},
    ready,
  };
}
