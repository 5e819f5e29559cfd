/**
 * Stock next steps: what is agreed most often, one tap each, filtered by the chips that are tapped already.
 * A phrase with no reasons or routes suits every interview.
 */
import type { Reason, Route, StepOwner } from '../../../domain/entries/vocabulary.ts';

/** A stock next step. */
export interface Phrase {
  readonly what: string;
  readonly who: StepOwner;
  readonly reasons: readonly Reason[];
  readonly routes: readonly Route[];
}

const phrase = (
  what: string,
  who: StepOwner = 'pupil',
  reasons: readonly Reason[] = [],
  routes: readonly Route[] = [],
): Phrase => ({
  what,
  who,
  reasons,
  routes,
});

export const PHRASES: readonly Phrase[] = [
  phrase('Visit a college open evening', 'pupil', ['after-year-11'], ['college', 't-level']),
  phrase('Visit a sixth form open evening', 'pupil', ['after-year-11'], ['sixth-form']),
  phrase('Look at three apprenticeships', 'pupil', ['apprenticeships'], ['apprenticeship']),
  phrase('Make an account on the apprenticeship service', 'pupil', ['apprenticeships'], ['apprenticeship']),
  phrase('Write a first CV', 'pupil', ['apprenticeships'], ['apprenticeship', 'work-with-training']),
  phrase('Ask a parent or carer to check the CV', 'parent', ['apprenticeships'], ['apprenticeship']),
  phrase('Compare A levels and a T Level in the same subject', 'pupil', ['after-year-11'], ['t-level', 'sixth-form']),
  phrase('Talk to a subject teacher about the next course', 'pupil', ['gcse-options', 'after-year-11']),
  phrase('Read the entry requirements of two courses', 'pupil', ['after-year-11', 'university']),
  phrase('Apply to a first choice and a back-up', 'pupil', ['after-year-11'], ['college', 'sixth-form', 't-level']),
  phrase(
    'Write a personal statement, first draft',
    'pupil',
    ['university', 'after-year-11'],
    ['university', 'sixth-form'],
  ),
  phrase('Visit a university open day', 'pupil', ['university'], ['university']),
  phrase('Look at two university courses on Discover Uni', 'pupil', ['university'], ['university']),
  phrase('Talk to somebody who did this degree', 'pupil', ['university'], ['university']),
  phrase('Find out about student finance', 'pupil', ['university'], ['university']),
  phrase('List what I like and am good at in each subject', 'pupil', ['gcse-options', 'not-sure']),
  phrase('Talk to somebody who took this GCSE', 'pupil', ['gcse-options']),
  phrase('Choose two options and one reserve', 'pupil', ['gcse-options']),
  phrase('Talk to the head of year about changing course', 'pupil', ['changing-course']),
  phrase('Speak to the careers leader about changing course', 'adviser', ['changing-course']),
  phrase('Read three job profiles on the National Careers Service', 'pupil', ['not-sure', 'gcse-options']),
  phrase('Check pay and prospects for one job', 'pupil', ['not-sure', 'after-year-11']),
  phrase('Talk at home about what I would like to do', 'pupil', ['not-sure', 'gcse-options']),
  phrase('Write down three ideas before the next meeting', 'pupil', ['not-sure']),
  phrase('Find a work experience place', 'pupil', ['after-year-11'], ['work-with-training']),
  phrase('Ask about work experience at a named employer', 'tutor', [], ['work-with-training']),
  phrase('Bring back the work experience form', 'pupil'),
  phrase('Do one volunteering session', 'pupil', [], ['work-with-training']),
  phrase('Find out about supported internships', 'senco', [], ['supported-internship']),
  phrase('Visit the supported internship with a parent or carer', 'parent', [], ['supported-internship']),
  phrase('Go to the careers fair with three questions', 'pupil'),
  phrase('Talk to an employer at the next visit', 'pupil'),
  phrase('Join the STEM club or event', 'pupil'),
  phrase('Ask about extra help in English', 'tutor', ['worried']),
  phrase('Ask about extra help in maths', 'tutor', ['worried']),
  phrase('Talk to the form tutor about what worries me', 'pupil', ['worried']),
  phrase('Find out about the 16 to 19 bursary', 'pupil', ['after-year-11', 'worried'], ['college', 'sixth-form']),
  phrase('Plan the journey to the college', 'pupil', ['after-year-11'], ['college']),
  phrase('Send the plan home', 'adviser'),
  phrase('Meet again to look at how it went', 'adviser'),
];

/** Phrases for what is typed and tapped: those that match the words, the ones that fit the chips first; at most eight. */
export function phrasesFor(typed: string, reasons: readonly Reason[], routes: readonly Route[]): readonly Phrase[] {
  const words = typed.trim().toLowerCase();
  const fits = (p: Phrase) => p.reasons.some((r) => reasons.includes(r)) || p.routes.some((r) => routes.includes(r));
  const matching = PHRASES.filter((p) => p.what.toLowerCase().includes(words));
  return [...matching.filter(fits), ...matching.filter((p) => !fits(p))].slice(0, 8);
}
