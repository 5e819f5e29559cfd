/** The pupil's plan in words, for paper and for sharing: what the pupil may read, and nothing else. */
import { longDate } from '../../../../domain/date-words.ts';
import { fullName } from '../../../../domain/person-names.ts';
import type { StepOwner } from '../../../../domain/entries/vocabulary.ts';
import { staffName } from '../../../queries/school.ts';
import type { FinishedView } from './finished-page.tsx';

/** Who does a step, said to the pupil. */
export const whoForPupil = (who: StepOwner): string =>
  ({
    pupil: 'Me',
    tutor: 'My form tutor',
    adviser: 'My careers adviser',
    parent: 'My parent or carer',
    leader: 'The careers leader',
    senco: 'The SENCO',
  })[who];

/** The plan as plain text. */
export function planText({ held, steps, pupil, school, tutor }: FinishedView): string {
  const lines = [
    'My careers plan',
    `${fullName(pupil)}, ${pupil.form ?? ''}. ${longDate(held.date)}. Talked with ${staffName(school, held.adviser)}, careers adviser.`,
    '',
    held.summary,
    '',
    'My next steps',
    ...steps.map((s) => `- ${s.what} (${whoForPupil(s.who)}, by ${longDate(s.due)})`),
    '',
    tutor === null ? '' : `Who helps: ${tutor}, your form tutor.`,
  ];
  return lines.join('\n');
}
