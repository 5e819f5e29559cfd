/**
 * Which backups are kept. Close together where something has just gone wrong, far apart where it is found out late:
 * the four latest, and the latest of each of 24 hours, 14 days and 8 weeks. Hours, days and weeks without a backup
 * do not count, so that a summer holiday thins nothing out; but none is kept that is 90 days old, by today or by the newest,
 * other than the newest itself.
 */
import type { Instant } from '../../domain/time.ts';
import { addDays, dateOf } from '../../domain/time.ts';

/** How many of each are kept. */
export const KEPT = { latest: 4, hours: 24, days: 14, weeks: 8 } as const;

/** The day, counted from its own, on which a backup goes in any case, if there is a newer one: it may hold words of somebody who was erased. */
export const BACKUP_DAYS = 90;

/** Those of these times that are kept now, the latest first. A time that is kept once more is one. */
export function kept(times: readonly Instant[], now: Instant): readonly Instant[] {
  const all = [...new Set(times)].sort().toReversed();
  const [newest = now] = all;
  const today = dateOf(newest > now ? newest : now);
  const newestFirst = all.filter((time) => time === newest || addDays(dateOf(time), BACKUP_DAYS) > today);
  const keep = new Set<Instant>(newestFirst.slice(0, KEPT.latest));
  for (const [most, spanOf] of SPANS) {
    const spans = new Set<string>();
    for (const time of newestFirst) {
      const span = spanOf(time);
      if (spans.has(span) || spans.size >= most) continue;
      spans.add(span);
      keep.add(time);
    }
  }
  return newestFirst.filter((time) => keep.has(time));
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 1 January 1970 was a Thursday: weeks begin on Monday. */
const weekOf = (time: Instant): string => String(Math.floor((Date.parse(time) + 3 * DAY_MS) / WEEK_MS));

/** How many spans of time, and which one a time is in. */
const SPANS: readonly (readonly [number, (time: Instant) => string])[] = [
  [KEPT.hours, (time) => time.slice(0, 'YYYY-MM-DDTHH'.length)],
  [KEPT.days, (time) => time.slice(0, 'YYYY-MM-DD'.length)],
  [KEPT.weeks, weekOf],
];
