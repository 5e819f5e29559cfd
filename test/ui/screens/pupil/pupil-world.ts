/** Aisha at her own device, for the tests of a pupil's screens: her record and the school's, on a Wednesday in autumn. */
import type { EntryId, PersonId } from '../../../../src/domain/ids.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import { SCHOOL_RECORD, singleton } from '../../../../src/domain/record.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import type { Session } from '../../../../src/protocol/accounts.ts';
import { NOW, PEOPLE, aPupil, aRecord, aStaffMember, anEntry } from '../../../support/builders.ts';
import type { ScreenSetting } from '../../../support/screen.tsx';

/** Aisha as a person: a pupil's person is their own record. */
export const AISHA = 'aisha' as PersonId;

const SESSION: Session = {
  account: 'aisha',
  name: 'Aisha Khan',
  school: 'wexcombe' as Session['school'],
  schoolName: 'Wexcombe School',
  person: AISHA,
  roles: ['pupil'],
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
  aStaffMember({
    id: PEOPLE.adviser as string as EntryId,
    name: 'Jo Mercer',
    roles: ['adviser'],
    guidance: { level: 'Level 6', from: '2020-09-01' as IsoDate, to: null },
  }),
  aStaffMember({ id: PEOPLE.tutor as string as EntryId, name: 'Mr Lee', roles: ['tutor'], guidance: null }),
);

/** Her device, with these entries in her record. */
export const herWorld = (...entries: readonly Entry[]): ScreenSetting => ({
  session: SESSION,
  now: NOW,
  records: [
    { record: SCHOOL, groups: ['P'] },
    { record: aRecord('aisha', aPupil({ name: 'Aisha', surname: 'Khan' }), ...entries), groups: ['P'] },
  ],
});
