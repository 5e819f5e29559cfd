/** Which backups are kept (src/server/backups/thinning.ts). */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEPT, kept } from '../../src/server/backups/thinning.ts';
import type { Instant } from '../../src/domain/time.ts';
import { toInstant } from '../../src/domain/time.ts';
import { SEED, runs } from '../support/seed.ts';

const QUARTER_MS = 15 * 60_000;
const NOON = Date.parse('2026-11-11T12:00:00.000Z');
const at = (text: string) => `2026-${text}:00.000Z` as Instant;
const MOST = KEPT.latest + KEPT.hours + KEPT.days + KEPT.weeks;

describe('backups', () => {
  it.each<readonly [string, readonly Instant[], readonly Instant[]]>([
    ['none of none', [], []],
    ['the only one', [at('11-11T12:00')], [at('11-11T12:00')]],
    [
      'the latest of an hour, beside the four latest of all',
      ['09:00', '09:15', '09:45', '10:00', '10:15', '10:30', '10:45'].map((t) => at(`11-11T${t}`)),
      ['10:45', '10:30', '10:15', '10:00', '09:45'].map((t) => at(`11-11T${t}`)),
    ],
  ])('keep %s', (_, times, expected) => expect(kept(times)).toEqual(expected));

  it('of a year, made every quarter of an hour and thinned each time, reach back six weeks and more in at most 50', () => {
    let there: readonly Instant[] = [];
    for (let n = 0; n < 4 * 24 * 70; n++) there = kept([...there, toInstant(NOON + n * QUARTER_MS)]);
    const newest = Date.parse(there[0] ?? '');
    const daysBack = (newest - Date.parse(there.at(-1) ?? '')) / 86_400_000;
    expect(there.length).toBeLessThanOrEqual(MOST);
    expect(daysBack).toBeGreaterThanOrEqual(7 * (KEPT.weeks - 2));
    expect(daysBack).toBeLessThanOrEqual(7 * (KEPT.weeks - 1));
    // A whole day of hours, and two weeks of days.
    expect(new Set(there.map((time) => time.slice(0, 13))).size).toBeGreaterThanOrEqual(KEPT.hours);
    expect(new Set(there.map((time) => time.slice(0, 10))).size).toBeGreaterThanOrEqual(KEPT.days);
  });

  it('are not thinned out by a holiday: after six weeks with none all are still there', () => {
    let there: readonly Instant[] = [];
    for (let n = 0; n < 500; n++) there = kept([...there, toInstant(NOON + n * QUARTER_MS)]);
    const after = kept([...there, toInstant(NOON + 500 * QUARTER_MS + 42 * 86_400_000)]);
    expect(after.length).toBeGreaterThan(KEPT.hours);
  });

  const times = fc.array(
    fc.integer({ min: 0, max: 40_000 }).map((n) => toInstant(NOON - n * QUARTER_MS)),
    {
      maxLength: 200,
    },
  );
  it(`keep the newest, few, none that was not there, and the same when thinned again (seed ${SEED})`, () => {
    fc.assert(
      fc.property(times, (all) => {
        const once = kept(all);
        expect(once[0]).toBe([...all].sort().at(-1));
        expect(once.length).toBeLessThanOrEqual(MOST);
        expect(once.every((time) => all.includes(time))).toBe(true);
        expect(kept(once)).toEqual(once);
      }),
      { seed: SEED, numRuns: runs(300) },
    );
  });
});
