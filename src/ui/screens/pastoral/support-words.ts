/** Support in words: what kind of plan there is. Pupil premium is no plan: it stands on the pupil's own page only. */
import type { Digest } from '../../../domain/digest.ts';

/** SEN provision as people call it; null for none. */
export const SEN_NAMES = { N: null, K: 'SEN support', E: 'Education, health and care plan' } as const;

/** "Education, health and care plan", "PEP or pathway plan". */
export const planNames = (support: Digest['support']): readonly string[] =>
  support
    ? [SEN_NAMES[support.sen], support.lookedAfter ? 'PEP or pathway plan' : null].filter((name) => name !== null)
    : [];
