/** Ms Brandt, who looks after Years 9 and 10, at her device: the school's records, the roster, and pupils as she may see them. */
import type { EntryId } from '../../../../src/domain/ids.ts';
import { ROSTER_RECORD, SCHOOL_RECORD, singleton } from '../../../../src/domain/record.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import type { Session } from '../../../../src/protocol/accounts.ts';
import { NOW, PEOPLE, aRecord, aStaffMember, anEntry } from '../../../support/builders.ts';
import type { ScreenSetting } from '../../../support/screen.tsx';

const SESSION: Session = {
  account: 'brandt',
  name: 'Ms Brandt',
  school: 'wexcombe' as Session['school'],
  schoolName: 'Wexcombe School',
  person: PEOPLE.pastoral,
  roles: ['pastoral'],
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
  aStaffMember({ id: PEOPLE.adviser as string as EntryId, name: 'Jo Mercer', roles: ['adviser'], guidance: null }),
  aStaffMember({ id: PEOPLE.pastoral as string as EntryId, name: 'Ms Brandt', roles: ['pastoral'], guidance: null }),
);

interface Setting {
  readonly mine: readonly ReturnType<typeof aRecord>[];
  /** Pupils of other years: names only. */
  readonly others?: readonly ReturnType<typeof aRecord>[];
  readonly years?: readonly number[];
}

/** Her device. */
export const brandtWorld = ({ mine, others = [], years = [9, 10] }: Setting): ScreenSetting => ({
  session: SESSION,
  now: NOW,
  records: [
    { record: SCHOOL, groups: ['N'] },
    {
      record: aRecord(
        ROSTER_RECORD,
        anEntry('pastoral', { person: PEOPLE.pastoral, years, from: '2026-09-01' as IsoDate, to: null }),
        anEntry('pastoral', {
          person: PEOPLE.pastoral,
          years: [11],
          from: '2025-09-01' as IsoDate,
          to: '2026-08-31' as IsoDate,
        }),
      ),
      groups: ['N'],
    },
    ...mine.map((record) => ({ record, groups: ['N', 'S'] as const })),
    ...others.map((record) => ({ record, groups: ['N'] as const })),
  ],
});
