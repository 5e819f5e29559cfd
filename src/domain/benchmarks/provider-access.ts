/**
 * Provider access: twice in each phase a pupil meets a provider of technical education or apprenticeships, and not exactly
 * the same one each time. It is a duty on the school about each pupil in the first two phases; in the third the school
 * offers and the pupil may choose, so that an activity to which the pupil did not come counts as offered. A phase's second year ends on 28 February, also in a leap year. Not checked here, because an activity does not
 * say it: what the provider covered, and that it was in the school day.
 * Source: Education Act 1997 s.42B; Skills and Post-16 Education Act 2022 s.14; policy 2.3, 5.11.
 */
import type { ProviderType } from '../entries/vocabulary.ts';
import type { Rule, Span } from './rule.ts';

/** Bodies that offer approved technical qualifications or apprenticeships: no sixth forms, no degrees. */
export const TECHNICAL_PROVIDERS: readonly ProviderType[] = ['college', 'apprenticeship', 'utc', 'studio-school'];

const phase = (id: 'first' | 'second' | 'third', window: Span, at: 'attended' | 'offered'): Rule => ({
  id: `provider-access-${id}`,
  benchmark: '7',
  basis: 'provider-access',
  name: `Two providers of technical education or apprenticeships, Years ${window.from} and ${window.to}`,
  clause: 'Education Act 1997 s.42B, as amended in 2022, in force from 1 January 2023; policy 2.3, 5.11.1',
  windows: [window],
  need: { kind: 'different-providers', times: 2, types: TECHNICAL_PROVIDERS, at },
  counts: 'Meeting a college, an apprenticeship provider, a university technical college or a studio school.',
  advice: 'Meet two different providers of technical courses or apprenticeships.',
});

/** One rule for each of the three phases. Source: Education Act 1997 s.42B. */
export const PROVIDER_ACCESS_RULES: readonly Rule[] = [
  phase('first', { from: 8, to: 9, until: '02-28' }, 'attended'),
  phase('second', { from: 10, to: 11, until: '02-28' }, 'attended'),
  phase('third', { from: 12, to: 13, until: '02-28' }, 'offered'),
];
