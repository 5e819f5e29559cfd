/** Which pupils of one's years a list is narrowed to, and in which order: those who ask for help and who have a plan come first. Pure. */
import type { Digest } from '../../../domain/digest.ts';
import { findPupils } from '../../../domain/find-pupils.ts';
import { isOpenStep, sectionOf } from '../../../domain/steps.ts';
import type { IsoDate } from '../../../domain/time.ts';

/** What a list can be narrowed to. */
export const NEEDS = ['plan', 'help', 'overdue', 'all'] as const;
export type Need = (typeof NEEDS)[number];

/** What is looked for; `words` is part of a name. */
export interface SupportSearch {
  readonly need: Need;
  readonly words: string;
  readonly year: number | null;
}

const asksForHelp = ({ steps }: Digest): boolean =>
  steps.some((step) => isOpenStep(step) && step.claim === 'needs-help');

const isLate = ({ steps }: Digest, today: IsoDate): boolean =>
  steps.some((step) => isOpenStep(step) && sectionOf(step, today) === 'overdue');

/** Has a plan, SEN support or something that helps in lessons. Pupil premium alone is none, and is never a signal. */
const hasPlan = ({ plan }: Digest): boolean => plan;

const FITS: Readonly<Record<Need, (digest: Digest, today: IsoDate) => boolean>> = {
  plan: hasPlan,
  help: asksForHelp,
  overdue: isLate,
  all: () => true,
};

/** How many pupils each list has. */
export const countNeeds = (pupils: readonly Digest[], today: IsoDate): Readonly<Record<Need, number>> => {
  const count = (need: Need) => pupils.filter((digest) => FITS[need](digest, today)).length;
  return { plan: count('plan'), help: count('help'), overdue: count('overdue'), all: pupils.length };
};

/** The pupils of a list: help first, then an education, health and care plan, then others with a plan; each by surname. */
export function supportList(pupils: readonly Digest[], search: SupportSearch, today: IsoDate): readonly Digest[] {
  const { need, words, year } = search;
  const found = findPupils(pupils, { words, year, form: null, all: false }, today);
  // The sort is stable: the register's order stays within each.
  return found.filter((digest) => FITS[need](digest, today)).toSorted((a, b) => placeOf(a) - placeOf(b));
}

function placeOf(digest: Digest): number {
  if (asksForHelp(digest)) return 0;
  if (digest.support?.sen === 'E') return 1;
  return hasPlan(digest) ? 2 : 3;
}
