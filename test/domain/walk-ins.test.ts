/** Walk-ins as they are counted and listed: of those that give a record, ten a day. */
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest-of.ts';
import type { EntryId, PersonId } from '../../src/domain/ids.ts';
import type { Instant, IsoDate } from '../../src/domain/time.ts';
import type { WalkingIn } from '../../src/domain/walk-ins.ts';
import { givesByWalkIn, hasAllWalkIns, withoutBooking } from '../../src/domain/walk-ins.ts';
import { PEOPLE, TODAY, aPupil, aRecord, anInterview, uuid } from '../support/builders.ts';

const from = '2026-09-01' as IsoDate;
const JO: WalkingIn = {
  person: PEOPLE.adviser,
  roles: ['adviser'],
  everyAdviserSeesAll: false,
  caseloads: [{ person: PEOPLE.adviser, years: [11], from, to: TODAY }],
};
type Of = { readonly year?: number; readonly unlisted?: 'open' } & Parameters<typeof anInterview>[0];
const met = (n: number, { year = 10, unlisted, ...over }: Of = {}) =>
  digestOf(
    aRecord(
      `pupil-${n}`,
      aPupil({ year, ...(unlisted && { unlisted }) }),
      anInterview({ id: uuid(n) as EntryId, walkIn: true, ...over }),
    ),
  );
const ten = (over: Of = {}) => Array.from({ length: 10 }, (_, n) => met(n, over));

describe('a walk-in gives a record', () => {
  const gives = (pupil: { readonly year: number; readonly unlisted?: unknown }, over: Partial<WalkingIn> = {}) =>
    givesByWalkIn({ ...JO, ...over }, TODAY)(pupil);

  it('of a pupil beyond the caseload', () => {
    expect(gives({ year: 10 })).toBe(true);
    expect(gives({ year: 11 })).toBe(false);
    expect(givesByWalkIn(JO, '2026-11-12' as IsoDate)({ year: 11 })).toBe(true);
    expect(gives({ year: 11 }, { person: 'somebody-else' as PersonId })).toBe(true);
  });
  it('not where every adviser sees all pupils, nor to a careers leader, nor of a pupil who is not on the list', () => {
    expect(gives({ year: 10 }, { everyAdviserSeesAll: true })).toBe(false);
    expect(gives({ year: 10 }, { roles: ['adviser', 'leader'] })).toBe(false);
    expect(gives({ year: 10, unlisted: 'open' })).toBe(false);
  });
});

describe('a day has had all its walk-ins', () => {
  it('with ten that gave a record, held or not', () => {
    expect(hasAllWalkIns(ten(), JO, TODAY)).toBe(true);
    expect(hasAllWalkIns(ten({ status: 'cancelled' }), JO, TODAY)).toBe(true);
    expect(hasAllWalkIns(ten().slice(1), JO, TODAY)).toBe(false);
  });
  it('not with those that gave none, of another day, of another adviser, or booked', () => {
    const others: readonly Of[] = [
      { year: 11 },
      { unlisted: 'open' },
      { at: '2026-11-10T10:05:00.000Z' as Instant },
      { adviser: 'somebody-else' as PersonId },
      { walkIn: false },
    ];
    for (const over of others) expect(hasAllWalkIns(ten(over), JO, TODAY)).toBe(false);
  });
});

it('walk-ins of thirty days are listed from the newest, whatever date they bear', () => {
  const at = (day: string) => `${day}T10:05:00.000Z` as Instant;
  const found = withoutBooking(
    [
      met(1, { at: at('2026-10-12'), date: '2099-12-31' as IsoDate }),
      met(2, { at: at('2026-11-11'), date: '2020-01-01' as IsoDate }),
      met(3, { at: at('2026-10-11') }),
      met(4, { walkIn: false }),
    ],
    TODAY,
  );
  expect(found.map(({ digest, day }) => [digest.record, day])).toEqual([
    ['pupil-2', '2026-11-11'],
    ['pupil-1', '2026-10-12'],
  ]);
});
