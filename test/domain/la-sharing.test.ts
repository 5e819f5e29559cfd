/** What the local authority may be told, day by day: who decides, what ends at 16, and what is given meanwhile. Policy 5.5.13. */
import { describe, expect, it } from 'vitest';
import type { SharingDecision } from '../../src/domain/entries/vocabulary.ts';
import { SHARING_DECISIONS } from '../../src/domain/entries/vocabulary.ts';
import { decidesOn, sixteenOn, standingOf } from '../../src/domain/la-sharing.ts';
import { givesMore, sharingOn } from '../../src/domain/sharing-on.ts';
import type { EntryOf } from '../../src/domain/record.ts';
import { singleton } from '../../src/domain/record.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { NOW, PEOPLE, aPupil, anEntry } from '../support/builders.ts';

const day = (text: string) => text as IsoDate;
const BORN = day('2010-11-20');
const EVE = day('2026-11-19');
const BIRTHDAY = day('2026-11-20');
const NOW_DAY = day('2026-11-11');

const said = (
  decision: SharingDecision,
  decidedBy: 'pupil' | 'parent' | null,
  decidedOn: string | null,
): EntryOf<'la-sharing'> =>
  anEntry(
    'la-sharing',
    { decision, decidedBy, decidedOn: decidedOn as IsoDate | null, how: 'form' },
    { id: singleton('la-sharing') },
  );
const on = (entry: EntryOf<'la-sharing'>, today: IsoDate, born: IsoDate | null = BORN, pupil = aPupil({ year: 11 })) =>
  sharingOn(standingOf(entry, born, pupil), today);

describe('who decides what the local authority is told', () => {
  it('is the pupil from the 16th birthday on', () => {
    expect(decidesOn(BORN, EVE)).toBe(false);
    expect(decidesOn(BORN, BIRTHDAY)).toBe(true);
    expect(decidesOn(null, BIRTHDAY)).toBe(false);
  });

  it('is the pupil on 29 February, of whoever was born on one', () => {
    expect(sixteenOn(day('2012-02-29'))).toBe('2028-02-29');
    expect(decidesOn(day('2012-02-29'), day('2028-02-28'))).toBe(false);
  });
});

describe('what stands', () => {
  it.each(['yes', 'no', 'no-reply'] as const)(
    'of what a parent decided, "%s", ends on the 16th birthday',
    (decision) => {
      const entry = said(decision, 'parent', '2026-09-18');
      expect(on(entry, EVE)).toBe(decision);
      expect(on(entry, BIRTHDAY)).toBe('again');
    },
  );

  it('is what the pupil decided at 16, and goes on', () => {
    expect(on(said('no', 'pupil', BIRTHDAY), BIRTHDAY)).toBe('no');
    expect(on(said('no', 'pupil', BIRTHDAY), day('2030-01-01'))).toBe('no');
  });

  it('is nothing of what a parent says after the 16th birthday', () => {
    expect(on(said('yes', 'parent', '2027-01-04'), day('2027-01-04'))).toBe('again');
  });

  it('is asked afresh where the birth date shows that the pupil was not 16 when they decided', () => {
    expect(on(said('yes', 'pupil', EVE), BIRTHDAY)).toBe('again');
  });

  it.each(['yes', 'no', 'no-reply'] as const)(
    'of what a parent decided, "%s", ends with Year 11 where the birth date is not known',
    (decision) => {
      const entry = said(decision, 'parent', '2026-09-18');
      expect(on(entry, day('2027-08-31'), null, aPupil({ year: 11 }))).toBe(decision);
      expect(on(entry, day('2027-09-01'), null, aPupil({ year: 12 }))).toBe('again');
      expect(on(said(decision, 'parent', '2027-10-01'), day('2027-10-01'), null, aPupil({ year: 12 }))).toBe('again');
      // Nobody said who decided.
      expect(on(said(decision, null, null), NOW_DAY, null, aPupil({ year: 13 }))).toBe('again');
    },
  );

  it('ends for a leaver with what would have been their Year 11, where the birth date is not known', () => {
    const entry = said('yes', 'parent', '2026-09-18');
    const left = (year: number) => aPupil({ year, to: day('2027-01-15') });
    expect(on(entry, day('2027-08-31'), null, left(11))).toBe('yes');
    expect(on(entry, day('2027-09-01'), null, left(11))).toBe('again');
    expect(on(entry, day('2028-08-31'), null, left(10))).toBe('yes');
    expect(on(entry, day('2028-09-01'), null, left(10))).toBe('again');
  });

  it('is what a pupil decided, by the careers leader’s word that they were 16, where the birth date is not known', () => {
    expect(on(said('yes', 'pupil', '2026-09-18'), day('2030-01-01'), null, aPupil({ year: 13 }))).toBe('yes');
  });

  it('is nothing while nobody has been asked, at any age', () => {
    expect(on(said('not-asked', null, null), BIRTHDAY)).toBe('not-asked');
    expect(sharingOn(null, BIRTHDAY)).toBe('not-asked');
  });

  it('is no while two people have said otherwise without knowing of each other, and one said no', () => {
    const replaced = { decision: { value: 'no', by: PEOPLE.leader, at: NOW } };
    expect(on({ ...said('yes', 'parent', '2026-11-02'), replaced }, EVE)).toBe('no');
    expect(on({ ...said('not-asked', null, null), replaced }, EVE)).toBe('no');
  });
});

it('more than the basics is given after yes and no reply only', () => {
  expect([...SHARING_DECISIONS, 'again' as const].filter(givesMore)).toEqual(['yes', 'no-reply']);
});
