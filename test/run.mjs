/**
 * npm test: the one gate. Installs what it needs, runs each step by name, and ends with a line counted from the runners' own reports.
 *   node test/run.mjs         everything
 *   node test/run.mjs check   without the browser journeys
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installWhatIsMissing, isInstalled } from '../src/server/install.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
process.chdir(root);
const quick = process.argv[2] === 'check';
const reports = mkdtempSync(join(tmpdir(), 'fingerpost-test-'));
let passed = 0;
let failed = 0;

const run = (command, args, options = {}) => spawnSync(command, args, { stdio: 'inherit', ...options });

function step(name, work) {
  const begun = Date.now();
  console.log(`\n== ${name}`);
  const good = work();
  console.log(`== ${name}: ${good ? 'ok' : 'FAILED'}, ${Math.round((Date.now() - begun) / 1000)} s`);
  return good;
}

/** A step that is one check: it counts as one. */
function check(name, command, args) {
  if (step(name, () => run(command, args).status === 0)) passed++;
  else failed++;
}

/** A run of vitest: counted from its own report. */
function suite(name, args) {
  const file = join(reports, `${name.replaceAll(' ', '-')}.json`);
  step(name, () => {
    const { status } = run('npx', [
      'vitest',
      'run',
      ...args,
      '--reporter=dot',
      '--reporter=json',
      '--reporter=./test/second-tries.mjs',
      `--outputFile.json=${file}`,
    ]);
    if (!existsSync(file)) {
      failed++;
      return false;
    }
    const report = JSON.parse(readFileSync(file, 'utf8'));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    // A file that does not load has no tests to fail.
    const broken = report.testResults.filter(
      (r) => r.status === 'failed' && r.assertionResults.every((a) => a.status !== 'failed'),
    ).length;
    failed += broken;
    if (status !== 0 && report.numFailedTests + broken === 0) failed++;
    return status === 0;
  });
}

const CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Names the Chromium that is there to the runners; false: there is none. */
function foundChromium() {
  process.env.CHROMIUM_PATH ||= CHROMIUMS.find((path) => existsSync(path)) ?? '';
  return existsSync(process.env.CHROMIUM_PATH);
}

/** Uses a Chromium that is there; on Debian as root installs the package; elsewhere says what to do. */
function ensureChromium() {
  if (foundChromium()) return true;
  if (!process.env.CHROMIUM_PATH && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', 'chromium']);
    if (foundChromium()) return true;
  }
  console.error(
    process.env.CHROMIUM_PATH
      ? 'CHROMIUM_PATH names a file that is not there.'
      : 'The browser journeys need Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  );
  return false;
}

const wanted = { dev: true, say: console.log };
if (!isInstalled(root, wanted) && !step('install', () => installWhatIsMissing(root, wanted))) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
check('format', 'npx', ['oxfmt', '--check', 'src', 'sw', 'test', 'vite.config.ts']);
check('lint', 'npx', ['oxlint', 'src', 'sw', 'test']);
check('types', 'npx', ['tsc', '--build']);
check('dead code', 'npx', ['knip', '--no-progress']);
check('build', 'npm', ['run', '--silent', 'build']);
check('size budgets', 'node', ['test/budgets.mjs']);
check('the same build twice', 'node', ['test/same-build.mjs']);
process.env.FINGERPOST_TEST_LOGS = mkdtempSync(join(reports, 'logs-'));
suite('unit', ['--project', 'unit', '--project', 'isolated', '--coverage']);
suite('simulation and uncounted', ['--project', 'simulation', '--project', 'uncounted']);
if (!quick) {
  if (step('chromium', ensureChromium)) suite('browser journeys', ['--project', 'browser']);
  else failed++;
}
check('logs hold nothing of anybody', 'node', ['test/logs.mjs', process.env.FINGERPOST_TEST_LOGS]);
rmSync(reports, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
