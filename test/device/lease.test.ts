import { describe, expect, it } from 'vitest';
import { beginLease, isOver, leaseHours, noted, renewed } from '../../src/device/lease.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-27T09:00:00Z');
const TEN_YEARS = 3652 * DAY;

describe('a lease', () => {
  it('is as long as the longest of a person’s roles, and none for an administrator alone', () => {
    expect(leaseHours(['adviser'])).toBe(168);
    expect(leaseHours(['tutor'])).toBe(72);
    expect(leaseHours(['tutor', 'leader'])).toBe(168);
    expect(leaseHours(['admin'])).toBe(0);
    expect(leaseHours(['admin', 'tutor'])).toBe(72);
    expect(leaseHours([])).toBe(0);
    expect(isOver(beginLease(0, NOW), NOW)).toBe(true);
  });

  it('begins afresh with each contact, and not with an answer that was heard before', () => {
    const first = renewed(beginLease(72, NOW), '2026-11-28T09:00:00.000Z', NOW + DAY);
    expect(isOver(first, NOW + 3 * DAY)).toBe(false);
    expect(isOver(first, NOW + 4 * DAY)).toBe(true);
    expect(renewed(first, '2026-11-28T09:00:00.000Z', NOW + 2 * DAY)).toBe(first);
    expect(renewed(first, '2026-11-27T09:00:00.000Z', NOW + 2 * DAY)).toBe(first);
  });

  it('is right with a clock that is ten years off all the time', () => {
    for (const off of [TEN_YEARS, -TEN_YEARS]) {
      const lease = renewed(beginLease(72, NOW + off), '2026-11-27T09:00:00.000Z', NOW + off);
      expect(isOver(lease, NOW + off + 2 * DAY)).toBe(false);
      expect(isOver(lease, NOW + off + 3 * DAY)).toBe(true);
    }
  });

  it('is not made longer by a clock that is turned back, once a later time was seen', () => {
    const lease = noted(beginLease(72, NOW), NOW + 3 * DAY);
    expect(isOver(lease, NOW)).toBe(true);
    expect(noted(lease, NOW)).toBe(lease);
  });

  it('that a clock far ahead has ended begins afresh with the next contact', () => {
    const lease = noted(beginLease(72, NOW), NOW + TEN_YEARS);
    expect(isOver(renewed(lease, '2026-11-27T10:00:00.000Z', NOW), NOW)).toBe(false);
  });
});
