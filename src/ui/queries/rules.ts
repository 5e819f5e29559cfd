/** What the benchmark rules need to know of the school: edition and ages, guidance qualifications, the programme, today. */
import type { RuleContext } from '../../domain/benchmarks/context.ts';
import { schoolYearOf } from '../../domain/calendar.ts';
import { useToday } from './clock.ts';
import type { Loaded } from './live.ts';
import { bothLoaded, mapLoaded } from './live.ts';
import { useProgramme, useSchool } from './school.ts';

/** Until a school has been set up: Years 7 to 11, the edition of 2025. */
const NOT_SET_UP = { edition: 'gatsby-2025', youngest: 7, oldest: 11 } as const;

/** The context of the rules today. */
export function useRules(): Loaded<RuleContext> {
  const today = useToday();
  const loaded = bothLoaded(useSchool(), useProgramme(schoolYearOf(today)));
  return mapLoaded(loaded, ([school, programme]) => ({
    school: school.settings ?? NOT_SET_UP,
    staff: school.staffById,
    programme,
    today,
  }));
}
