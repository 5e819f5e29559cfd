/**
 * A pupil's progress: each rule in each of its windows has a state, with the entries that show it. It works on digests, so
 * that a dashboard can ask it for a whole school. A window that closed unmet is its own state; years before a pupil came
 * are "not at this school", never "missed".
 */
import { schoolYearEnd, schoolYearOf, schoolYearStart } from '../calendar.ts';
import type { Digest } from '../digest.ts';
import type { EntryId } from '../ids.ts';
import type { IsoDate } from '../time.ts';
import { addDays, weekdayOf } from '../time.ts';
import { rulesOf } from './editions.ts';
import type { RuleContext } from './context.ts';
import type { Evidence } from './evidence.ts';
import { evidenceOf } from './evidence.ts';
import type { Plan } from './plans.ts';
import { plansOf } from './plans.ts';
import type { Rule, Span } from './rule.ts';
import type { Between, Tally } from './tally.ts';
import { tally } from './tally.ts';

/** How one rule stands for a pupil in one window, from met to not asked for yet. */
export type CriterionState =
  | 'met'
  | 'some'
  | 'planned'
  | 'not-yet'
  | 'closed-unmet'
  | 'not-at-this-school'
  | 'not-applicable-yet';

/** One rule in one window. */
export interface Criterion {
  /** Of the rule and the window: "gatsby-5/8". */
  readonly id: string;
  readonly rule: Rule;
  readonly window: Span;
  readonly state: CriterionState;
  /** The first and the last day of the window for this pupil. */
  readonly between: Between;
  readonly have: number;
  readonly of: number;
  readonly evidence: readonly EntryId[];
  readonly lacking: Tally['lacking'];
  /** What is booked or planned and would help, the first to come. */
  readonly plan: Plan | null;
}

/** A school's rules, made once for a whole dashboard. */
export interface PreparedRules {
  readonly context: RuleContext;
  readonly rules: readonly Rule[];
}

/** The rules that apply at this school today. */
export const prepareRules = (context: RuleContext): PreparedRules => ({
  context,
  rules: rulesOf(context.school, context.optionsYear ?? OPTIONS_YEAR),
});

/** Options are usually chosen in Year 9 (policy 5.12.1: Year 9 options). */
const OPTIONS_YEAR = 9;

/** Every rule in every window, in the order of the rules; none for a record without a pupil. */
export function criteriaOf(digest: Digest, { context, rules }: PreparedRules): readonly Criterion[] {
  const { pupil } = digest;
  if (!pupil) return [];
  const { staff, today } = context;
  const asked: Asked = {
    pupil,
    today,
    anchor: anchorYear(pupil, today),
    evidence: evidenceOf(digest, staff, today),
    plans: null,
  };
  const planned = { ...asked, plans: plansOf(digest, asked.evidence, { ...context, yearOn: yearOn(asked) }) };
  return rules.flatMap((rule) => rule.windows.map((window) => criterionOf(rule, window, planned)));
}

type Pupil = NonNullable<Digest['pupil']>;

interface Asked {
  readonly pupil: Pupil;
  readonly today: IsoDate;
  /** The school year in which the pupil is, or was last, in `pupil.year`. */
  readonly anchor: number;
  readonly evidence: Evidence;
  readonly plans: { readonly evidence: Evidence; readonly plans: ReadonlyMap<string, Plan> } | null;
}

/** Year groups are as taught, so a pupil taught ahead or behind has the windows of the year they sit in. */
function anchorYear({ from, to }: Pupil, today: IsoDate): number {
  if (today < from) return schoolYearOf(from);
  return schoolYearOf(to !== null && to < today ? to : today);
}

/** The pupil's year group on a day. */
const yearOn =
  ({ pupil, anchor }: Pick<Asked, 'pupil' | 'anchor'>) =>
  (date: IsoDate): number =>
    pupil.year + schoolYearOf(date) - anchor;

function criterionOf(rule: Rule, window: Span, asked: Asked): Criterion {
  const between = daysOf(window, asked);
  const found = tally(rule.need, asked.evidence, between);
  const unmet = found !== null && found.have < found.of;
  const plan = unmet && isOpen(between, asked) ? planFor(rule, between, { found, asked }) : null;
  return {
    id: `${rule.id}/${window.to}`,
    rule,
    window,
    state: stateOf(rule, between, { found, plan, asked }),
    between,
    have: found?.have ?? 0,
    of: found?.of ?? 0,
    evidence: found?.evidence ?? [],
    lacking: found?.lacking ?? [],
    plan,
  };
}

/** A window in days: 1 September of its first year to the end of the school year of its last, or an earlier last day. */
function daysOf(window: Span, { pupil, anchor }: Asked): Between {
  const first = anchor - pupil.year + window.from;
  const last = anchor - pupil.year + window.to;
  const to = window.until ? (`${last + 1}-${window.until}` as IsoDate) : schoolYearEnd(last);
  return { from: schoolYearStart(first), to };
}

const hasLeft = ({ pupil, today }: Asked): boolean => pupil.to !== null && pupil.to < today;

const isOpen = ({ from, to }: Between, asked: Asked): boolean =>
  from <= asked.today && asked.today <= to && !hasLeft(asked);

interface Found {
  readonly found: Tally | null;
  readonly plan: Plan | null;
  readonly asked: Asked;
}

function stateOf(rule: Rule, between: Between, { found, plan, asked }: Found): CriterionState {
  if (found === null) return 'not-applicable-yet';
  if (found.have >= found.of) return 'met';
  if (!wasHere(between, asked)) return 'not-at-this-school';
  if (between.to < asked.today || hasLeft(asked)) return 'closed-unmet';
  if (asked.today < between.from) return 'not-applicable-yet';
  if (found.have > 0) return 'some';
  if (plan) return 'planned';
  return asked.pupil.year < (rule.dueFrom ?? 0) ? 'not-applicable-yet' : 'not-yet';
}

/** Was the pupil here before the window closed, and did they stay until it did? */
function wasHere({ to }: Between, asked: Asked): boolean {
  const { from, to: left } = asked.pupil;
  if (to < from) return false;
  return left === null || !hasLeft(asked) || left >= leavingDay(to);
}

/**
 * The day from which leaving does not cut a window short: the last Friday in June, on which compulsory schooling ends (Education Act 1996
 * s.8), if the window ends after it.
 */
function leavingDay(end: IsoDate): IsoDate {
  const lastOfJune = `${end.slice(0, 4)}-06-30` as IsoDate;
  const friday = addDays(lastOfJune, -((weekdayOf(lastOfJune) + 3) % 7));
  return friday < end ? friday : end;
}

/** What is planned in the window and would bring the pupil further; the first to come. */
function planFor(rule: Rule, between: Between, { found, asked }: Omit<Found, 'plan'>): Plan | null {
  const { plans } = asked;
  if (!plans || !found) return null;
  const then = tally(rule.need, plans.evidence, between);
  if (!then || then.have <= found.have) return null;
  return then.evidence.map((id) => plans.plans.get(id)).find((plan) => plan !== undefined) ?? null;
}
