/**
 * Who reads what is written in an interview, in words. The record of a pupil who is not on the list is its author's and the
 * careers leader's, whatever their roles (decision 27): no form tutor reads it before it is with the right pupil's.
 */
import { whoCanSee } from '../../../../domain/access.ts';
import { CAREER_READERS } from '../../../../domain/entries/career.ts';
import type { EntryOf } from '../../../../domain/record.ts';

type Pupil = Pick<EntryOf<'pupil'>, 'name' | 'unlisted'>;

const isListed = ({ unlisted }: Pupil): boolean => unlisted === undefined;

/** Said to the adviser: "Aisha, Mr Lee and staff who support Aisha read this". `tutor`: a name, or "the form tutor". */
export const whoReads = (pupil: Pupil, tutor = 'the form tutor'): string =>
  isListed(pupil)
    ? `${pupil.name}, ${tutor} and staff who support ${pupil.name} read this`
    : 'Only you and the careers leader read this, until it is put with the right pupil’s record';

/** Said to the adviser before an interview is finished: who will see its summary and next steps. */
export const whoWillSee = (pupil: Pupil, tutor: string): string =>
  isListed(pupil)
    ? `${pupil.name}, ${tutor}, staff who support ${pupil.name}, careers advisers and the careers leader.`
    : `you and the careers leader. Once it is put with the right pupil’s record: that pupil, their form tutor, and staff who support them.`;

/** Said to the pupil, of the plan: "you, your form tutor, …". */
export const whoSeesPlan = (
  pupil: Pupil,
  held: Pick<EntryOf<'interview'>, 'readers'> = { readers: CAREER_READERS.interview },
): string =>
  isListed(pupil)
    ? whoCanSee(held)
    : `your careers adviser and the careers leader, until the school has found you in its list. Then: ${whoCanSee(held)}`;
