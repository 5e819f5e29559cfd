/** The years that a member of staff looks after, and the changes of the roster that give them others. Pure. */
import { covers } from '../../../../domain/grants.ts';
import type { EntryId, PersonId } from '../../../../domain/ids.ts';
import { ROSTER_RECORD } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { addDays } from '../../../../domain/time.ts';
import type { Change } from '../../../queries/mutate.ts';
import { changeOf } from '../../../queries/mutate.ts';
import type { RosterView } from '../../../queries/school.ts';
import type { StaffDraft } from './staff-fields.tsx';

type Duty = RosterView['caseloads'][number] | RosterView['pastoral'][number];

/** Duties by year of a person that hold today. */
const dutiesOf = (duties: readonly Duty[], person: PersonId, today: IsoDate): readonly Duty[] =>
  duties.filter((duty) => duty.person === person && covers(duty, today));

/** The years that a person looks after today, in order. */
export function yearsHeld(roster: RosterView, person: PersonId, today: IsoDate): readonly number[] {
  const held = dutiesOf([...roster.caseloads, ...roster.pastoral], person, today).flatMap(({ years }) => years);
  return [...new Set(held)].toSorted((a, b) => a - b);
}

interface Wanted {
  readonly person: PersonId;
  readonly draft: Pick<StaffDraft, 'roles' | 'years'>;
  readonly today: IsoDate;
  readonly newId: () => string;
}

/** Ends duties that are not wanted and begins those that are missing; the same years stay as they are. */
export function yearChanges(roster: RosterView, wanted: Wanted): readonly Change[] {
  return [
    ...changesOf('caseload', roster.caseloads, wanted, 'adviser'),
    ...changesOf('pastoral', roster.pastoral, wanted, 'pastoral'),
  ];
}

function changesOf(
  kind: 'caseload' | 'pastoral',
  duties: readonly Duty[],
  { person, draft, today, newId }: Wanted,
  role: 'adviser' | 'pastoral',
): readonly Change[] {
  const years = draft.roles.includes(role) ? draft.years.toSorted((a, b) => a - b) : [];
  const held = dutiesOf(duties, person, today);
  const same = held.length === 1 && held[0]?.years.join() === years.join();
  if (same || (held.length === 0 && years.length === 0)) return [];
  const ends = held.map(({ id }) => changeOf('roster.end', ROSTER_RECORD, { id, kind, to: addDays(today, -1) }));
  if (years.length === 0) return ends;
  const duty = { id: newId() as EntryId, person, years, from: today, to: null };
  return [...ends, changeOf(kind === 'caseload' ? 'roster.caseload' : 'roster.pastoral', ROSTER_RECORD, duty)];
}
