/** What the benchmark rules need to know of the school: edition and ages, guidance qualifications, the programme, today. */
import type { RuleContext } from '../../domain/benchmarks/context.ts';
import { schoolYearOf } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/time.ts';
import { useToday } from './clock.ts';
import type { Loaded } from './live.ts';
import { bothLoaded, mapLoaded } from './live.ts';
import { useProgramme, useSchool } from './school.ts';

/** Until a school has been set up: Years 7 to 11, the edition of 2025. */
const NOT_SET_UP = { edition: 'gatsby-2025', youngest: 7, oldest: 11 } as const;

/** The context of the rules today, or as it was on another day of this school year (`on`). */
export function useRules(on: IsoDate | null = null): Loaded<RuleContext> {
  const now = useToday();
  const today = on ?? now;
  const loaded = bothLoaded(useSchool(), useProgramme(schoolYearOf(today)));
  return mapLoaded(loaded, ([school, programme]) => ({
    school: school.settings ?? NOT_SET_UP,
    staff: school.staffById,
    programme,
    today,
  }));
}
