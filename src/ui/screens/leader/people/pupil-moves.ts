/** Pupils who change form in mid-year, or leave: the mutations, what takes them back, and who reads them then. Pure. */
import type { Digest } from '../../../../domain/digest.ts';
import type { FormCode } from '../../../../domain/ids.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import type { Change } from '../../../queries/mutate.ts';
import { changeOf } from '../../../queries/mutate.ts';
import type { RosterView, SchoolFacts } from '../../../queries/school.ts';
import { staffName, tutorsOf } from '../../../queries/school.ts';

/** A pupil who is at the school. */
export type PupilHere = Digest & { readonly pupil: NonNullable<Digest['pupil']> };

/** Is the pupil at the school on this day? */
export const isPupilHere =
  (today: IsoDate) =>
  (digest: Digest): digest is PupilHere =>
    digest.pupil !== null && (digest.pupil.to === null || digest.pupil.to >= today);

/** What is done, and what takes it back. */
export interface MoveAct {
  readonly changes: readonly Change[];
  readonly undo: readonly Change[];
}

/** Into another form, and into its year where that is another one. Null: out of their form. */
export function moveAct(pupils: readonly PupilHere[], to: Pick<EntryOf<'form'>, 'code' | 'year'> | null): MoveAct {
  const form = to?.code ?? null;
  const yearOf = ({ pupil }: PupilHere) => (to === null ? pupil.year : to.year);
  const withYear = (before: number, after: number) => (before === after ? {} : { year: after });
  return {
    changes: pupils.map((one) =>
      changeOf('pupil.change', one.record, { form, ...withYear(one.pupil.year, yearOf(one)) }),
    ),
    undo: pupils.map((one) =>
      changeOf('pupil.change', one.record, { form: one.pupil.form, ...withYear(yearOf(one), one.pupil.year) }),
    ),
  };
}

/** Their last day at the school. */
export const leaveAct = (pupils: readonly PupilHere[], to: IsoDate): MoveAct => ({
  changes: pupils.map(({ record }) => changeOf('pupil.leave', record, { to })),
  undo: pupils.map(({ record, pupil }) => changeOf('pupil.leave', record, { to: pupil.to })),
});

/** Who follows up these pupils now, and who will: sentences; none where nothing changes. */
export function readersWords(
  { school, roster, today }: { readonly school: SchoolFacts; readonly roster: RosterView; readonly today: IsoDate },
  from: FormCode | null,
  to: FormCode | null,
): readonly string[] {
  const names = (form: FormCode | null) => tutorsOf(roster, form, today).map((person) => staffName(school, person));
  const [before, after] = [names(from), names(to)];
  const lose = before.filter((name) => !after.includes(name));
  const gain = after.filter((name) => !before.includes(name));
  return [
    ...(lose.length > 0 ? [`${lose.join(' and ')} will not read their records any more.`] : []),
    ...(gain.length > 0 ? [`${gain.join(' and ')} will read their records and follow up their next steps.`] : []),
    ...(after.length === 0 ? ['Nobody will follow up their next steps: no tutor has that form.'] : []),
  ];
}
