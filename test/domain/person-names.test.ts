import { describe, expect, it } from 'vitest';
import type { EntryId, PersonId } from '../../src/domain/ids.ts';
import {
  byForm,
  byStaffName,
  bySurname,
  fullName,
  initials,
  possessive,
  registerName,
  staffById,
  staffNameOf,
} from '../../src/domain/person-names.ts';

const pupil = (name: string, surname: string) => ({ name, surname });

describe('names of pupils', () => {
  it('are shown first name first, and surname first in registers', () => {
    expect(fullName(pupil('Aisha', 'Khan'))).toBe('Aisha Khan');
    expect(registerName(pupil('Aisha', 'Khan'))).toBe('Khan, Aisha');
    expect(registerName(pupil('Aisha', ''))).toBe('Aisha');
  });

  it('are sorted by surname, accents and capitals aside', () => {
    const names = [
      pupil('Jakub', 'Zieliński'),
      pupil('Ana', 'Óliver'),
      pupil('Ben', 'oliver'),
      pupil('Kai', 'Bennett'),
      pupil('Ada', 'Oliver'),
    ];
    expect(names.toSorted(bySurname).map(fullName)).toEqual([
      'Kai Bennett',
      'Ada Oliver',
      'Ana Óliver',
      'Ben oliver',
      'Jakub Zieliński',
    ]);
  });

  it('have a possessive with a typographic apostrophe', () => {
    expect(possessive('Ben')).toBe('Ben’s');
    expect(possessive('James')).toBe('James’s');
  });

  it('have initials of whole characters', () => {
    expect(initials(pupil('Aisha', 'Khan'))).toBe('AK');
    expect(initials(pupil('émile', '𠮷田'))).toBe('É𠮷');
    expect(initials(pupil('Aisha', ''))).toBe('A');
  });
});

describe('forms and staff', () => {
  it('forms are sorted by their number', () => {
    expect(['10B', '9A', '10A', '11/3'].toSorted(byForm)).toEqual(['9A', '10A', '10B', '11/3']);
  });

  it('staff are found by id and shown as the school writes them', () => {
    const staff = staffById([{ id: 's1' as EntryId, name: 'Mr Lee' }]);
    expect(staffNameOf(staff, 's1' as PersonId)).toBe('Mr Lee');
    expect(staffNameOf(staff, 's2' as PersonId)).toBe('somebody');
  });

  it('staff are sorted by the last word of their names', () => {
    const staff = ['Mrs Okafor', 'Jo Mercer', 'Mr Lee'].map((name) => ({ name }));
    expect(staff.toSorted(byStaffName).map(({ name }) => name)).toEqual(['Mr Lee', 'Jo Mercer', 'Mrs Okafor']);
  });
});
