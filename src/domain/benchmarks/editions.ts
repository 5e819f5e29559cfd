/**
 * The rule sets as data: the Gatsby editions of 2014 and 2025, the policy's own rules and provider access.
 * The policy (June 2024) cites 2014; the Department for Education's guidance applies 2025 from September 2025: a school
 * chooses. Clauses marked "to confirm" rest on general knowledge.
 */
import type { SchoolEntry } from '../entries/school.ts';
import {
  GATSBY_COMMON,
  SUMMARIES,
  furtherInterview,
  ownRecord,
  usingFacts,
  workplaceBy18,
  workplacesBy16,
} from './gatsby.ts';
import { OCCUPATIONS_NEEDED, OPTIONS_YEAR, POLICY_RULES } from './policy.ts';
import { PROVIDER_ACCESS_RULES } from './provider-access.ts';
import type { Rule, Span } from './rule.ts';
import { EACH_KEY_STAGE } from './rule.ts';

/** A set of benchmark rules that a school works by: `gatsby-2014` or `gatsby-2025`. */
export type Edition = SchoolEntry['edition'];

const GATSBY_2014: readonly Rule[] = [
  usingFacts({ clause: 'Gatsby 2014 benchmark 2 (by age 14, accessed and used)', windows: [{ from: 7, to: 9 }] }),
  SUMMARIES,
  ownRecord({
    clause: 'Gatsby 2014 benchmark 3 (all pupils can access their own records)',
    windows: [{ from: 7, to: 13 }],
  }),
  ...GATSBY_COMMON,
  workplacesBy16(
    { name: 'An experience of a workplace by the end of Year 11', clause: 'Gatsby 2014 benchmark 6; policy 5.9.2' },
    1,
  ),
  workplaceBy18({ clause: 'Gatsby 2014 benchmark 6 (by 18, one further); policy 5.9.2' }),
  furtherInterview({ clause: 'Gatsby 2014 benchmark 8 (by 18, the opportunity of a further one)' }, 'offered'),
];

const GATSBY_2025: readonly Rule[] = [
  usingFacts({ clause: 'Gatsby 2025 benchmark 2 (during each key stage)', windows: EACH_KEY_STAGE }),
  SUMMARIES,
  ownRecord({
    clause: 'Gatsby 2025 benchmark 3 (pupils use their records at key transition points; wording to confirm)',
    windows: EACH_KEY_STAGE,
  }),
  {
    id: 'gatsby-3-plans',
    benchmark: '3',
    basis: 'gatsby',
    name: 'Ideas and plans on your record',
    clause: 'Gatsby 2025 benchmark 3 (aspirations and intended destinations used for support; wording to confirm)',
    windows: [{ from: 7, to: 13 }],
    // Intentions are asked for from the options year on (policy 5.12.1).
    dueFrom: 9,
    need: { kind: 'plans' },
    counts: 'Your career ideas and what you mean to do next, on your record.',
    advice: 'Write down your ideas and what you might do next. You can change them at any time.',
  },
  ...GATSBY_COMMON,
  workplacesBy16(
    {
      name: 'Experiences of workplaces by the end of Year 11',
      clause: 'Gatsby 2025 benchmark 6 (meaningful experiences, more than one, by 16)',
    },
    2,
  ),
  workplaceBy18({ clause: 'Gatsby 2025 benchmark 6 (by 18, at least one further)' }),
  furtherInterview({ clause: 'Gatsby 2025 benchmark 8 (a further meeting by 18)' }, 'held'),
];

const EDITIONS: Readonly<Record<Edition, readonly Rule[]>> = {
  'gatsby-2014': GATSBY_2014,
  'gatsby-2025': GATSBY_2025,
};

/** What a school's rules depend on. */
export type SchoolRange = Pick<SchoolEntry, 'youngest' | 'oldest' | 'edition' | 'optionsYear' | 'occupations'>;

/**
 * The rules of a school, with the windows that its age range knows: no Years 12 and 13, no rules for 16 to 18. A window that the school only partly covers ends with the school's oldest year.
 * Options are chosen in Year 9 and two occupations are a range where the school does not say otherwise.
 */
export function rulesOf(school: SchoolRange): readonly Rule[] {
  const { edition, youngest, oldest, optionsYear = OPTIONS_YEAR, occupations = OCCUPATIONS_NEEDED } = school;
  const key = `${edition} ${youngest} ${oldest} ${optionsYear} ${occupations}`;
  const found = known.get(key) ?? rulesFor(school, POLICY_RULES(optionsYear, occupations));
  known.set(key, found);
  return found;
}

/** Made once: there are few kinds of school, and one asks for its rules with each pupil. */
const known = new Map<string, readonly Rule[]>();

function rulesFor(school: SchoolRange, policy: readonly Rule[]): readonly Rule[] {
  const all = [...EDITIONS[school.edition], ...policy, ...PROVIDER_ACCESS_RULES];
  return all
    .map((rule) => ({ ...rule, windows: rule.windows.flatMap((window) => within(window, rule, school)) }))
    .filter((rule) => rule.windows.length > 0);
}

function within(window: Span, rule: Rule, school: SchoolRange): readonly Span[] {
  const begins = Math.max(window.from, rule.dueFrom ?? window.from);
  if (window.to < school.youngest || begins > school.oldest) return [];
  return window.to <= school.oldest ? [window] : [{ from: window.from, to: school.oldest }];
}
