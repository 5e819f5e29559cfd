/** Devices that have not been in contact (src/domain/silence.ts). 11 November 2026 is a Wednesday in term. */
import { describe, expect, it } from 'vitest';
import { silenceWords, silent } from '../../src/domain/silence.ts';
import type { Instant, IsoDate } from '../../src/domain/time.ts';

const at = (seen: string) => ({ seen: `2026-${seen}:00.000Z` as Instant });
const on = (date: string) => `2026-${date}` as IsoDate;
const seenOf = (devices: readonly { readonly seen: string }[]) => devices.map(({ seen }) => seen.slice(5, 16));

describe('a device', () => {
  it.each([
    ['is not silent that was in contact today', '11-11', ['11-11T08:00'], []],
    ['is not silent that was in contact on the school day before', '11-11', ['11-10T00:01'], []],
    [
      'is silent that was in contact the day before that, the longest first',
      '11-11',
      ['11-09T23:59', '11-06T12:00'],
      ['11-06T12:00', '11-09T23:59'],
    ],
    ['is not silent over a weekend', '11-09', ['11-06T12:00'], []],
    ['is not silent over a half term', '11-02', ['10-23T09:00'], []],
  ] as const)('%s', (_, today, seen, expected) => {
    expect(seenOf(silent(seen.map(at), on(today), []))).toEqual(expected);
  });
  it.each([
    [['11-09T09:00'], '1 tablet has not sent since Monday'],
    [['11-09T09:00', '11-02T09:00'], '2 tablets have not sent since Monday'],
    [['11-02T09:00', '10-05T09:00'], '2 tablets have not sent since Monday 2 November'],
  ])('%s is said so: %s', (seen, words) => expect(silenceWords(seen.map(at), on('11-11'))).toBe(words));
});
