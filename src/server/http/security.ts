/** The header set on every response and the guard of unsafe methods. Source: OWASP ASVS 5.0, 3.4, 3.5. */
import type { MiddlewareHandler } from 'hono';
import { problemResponse } from './problem.ts';

const CSP = [
  "default-src 'none'",
  // WebAssembly is for the passphrase of a backup file; it lets no text become script.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types sw',
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), display-capture=(), browsing-topics=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
};

/** Sets the headers; on https also HSTS. */
export function securityHeaders(https: boolean): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
    c.res.headers.set('Content-Security-Policy', https ? `${CSP}; upgrade-insecure-requests` : CSP);
    if (https) c.res.headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
    if (c.req.path.startsWith('/api/')) {
      c.res.headers.set('Cache-Control', 'no-store');
      c.res.headers.set('Vary', 'Cookie, Sec-Fetch-Site');
    }
  };
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses unsafe requests that do not come from the app itself: another site, a form, a beacon. */
export const ownOriginOnly: MiddlewareHandler = async (c, next) => {
  if (!SAFE.has(c.req.method)) {
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const own =
      site === undefined ? origin === undefined || originHost(origin) === c.req.header('host') : site === 'same-origin';
    if (!own || c.req.header('x-client') === undefined)
      return problemResponse('not-permitted', 'This must come from the app itself.');
  }
  return next();
};

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
