/** Adding, renaming and closing forms, as mutations. Pure. A renamed form takes its pupils and its tutors with it. */
import type { Digest } from '../../../../domain/digest.ts';
import { formEntryId } from '../../../../domain/form-id.ts';
import type { FormCode } from '../../../../domain/ids.ts';
import { formCode } from '../../../../domain/ids.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { ROSTER_RECORD, SCHOOL_RECORD } from '../../../../domain/record.ts';
import type { Change } from '../../../queries/mutate.ts';
import { changeOf } from '../../../queries/mutate.ts';
import type { RosterView } from '../../../queries/school.ts';

type Form = EntryOf<'form'>;

/** The pupils who are in a form now. */
export const pupilsOf = (digests: readonly Digest[], code: FormCode): readonly Digest[] =>
  digests.filter(({ pupil }) => pupil !== null && pupil.to === null && pupil.form === code);

/** What is wrong with a code for a new or renamed form; null: nothing. */
export function codeProblem(text: string, forms: readonly Form[]): string | null {
  const code = formCode.safeParse(text.trim());
  if (!code.success) return 'Write the code as it is in the register, such as 9C or 11/3';
  return forms.some((form) => form.code === code.data) ? `There is a form ${code.data} already` : null;
}

/** A new form; one that was closed is opened again. */
export const addForm = (code: FormCode, year: number): Change =>
  changeOf('form.set', SCHOOL_RECORD, { id: formEntryId(code), code, year, closed: false });

/** Closes a form that nobody is in, or opens it again. */
export const closeForm = ({ id, code, year }: Form, closed: boolean): Change =>
  changeOf('form.set', SCHOOL_RECORD, { id, code, year, closed });

interface Renaming {
  readonly form: Form;
  readonly to: FormCode;
  readonly roster: RosterView;
  readonly digests: readonly Digest[];
}

/** The form, its pupils and its tutors under the new code: one act. */
export function renameForm({ form, to, roster, digests }: Renaming): readonly Change[] {
  const duties = roster.tutors.filter((duty) => duty.form === form.code);
  return [
    changeOf('form.set', SCHOOL_RECORD, { id: form.id, code: to, year: form.year, closed: false }),
    ...duties.map(({ id, person, cover, from, to: until }) =>
      changeOf('roster.tutor', ROSTER_RECORD, { id, form: to, person, cover, from, to: until }),
    ),
    ...pupilsOf(digests, form.code).map(({ record }) => changeOf('pupil.change', record, { form: to })),
  ];
}
