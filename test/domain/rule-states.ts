/** The states that a rule can have, and why it cannot have the others: what a school is to show of each rule. */
import type { CriterionState } from '../../src/domain/benchmarks/criteria.ts';
import type { Rule } from '../../src/domain/benchmarks/rule.ts';

/** All of them. */
export const STATES: readonly CriterionState[] = [
  'met',
  'some',
  'planned',
  'not-yet',
  'closed-unmet',
  'not-at-this-school',
  'not-applicable-yet',
];

/** Why a pupil can never stand so with a rule; null: they can. */
export function whyNever({ need }: Rule, state: CriterionState): string | null {
  if (need.kind === 'summaries' && state !== 'met' && state !== 'not-applicable-yet')
    return 'an interview cannot be finished without its summary: there is one for each, or there was no interview';
  if (state === 'some') {
    const many = need.kind === 'plans' || need.kind === 'provider-range' || ('times' in need && need.times > 1);
    return many ? null : 'what asks for one thing is met with it';
  }
  if (state === 'planned') {
    if (need.kind === 'plans') return 'nobody plans what a pupil will want';
    if (need.kind === 'interview' && need.at === 'offered') return 'what is booked is an offer already';
  }
  return null;
}
