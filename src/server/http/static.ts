/** The built app: hashed assets for ever, everything else asked for again each time, a missing asset is 404 and never the page. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
};
const COMPRESSED = new Set(['.html', '.js', '.css', '.svg', '.webmanifest', '.txt', '.json']);

interface Asset {
  readonly body: Buffer<ArrayBuffer>;
  readonly zipped: Buffer<ArrayBuffer> | null;
  readonly type: string;
  readonly etag: string;
  readonly cache: string;
}

/** Serves the folder, read once at the start: it is small, and what is served does not change under a running server. */
export function staticFiles(dir: string): MiddlewareHandler {
  const assets = readAssets(dir);
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    const path = c.req.path;
    const asset = assets.get(path) ?? (isPage(path) ? assets.get('/index.html') : undefined);
    if (!asset) return c.text('Not found', 404, { 'cache-control': 'no-store' });
    const kept = { 'cache-control': asset.cache, etag: asset.etag, vary: 'Accept-Encoding' };
    if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304, kept);
    const zip = asset.zipped !== null && (c.req.header('accept-encoding') ?? '').includes('gzip');
    const headers: Record<string, string> = { 'content-type': asset.type, ...kept };
    if (zip) headers['content-encoding'] = 'gzip';
    return c.body(zip && asset.zipped ? asset.zipped : asset.body, 200, headers);
  };
}

/** Addresses of the app have no ending; anything with one is a file that is there or is not. */
const isPage = (path: string): boolean => extname(path) === '' && !path.startsWith('/assets/');

function readAssets(dir: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    const full = join(dir, file);
    if (!statSync(full).isFile()) continue;
    const path = `/${relative(dir, full).split('\\').join('/')}`;
    const body = readFileSync(full);
    const ending = extname(path);
    assets.set(path, {
      body,
      zipped: COMPRESSED.has(ending) ? gzipSync(body, { level: 9 }) : null,
      type: TYPES[ending] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      cache: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  }
  const index = assets.get('/index.html');
  if (index) assets.set('/', index);
  return assets;
}
