/** A small school for the careers leader's screens: Years 9 to 11, one adviser, one tutor of 11A, and pupils as a test names them. */
import type { Groups } from '../../../../src/domain/group.ts';
import type { EntryId, FormCode, PersonId } from '../../../../src/domain/ids.ts';
import type { CareersRecord, Entry } from '../../../../src/domain/record.ts';
import { programmeRecord, singleton } from '../../../../src/domain/record.ts';
import type { IsoDate } from '../../../../src/domain/time.ts';
import type { Session } from '../../../../src/protocol/accounts.ts';
import { PEOPLE, aPupil, aRecord, aStaffMember, anEntry, facts } from '../../../support/builders.ts';
import type { ScreenSetting } from '../../../support/screen.tsx';
import { NOW } from '../../../support/builders.ts';

/** Mrs Okafor, careers leader. */
export const LEADER: Session = {
  account: 'a',
  name: 'Mrs Okafor',
  school: 's' as Session['school'],
  schoolName: 'Wexcombe School',
  person: PEOPLE.leader,
  roles: ['leader'],
  demo: false,
};

const GROUPS: Groups = ['N', 'L'];
const ever = { from: '2026-09-01' as IsoDate, to: null };

/** The record of a pupil of a form, "11A" being Year 11. */
export const pupilOf = (
  id: string,
  [name, surname, form]: readonly [string, string, string],
  ...entries: readonly Entry[]
) => aRecord(id, aPupil({ name, surname, form: form as FormCode, year: Number.parseInt(form, 10) }), ...entries);

/** The school's own records. `staff` and `planned` beside the usual ones. */
export function schoolRecords(planned: readonly Entry[] = []): readonly CareersRecord[] {
  const school = anEntry(
    'school',
    {
      name: 'Wexcombe School',
      youngest: 9,
      oldest: 11,
      contact: 'Room C1',
      dsl: 'Ms Brandt',
      edition: 'gatsby-2025',
      everyAdviserSeesAll: true,
      demo: false,
    },
    { id: singleton('school') },
  );
  const okafor = aStaffMember({
    id: PEOPLE.leader as string as EntryId,
    name: 'Mrs Okafor',
    roles: ['leader'],
    guidance: null,
  });
  const lee = aStaffMember({ id: PEOPLE.tutor as string as EntryId, name: 'Mr Lee', roles: ['tutor'], guidance: null });
  const tutor = anEntry('tutor', { form: '11A' as FormCode, person: PEOPLE.tutor, cover: false, ...ever });
  return [
    aRecord('school', school, aStaffMember(), okafor, lee),
    aRecord('roster', tutor),
    { id: programmeRecord(2026), entries: Object.fromEntries(planned.map((entry) => [entry.id, entry])) },
  ];
}

/** An activity of this year's programme, for Year 11 unless told otherwise. */
export const planned = (over: Parameters<typeof facts>[0] = {}, years: readonly number[] = [11]) =>
  anEntry('planned', { facts: facts(over), years, form: null, aim: '', cancelled: false });

/** The setting of a screen over these pupils. */
export const setting = (
  pupils: readonly CareersRecord[],
  over: Partial<ScreenSetting> & { readonly planned?: readonly Entry[] } = {},
): ScreenSetting => {
  const { planned: activities, ...rest } = over;
  return {
    session: LEADER,
    now: NOW,
    records: [...schoolRecords(activities), ...pupils].map((record) => ({ record, groups: GROUPS })),
    ...rest,
  };
};

/** The pupil as the author of an entry: a pupil is their own record. */
export const asPupil = (id: string): PersonId => id as PersonId;
