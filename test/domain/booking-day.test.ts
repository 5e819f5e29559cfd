/** A day of slots around breaks, and who needs an interview first. */
import { describe, expect, it } from 'vitest';
import { endOf, slotsOf } from '../../src/domain/booking-day.ts';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { byNeed, isBooked, needOf, needWords } from '../../src/domain/interview-need.ts';
import type { Entry } from '../../src/domain/record.ts';
import { singleton } from '../../src/domain/record.ts';
import type { ClockTime, IsoDate } from '../../src/domain/time.ts';
import { NOW, TODAY, aPupil, aRecord, anEntry, anInterview } from '../support/builders.ts';

const clock = (text: string) => text as ClockTime;
const breaks = [
  { from: clock('10:30'), minutes: 15 },
  { from: clock('12:15'), minutes: 45 },
];
const starts = (pattern: Parameters<typeof slotsOf>[0]) => slotsOf(pattern).map(({ from }) => from);

describe('the slots of a day', () => {
  it('follow one another around breaks', () => {
    expect(starts({ firstSlot: clock('09:00'), minutes: 45, slots: 6, breaks })).toEqual([
      '09:00',
      '09:45',
      '10:45',
      '11:30',
      '13:00',
      '13:45',
    ]);
  });

  it('begin after a break that would cut them, and may end as it begins', () => {
    expect(starts({ firstSlot: clock('10:00'), minutes: 30, slots: 2, breaks })).toEqual(['10:00', '10:45']);
    expect(starts({ firstSlot: clock('10:10'), minutes: 30, slots: 1, breaks })).toEqual(['10:45']);
  });

  it('are fewer than asked when the day is over, and a break of no minutes cuts nothing', () => {
    expect(starts({ firstSlot: clock('22:30'), minutes: 45, slots: 5, breaks })).toEqual(['22:30', '23:15']);
    expect(
      starts({ firstSlot: clock('10:00'), minutes: 60, slots: 1, breaks: [{ from: clock('10:30'), minutes: 0 }] }),
    ).toEqual(['10:00']);
  });

  it('say when they end', () => expect(endOf({ from: clock('11:30'), minutes: 45 })).toBe('12:15'));
});

let made = 0;
const pupil = (surname: string, year: number, ...entries: readonly Entry[]): Digest =>
  digestOf(aRecord(`record-${(made += 1)}`, aPupil({ surname, year }), ...entries));
const asking = (askedOn: string, soon = false) =>
  anEntry('request', { about: [], words: '', avoid: '', soon, askedOn: askedOn as IsoDate });
const support = (sen: 'N' | 'E') =>
  anEntry('support', { sen, pupilPremium: false, lookedAfter: false, outcomes: null }, { id: singleton('support') });

describe('who needs an interview first', () => {
  const asked = pupil('Asked', 8, asking('2026-11-02'));
  const askedBefore = pupil('Before', 8, asking('2026-10-20'));
  const soon = pupil('Soon', 7, asking('2026-11-09', true));
  const leaver = pupil('Leaver', 11);
  const withPlan = pupil('Plan', 9, support('E'));
  const ten = pupil('Ten', 10);
  const nine = pupil('Nine', 9);
  const had = pupil('Had', 11, anInterview({ status: 'finished' }));

  it('is who asked, then no plan in a leaving year, then support, then older years, then the rest', () => {
    const order = [had, nine, withPlan, ten, leaver, asked, askedBefore, soon].toSorted(byNeed);
    expect(order.map((d) => d.pupil?.surname)).toEqual([
      'Soon',
      'Before',
      'Asked',
      'Leaver',
      'Plan',
      'Ten',
      'Nine',
      'Had',
    ]);
  });

  it('says why', () => {
    expect([asked, leaver, withPlan, nine, had].map(needOf)).toEqual([
      'asked',
      'no-plan',
      'support',
      'none-yet',
      'had-one',
    ]);
  });

  it('says the date of the last interview of who has had one', () => {
    expect(needWords(had)).toBe('Last interview Wed 11 Nov');
    expect(needWords(nine)).toBe('No interview yet');
  });

  it('counts an interview that was missed as none, and one to come as booked', () => {
    expect(needOf(pupil('Missed', 9, anInterview({ status: 'did-not-attend' })))).toBe('none-yet');
    expect(isBooked(pupil('Booked', 9, anInterview({ date: TODAY })), TODAY)).toBe(true);
    expect(isBooked(pupil('Past', 9, anInterview({ date: '2026-11-10' as IsoDate })), TODAY)).toBe(false);
    expect(NOW.slice(0, 10)).toBe(TODAY);
  });
});
