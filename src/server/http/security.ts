/** The header set on every response and the guard of unsafe methods. Source: OWASP ASVS 5.0, 3.4, 3.5. */
import type { MiddlewareHandler } from 'hono';
import { problemResponse } from './problem.ts';

const CSP = [
  "default-src 'none'",
  // WebAssembly is for stretching the words that open a tablet or a backup file; it lets no text become script.
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

/** On everything, whatever it is. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** What can be opened as a page or run as a worker. */
const OF_THE_APP: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), display-capture=(), browsing-topics=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
};

/**
 * An answer of the API is data and never a page: opened as one, it may do nothing and be framed by nobody. Short, because a device asks
 * all day and mostly hears that there is nothing.
 */
const OF_THE_API: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  Vary: 'Cookie, Sec-Fetch-Site',
};

const isOfTheApi = (path: string): boolean => path === '/api' || path.startsWith('/api/');

/** Sets the headers; on https also HSTS. What does not say how long it is kept, as files of the app do, is kept by no cache. */
export function securityHeaders(https: boolean): MiddlewareHandler {
  const app = {
    ...EVERYWHERE,
    ...OF_THE_APP,
    'Content-Security-Policy': https ? `${CSP}; upgrade-insecure-requests` : CSP,
  };
  const api = { ...EVERYWHERE, ...OF_THE_API };
  return async (c, next) => {
    await next();
    const headers = isOfTheApi(c.req.path) ? api : app;
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
    if (https) c.res.headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
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
