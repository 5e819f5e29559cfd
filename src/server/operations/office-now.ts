/** The school as an operation finds it: its pupils, forms, staff and duties, and what rights rest on. */
import type { EntryId, PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Entry, EntryOf } from '../../domain/record.ts';
import { ROSTER_RECORD, SCHOOL_RECORD, entriesOf, entryOf, singleton } from '../../domain/record.ts';
import type { IsoDate } from '../../domain/time.ts';
import { dateOf } from '../../domain/time.ts';
import type { RosterPupil } from '../import/roster.ts';
import { rosterPupil } from '../import/roster.ts';
import { entriesOfKinds, readRecord } from '../store/store.ts';
import type { OperationDeps } from './carry-out.ts';
import type { Duty, Rights } from './rights-after.ts';

/** Years of a school that has not entered its own. */
const YOUNGEST = 7;
const OLDEST = 11;

/** All of it. */
export interface OfficeNow {
  readonly pupils: readonly RosterPupil[];
  /** Closed ones too. */
  readonly forms: readonly EntryOf<'form'>[];
  readonly staff: readonly EntryOf<'staff'>[];
  readonly rights: Rights;
  readonly youngest: number;
  readonly oldest: number;
  readonly today: IsoDate;
}

/** Reads the school. */
export async function officeNow(
  { store: { read }, rosters, now }: OperationDeps,
  school: SchoolId,
): Promise<OfficeNow> {
  const record = await readRecord(read, school, SCHOOL_RECORD);
  const roster = await readRecord(read, school, ROSTER_RECORD);
  const settings = entryOf(record, singleton('school'), 'school');
  const byRecord = new Map<RecordId, Entry[]>();
  for (const [id, entry] of await entriesOfKinds(read, school, ['pupil', 'identity', 'support'])) {
    const known = byRecord.get(id);
    if (known) known.push(entry);
    else byRecord.set(id, [entry]);
  }
  const staff = entriesOf(record, 'staff');
  const duties: readonly Duty[] = [
    ...entriesOf(roster, 'tutor'),
    ...entriesOf(roster, 'caseload'),
    ...entriesOf(roster, 'pastoral'),
  ];
  return {
    pupils: [...byRecord].flatMap(([id, entries]) => rosterPupil(id, entries) ?? []),
    forms: entriesOf(record, 'form'),
    staff,
    rights: {
      facts: await rosters.facts(read, school),
      duties,
      names: new Map(staff.map(({ id, name }) => [id as EntryId as string as PersonId, name])),
    },
    youngest: settings?.youngest ?? YOUNGEST,
    oldest: settings?.oldest ?? OLDEST,
    today: dateOf(now()),
  };
}
