/**
 * How much of what a rule needs is there between two days. More evidence never makes a tally smaller.
 */
import type { ExperienceDigest } from '../digest.ts';
import type { ProviderType } from '../entries/vocabulary.ts';
import type { EntryId } from '../ids.ts';
import { assertNever } from '../result.ts';
import type { IsoDate } from '../time.ts';
import type { Evidence } from './evidence.ts';
import type { ExperienceTest, Need } from './rule.ts';

/** `have` of `of`, at most all; the entries that show it, in order of date; which provider types are still to come. */
export interface Tally {
  readonly have: number;
  readonly of: number;
  readonly evidence: readonly EntryId[];
  readonly lacking: readonly ProviderType[];
}

/** Days, both included. */
export interface Between {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** The tally of a need; null where it does not apply to this pupil (no interview yet, no wish to go to university). */
export function tally(need: Need, evidence: Evidence, between: Between): Tally | null {
  const experiences = (test: ExperienceTest) =>
    evidence.experiences(test).filter(({ facts }) => isWithin(facts.date, between));
  switch (need.kind) {
    case 'experiences':
      return count(need.times, experiences(need.test).map(dated));
    case 'if-intended':
      return evidence.routes.has(need.route) ? count(need.times, experiences(need.test).map(dated)) : null;
    case 'provider-range':
      return providerRange(need.types, experiences(PROVIDER_MEETING));
    case 'different-providers':
      return differentProviders(need.times, withProvider(need.types, experiences(PROVIDER_TESTS[need.at])));
    case 'occupations':
      return occupations(need.times, experiences(need.test));
    default:
      return tallyOfRecord(need, evidence, between);
  }
}

type RecordNeed = Exclude<
  Need,
  { readonly kind: 'experiences' | 'if-intended' | 'provider-range' | 'different-providers' | 'occupations' }
>;

/** Needs that interviews, facts used and plans answer. */
function tallyOfRecord(need: RecordNeed, evidence: Evidence, between: Between): Tally | null {
  const within = <T extends { readonly date: IsoDate }>(entries: readonly T[]) =>
    entries.filter(({ date }) => isWithin(date, between));
  const experiences = (test: ExperienceTest) => within(evidence.experiences(test).map(dated));
  switch (need.kind) {
    case 'interview':
      return count(need.times, within(need.at === 'held' ? evidence.guidance : evidence.offered));
    case 'lmi':
      return count(need.times, [...within(evidence.lmi), ...experiences(FACTS_USED)]);
    case 'rpa-explained':
      return count(1, [
        ...within(evidence.held).filter(({ explained }) => explained.includes('rpa')),
        ...experiences(RPA_EXPLAINED),
      ]);
    case 'summaries': {
      const held = within(evidence.held);
      return held.length === 0
        ? null
        : count(
            held.length,
            held.filter(({ hasSummary }) => hasSummary),
          );
    }
    case 'own-record':
      return count(1, [
        ...experiences(RECORD_REVIEWED),
        ...within(evidence.experiences(ANYTHING).filter(isReflected).map(dated)),
        ...within(evidence.held).filter(({ agreed }) => agreed),
      ]);
    case 'plans':
      return { have: evidence.standing.length, of: 2, evidence: evidence.standing, lacking: [] };
    default:
      return assertNever(need);
  }
}

/** Any meeting that is logged towards benchmark 7. */
export const PROVIDER_MEETING: ExperienceTest = { towards: ['7'] };
/** The same, and that it was offered. */
export const PROVIDER_TESTS: Readonly<Record<'attended' | 'offered', ExperienceTest>> = {
  attended: PROVIDER_MEETING,
  offered: { ...PROVIDER_MEETING, absentToo: true },
};
/** A lesson or session in which facts about jobs or courses were used. */
export const FACTS_USED: ExperienceTest = { towards: ['2'], activities: ['labour-market'] };
/** Looking at the pupil's own record together. */
export const RECORD_REVIEWED: ExperienceTest = { towards: ['3'], activities: ['record-review'] };
/** An activity about the duty to take part until 18. */
export const RPA_EXPLAINED: ExperienceTest = { towards: 'any', tag: 'rpa' };
/** Whatever the pupil took part in. */
const ANYTHING: ExperienceTest = { towards: 'any' };

/** Only the pupil writes what they made of an activity: who did has used their own record. */
const isReflected = ({ reflected }: ExperienceDigest): boolean => reflected;

const isWithin = (date: IsoDate, { from, to }: Between): boolean => from <= date && date <= to;

interface Dated {
  readonly id: EntryId;
  readonly date: IsoDate;
}
const dated = ({ id, facts }: ExperienceDigest): Dated => ({ id, date: facts.date });

/** Each once: an activity may show a thing in two ways. */
const idsByDate = (found: readonly Dated[]): readonly EntryId[] =>
  isOrdered(found) ? found.map(({ id }) => id) : [...new Set(found.toSorted(byDate).map(({ id }) => id))];

/** Experiences come in order: only what is put together from several kinds does not. */
const isOrdered = (found: readonly Dated[]): boolean =>
  found.every((one, i) => i === 0 || byDate(found[i - 1] as Dated, one) < 0);

const byDate = (a: Dated, b: Dated): number => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1);

const count = (of: number, found: readonly Dated[]): Tally => ({
  have: Math.min(found.length, of),
  of,
  evidence: idsByDate(found),
  lacking: [],
});

/** The types met on an activity; a university visit is one to a university, whatever else was ticked. */
export const providersOf = ({ activity, providers }: ExperienceDigest['facts']): readonly ProviderType[] =>
  activity === 'university-visit' && !providers.includes('university') ? [...providers, 'university'] : providers;

function providerRange(types: readonly ProviderType[], met: readonly ExperienceDigest[]): Tally {
  const seen = new Set(met.flatMap(({ facts }) => providersOf(facts)));
  const lacking = types.filter((type) => !seen.has(type));
  const useful = met.filter(({ facts }) => providersOf(facts).some((type) => types.includes(type)));
  return {
    have: types.length - lacking.length,
    of: types.length,
    evidence: idsByDate(useful.map(dated)),
    lacking,
  };
}

const withProvider = (types: readonly ProviderType[], met: readonly ExperienceDigest[]): readonly ExperienceDigest[] =>
  met.filter(({ facts }) => facts.providers.some((type) => types.includes(type)));

/** Whom an activity was with, in plain letters; its title where nobody is named. */
export const providerName = ({ organisation, title }: ExperienceDigest['facts']): string =>
  plain(organisation) || plain(title);

/** Two meetings with exactly the same provider are one: as many as there are different providers. */
function differentProviders(times: number, met: readonly ExperienceDigest[]): Tally {
  const names = new Set(met.map(({ facts }) => providerName(facts)));
  return { have: Math.min(names.size, times), of: times, evidence: idsByDate(met.map(dated)), lacking: [] };
}

/** Different occupations, as they are written: "Pharmacist, lab technician" are two. */
function occupations(times: number, met: readonly ExperienceDigest[]): Tally {
  const named = met.filter(({ facts }) => occupationsOf(facts).length > 0);
  const different = new Set(named.flatMap(({ facts }) => occupationsOf(facts)));
  return { have: Math.min(different.size, times), of: times, evidence: idsByDate(named.map(dated)), lacking: [] };
}

/** The occupations named in an activity, in plain letters. */
export const occupationsOf = ({ occupation }: ExperienceDigest['facts']): readonly string[] =>
  occupation
    .split(/[,;]/)
    .map(plain)
    .filter((name) => name !== '');

const plain = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');
