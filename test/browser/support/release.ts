/** Releases of the app that follow one another: a copy of what is built, so that the project's own stays as it is. */
import { cp, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { buildServiceWorker } from '../../../sw/plugin.mjs';

/** A copy that is served by `script`; each `put` makes the next release of it. */
export interface Releases {
  readonly script: string;
  readonly put: (name: string) => Promise<void>;
  /** From now on the app's tables are of the version after today's. */
  readonly raiseTables: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** The first release is called "0". */
export async function copyOfBuild(): Promise<Releases> {
  const folder = await mkdtemp(join(tmpdir(), 'fingerpost-release-'));
  await cp(resolve('dist'), join(folder, 'dist'), { recursive: true });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const script = join(folder, 'serve.mjs');
  await writeFile(
    script,
    `process.chdir(import.meta.dirname);
import('./dist/server/main.js').then(async ({ main }) => (process.exitCode = await main(process.argv.slice(2), process.cwd())));
`,
  );
  const app = join(folder, 'dist/app');
  const put = async (name: string): Promise<void> => {
    const html = (await readFile(join(app, 'index.html'), 'utf8')).replace(/<meta name="release"[^>]*>/, '');
    await writeFile(join(app, 'index.html'), html.replace('<head>', `<head><meta name="release" content="${name}">`));
    await buildServiceWorker(app);
  };
  await put('0');
  return { script, put, raiseTables: () => raiseTables(app), end: () => rm(folder, { recursive: true, force: true }) };
}

/** The name of the release that a page is of. */
export const releaseOf = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.querySelector('meta[name="release"]')?.getAttribute('content') ?? null);

/** Where the tables' version stands in what is built: once where they are made, once where newer ones are refused. */
const MADE = /\.version\((\d+)\)(\.stores\(\w+\),\w+\.on\(`populate`)/;
const REFUSED = /(backendDB\(\)\.version)>(\d+)\)/;

/** One version on: the browser counts in tens what the library counts in ones. */
const raised = (text: string): string =>
  text
    .replace(MADE, (_, version: string, rest: string) => `.version(${Number(version) + 1})${rest}`)
    .replace(REFUSED, (_, rest: string, version: string) => `${rest}>${Number(version) + 10})`);

async function raiseTables(app: string): Promise<void> {
  const assets = join(app, 'assets');
  const names = (await readdir(assets)).filter((name) => name.endsWith('.js'));
  const files = [join(app, 'index.html'), ...names.map((name) => join(assets, name))];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const at = texts.findIndex((text) => MADE.test(text) && REFUSED.test(text));
  if (at < 1) throw new Error('The version of the tables was not found in what is built.');
  await Promise.all(
    files.map((file, i) => {
      const text = names.reduce((before, name) => before.replaceAll(name, renamed(name)), texts[i] ?? '');
      return writeFile(file, i === at ? raised(text) : text);
    }),
  );
  await Promise.all(names.map((name) => rename(join(assets, name), join(assets, renamed(name)))));
}

/** A file with other contents has another hash in its name, as after a build. */
const renamed = (name: string): string =>
  name.replace(/-([\w-]{8})\.js$/, (_, hash: string) => `-${[...hash].toReversed().join('')}.js`);
