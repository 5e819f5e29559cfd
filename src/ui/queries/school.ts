/** The school's own records: names of staff, terms, forms, who looks after whom, planned activities. */
import type { PersonId, RecordId } from '../../domain/ids.ts';
import type { CareersRecord, EntryOf } from '../../domain/record.ts';
import { ROSTER_RECORD, SCHOOL_RECORD, entriesOf, entryOf, programmeRecord, singleton } from '../../domain/record.ts';
import type { IsoDate } from '../../domain/time.ts';
import { covers } from '../../domain/grants.ts';
import type { Loaded } from './live.ts';
import { mapLoaded } from './live.ts';
import { useRecord } from './records.ts';

/** The record "school", opened up. `settings` is undefined while the school has not been set up. */
export interface SchoolFacts {
  readonly record: CareersRecord;
  readonly settings: EntryOf<'school'> | undefined;
  readonly staff: readonly EntryOf<'staff'>[];
  readonly staffById: ReadonlyMap<string, EntryOf<'staff'>>;
  readonly forms: readonly EntryOf<'form'>[];
  readonly terms: readonly EntryOf<'terms'>[];
}

/** The record "roster", opened up. Empty for pupils, who do not hold it. */
export interface RosterView {
  readonly tutors: readonly EntryOf<'tutor'>[];
  readonly caseloads: readonly EntryOf<'caseload'>[];
  readonly pastoral: readonly EntryOf<'pastoral'>[];
  readonly visits: readonly EntryOf<'visit'>[];
}

/** The school: settings, staff by id, forms, terms. */
export function useSchool(): Loaded<SchoolFacts> {
  return mapLoaded(useRecord(SCHOOL_RECORD), (record) => schoolFacts(record ?? empty(SCHOOL_RECORD)));
}

/** The roster. */
export function useRoster(): Loaded<RosterView> {
  return mapLoaded(useRecord(ROSTER_RECORD), (record) => rosterView(record ?? empty(ROSTER_RECORD)));
}

/** The activities planned in the school year that starts in this calendar year. */
export function useProgramme(startYear: number): Loaded<readonly EntryOf<'planned'>[]> {
  const id = programmeRecord(startYear);
  return mapLoaded(useRecord(id), (record) => programmeOf(record ?? empty(id)));
}

/** The same with those that were removed from the plan, for the careers leader. */
export function useWholeProgramme(startYear: number): Loaded<readonly EntryOf<'planned'>[]> {
  const id = programmeRecord(startYear);
  return mapLoaded(useRecord(id), (record) => entriesOf(record ?? empty(id), 'planned'));
}

const programmes = new WeakMap<CareersRecord, readonly EntryOf<'planned'>[]>();

/** The activities that go ahead, found once a version of the record: what is worked out from them is kept by them. */
function programmeOf(record: CareersRecord): readonly EntryOf<'planned'>[] {
  const known = programmes.get(record) ?? entriesOf(record, 'planned').filter((p) => !p.cancelled);
  programmes.set(record, known);
  return known;
}

/** A person's name as the school has it; "somebody" when it is not known here. */
export const staffName = (school: SchoolFacts, person: PersonId): string =>
  school.staffById.get(person)?.name ?? 'somebody';

/** The tutors of a form on a day, the form's own before cover. */
export function tutorsOf(roster: RosterView, form: string | null, today: IsoDate): readonly PersonId[] {
  return roster.tutors
    .filter((t) => t.form === form && covers(t, today))
    .toSorted((a, b) => Number(a.cover) - Number(b.cover))
    .map((t) => t.person);
}

const cache = new WeakMap<CareersRecord, SchoolFacts>();

/** The facts of the record "school", computed once a version of it. */
function schoolFacts(record: CareersRecord): SchoolFacts {
  const known = cache.get(record);
  if (known) return known;
  const staff = entriesOf(record, 'staff');
  const facts: SchoolFacts = {
    record,
    settings: entryOf(record, singleton('school'), 'school'),
    staff,
    staffById: new Map(staff.map((s) => [s.id, s])),
    forms: entriesOf(record, 'form').filter((f) => !f.closed),
    terms: entriesOf(record, 'terms'),
  };
  cache.set(record, facts);
  return facts;
}

const rosterView = (record: CareersRecord): RosterView => ({
  tutors: entriesOf(record, 'tutor'),
  caseloads: entriesOf(record, 'caseload'),
  pastoral: entriesOf(record, 'pastoral'),
  visits: entriesOf(record, 'visit'),
});

const EMPTY = new Map<RecordId, CareersRecord>();
function empty(id: RecordId): CareersRecord {
  const known = EMPTY.get(id) ?? { id, entries: {} };
  EMPTY.set(id, known);
  return known;
}
