/** Who looks after which form, and the changes that give a form to somebody else. Pure; duties are dated, both days included. */
import { covers } from '../../../../domain/grants.ts';
import type { EntryId, FormCode, PersonId } from '../../../../domain/ids.ts';
import { byForm } from '../../../../domain/person-names.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { ROSTER_RECORD } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { addDays } from '../../../../domain/time.ts';
import type { Change } from '../../../queries/mutate.ts';
import { changeOf } from '../../../queries/mutate.ts';
import type { RosterView } from '../../../queries/school.ts';

type Duty = EntryOf<'tutor'>;

/** The forms of a tutor today, cover included, in order. */
export const formsOf = ({ tutors }: RosterView, person: PersonId, today: IsoDate): readonly FormCode[] =>
  [...new Set(tutors.filter((t) => t.person === person && covers(t, today)).map(({ form }) => form))].toSorted(byForm);

/** The form's own tutor today; undefined: nobody. */
export const tutorOf = ({ tutors }: RosterView, form: FormCode, today: IsoDate): Duty | undefined =>
  tutors.find((t) => t.form === form && !t.cover && covers(t, today));

/** Those who share a form with its tutor today. */
export function sharersOf(roster: RosterView, form: FormCode, today: IsoDate): readonly Duty[] {
  const first = tutorOf(roster, form, today);
  return roster.tutors.filter((t) => t.form === form && !t.cover && covers(t, today) && t.id !== first?.id);
}

/** Cover of a form today or later. */
export const coverOf = ({ tutors }: RosterView, form: FormCode, today: IsoDate): readonly Duty[] =>
  tutors.filter(
    (t) => t.form === form && t.cover && (t.to === null || t.to >= today) && (t.to === null || t.from <= t.to),
  );

/** Ends a duty today: it does not hold today any more. */
export const endDuty = ({ id }: Pick<Duty, 'id'>, today: IsoDate): Change =>
  changeOf('roster.end', ROSTER_RECORD, { id, kind: 'tutor', to: addDays(today, -1) });

/** Puts a duty back as it was. */
export const restoreDuty = ({ id, form, person, cover, from, to }: Duty): Change =>
  changeOf('roster.tutor', ROSTER_RECORD, { id, form, person, cover, from, to });

interface Giving {
  readonly form: FormCode;
  /** Null: nobody. */
  readonly person: PersonId | null;
  readonly today: IsoDate;
  readonly newId: () => string;
}

/** Gives a form to a tutor from today, and what undoes it. Who shares it stays; one of them who gets it is its tutor then. */
export function giveForm(
  roster: RosterView,
  { form, person, today, newId }: Giving,
): { readonly changes: readonly Change[]; readonly undo: readonly Change[] } {
  const first = tutorOf(roster, form, today);
  const sharing = sharersOf(roster, form, today).filter((t) => t.person === person);
  const before = [...(first ? [first] : []), ...sharing];
  const id = newId() as EntryId;
  const given = { id, form, cover: false, from: today, to: null };
  const begin = person === null ? [] : [changeOf('roster.tutor', ROSTER_RECORD, { ...given, person })];
  return {
    changes: [...before.map((duty) => endDuty(duty, today)), ...begin],
    undo: [...(person === null ? [] : [endDuty({ id }, today)]), ...before.map(restoreDuty)],
  };
}
