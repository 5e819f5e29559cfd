/**
 * A new release is put out while a tablet sends: the server is stopped and started with it, the page takes it over, and
 * nothing that was saved goes. The releases are copies of the build, so that the project's own stays as it is.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { buildServiceWorker } from '../../sw/plugin.mjs';
import { newServer } from '../browser/support/app-server.ts';
import { button } from '../browser/support/names.ts';
import { chanceFrom } from '../simulation/random.ts';
import type { Report } from './report.ts';
import { pause } from './figures.ts';
import { until } from './report.ts';
import {
  SLOW_MS,
  allSent,
  caretIn,
  draftsOnServer,
  newTablet,
  saidSaved,
  signInAsAdviser,
  startInterview,
  textOf,
} from './tablet.ts';

const PART = 'What might get in the way';

export async function releases(rounds: number, seed: number, report: Report): Promise<void> {
  const chance = chanceFrom(seed);
  const tablet = await newTablet();
  const made = await newServer();
  const copy = await copyOfBuild();
  let serving: Serving | null = null;
  let taken = 0;
  try {
    // The project's server makes the demo school; from then on the copy serves it at the same address.
    await made.start();
    await made.stop();
    const port = Number(new URL(made.origin).port);
    await copy.release('0');
    serving = await copy.serve(made.dataDir, port);
    let page = await signInAsAdviser(tablet, made.origin);
    const address = await startInterview(page, made.origin);
    let words = '';
    for (let round = 1; round <= rounds; round += 1) {
      await page.goto(address);
      await until(async () => (await textOf(page, PART)) === words, 20_000);
      await caretIn(page, PART);
      words += ` release ${round}.`;
      await page.keyboard.insertText(` release ${round}.`);
      await pause(500);
      await saidSaved(page);
      await copy.release(String(round));
      await page.keyboard.press('Tab');
      await pause(chance.random() * 150);
      await serving.stop();
      serving = await copy.serve(made.dataDir, port);
      page = await tablet.open(`${made.origin}/today`);
      const start = button(page, 'Start it now');
      await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
      await start.click({ timeout: SLOW_MS });
      if (await until(() => isRelease(page, round), SLOW_MS)) taken += 1;
      else report.violation(`release ${round} was not taken over`);
      await allSent(page);
      const there = () => draftsOnServer(made.dataDir).filter(({ heads }) => heads.includes(words));
      if (!(await until(() => there().length > 0, SLOW_MS)))
        report.violation(`words were lost when release ${round} came`);
      if (there().length > 1 || there().some(({ heads }) => heads.length > 1))
        report.violation(`words are there twice after release ${round}`);
    }
    report.figure('releases put out while a tablet was sending', rounds);
    report.figure('taken over by the page, with every word there once', taken);
  } finally {
    await serving?.stop();
    await tablet.end();
    await made.end();
    await copy.end();
  }
}

const isRelease = (page: Page, round: number): Promise<boolean> =>
  page
    .evaluate(() => document.querySelector('meta[name="release"]')?.getAttribute('content'))
    .then(
      (name) => name === String(round),
      () => false,
    );

interface Serving {
  readonly stop: () => Promise<void>;
}

/** A copy of what is built, which can be given a new release and served. */
async function copyOfBuild() {
  const folder = await mkdtemp(join(tmpdir(), 'fingerpost-release-'));
  await cp(resolve('dist'), join(folder, 'dist'), { recursive: true });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(
    join(folder, 'serve.mjs'),
    "import { main } from './dist/server/main.js';\nprocess.exitCode = await main(['serve'], process.cwd());\n",
  );
  const app = join(folder, 'dist/app');
  const page = await readFile(join(app, 'index.html'), 'utf8');
  return {
    async release(name: string): Promise<void> {
      await writeFile(join(app, 'index.html'), page.replace('<head>', `<head><meta name="release" content="${name}">`));
      await buildServiceWorker(app);
    },
    async serve(dataDir: string, port: number): Promise<Serving> {
      const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production' };
      const child: ChildProcess = spawn(process.execPath, ['serve.mjs'], { cwd: folder, env, stdio: 'ignore' });
      const ended = new Promise<void>((done) => void child.once('close', () => done()));
      const answers = () =>
        fetch(`http://127.0.0.1:${port}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        );
      if (!(await until(answers, SLOW_MS))) throw new Error('the copy of the server does not answer');
      return {
        async stop() {
          child.kill('SIGTERM');
          await ended;
        },
      };
    },
    end: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
