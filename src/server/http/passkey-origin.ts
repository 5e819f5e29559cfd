/** Where passkeys are used: at the address that people use. A browser gives none to an address of digits alone. */
import type { Context } from 'hono';
import type { ServerDeps } from '../deps.ts';

/** The origin that passkeys are bound to; null: there can be none here. Where no address is set, this computer is tried out on itself. */
export function passkeyOrigin(c: Context, { origin }: ServerDeps): string | null {
  if (origin) return /^(https:|http:\/\/localhost(:|$))/.test(origin) && !IS_NUMBER.test(origin) ? origin : null;
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  return /^localhost(:\d+)?$/.test(host) ? `http://${host}` : null;
}

const IS_NUMBER = /^https?:\/\/(\d+\.\d+\.\d+\.\d+|\[)/;
