/** Which plans of a pupil an interview is to use. Source: policy 5.12.4, 5.12.5. */
import type { Plan } from './entries/vocabulary.ts';
import type { CareersRecord } from './record.ts';
import { entryOf, singleton } from './record.ts';

/** The plans that are in force for the pupil; none where nobody has said so, or for who may not know. */
export function plansInForce(record: CareersRecord): readonly Plan[] {
  const support = entryOf(record, singleton('support'), 'support');
  if (!support) return [];
  return [...(support.sen === 'E' ? (['ehcp'] as const) : []), ...(support.lookedAfter ? (['pep'] as const) : [])];
}
