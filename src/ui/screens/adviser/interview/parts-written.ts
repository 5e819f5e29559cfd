/** What of an unfinished interview is written, in words: for the prompts' ticks, the check page and the cards of Today. */
import { INTERVIEW_TYPE_NAMES, PLAN_NAMES, ROUTE_NAMES } from '../../../../domain/vocabulary-names.ts';
import { REASON_NAMES } from '../../../../domain/entries/vocabulary.ts';
import type { Plan } from '../../../../domain/entries/vocabulary.ts';
import type { DraftTextName } from '../../../../domain/entries/career.ts';
import { shortDate } from '../../../../domain/date-words.ts';
import { clockOf, dateOf } from '../../../../domain/time.ts';
import type { Draft } from './use-draft.ts';

/** The four prompts of the private note, in order. `aside`: shown while nothing is written. */
export const PROMPTS = [
  { name: 'why', title: 'Why we are meeting', aside: null },
  { name: 'now', title: 'Where things are now', aside: null },
  { name: 'ideas', title: 'Ideas explored', aside: null },
  { name: 'barriers', title: 'What might get in the way', aside: 'Only if it comes up' },
] as const satisfies readonly { name: DraftTextName; title: string; aside: string | null }[];
export type PromptName = (typeof PROMPTS)[number]['name'];

/** One line of what a prompt holds, good enough to run the conversation from; '' when nothing is written. */
export function saidIn(draft: Draft, name: PromptName): string {
  return [...chipsOf(draft, name), draft.text(name).trim()].filter((s) => s !== '').join('. ');
}

function chipsOf({ values }: Draft, name: PromptName): readonly string[] {
  if (name === 'why') return [(values.about ?? []).map((r) => REASON_NAMES[r]).join(', ')];
  return name === 'ideas' ? [(values.routes ?? []).map((r) => ROUTE_NAMES[r]).join(', ')] : [];
}

/** How many of the four parts of the note have something in them. */
export const partsWritten = (draft: Draft): number => PROMPTS.filter(({ name }) => saidIn(draft, name) !== '').length;

/** "Education, health and care plan"; '' when none was used, or nothing was said of it. */
export const plansWords = (used: readonly Plan[] = []): string => used.map((plan) => PLAN_NAMES[plan]).join(', ');

/** "Personal guidance, from 10:05 in L2. Explained who will see this". */
export function aboutWords(draft: Draft): string {
  const type = INTERVIEW_TYPE_NAMES[typeOf(draft)].replace(/ interview$/, '');
  const place = placeOf(draft);
  const { date, from, fromPaper } = heldAt(draft);
  const told = (draft.values.explained ?? []).includes('who-will-see')
    ? 'Explained who will see this'
    : 'Not yet explained who will see this';
  const when = fromPaper ? `written up later, held ${shortDate(date)}` : `from ${from}`;
  return `${type}, ${when}${place === '' ? '' : ` in ${place}`}. ${told}`;
}

/** What is chosen, or else what was booked. */
export const typeOf = ({ values, interview }: Draft) => values.type ?? interview?.type ?? 'personal-guidance';
export const placeOf = ({ values, interview }: Draft): string => values.place ?? interview?.place ?? '';

/** When it is held: from the start of the notes; or on the day it was booked for, when that was over and they came on paper. */
export function heldAt({ startedAt, interview }: Draft) {
  const begun = dateOf(startedAt);
  if (interview && !interview.walkIn && interview.date < begun)
    return { date: interview.date, from: interview.from, minutes: interview.minutes, fromPaper: true };
  return { date: begun, from: clockOf(startedAt), minutes: null, fromPaper: false };
}
