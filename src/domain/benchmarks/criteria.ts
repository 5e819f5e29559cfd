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
import type { Plan, Plans, Programme } from './plans.ts';
import { plansOf, programmeFrom } from './plans.ts';
import type { Basis, Rule, Span } from './rule.ts';
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
  readonly programme: Programme;
  /** Every rule in every window, in the order of the rules, each with its days for the pupils of one age. */
  readonly windowsFor: (year: number, anchor: number) => readonly Window[];
}

/** A rule in one window with its days. */
interface Window {
  readonly id: string;
  readonly rule: Rule;
  readonly span: Span;
  readonly between: Between;
}

/** The rules that apply at this school today; `basis`: only those that come from there. */
export function prepareRules(context: RuleContext, basis?: Basis): PreparedRules {
  const all = rulesOf(context.school);
  const rules = basis === undefined ? all : all.filter((rule) => rule.basis === basis);
  const windowsFor = windows.get(rules) ?? windowsOf(rules);
  windows.set(rules, windowsFor);
  return { context, rules, programme: programmeFrom(context), windowsFor };
}

/** The windows of the same rules are the same days for everybody, whatever is asked about them. */
const windows = new WeakMap<readonly Rule[], PreparedRules['windowsFor']>();

function windowsOf(rules: readonly Rule[]): PreparedRules['windowsFor'] {
  const known = new Map<number, readonly Window[]>();
  return (year, anchor) => {
    const born = anchor - year;
    const found =
      known.get(born) ??
      rules.flatMap((rule) =>
        rule.windows.map((span) => ({ id: `${rule.id}/${span.to}`, rule, span, between: daysOf(span, born) })),
      );
    known.set(born, found);
    return found;
  };
}

/** Every rule in every window, in the order of the rules; none for a record without a pupil. */
export function criteriaOf(digest: Digest, { context, programme, windowsFor }: PreparedRules): readonly Criterion[] {
  const { pupil } = digest;
  if (!pupil) return [];
  const { staff, today } = context;
  const anchor = anchorYear(pupil, today);
  const evidence = evidenceOf(digest, staff, today);
  const toCome = programme({ year: pupil.year, form: pupil.form, anchor });
  const asked = { pupil, today, evidence, plans: plansOf(digest, evidence, { toCome, staff, today }) };
  return windowsFor(pupil.year, anchor).map((window) => criterionOf(window, asked));
}

type Pupil = NonNullable<Digest['pupil']>;

interface Asked {
  readonly pupil: Pupil;
  readonly today: IsoDate;
  readonly evidence: Evidence;
  readonly plans: Plans | null;
}

/**
 * The school year in which the pupil is, or was last, in `pupil.year`. Year groups are as taught, so a pupil taught ahead
 * or behind has the windows of the year they sit in.
 */
function anchorYear({ from, to }: Pupil, today: IsoDate): number {
  if (today < from) return schoolYearOf(from);
  return schoolYearOf(to !== null && to < today ? to : today);
}

function criterionOf({ id, rule, span, between }: Window, asked: Asked): Criterion {
  const found = tally(rule.need, asked.evidence, between);
  const unmet = found !== null && found.have < found.of;
  const plan = unmet && isOpen(between, asked) ? planFor(rule, between, { found, asked }) : null;
  return {
    id,
    rule,
    window: span,
    state: stateOf(rule, between, { found, plan, asked }),
    between,
    have: found?.have ?? 0,
    of: found?.of ?? 0,
    evidence: found?.evidence ?? [],
    lacking: found?.lacking ?? [],
    plan,
  };
}

/**
 * A window in days: 1 September of its first year to the end of the school year of its last, or an earlier last day. The
 * pupils were in Year 0 in the school year that starts in `born`.
 */
function daysOf({ from, to, until }: Span, born: number): Between {
  const end = until ? (`${born + to + 1}-${until}` as IsoDate) : schoolYearEnd(born + to);
  return { from: schoolYearStart(born + from), to: end };
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
  return then.evidence.map((id) => plans.planOf(id)).find((plan) => plan !== undefined) ?? null;
}
