/** The year groups of the school, from its settings; Years 7 to 11 until they are set. */
import type { SchoolFacts } from '../../../queries/school.ts';

const YOUNGEST = 7;
const OLDEST = 11;

/** In order: 7, 8, 9, 10, 11. */
export function yearsTaught({ settings }: Pick<SchoolFacts, 'settings'>): readonly number[] {
  const { youngest, oldest } = settings ?? { youngest: YOUNGEST, oldest: OLDEST };
  return Array.from({ length: Math.max(0, oldest - youngest + 1) }, (_, i) => youngest + i);
}
