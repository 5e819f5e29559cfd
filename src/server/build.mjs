/**
 * Building what has changed. Two commands may be started at once after an update: one builds, the others wait for it.
 * Plain JavaScript, because nothing is built before it.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const SOURCES = ['src', 'sw', 'public', 'index.html', 'vite.config.ts', 'package.json'];
const BUILT = ['dist/app/sw.js', 'dist/server/main.js'];
/** Who is building: the number of the process. */
const BUILDING = 'dist/.building';
const ASK_MS = 100;

const timeOf = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);
const newestIn = (path) =>
  statSync(path).isDirectory()
    ? Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))))
    : timeOf(path);

const isBuilt = (root) =>
  Math.min(...BUILT.map((path) => timeOf(join(root, path)))) >=
  Math.max(...SOURCES.map((path) => newestIn(join(root, path))));

/** Does the process that builds still run? One that was stopped has left its number behind. */
function isBuilding(mark) {
  try {
    process.kill(Number(readFileSync(mark, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

/** Marks that this process builds; false: another does. */
function begin(mark) {
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isBuilding(mark)) rmSync(mark, { force: true });
    return false;
  }
}

/** Builds app and server with `build`, unless they are newer than their sources. */
export async function buildWhatHasChanged(root, { say, build }) {
  const mark = join(root, BUILDING);
  while (!isBuilt(root)) {
    mkdirSync(join(root, 'dist'), { recursive: true });
    if (!begin(mark)) {
      await pause(ASK_MS);
      continue;
    }
    try {
      say('Building…');
      return await build();
    } finally {
      rmSync(mark, { force: true });
    }
  }
}
