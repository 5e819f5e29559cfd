/** How a step is called in the tutor's buttons and messages: "Aisha, visit a college open evening". */
import type { StepRow } from '../../../domain/steps.ts';
import { fullName } from '../../../domain/person-names.ts';

/** Words to go on with in a sentence: a capital that only begins them goes; "T Level", "UCAS" and a lone "I" keep theirs. */
export const inSentence = (words: string): string =>
  /^\p{Lu}[\p{Ll}’']+(\s|$)/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;

/** "Aisha, visit a college open evening". */
export const stepName = ({ pupil, step }: StepRow): string => `${pupil.name}, ${inSentence(step.what)}`;

/** "Aisha Khan, visit a college open evening". */
export const fullStepName = ({ pupil, step }: StepRow): string => `${fullName(pupil)}, ${inSentence(step.what)}`;
