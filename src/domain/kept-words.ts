/** The parts of a record that have a period of their own, in words. Source: domain/retention.ts (PART_KINDS). */
import type { Kept } from './kept-until.ts';

/** As a heading: "Interviews and next steps". */
export const KEPT_NAMES: Readonly<Record<Kept, string>> = {
  record: 'The whole record',
  notes: 'Private notes',
  interviews: 'Interviews and next steps',
  experiences: 'Activities and use of job facts',
  plans: 'Ideas, plans and applications',
};

/** "1 year", "6 years". */
export const yearsWords = (years: number): string => `${years} ${years === 1 ? 'year' : 'years'}`;
