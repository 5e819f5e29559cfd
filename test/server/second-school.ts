/**
 * Oakfield, a second school beside the one of school-server.ts: its careers leader, an adviser who was invited and has
 * nothing but a code, a tutor, and Leo of Year 10. On the same server, with the same people's devices.
 */
import type { EntryId, FormCode, PersonId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { giveCode, makeCode } from '../../src/server/accounts/codes.ts';
import { ensureAccount } from '../../src/server/accounts/places.ts';
import { createSchool } from '../../src/server/store/store.ts';
import { aPupil, aRecord, aStaffMember, anEntry, uuid } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';

export const OAKFIELD = 'school-2' as SchoolId;
/** Her pupil there. */
export const LEO = uuid(21) as RecordId;

/** People of Oakfield. */
export const THERE = {
  leader: 'mr-hill' as PersonId,
  adviser: 'adviser-at-oakfield' as PersonId,
  tutor: 'ms-ash' as PersonId,
} as const;

const id = (of: string) => ({ id: of as EntryId });

/** Makes it. */
export async function addOakfield({ store }: Pick<SchoolServer, 'store'>): Promise<void> {
  await createSchool(store.read, { id: OAKFIELD, name: 'Oakfield School', demo: false });
  const records = [
    aRecord(
      'school',
      aStaffMember({ ...id(THERE.leader), name: 'Tom Hill', roles: ['leader'] }),
      aStaffMember({ ...id(THERE.adviser), name: 'Jo Mercer', roles: ['adviser'] }),
      aStaffMember({ ...id(THERE.tutor), name: 'Una Ash', roles: ['tutor'] }),
    ),
    aRecord(
      'roster',
      anEntry(
        'caseload',
        { person: THERE.adviser, years: [10], from: '2026-09-01' as IsoDate, to: null },
        id('case-2'),
      ),
    ),
    aRecord(LEO, aPupil({ name: 'Leo', surname: 'Marsh', year: 10, form: '10C' as FormCode })),
  ];
  await store.bulkLoad(
    OAKFIELD,
    records.map(({ id: record, entries }) => ({ id: record, entries: Object.values(entries) })),
  );
}

/** A new code of a person's place at a school. */
export async function codeAt({ store, deps }: SchoolServer, school: SchoolId, person: PersonId): Promise<string> {
  const given = await store.write(async (tx) =>
    giveCode(tx, { account: await ensureAccount(tx, school, person), school, ...(await makeCode(tx)) }, deps.now()),
  );
  return given.code;
}
