/** What npm start and npm test take for installed. A bare clone needs Node and npm alone. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from '../../src/server/install.mjs';

const locked = { version: '1.2.0', integrity: 'sha512-a' };
let root = '';

function lay(file: string, packages: object): void {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, file), JSON.stringify({ packages }));
}
function installed(packages: object): void {
  lay('node_modules/.package-lock.json', packages);
  for (const path of Object.keys(packages)) mkdirSync(join(root, path), { recursive: true });
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fingerpost-install-'));
  lay('package-lock.json', {
    '': { name: 'fingerpost' },
    'node_modules/hono': locked,
    'node_modules/vitest': { ...locked, dev: true },
    'node_modules/elsewhere': { ...locked, optional: true },
  });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const complete = { 'node_modules/hono': locked, 'node_modules/vitest': { ...locked, dev: true } };

describe('what is installed', () => {
  it('is this project, by its own lock file', () => {
    expect(isInstalled(fileURLToPath(new URL('../../', import.meta.url)), { dev: true })).toBe(true);
  });

  it('is nothing in a bare clone, and after an installation that was cut off', () => {
    expect(isInstalled(root, { dev: false })).toBe(false);
  });

  it('is all when only packages of other systems are missing', () => {
    installed(complete);
    expect(isInstalled(root, { dev: true })).toBe(true);
  });

  it.each([
    ['another version', { 'node_modules/hono': { ...locked, version: '1.1.0' } }],
    ['another content', { 'node_modules/hono': { ...locked, integrity: 'sha512-b' } }],
    ['nothing of the name', { 'node_modules/hono': undefined }],
  ])('is not all when the lock file was changed: %s', (_, change) => {
    installed(JSON.parse(JSON.stringify({ ...complete, ...change })) as object);
    expect(isInstalled(root, { dev: false })).toBe(false);
  });

  it('is not all when a package was taken away by hand', () => {
    installed(complete);
    rmSync(join(root, 'node_modules/hono'), { recursive: true });
    expect(isInstalled(root, { dev: false })).toBe(false);
  });

  it('is enough to start without what is for development, and not enough to test', () => {
    installed({ 'node_modules/hono': locked });
    expect([isInstalled(root, { dev: false }), isInstalled(root, { dev: true })]).toEqual([true, false]);
  });
});
