/**
 * Who may read what: the one rule for every path (sync, search, export, reports), on the server and on a device.
 * Source: SPEC I1, I5.
 */
import type { Group, Groups } from './group.ts';
import type { PersonId } from './ids.ts';
import type { CareersRecord, Entry } from './record.ts';

/** May this person, who is granted the record in these groups, read the entry? A draft is its author's alone. */
export function visible(entry: Pick<Entry, 'readers' | 'author'>, person: PersonId, groups: Groups): boolean {
  if (entry.readers.length === 0) return entry.author === person;
  return entry.readers.some((group) => groups.includes(group));
}

/** The record as this person may see it. */
export function view(record: CareersRecord, person: PersonId, groups: Groups): CareersRecord {
  const seen = Object.entries(record.entries).filter(([, entry]) => visible(entry, person, groups));
  return { id: record.id, entries: Object.fromEntries(seen) };
}

/** To whom it is said: the pupil, as "you", or staff. */
type Told = 'pupil' | 'staff';

const GROUP_WORDS: Readonly<Record<Told, Readonly<Record<Group, string>>>> = {
  pupil: {
    N: 'all staff',
    P: 'you',
    T: 'your form tutor',
    S: 'staff who support you',
    G: 'your careers adviser',
    L: 'the careers leader',
  },
  staff: {
    N: 'all staff',
    P: 'the pupil',
    T: 'the form tutor',
    S: 'staff who support the pupil',
    G: 'the pupil’s careers advisers',
    L: 'the careers leader',
  },
};

/** Who reads an entry, in words, such as "you, your form tutor and the careers leader". */
export function whoCanSee(entry: Pick<Entry, 'readers'>, told: Told = 'pupil'): string {
  if (entry.readers.length === 0) return 'only the person who is writing it';
  const named = entry.readers.map((group) => GROUP_WORDS[told][group]);
  const last = named.at(-1) ?? '';
  return named.length === 1 ? last : `${named.slice(0, -1).join(', ')} and ${last}`;
}
