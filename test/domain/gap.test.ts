import { describe, expect, it } from 'vitest';
import { gapRows, gapTitle } from '../../src/domain/gap.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { EntryId, RecordId } from '../../src/domain/ids.ts';
import type { ClockTime, Instant } from '../../src/domain/time.ts';
import { openRequests } from '../../src/domain/waiting.ts';
import { TODAY, day, digest, interview } from './benchmarks-support.ts';

const named = (id: string, of: Partial<Digest>, surname = 'Khan'): Digest => ({
  ...digest({ surname }, of),
  record: id as RecordId,
});
const rows = (...digests: readonly Digest[]) =>
  gapRows(
    digests,
    digests.map(({ record }) => record),
    TODAY,
  );
const asked = (on: string, soon: boolean) => ({ id: 'r' as EntryId, askedOn: day(on), soon });
const plan = { intention: { route: 'college' as const } };
const support = (over: Partial<NonNullable<Digest['support']>>) => ({
  support: { sen: 'N' as const, pupilPremium: false, lookedAfter: false, ...over },
});

describe('the order of need', () => {
  it('is who asked, who has no plan, EHCP or looked after, then the rest', () => {
    const order = rows(
      named('rest', { ...plan, ...support({ sen: 'K' }) }),
      named('looked after', { ...plan, ...support({ lookedAfter: true }) }, 'B'),
      named('ehcp', { ...plan, ...support({ sen: 'E' }) }, 'A'),
      named('no plan', {}),
      named('asked', { ...plan, requests: [asked('2026-11-20', false)] }),
    ).map(({ record }) => record);
    expect(order).toEqual(['asked', 'no plan', 'ehcp', 'looked after', 'rest']);
  });

  it('puts "soon" first among those who asked, then who has waited longest', () => {
    const order = rows(
      named('later', { requests: [asked('2026-11-20', false)] }),
      named('first', { requests: [asked('2026-11-02', false)] }),
      named('soon', { requests: [asked('2026-11-23', true)] }),
    ).map(({ record }) => record);
    expect(order).toEqual(['soon', 'first', 'later']);
  });

  it('never takes pupil premium for a need, or shows it', () => {
    const [row] = rows(named('a', { ...plan, ...support({ pupilPremium: true }) }));
    expect(row).toMatchObject({ need: 'rest', support: [] });
  });
});

describe('what a row says', () => {
  it('is the last day of an interview held or a step talked about', () => {
    const step = { talkedAt: '2026-11-10T09:00:00.000Z' as Instant } as Digest['steps'][number];
    const held = interview({ date: day('2026-10-14'), status: 'finished' });
    const missed = interview({ date: day('2026-11-20'), status: 'did-not-attend' });
    expect(rows(named('a', { interviews: [held, missed] }))[0]?.lastContact).toBe('2026-10-14');
    expect(rows(named('a', { interviews: [held], steps: [step] }))[0]?.lastContact).toBe('2026-11-10');
    expect(rows(named('a', {}))[0]?.lastContact).toBeNull();
  });

  it('is the next booking, not one that is past or cancelled', () => {
    const at = (date: string, status: 'booked' | 'cancelled') =>
      interview({ date: day(date), status, from: '11:00' as ClockTime });
    const interviews = [at('2026-12-09', 'booked'), at('2026-12-01', 'booked'), at('2026-11-02', 'booked')];
    expect(rows(named('a', { interviews: [...interviews, at('2026-11-26', 'cancelled')] }))[0]?.booked).toEqual({
      date: '2026-12-01',
      from: '11:00',
    });
  });

  it('is only about those who are named', () => {
    expect(gapRows([named('a', {}), named('b', {})], ['b' as RecordId], TODAY).map(({ record }) => record)).toEqual([
      'b',
    ]);
  });
});

it('the title says what is missing in the words of the benchmark', () => {
  expect(gapTitle('8', 11, 38)).toBe('Year 11: no interview yet (38)');
  expect(gapTitle('8', 12, 4)).toBe('Year 12: no further interview yet (4)');
  expect(gapTitle('5', 7, 116)).toBe('Year 7: no employer met yet this year (116)');
});

describe('open requests', () => {
  it('are those with no booking to come and no interview since, the longest waiting first', () => {
    const request = (id: string, on: string, of: Partial<Digest> = {}) =>
      named(id, { requests: [asked(on, false)], ...of });
    const open = openRequests(
      [
        request('second', '2026-11-10'),
        request('first', '2026-11-02'),
        request('booked', '2026-11-02', { interviews: [interview({ date: day('2026-12-02'), status: 'booked' })] }),
        request('held', '2026-11-02', { interviews: [interview({ date: day('2026-11-03'), status: 'finished' })] }),
        request('before', '2026-11-12', { interviews: [interview({ date: day('2026-10-03'), status: 'finished' })] }),
      ],
      TODAY,
    );
    expect(open.map(({ record }) => record)).toEqual(['first', 'second', 'before']);
  });
});
