/**
 * How much of what a rule needs is there between two days. More evidence never makes a tally smaller.
 */
import type { ExperienceDigest } from '../digest.ts';
import type { ProviderType } from '../entries/vocabulary.ts';
import type { EntryId } from '../ids.ts';
import { assertNever } from '../result.ts';
import type { IsoDate } from '../time.ts';
import type { Evidence } from './evidence.ts';
import { matches } from './evidence.ts';
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
    evidence.experiences.filter(({ facts }) => isWithin(facts.date, between) && matches(test, facts));
  switch (need.kind) {
    case 'experiences':
      return count(need.times, experiences(need.test).map(dated));
    case 'if-intended':
      return evidence.route === need.route ? count(need.times, experiences(need.test).map(dated)) : null;
    case 'provider-range':
      return providerRange(need.types, experiences(PROVIDER_MEETING));
    case 'different-providers':
      return differentProviders(need.times, withProvider(need.types, experiences(PROVIDER_MEETING)));
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
  const experiences = (test: ExperienceTest) =>
    evidence.experiences.filter(({ facts }) => isWithin(facts.date, between) && matches(test, facts)).map(dated);
  switch (need.kind) {
    case 'interview':
      return count(need.times, within(need.at === 'held' ? evidence.guidance : evidence.offered));
    case 'lmi':
      return count(need.times, [...within(evidence.lmi), ...experiences(FACTS_USED)]);
    case 'rpa-explained':
      return count(1, [
        ...within(evidence.held).filter(({ explained }) => explained.includes('rpa')),
        ...evidence.experiences
          .filter(({ facts }) => facts.tags.includes('rpa'))
          .map(dated)
          .filter((e) => isWithin(e.date, between)),
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
      return count(1, [...experiences(RECORD_REVIEWED), ...within(evidence.held).filter(({ agreed }) => agreed)]);
    case 'plans':
      return { have: evidence.standing.length, of: 2, evidence: evidence.standing, lacking: [] };
    default:
      return assertNever(need);
  }
}

/** Any meeting that is logged towards benchmark 7. */
export const PROVIDER_MEETING: ExperienceTest = { towards: ['7'] };
/** A lesson or session in which facts about jobs or courses were used. */
export const FACTS_USED: ExperienceTest = { towards: ['2'], activities: ['labour-market'] };
/** Looking at the pupil's own record together. */
export const RECORD_REVIEWED: ExperienceTest = { towards: ['3'], activities: ['record-review'] };

const isWithin = (date: IsoDate, { from, to }: Between): boolean => from <= date && date <= to;

interface Dated {
  readonly id: EntryId;
  readonly date: IsoDate;
}
const dated = ({ id, facts }: ExperienceDigest): Dated => ({ id, date: facts.date });

const idsByDate = (found: readonly Dated[]): readonly EntryId[] =>
  found.toSorted((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1)).map(({ id }) => id);

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

/** Two meetings with exactly the same provider are one: as many as there are different providers. */
function differentProviders(times: number, met: readonly ExperienceDigest[]): Tally {
  const names = new Set(met.map(({ facts }) => plain(facts.organisation) || plain(facts.title)));
  return { have: Math.min(names.size, times), of: times, evidence: idsByDate(met.map(dated)), lacking: [] };
}

/** Different occupations, as they are written: "Pharmacist, lab technician" are two. */
function occupations(times: number, met: readonly ExperienceDigest[]): Tally {
  const named = met.filter(({ facts }) => occupationsOf(facts).length > 0);
  const different = new Set(named.flatMap(({ facts }) => occupationsOf(facts)));
  return { have: Math.min(different.size, times), of: times, evidence: idsByDate(named.map(dated)), lacking: [] };
}

const occupationsOf = ({ occupation }: ExperienceDigest['facts']): readonly string[] =>
  occupation
    .split(/[,;]/)
    .map(plain)
    .filter((name) => name !== '');

const plain = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');
