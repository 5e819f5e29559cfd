/** Jo Mercer's tablet for the tests of the adviser's screens: a visit today, pupils with bookings, a Wednesday in autumn. */
import type { EntryId, FormCode } from '../../../../src/domain/ids.ts';
import type { Entry } from '../../../../src/domain/record.ts';
import { ROSTER_RECORD, SCHOOL_RECORD, singleton } from '../../../../src/domain/record.ts';
import type { ClockTime, IsoDate } from '../../../../src/domain/time.ts';
import type { Session } from '../../../../src/protocol/accounts.ts';
import { NOW, PEOPLE, TODAY, aPupil, aRecord, aStaffMember, anEntry, anInterview } from '../../../support/builders.ts';
import type { ScreenSetting } from '../../../support/screen.tsx';

/** Jo Mercer, signed in. */
export const JO: Session = {
  account: 'jo',
  name: 'Jo Mercer',
  school: 'wexcombe' as Session['school'],
  schoolName: 'Wexcombe School',
  person: PEOPLE.adviser,
  roles: ['adviser'],
  demo: false,
};

const from = '2026-09-01' as IsoDate;

const SCHOOL = aRecord(
  SCHOOL_RECORD,
  anEntry(
    'school',
    {
      name: 'Wexcombe School',
      youngest: 7,
      oldest: 11,
      contact: '',
      dsl: 'Ms Brandt, room 4',
      edition: 'gatsby-2025',
      everyAdviserSeesAll: false,
      demo: false,
    },
    { id: singleton('school') },
  ),
  aStaffMember(),
  aStaffMember({ id: PEOPLE.tutor as string as EntryId, name: 'Mr Lee', roles: ['tutor'], guidance: null }),
);

const ROSTER = aRecord(
  ROSTER_RECORD,
  anEntry('tutor', { form: '10B' as FormCode, person: PEOPLE.tutor, cover: false, from, to: null }),
);

/** A pupil of 10B with these entries. */
export const pupilWith = (id: string, [name, surname]: readonly [string, string], ...entries: readonly Entry[]) =>
  aRecord(id, aPupil({ name, surname }), ...entries);

/** A booking with Jo Mercer today. */
export const bookedAt = (clock: string, id: EntryId) => anInterview({ id, from: clock as ClockTime, date: TODAY });

/** Her tablet with these records. */
export const joWorld = (
  pupils: readonly ReturnType<typeof aRecord>[],
  more: Partial<ScreenSetting> = {},
): ScreenSetting => ({
  session: JO,
  now: NOW,
  records: [
    { record: SCHOOL, groups: ['N'] },
    { record: ROSTER, groups: ['N'] },
    ...pupils.map((record) => ({ record, groups: ['N', 'G'] as const })),
  ],
  ...more,
});
