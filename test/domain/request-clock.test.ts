/** By when what is asked about a pupil's data is answered (src/domain/request-clock.ts). */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueOn, isPaused, monthsAfter } from '../../src/domain/request-clock.ts';
import type { Pause, RequestKind } from '../../src/domain/request-clock.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { addDays } from '../../src/domain/time.ts';
import { SEED, runs } from '../support/seed.ts';

const day = (text: string) => text as IsoDate;
const TODAY = day('2026-11-29');
const due = (received: string, over: { kind?: RequestKind; pauses?: readonly Pause[]; extended?: boolean } = {}) =>
  dueOn({ kind: 'copy', received: day(received), pauses: [], extended: false, ...over }, TODAY);

describe('a month later', () => {
  it.each([
    ['2026-09-03', '2026-10-03'],
    ['2026-08-31', '2026-09-30'],
    ['2026-01-31', '2026-02-28'],
    ['2028-01-31', '2028-02-29'],
    ['2026-12-15', '2027-01-15'],
  ])('than %s is %s', (from, to) => expect(monthsAfter(day(from), 1)).toBe(to));

  it(`is never more than 31 days off, and never in the month after the next (seed ${SEED})`, () => {
    const aDay = fc.integer({ min: 0, max: 3000 }).map((n) => addDays(day('2024-01-01'), n));
    fc.assert(
      fc.property(aDay, (from) => {
        const after = monthsAfter(from, 1);
        const months = (of: IsoDate) => Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7));
        expect(months(after) - months(from)).toBe(1);
        expect(after > from && after <= addDays(from, 31)).toBe(true);
      }),
      { seed: SEED, numRuns: runs(300) },
    );
  });
});

describe('what is asked is answered', () => {
  it('within a calendar month, three where it is complex; a complaint is acknowledged within 30 days', () => {
    expect(due('2026-11-01')).toBe('2026-12-01');
    expect(due('2026-11-30', { extended: true })).toBe('2027-02-28');
    expect(due('2026-11-01', { kind: 'complaint', extended: true })).toBe('2026-12-01');
    expect(due('2026-12-10', { kind: 'complaint' })).toBe('2027-01-09');
  });

  it('later by the days for which its clock stood still, or stands still until today', () => {
    const over: Pause = { from: day('2026-11-05'), to: day('2026-11-09') };
    const now: Pause = { from: day('2026-11-20'), to: null };
    expect(due('2026-11-01', { pauses: [over] })).toBe('2026-12-05');
    expect(due('2026-11-01', { pauses: [over, now] })).toBe('2026-12-14');
    expect([isPaused({ pauses: [over] }), isPaused({ pauses: [over, now] })]).toEqual([false, true]);
  });
});
