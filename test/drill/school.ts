/** The school of a drill: a careers leader, advisers, pupils of Year 10. */
import type { EntryId, FormCode, RecordId } from '../../src/domain/ids.ts';
import type { Entry } from '../../src/domain/record.ts';
import { SCHOOL_RECORD } from '../../src/domain/record.ts';
import { aPupil, aRecord, aStaffMember, uuid } from '../support/builders.ts';

/** The record of a pupil by number. */
export const pupilOf = (n: number): RecordId => uuid(n + 1) as RecordId;

/** Its records: `staff-0` is the careers leader. */
export function schoolOf({
  pupils,
  devices,
}: {
  readonly pupils: number;
  readonly devices: number;
}): readonly { readonly id: RecordId; readonly entries: readonly Entry[] }[] {
  const staff = Array.from({ length: devices }, (_, n) =>
    aStaffMember({
      id: `staff-${n}` as EntryId,
      name: `Person ${n}`,
      roles: n === 0 ? ['leader', 'adviser'] : ['adviser'],
    }),
  );
  const records = Array.from({ length: pupils }, (_, n) =>
    aRecord(pupilOf(n), aPupil({ name: `Pupil ${n}`, surname: 'Example', year: 10, form: '10B' as FormCode })),
  );
  return [aRecord(SCHOOL_RECORD, ...staff), ...records].map(({ id, entries }) => ({
    id,
    entries: Object.values(entries),
  }));
}

/** Arguments of `school.set`: every adviser has every pupil. */
export const SETTINGS = {
  name: 'Example School',
  youngest: 7,
  oldest: 11,
  contact: '',
  dsl: '',
  edition: 'gatsby-2025',
  everyAdviserSeesAll: true,
  demo: false,
} as const;
