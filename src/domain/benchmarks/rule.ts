/**
 * What a rule about a pupil's career guidance is, as data: which benchmark, which years, what is needed, and the words.
 * Windows are spans of year groups and end with the school year, never on a birthday.
 */
import type { ActivityKind, ActivityTag, CountsTowards, ProviderType, Route } from '../entries/vocabulary.ts';

/** The benchmarks that are about a pupil. 1 and 4 are facts about the school. */
export const PUPIL_BENCHMARKS = ['2', '3', '5', '6', '7', '8'] as const;
export type PupilBenchmark = (typeof PUPIL_BENCHMARKS)[number];

/** Year groups, both included: from 1 September of the first to 31 August of the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** The last day of the last year that counts, as MM-DD, where it is not 31 August (provider access: 28 February). */
  readonly until?: '02-28';
}

/** Which experiences a rule counts: those logged towards one of `towards` or towards anything, tags and kinds that are named. */
export interface ExperienceTest {
  readonly towards: readonly CountsTowards[] | 'any';
  /** Kinds of activity that count even where they are logged towards something else. */
  readonly activities?: readonly ActivityKind[];
  /** Must carry this tag. */
  readonly tag?: ActivityTag;
  /** Kinds that never count here. */
  readonly except?: readonly ActivityKind[];
  /** What is asked is that it was offered: a pupil who was absent had the chance. */
  readonly absentToo?: true;
}

/** Meeting an employer (benchmark 5; policy 5.8.4). */
export const EMPLOYERS: ExperienceTest = { towards: ['5'] };
/** Being in a workplace, part-time jobs aside (benchmark 6; policy 5.9.2). */
export const WORKPLACES: ExperienceTest = { towards: ['6'] };

/** What a pupil needs within the window. */
export type Need =
  /** So many experiences, attended and confirmed. */
  | { readonly kind: 'experiences'; readonly times: number; readonly test: ExperienceTest }
  /** The same, for pupils whose latest intention, or an application of theirs, is this route. */
  | { readonly kind: 'if-intended'; readonly times: number; readonly test: ExperienceTest; readonly route: Route }
  /** A provider of each type. */
  | { readonly kind: 'provider-range'; readonly types: readonly ProviderType[] }
  /** Encounters on which the pupil did not meet exactly the same providers each time, or the offer of them. */
  | {
      readonly kind: 'different-providers';
      readonly times: number;
      readonly types: readonly ProviderType[];
      readonly at: 'attended' | 'offered';
    }
  /** People of so many different occupations. */
  | { readonly kind: 'occupations'; readonly times: number; readonly test: ExperienceTest }
  /** A personal guidance interview: held with a qualified adviser, or at least offered. */
  | { readonly kind: 'interview'; readonly times: number; readonly at: 'held' | 'offered' }
  /** Labour-market information used for a decision. */
  | { readonly kind: 'lmi'; readonly times: number }
  /** The duty to take part in education or training until 18, explained. */
  | { readonly kind: 'rpa-explained' }
  /** Every held interview has its summary. */
  | { readonly kind: 'summaries' }
  /** The pupil has looked at the record with somebody, written in it, or agreed a plan that was shown. */
  | { readonly kind: 'own-record' }
  /** Career ideas and an intended destination are there. */
  | { readonly kind: 'plans' };

/** Where a rule comes from. Only Gatsby rules make up a benchmark's state; the others stand beside it. */
export type Basis = 'gatsby' | 'policy' | 'provider-access';

/** A rule as data: what is needed, in which years, where that is written, and the words. */
export interface Rule {
  readonly id: string;
  readonly benchmark: PupilBenchmark;
  readonly basis: Basis;
  readonly name: string;
  /** Where it is written; "to confirm" where the primary text was not read. */
  readonly clause: string;
  /** One criterion each. */
  readonly windows: readonly Span[];
  /** Year group from which a missing one is worth saying; evidence counts from the window's start all the same. */
  readonly dueFrom?: number;
  readonly need: Need;
  /** What counts, for staff and pupils. */
  readonly counts: string;
  /** What to do where it is missing, to the pupil. */
  readonly advice: string;
}

/** Each of these year groups by itself. */
export const eachYear = (from: number, to: number): readonly Span[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ from: from + i, to: from + i }));

/** Key stages 3, 4 and 5. */
export const EACH_KEY_STAGE: readonly Span[] = [
  { from: 7, to: 9 },
  { from: 10, to: 11 },
  { from: 12, to: 13 },
];

/** From age 11 to the end of Year 11, "by 16". */
export const BY_16: readonly Span[] = [{ from: 7, to: 11 }];

/** In the sixth form, "by 18". */
export const BY_18: readonly Span[] = [{ from: 12, to: 13 }];
