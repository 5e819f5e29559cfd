/** Form 10B and its tutor Mr Lee for the tests of the tutor's screens: 28 pupils, the school's records, a Wednesday. */
import type { Entry } from '../../../../src/domain/record.ts';
import { ROSTER_RECORD, SCHOOL_RECORD, singleton } from '../../../../src/domain/record.ts';
import type { EntryId, FormCode } from '../../../../src/domain/ids.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import type { Session } from '../../../../src/protocol/accounts.ts';
import { NOW, PEOPLE, aPupil, aRecord, aStaffMember, anEntry } from '../../../support/builders.ts';
import type { ScreenSetting } from '../../../support/screen.tsx';

const from = '2026-09-01' as IsoDate;
const staff = (id: string, name: string, roles: readonly ('adviser' | 'tutor' | 'leader')[]) =>
  aStaffMember({ id: id as EntryId, name, roles, guidance: null });

/** Mr Lee, signed in. */
export const MR_LEE: Session = {
  account: 'lee',
  name: 'Mr Lee',
  school: 'wexcombe' as Session['school'],
  schoolName: 'Wexcombe School',
  person: PEOPLE.tutor,
  roles: ['tutor'],
  demo: false,
};

const SCHOOL = aRecord(
  SCHOOL_RECORD,
  anEntry(
    'school',
    {
      name: 'Wexcombe School',
      youngest: 7,
      oldest: 11,
      contact: '',
      dsl: '',
      edition: 'gatsby-2025',
      everyAdviserSeesAll: false,
      demo: false,
    },
    { id: singleton('school') },
  ),
  staff(PEOPLE.adviser, 'Jo Mercer', ['adviser']),
  staff(PEOPLE.tutor, 'Mr Lee', ['tutor']),
  staff(PEOPLE.leader, 'Mrs Okafor', ['leader']),
  staff('mrs-lee', 'Mrs Lee', ['tutor']),
);

const tutorOf = (form: string, cover = false) =>
  anEntry('tutor', { form: form as FormCode, person: PEOPLE.tutor, cover, from, to: null });

/** A pupil of 10B with these entries. */
export const pupilWith = (id: string, [name, surname]: readonly [string, string], ...entries: readonly Entry[]) =>
  aRecord(id, aPupil({ name, surname }), ...entries);

/** 28 pupils with these entries each: "Pupil01 Surname01"… */
export const twentyEight = (entriesOf: (index: number) => readonly Entry[] = () => []) =>
  Array.from({ length: 28 }, (_, i) => {
    const number = String(i + 1).padStart(2, '0');
    return pupilWith(`p${number}`, [`Pupil${number}`, `Surname${number}`], ...entriesOf(i));
  });

interface Setting {
  readonly pupils: readonly ReturnType<typeof aRecord>[];
  /** Beside 10B. */
  readonly alsoForms?: readonly string[];
  readonly programme?: readonly Entry[];
}

/** The device of Mr Lee. */
export const formWorld = ({ pupils, alsoForms = [], programme = [] }: Setting): ScreenSetting => ({
  session: MR_LEE,
  now: NOW,
  records: [
    { record: SCHOOL, groups: ['N'] },
    { record: aRecord(ROSTER_RECORD, tutorOf('10B'), ...alsoForms.map((form) => tutorOf(form, true))), groups: ['N'] },
    ...(programme.length > 0 ? [{ record: aRecord('programme/2026', ...programme), groups: ['N'] as const }] : []),
    ...pupils.map((record) => ({ record, groups: ['N', 'T'] as const })),
  ],
});
