/** An agreed step in words, for the adviser's pages. */
import { shortDate } from '../../../domain/date-words.ts';
import type { DraftStep } from '../../../domain/entries/career.ts';
import type { StepOwner } from '../../../domain/entries/vocabulary.ts';

/** Who does a step, as the editor calls them. */
export const ownerWords = (who: StepOwner, pupil: string): string =>
  ({
    pupil,
    tutor: 'Form tutor',
    adviser: 'Adviser',
    parent: 'Parent or carer',
    leader: 'Careers leader',
    senco: 'SENCO',
  })[who];

/** "Aisha, by Wed 25 Nov. Mr Lee checks in." `tutor`: a name, or "the form tutor". */
export const stepWords = ({ who, due, tutorChecks }: DraftStep, pupil: string, tutor: string): string =>
  `${ownerWords(who, pupil)}, by ${shortDate(due)}.${tutorChecks ? ` ${capital(tutor)} checks in.` : ''}`;

/** With a capital letter, to begin a sentence. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
