/** Which backups are kept (src/server/backups/thinning.ts). */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backUp, backupName, thinByClock } from '../../src/server/backups/folder.ts';
import { KEPT, kept } from '../../src/server/backups/thinning.ts';
import { createSchool, nextVersion, openStore } from '../../src/server/store/store.ts';
import type { SchoolId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/time.ts';
import { toInstant } from '../../src/domain/time.ts';
import { SEED, runs } from '../support/seed.ts';

const QUARTER_MS = 15 * 60_000;
const NOON = Date.parse('2026-11-11T12:00:00.000Z');
const at = (text: string) => `2026-${text}:00.000Z` as Instant;
/** Just after the newest was made. */
const keptAtOnce = (times: readonly Instant[]) => kept(times, [...times].sort().at(-1) ?? toInstant(NOON));
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
  ])('keep %s', (_, times, expected) => expect(keptAtOnce(times)).toEqual(expected));

  it('of a year, made every quarter of an hour and thinned each time, reach back six weeks and more in at most 50', () => {
    let there: readonly Instant[] = [];
    for (let n = 0; n < 4 * 24 * 70; n++) there = keptAtOnce([...there, toInstant(NOON + n * QUARTER_MS)]);
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
    for (let n = 0; n < 500; n++) there = keptAtOnce([...there, toInstant(NOON + n * QUARTER_MS)]);
    const after = keptAtOnce([...there, toInstant(NOON + 500 * QUARTER_MS + 42 * 86_400_000)]);
    expect(after.length).toBeGreaterThan(KEPT.hours);
  });

  const times = fc.array(
    fc.integer({ min: 0, max: 40_000 }).map((n) => toInstant(NOON - n * QUARTER_MS)),
    {
      maxLength: 200,
    },
  );
  it(`keep the newest, few, none that was not there, none of 90 days but that, and the same when thinned again (seed ${SEED})`, () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 400 }), (all, later) => {
        const now = toInstant(NOON + later * 86_400_000);
        const once = kept(all, now);
        expect(once[0]).toBe([...all].sort().at(-1));
        expect(once.length).toBeLessThanOrEqual(MOST);
        expect(once.every((time) => all.includes(time))).toBe(true);
        expect(once.slice(1).filter((time) => Date.parse(now) - Date.parse(time) >= 90 * 86_400_000)).toEqual([]);
        expect(kept(once, now)).toEqual(once);
      }),
      { seed: SEED, numRuns: runs(300) },
    );
  });
});

describe('the folder of the backups', () => {
  it('lets go of one of 90 days by the clock, with no new backup, and of the newest never', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fingerpost-thinning-'));
    const store = openStore(join(folder, 'data.db'));
    await createSchool(store.read, { id: 'school-1' as SchoolId, name: 'Hill School', demo: false });
    const stable = async () => (await store.read.selectFrom('school').select('stable').executeTakeFirst())?.stable;
    const there = () => readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.db'));
    const days = (n: number) => toInstant(NOON + n * 86_400_000);
    const [old, young] = [await backUp(store, join(folder, 'backups'), days(0)), days(30)].map(String);
    await store.write((tx) => nextVersion(tx, 'school-1' as SchoolId));
    await backUp(store, join(folder, 'backups'), young as Instant);
    await thinByClock(store, join(folder, 'backups'), days(89));
    expect([there().length, await stable()]).toEqual([2, 1]);
    await thinByClock(store, join(folder, 'backups'), days(90));
    expect(there().map((name) => join(folder, 'backups', name))).not.toContain(old);
    // Devices may forget what the one that is left has.
    expect([there().length, await stable()]).toEqual([1, 2]);
    await thinByClock(store, join(folder, 'backups'), days(400));
    expect(there()).toEqual([backupName(young as Instant)]);
    await store.close();
    rmSync(folder, { recursive: true });
  });
});
