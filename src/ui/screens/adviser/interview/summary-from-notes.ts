/**
 * A summary begun from what was tapped, in sentences to the pupil: "You talked about …". It leaves out worries and what
 * gets in the way, and guesses nothing.
 */
import type { Reason, Route } from '../../../../domain/entries/vocabulary.ts';
import type { Draft } from './use-draft.ts';

/** As they stand in a sentence; null is never copied for others to read. */
const ABOUT: Readonly<Record<Reason, string | null>> = {
  'gcse-options': 'your GCSE options',
  'after-year-11': 'what comes after Year 11',
  apprenticeships: 'apprenticeships',
  university: 'university',
  'changing-course': 'changing course',
  'not-sure': null,
  worried: null,
};

const LOOKED_AT: Readonly<Record<Route, string>> = {
  'sixth-form': 'sixth form',
  college: 'college',
  't-level': 'a T Level',
  apprenticeship: 'an apprenticeship',
  'supported-internship': 'a supported internship',
  'work-with-training': 'work with training',
  university: 'university',
};

const COUNTS = ['', 'one next step', 'two next steps', 'three next steps'];

/** One to three sentences; '' when nothing has been tapped. */
export function summaryFromNotes({ values, steps }: Draft): string {
  const about = (values.about ?? []).map((reason) => ABOUT[reason]).filter((words) => words !== null);
  const routes = (values.routes ?? []).map((route) => LOOKED_AT[route]);
  const sentences = [
    about.length > 0 ? `You talked about ${list(about)}.` : '',
    routes.length > 0 ? `You looked at ${list(routes)}.` : '',
    steps.length > 0 ? `You agreed ${COUNTS[steps.length] ?? `${steps.length} next steps`}.` : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function list(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
