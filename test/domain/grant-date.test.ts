/** From which day of an interview its adviser's 30 days count: its date, but never later than what they cannot choose. */
import { describe, expect, it } from 'vitest';
import { grantDate } from '../../src/domain/grants.ts';
import type { Instant, IsoDate } from '../../src/domain/time.ts';
import { anInterview } from '../support/builders.ts';

const day = (text: string) => text as IsoDate;
const EVER = day('2099-12-31');
const at = '2026-11-11T10:05:00.000Z' as Instant;

describe('the day from which an interview counts', () => {
  it.each([
    ['a walk-in', { walkIn: true }],
    ['a held interview', { status: 'finished' }],
    ['a walk-in that was held', { walkIn: true, status: 'finished' }],
    ['a walk-in to which the pupil did not come', { walkIn: true, status: 'did-not-attend' }],
  ] as const)('of %s is no later than the day on which it was begun or finished', (_, over) => {
    expect(grantDate(anInterview({ ...over, at, date: EVER }))).toBe('2026-11-11');
    expect(grantDate(anInterview({ ...over, at, date: day('2026-11-12') }))).toBe('2026-11-11');
    expect(grantDate(anInterview({ ...over, at, date: day('2026-11-11') }))).toBe('2026-11-11');
  });

  it('stays as it is where it is earlier: an interview on paper, a tablet whose clock is slow', () => {
    for (const over of [{}, { walkIn: true }, { status: 'finished' }] as const)
      expect(grantDate(anInterview({ ...over, at, date: day('2020-01-31') }))).toBe('2020-01-31');
  });

  it('of a booking is its date up to a year and a day after it was last set', () => {
    expect(grantDate(anInterview({ at, date: day('2027-11-12') }))).toBe('2027-11-12');
    expect(grantDate(anInterview({ at, date: day('2027-11-13') }))).toBe('2027-11-12');
    expect(grantDate(anInterview({ at, date: EVER }))).toBe('2027-11-12');
  });

  it('of a walk-in that was set to another day counts from when it was begun, until it was held', () => {
    const moved = { ...anInterview({ walkIn: true, at, date: EVER }), at: '2026-12-01T09:00:00.000Z' as Instant };
    expect(grantDate(moved)).toBe('2026-11-11');
    expect(grantDate({ ...moved, status: 'finished', date: day('2026-12-01') })).toBe('2026-12-01');
  });

  it('is a day in school: late on a summer evening it is the next day already', () => {
    const late = '2026-06-30T23:30:00.000Z' as Instant;
    expect(grantDate(anInterview({ walkIn: true, at: late, date: EVER }))).toBe('2026-07-01');
  });
});
