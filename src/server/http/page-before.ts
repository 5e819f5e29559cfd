/** Lists that are read page by page, newest first. */
import type { Context } from 'hono';

/** The place before which the page ends, from `?before=`; without one, or with one that is none, after all that there is. */
export function pageBefore(c: Context): number {
  const text = c.req.query('before') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER;
}
