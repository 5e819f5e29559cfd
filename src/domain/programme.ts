/**
 * The careers programme as it is planned: by term, whom an activity is for, what is wrong with a plan, and last year's plan
 * once more. Source: Gatsby benchmark 1 (a stable, structured programme); policy 4.3.2, 5.1.1.
 */
import { plainTitle } from './activities.ts';
import type { SchoolTerms, Term } from './calendar.ts';
import { isSchoolDay, schoolYearName, schoolYearOf, termsOfYear } from './calendar.ts';
import type { Digest } from './digest.ts';
import { isHere } from './digest.ts';
import type { PlannedEntry } from './entries/school.ts';
import type { EntryId, FormCode, SchoolId } from './ids.ts';
import { madeId } from './made-id.ts';
import type { IsoDate } from './time.ts';
import { addDays, daysBetween, isRealDate } from './time.ts';

/** What is planned of an activity, without who planned it. */
export type Plan = Pick<PlannedEntry, 'id' | 'facts' | 'years' | 'form' | 'aim' | 'cancelled'>;

/** One term and what is in it, in order of date. */
export interface PlanOfTerm<A> {
  readonly name: string;
  readonly activities: readonly A[];
}

interface Dated {
  readonly facts: Pick<Plan['facts'], 'date' | 'title'>;
}

/** The activities of a school year by term; those of a holiday stand with the term before it. */
export function byTerm<A extends Dated>(
  activities: readonly A[],
  known: readonly SchoolTerms[],
  startYear: number,
): readonly PlanOfTerm<A>[] {
  const { terms } = termsOfYear(known, startYear);
  const sorted = activities.toSorted(byDate);
  return terms.map((term, at) => ({
    name: term.name,
    activities: sorted.filter(({ facts }) => termAt(terms, facts.date) === at),
  }));
}

const termAt = (terms: readonly Term[], date: IsoDate): number =>
  Math.max(
    0,
    terms.findLastIndex(({ from }) => from <= date),
  );

/** Order of date, then of title. */
export const byDate = (a: Dated, b: Dated): number =>
  compare(a.facts.date, b.facts.date) || compare(a.facts.title, b.facts.title);

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** The pupils of today for whom an activity of this school year is planned. */
export const pupilsFor = (
  { years, form }: Pick<Plan, 'years' | 'form'>,
  digests: readonly Digest[],
  today: IsoDate,
): readonly Digest[] =>
  digests.filter(
    (digest) =>
      isHere(digest, today) &&
      digest.pupil !== null &&
      years.includes(digest.pupil.year) &&
      (form === null || digest.pupil.form === form),
  );

/** "Year 9", "Years 7 to 11", "Years 7, 8 and 10". Years in any order. */
export function yearsWords(unsorted: readonly number[]): string {
  const years = unsorted.toSorted((a, b) => a - b);
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return 'No year group';
  if (years.length === 1) return `Year ${first}`;
  if (years.length > 2 && last - first === years.length - 1) return `Years ${first} to ${last}`;
  return `Years ${years.slice(0, -1).join(', ')} and ${last}`;
}

/** A plan while it is being written. */
export interface PlanDraft {
  readonly title: string;
  /** YYYY-MM-DD, or what stands in the field so far. */
  readonly date: string;
  readonly years: readonly number[];
  readonly form: FormCode | null;
}

/** The fields of a plan that can be wrong. */
export type PlanField = 'title' | 'date' | 'years';

/** What is wrong with a plan of the school year that starts in `startYear`, in sentences that say what to do. */
export function planProblems(
  { title, date, years, form }: PlanDraft,
  startYear: number,
): readonly { readonly field: PlanField; readonly words: string }[] {
  const wrongDay = dayProblem(date, startYear);
  return [
    ...(title.trim() === '' ? [{ field: 'title', words: 'Write what it is called.' } as const] : []),
    ...(wrongDay === null ? [] : [{ field: 'date', words: wrongDay } as const]),
    ...(years.length === 0 && form === null
      ? [{ field: 'years', words: 'Choose the year groups, or one form.' } as const]
      : []),
  ];
}

function dayProblem(date: string, startYear: number): string | null {
  if (date === '') return 'Choose the day.';
  if (!isRealDate(date)) return 'Choose a day that exists.';
  if (schoolYearOf(date as IsoDate) === startYear) return null;
  return `Choose a day in the school year ${schoolYearName(startYear)}: from 1 September ${startYear} to 31 August ${startYear + 1}.`;
}

/** What would be taken over from last year. */
export interface Copied {
  /** To be planned: with ids that every device makes alike, so that two copies are one. */
  readonly plans: readonly Plan[];
  /** How many are there already: copied before, removed since, or planned anew under the same name. */
  readonly there: number;
  /** How many are left out because their form is closed. */
  readonly formless: number;
  /** How many of the plans would fall on a day without school. */
  readonly offDays: number;
}

/** What a copy is made within. */
interface CopyFor {
  readonly school: SchoolId;
  /** The calendar year in which the new school year starts. */
  readonly startYear: number;
  /** The open forms. */
  readonly forms: readonly FormCode[];
  readonly terms: readonly SchoolTerms[];
}

/** How far apart two days may be for an activity of one name to be the same one of the year: half a term. */
const SAME_DAYS = 42;

/** Last year's plan in this year; what is there already, or was removed from it, is not planned twice. */
export function copyOf(last: readonly Plan[], now: readonly Plan[], about: CopyFor): Copied {
  const held = last.filter(({ cancelled }) => !cancelled).toSorted(byDate);
  const moved = held.map((plan) => movedInto(plan, about));
  const fresh = moved.filter((plan) => !now.some((other) => isSame(other, plan)));
  const plans = fresh.filter(({ form }) => form === null || about.forms.includes(form));
  return {
    plans,
    there: moved.length - fresh.length,
    formless: fresh.length - plans.length,
    offDays: plans.filter(({ facts }) => !isSchoolDay(facts.date, about.terms)).length,
  };
}

function movedInto({ id, facts, ...plan }: Plan, { school, startYear }: CopyFor): Plan {
  const date = aYearLater(facts.date, startYear);
  return { ...plan, id: madeId(school, 'programme', String(startYear), id) as EntryId, facts: { ...facts, date } };
}

/** The same weekday in the school year that starts in `startYear`: 52 weeks later, or 53 where 52 are too few. */
function aYearLater(date: IsoDate, startYear: number): IsoDate {
  const weeks = 52 * (startYear - schoolYearOf(date));
  const day = addDays(date, weeks * 7);
  return schoolYearOf(day) < startYear ? addDays(day, 7) : day;
}

function isSame(there: Plan, plan: Plan): boolean {
  if (there.id === plan.id) return true;
  return (
    !there.cancelled &&
    plainTitle(there.facts.title) === plainTitle(plan.facts.title) &&
    there.form === plan.form &&
    there.years.some((year) => plan.years.includes(year)) &&
    Math.abs(daysBetween(there.facts.date, plan.facts.date)) <= SAME_DAYS
  );
}
