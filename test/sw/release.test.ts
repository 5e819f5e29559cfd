import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServiceWorker, listRelease } from '../../sw/plugin.mjs';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fingerpost-release-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'assets', 'main-abc123.js'), 'export {};');
  await writeFile(join(folder, 'assets', 'main-abc123.js.map'), '{}');
  await buildServiceWorker(folder);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the list of a release', () => {
  it('names each file with its hash; a file that has it in its name needs no revision', async () => {
    const sha256 = (text: string) => createHash('sha256').update(text);
    expect(await listRelease(folder)).toStrictEqual([
      {
        url: '/assets/main-abc123.js',
        revision: null,
        integrity: `sha256-${sha256('export {};').digest('base64')}`,
      },
      {
        url: '/index.html',
        revision: sha256('<!doctype html>').digest('hex'),
        integrity: `sha256-${sha256('<!doctype html>').digest('base64')}`,
      },
    ]);
  });
});

describe('the built worker', () => {
  it('carries the list, is one classic script and stays small', async () => {
    const script = await readFile(join(folder, 'sw.js'), 'utf8');
    expect(script).toContain('/assets/main-abc123.js');
    expect(script).not.toContain('__WB_MANIFEST');
    expect(script).not.toMatch(/^\s*(import|export)\s/m);
    expect(gzipSync(script).length).toBeLessThan(7_500);
  });

  it('reads of the tables only what is sealed, writes none, and keeps nothing but files of the release', async () => {
    const script = await readFile(join(folder, 'sw.js'), 'utf8');
    expect(script).not.toMatch(/readwrite|createObjectStore|`(?:words|digest|pack|record)`/);
    expect(script).not.toMatch(/runtime-|StaleWhileRevalidate|NetworkFirst/);
  });
});
