/** How much of the built app is loaded when: bytes as they are sent, gzip, for the budgets and the table of figures. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { listRelease } from '../sw/plugin.mjs';

const app = fileURLToPath(new URL('../dist/app/', import.meta.url));
const assets = `${app}assets/`;
/** What is compressed already is sent as it is. */
const PACKED = /\.(png|woff2)$/;

const sent = (file) => (PACKED.test(file) ? readFileSync(file) : gzipSync(readFileSync(file), { level: 9 })).length;
const total = (files) => [...files].reduce((sum, file) => sum + sent(file), 0);

function scriptNamed(stem) {
  const found = readdirSync(assets).filter((name) => name.startsWith(`${stem}-`) && name.endsWith('.js'));
  if (found.length !== 1) throw new Error(`There are ${found.length} scripts called ${stem}.`);
  return assets + found[0];
}

/** A script and all that it imports before it runs. */
function withImports(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, other] of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    withImports(assets + other, seen);
  return seen;
}

/**
 * Bytes before the sign-in page, before an adviser's Today (the sign-in page's included), and of the whole release.
 * @returns {Promise<{ signIn: number, today: number, release: number }>}
 */
export async function releaseSizes() {
  const entry = /src="\/assets\/([^"]+\.js)"/.exec(readFileSync(`${app}index.html`, 'utf8'))?.[1];
  if (!entry) throw new Error('The page names no script.');
  const signIn = withImports(assets + entry);
  const today = new Set([...signIn, ...withImports(scriptNamed('signed-in')), ...withImports(scriptNamed('today'))]);
  const release = (await listRelease(app)).map(({ url }) => app + url.slice(1));
  return { signIn: total(signIn), today: total(today), release: total(release) };
}
