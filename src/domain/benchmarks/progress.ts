/**
 * A pupil's six benchmarks, each with its state in the current window, a sentence, and all criteria with their reasons.
 * Only Gatsby's own rules make up the state; the policy's rules and provider access stand beside them. Benchmarks 1 and 4
 * are not here: they are what the school provides (school-provides.ts).
 */
import { schoolYearOf } from '../calendar.ts';
import { dateNearby } from '../date-words.ts';
import type { Digest } from '../digest.ts';
import type { IsoDate } from '../time.ts';
import type { RuleContext } from './context.ts';
import type { Criterion, PreparedRules } from './criteria.ts';
import { criteriaOf, prepareRules } from './criteria.ts';
import { BENCHMARK_NAMES } from './names.ts';
import type { Plan } from './plans.ts';
import type { PupilBenchmark } from './rule.ts';
import { PUPIL_BENCHMARKS } from './rule.ts';
import type { Named } from './words.ts';
import { closedWords, evidenceWords, someWords, summaryWords } from './words.ts';

/** How a benchmark stands, in the five states that are shown. */
export type HeadlineState = 'not-yet' | 'some' | 'planned' | 'complete' | 'not-due';

/** The states as they are shown, beside a mark. */
export const HEADLINE_WORDS: Readonly<Record<HeadlineState, string>> = {
  'not-yet': 'Not yet',
  some: 'Some',
  planned: 'Planned',
  complete: 'Complete',
  'not-due': 'Not due yet',
};

/** How a benchmark stands for a pupil. */
export interface Headline {
  readonly state: HeadlineState;
  /**
   * `now`: something is asked now. `closed`: the last window is over, nothing more is asked. `later`: nothing is due yet,
   * though there may be something already.
   */
  readonly when: 'now' | 'closed' | 'later';
  readonly plan: Plan | null;
  /** The last day of the window; null when it is later. */
  readonly by: IsoDate | null;
  /** What decides the state, if anything does. */
  readonly lead: Criterion | null;
}

/** A benchmark as a card shows it: the state with its sentence, and each rule in each window (`whyWords` says why). */
export interface BenchmarkProgress {
  readonly benchmark: PupilBenchmark;
  readonly name: string;
  readonly headline: Headline & { readonly sentence: string };
  readonly criteria: readonly Criterion[];
}

/** The six benchmarks in order; none for a record without a pupil. */
export function progress(digest: Digest, context: RuleContext): readonly BenchmarkProgress[] {
  if (!digest.pupil) return [];
  const named: Named = { digest, context };
  const criteria = criteriaOf(digest, prepareRules(context));
  return PUPIL_BENCHMARKS.map((benchmark) => {
    const own = criteria.filter(({ rule }) => rule.benchmark === benchmark);
    const headline = headlineOf(own, digest, context.today);
    return {
      benchmark,
      name: BENCHMARK_NAMES[benchmark],
      headline: { ...headline, sentence: sentenceOf(headline, own, named) },
      criteria: own,
    };
  });
}

/** The headlines alone, by benchmark, from Gatsby's own rules: for a whole school, where sentences would be made for nobody. */
export function headlinesOf(digest: Digest, prepared: PreparedRules): ReadonlyMap<PupilBenchmark, Headline> {
  const criteria = criteriaOf(digest, prepared);
  const own = (benchmark: PupilBenchmark) => criteria.filter(({ rule }) => rule.benchmark === benchmark);
  return new Map(
    PUPIL_BENCHMARKS.map((benchmark) => [benchmark, headlineOf(own(benchmark), digest, prepared.context.today)]),
  );
}

/** "3 so far. One more to come this year.": complete cards, and those that are planned or end this school year. */
export function summaryOf(cards: readonly BenchmarkProgress[], today: IsoDate): string {
  const thisYear = (date: IsoDate | null | undefined) => !!date && schoolYearOf(date) === schoolYearOf(today);
  const unmet = cards.filter(({ headline }) => headline.when === 'now' && headline.state !== 'complete');
  const toCome = unmet.filter(({ headline }) => thisYear(headline.plan?.date) || thisYear(headline.by));
  return summaryWords(cards.filter(({ headline }) => headline.state === 'complete').length, toCome.length);
}

function headlineOf(own: readonly Criterion[], { pupil }: Digest, today: IsoDate): Headline {
  const gatsby = own.filter(({ rule, state }) => rule.basis === 'gatsby' && isAsked(state));
  const day = dayAtSchool(pupil, today);
  const open = gatsby.filter(({ between }) => between.from <= day && day <= between.to);
  // What is there before it is due never makes a benchmark look less complete.
  const due = open.filter(({ rule }) => (rule.dueFrom ?? 0) <= (pupil?.year ?? 0));
  if (due.length > 0) return combined(due, 'now');
  const closed = gatsby
    .filter(({ between }) => between.to < day)
    .toSorted((a, b) => (a.between.to < b.between.to ? -1 : 1));
  const last = closed.at(-1);
  if (last) return combined([last], 'closed');
  if (open.length > 0) return combined(open, 'later');
  return { state: 'not-due', when: 'later', plan: null, by: null, lead: null };
}

const isAsked = (state: Criterion['state']): boolean =>
  state !== 'not-applicable-yet' && state !== 'not-at-this-school';

/** Today, or the pupil's last day for one who has left, or the first for one who is still to come. */
function dayAtSchool(pupil: Digest['pupil'], today: IsoDate): IsoDate {
  if (!pupil) return today;
  if (today < pupil.from) return pupil.from;
  return pupil.to !== null && pupil.to < today ? pupil.to : today;
}

/** All met is complete; anything there is some; else what is planned; else not yet. */
function combined(criteria: readonly Criterion[], when: Headline['when']): Headline {
  const unmet = criteria.filter(({ state }) => state !== 'met');
  const plan = criteria.map((criterion) => criterion.plan).find((found) => found !== null) ?? null;
  const state = combinedState(criteria, unmet);
  const lead = leadOf(criteria, unmet, state);
  return { state, when, plan, by: lead?.between.to ?? null, lead };
}

function combinedState(criteria: readonly Criterion[], unmet: readonly Criterion[]): HeadlineState {
  if (unmet.length === 0) return 'complete';
  if (criteria.some(({ have }) => have > 0)) return 'some';
  return unmet.some(({ state }) => state === 'planned') ? 'planned' : 'not-yet';
}

/** The criterion that the sentence speaks of: what is still to come, else what a person did rather than what the system keeps. */
function leadOf(criteria: readonly Criterion[], unmet: readonly Criterion[], state: HeadlineState): Criterion | null {
  if (state === 'planned') return unmet.find((criterion) => criterion.state === 'planned') ?? null;
  if (unmet.length > 0) return unmet.find(({ have }) => have > 0) ?? unmet[0] ?? null;
  return criteria.find(({ rule }) => rule.need.kind !== 'summaries') ?? criteria[0] ?? null;
}

function sentenceOf({ state, when, lead }: Headline, own: readonly Criterion[], named: Named): string {
  if (!lead) return laterSentence(own, named.digest.pupil?.year ?? 0);
  if (state === 'complete') return evidenceWords(lead, named);
  if (when === 'closed' || lead.state === 'closed-unmet') return closedWords(lead);
  const { plan } = lead;
  if (state === 'planned' && plan) return `${plan.title}, ${dateNearby(plan.date, named.context.today)}.`;
  return lead.have > 0 ? someWords(lead, named.context.today) : lead.rule.advice;
}

function laterSentence(own: readonly Criterion[], year: number): string {
  const years = own
    .filter(({ rule }) => rule.basis === 'gatsby')
    .map(({ rule, window }) => Math.max(window.from, rule.dueFrom ?? 0))
    .filter((start) => start > year);
  return years.length === 0 ? 'Nothing is asked for here this year.' : `From Year ${Math.min(...years)}.`;
}
