/**
 * Rules and their evidence in words: to the pupil, short, without percent, rank or blame.
 */
import { dateNearby, plural } from '../date-words.ts';
import type { Digest } from '../digest.ts';
import type { ProviderType } from '../entries/vocabulary.ts';
import type { EntryId } from '../ids.ts';
import { staffNameOf } from '../person-names.ts';
import { schoolYearOf } from '../calendar.ts';
import type { IsoDate } from '../time.ts';
import type { RuleContext } from './context.ts';
import type { Criterion } from './criteria.ts';

/** What is needed to name evidence. */
export interface Named {
  readonly digest: Digest;
  readonly context: Pick<RuleContext, 'staff' | 'today'>;
}

const PROVIDERS: Readonly<Record<ProviderType, string>> = {
  'sixth-form': 'a sixth form',
  college: 'a college',
  university: 'a university',
  apprenticeship: 'an apprenticeship provider',
  utc: 'a university technical college',
  'studio-school': 'a studio school',
};

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'] as const;

/** "One", "Two"; digits above ten. */
export const numberWord = (count: number): string => NUMBERS[count] ?? String(count);

/** "a sixth form and a college". */
export const providerWords = (types: readonly ProviderType[]): string =>
  listWords(types.map((type) => PROVIDERS[type]));

function listWords(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "this year", or "by the end of Year 11". */
export const byWhen = ({ between, window }: Criterion, today: IsoDate): string =>
  schoolYearOf(between.to) === schoolYearOf(today) && !window.until
    ? 'this year'
    : `by ${endWords({ between, window })}`;

const endWords = ({ between, window }: Pick<Criterion, 'between' | 'window'>): string =>
  window.until ? dateNearby(between.to, between.from) : `the end of Year ${window.to}`;

/** What shows that a criterion is met: the last of its evidence, such as "Aldermere Hospital, 12 October". */
export function evidenceWords({ rule, evidence }: Criterion, named: Named): string {
  switch (rule.need.kind) {
    case 'plans':
      return 'Your ideas and plans are on your record.';
    case 'summaries':
      return 'Each interview has its summary.';
    case 'provider-range':
      return `You have met ${providerWords(rule.need.types)}.`;
    default: {
      const last = evidence.at(-1);
      return last === undefined ? '' : `${entryWords(last, named)}.`;
    }
  }
}

/** One entry with its date: with whom, or what. */
function entryWords(id: EntryId, { digest, context }: Named): string {
  const near = (what: string, date: IsoDate) => `${what}, ${dateNearby(date, context.today)}`;
  const experience = digest.experiences.find((e) => e.id === id);
  if (experience) return near(experience.facts.organisation || experience.facts.title, experience.facts.date);
  const interview = digest.interviews.find((i) => i.id === id);
  if (interview) return near(capital(staffNameOf(context.staff, interview.adviser)), interview.date);
  const used = digest.lmi.find((l) => l.id === id);
  return used ? near(used.source, used.date) : 'On your record';
}

/** What is there and what comes next: "1 of 2 so far. One more to come by the end of Year 11." */
export function someWords(criterion: Criterion, today: IsoDate): string {
  const { rule, have, of, lacking } = criterion;
  if (rule.need.kind === 'provider-range') {
    const met = rule.need.types.filter((type) => !lacking.includes(type));
    const verb = lacking.length === 1 ? 'comes' : 'come';
    return `You have met ${providerWords(met)}. ${capital(providerWords(lacking))} ${verb} next.`;
  }
  return `${have} of ${of} so far. ${numberWord(of - have)} more to come ${byWhen(criterion, today)}.`;
}

/** A window that closed unmet, to the pupil: "None recorded in Year 8.". */
export function closedWords({ window, between, have, of }: Criterion): string {
  const when =
    window.from === window.to && !window.until ? `in Year ${window.to}` : `by ${endWords({ between, window })}`;
  return have === 0 ? `None recorded ${when}.` : `${have} of ${of} recorded ${when}.`;
}

/** Why a criterion has its state, for a tap on it. */
export function whyWords(criterion: Criterion, named: Named): string {
  const { rule, window, state, plan } = criterion;
  const { today } = named.context;
  switch (state) {
    case 'met':
      return evidenceWords(criterion, named);
    case 'some':
      return someWords(criterion, today);
    case 'planned':
      return plan ? `${plan.title}, ${dateNearby(plan.date, today)}.` : rule.advice;
    case 'not-yet':
      return rule.advice;
    case 'closed-unmet':
      return closedWords(criterion);
    case 'not-at-this-school':
      return 'Not at this school then.';
    case 'not-applicable-yet':
      return laterWords(criterion, window.from > (named.digest.pupil?.year ?? 0));
  }
}

function laterWords({ rule, window }: Criterion, isAhead: boolean): string {
  if (isAhead) return `From Year ${Math.max(window.from, rule.dueFrom ?? 0)}.`;
  if (rule.need.kind === 'if-intended') return 'For pupils who want to go to university.';
  if (rule.need.kind === 'summaries') return 'No interview so far.';
  return `From Year ${rule.dueFrom ?? window.from}.`;
}

/** "3 so far. One more to come this year." */
export function summaryWords(complete: number, toCome: number): string {
  const soFar = complete === 0 ? 'None so far.' : `${complete} so far.`;
  if (toCome === 0) return soFar;
  return `${soFar} ${numberWord(toCome)}${complete === 0 ? '' : ' more'} to come this year.`;
}

/** "38 pupils not yet". */
export const notYetWords = (count: number): string => `${plural(count, 'pupil')} not yet`;
