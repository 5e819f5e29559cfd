/** The built app as it is served: what is kept for how long, and what is not a file of it. Source: ASVS 14.2.5. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SchoolServer } from './school-server.ts';
import { openSchoolServer } from './school-server.ts';

const PAGE = '<!doctype html><title>Fingerpost</title>';
const CODE = `export const fingerpost = ${'1+'.repeat(500)}1;`;
/** Endings of what is text and can say how it is to be read; JSON is UTF-8 always. */
const TEXTS = ['.html', '.js', '.css', '.svg', '.txt'];
let folder = '';
let server: SchoolServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-static-'));
  const dir = join(folder, 'app');
  mkdirSync(join(dir, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'the school’s database');
  writeFileSync(join(dir, 'index.html'), PAGE);
  writeFileSync(join(dir, 'sw.js'), 'self.skipWaiting;');
  writeFileSync(join(dir, 'assets', 'main.1a2b3c.js'), CODE);
  writeFileSync(join(dir, 'icon.png'), Uint8Array.from([0x89, 0x50]));
  for (const text of TEXTS) writeFileSync(join(dir, `text${text}`), 'é');
  server = await openSchoolServer({ staticDir: dir });
});
afterEach(async () => {
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

const get = async (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  server.app.request(path, { method, headers });

describe('the built app', () => {
  it.each([['/'], ['/index.html'], ['/today'], ['/pupil/00000000-0000-7000-8000-000000000001']])(
    'answers %s with the page, asked for again each time',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, await answer.text()]).toEqual([200, PAGE]);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    },
  );

  it('keeps what is named by its content for ever, and the service worker not at all', async () => {
    const asset = await get('/assets/main.1a2b3c.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await get('/sw.js')).headers.get('cache-control')).toBe('no-cache');
    expect((await get('/icon.png')).headers.get('content-type')).toBe('image/png');
  });

  it.each(TEXTS)('says of a file of text in which characters it is: %s', async (ending) => {
    expect((await get(`/text${ending}`)).headers.get('content-type')).toMatch(
      /^(?:text|image)\/[a-z+]+; charset=utf-8$/,
    );
  });

  it.each([['/assets/old.js'], ['/assets/'], ['/assets/today'], ['/missing.css'], ['/favicon.ico']])(
    'has no page in place of a file that is missing: %s',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
      expect(answer.headers.get('content-type')).toContain('text/plain');
    },
  );

  it.each([
    ['/../secret.txt'],
    ['/assets/../../secret.txt'],
    ['/%2e%2e/secret.txt'],
    ['/assets/%2e%2e%2f%2e%2e%2fsecret.txt'],
    ['/..%5csecret.txt'],
    ['//secret.txt'],
    ['/assets/main.1a2b3c.js%00.txt'],
    ['/%E0%A4%A'],
    ['/assets/%'],
  ])('has nothing outside its folder: %s', async (path) => {
    const answer = await get(path);
    expect(await answer.text()).not.toContain('database');
    expect(answer.status).toBeLessThan(500);
  });

  it('says when nothing has changed', async () => {
    const etag = (await get('/')).headers.get('etag') ?? '';
    const again = await get('/', { 'if-none-match': etag });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await get('/', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('is compressed for who takes it', async () => {
    const zipped = await get('/assets/main.1a2b3c.js', { 'accept-encoding': 'br, gzip' });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(CODE);
    expect((await get('/assets/main.1a2b3c.js')).headers.get('content-encoding')).toBeNull();
    expect((await get('/icon.png', { 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBeNull();
  });

  it('answers HEAD as GET, without a body', async () => {
    for (const path of ['/', '/assets/main.1a2b3c.js', '/missing.css', '/livez', '/api/welcome']) {
      const [head, full] = [await get(path, {}, 'HEAD'), await get(path)];
      expect([head.status, await head.text()]).toEqual([full.status, '']);
      expect(head.headers.get('cache-control')).toBe(full.headers.get('cache-control'));
    }
  });

  it.each([['POST'], ['PUT'], ['DELETE'], ['PATCH']])('takes no %s', async (method) => {
    const answer = await get('/', {}, method);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });
});
