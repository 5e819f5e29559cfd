/**
 * The choices for "By when" of a next step: real days on which there is school, in order of date, each day once.
 * "In 2 weeks · Half term · End of term · Choose a date". Source: GOV.UK on relative dates.
 */
import type { SchoolTerms } from './calendar.ts';
import { endOfTerm, nextHalfTerm, schoolDayFrom } from './calendar.ts';
import type { IsoDate } from './time.ts';
import { addDays } from './time.ts';

/** A due date as it is offered: a name with its date, or the choice of another. */
export type DueChoice =
  | { readonly kind: 'in-2-weeks' | 'half-term' | 'end-of-term'; readonly name: string; readonly date: IsoDate }
  | { readonly kind: 'choose'; readonly name: string };

type DatedChoice = Extract<DueChoice, { readonly date: IsoDate }>;

/**
 * Two weeks from today (or the first school day after), the last school day before half term, the last of term, by date;
 * where two fall on one day the more usual name stands, in that order. "Choose a date" is always the last.
 */
export function dueChoices(today: IsoDate, terms: readonly SchoolTerms[]): readonly DueChoice[] {
  const dated: readonly DatedChoice[] = [
    { kind: 'in-2-weeks', name: 'In 2 weeks', date: schoolDayFrom(addDays(today, 14), terms) },
    { kind: 'half-term', name: 'Half term', date: nextHalfTerm(today, terms) },
    { kind: 'end-of-term', name: 'End of term', date: endOfTerm(today, terms) },
  ];
  const once = dated.filter((choice, i) => dated.findIndex((other) => other.date === choice.date) === i);
  const inOrder = once.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return [...inOrder, { kind: 'choose', name: 'Choose a date' }];
}
