/** The choices of "By when" as the part for dates shows them: relative words with the real date. */
import type { SchoolTerms } from '../../../domain/calendar.ts';
import { shortDate } from '../../../domain/date-words.ts';
import { dueChoices } from '../../../domain/due-dates.ts';
import type { IsoDate } from '../../../domain/time.ts';
import type { DateOption } from '../../parts/choices.tsx';

/** Dates to choose from; the part adds "Choose a date" itself. */
export const datedChoices = (today: IsoDate, terms: readonly SchoolTerms[]): readonly DateOption[] =>
  dueChoices(today, terms).flatMap((choice) =>
    choice.kind === 'choose' ? [] : [{ value: choice.date, words: choice.name, date: shortDate(choice.date) }],
  );
