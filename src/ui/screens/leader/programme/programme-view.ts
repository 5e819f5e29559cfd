/** What the pages of the careers programme stand on: the plan of one school year, what has been logged, the pupils, the terms. */
import { useMemo } from 'preact/hooks';
import type { SchoolTerms } from '../../../../domain/calendar.ts';
import { schoolYearOf } from '../../../../domain/calendar.ts';
import type { Digest } from '../../../../domain/digest.ts';
import type { ActivityFacts } from '../../../../domain/entries/career.ts';
import type { LoggedActivity } from '../../../../domain/group-log.ts';
import { loggedActivities } from '../../../../domain/group-log.ts';
import type { EntryId } from '../../../../domain/ids.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { useToday } from '../../../queries/clock.ts';
import type { Loaded } from '../../../queries/live.ts';
import { bothLoaded, mapLoaded } from '../../../queries/live.ts';
import { useDigests } from '../../../queries/records.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { useSchool, useWholeProgramme } from '../../../queries/school.ts';

/** The programme of one school year as the careers leader works with it. */
export interface ProgrammeView {
  /** The calendar year in which the school year starts. */
  readonly year: number;
  /** In the plan. */
  readonly plans: readonly EntryOf<'planned'>[];
  /** Taken out of it. */
  readonly removed: readonly EntryOf<'planned'>[];
  readonly logged: ReadonlyMap<EntryId, LoggedActivity>;
  readonly digests: readonly Digest[];
  readonly school: SchoolFacts;
  readonly terms: readonly SchoolTerms[];
  readonly today: IsoDate;
}

/** The programme of the school year that starts in this calendar year. */
export function useProgrammeView(year: number): Loaded<ProgrammeView> {
  const today = useToday();
  const digests = useDigests();
  const all = digests.state === 'ready' ? digests.value : NONE;
  const logged = useMemo(() => loggedActivities(all), [all]);
  return mapLoaded(
    bothLoaded(digests, bothLoaded(useSchool(), useWholeProgramme(year))),
    ([pupils, [school, whole]]) => ({
      year,
      plans: whole.filter(({ cancelled }) => !cancelled),
      removed: whole.filter(({ cancelled }) => cancelled),
      logged,
      digests: pupils,
      school,
      terms: school.terms,
      today,
    }),
  );
}

const NONE: readonly Digest[] = [];

/** An activity of the programme: planned, held, or both. */
export interface Listed {
  readonly id: EntryId;
  readonly facts: Omit<ActivityFacts, 'learned'>;
  /** Null: it was held without having been planned. */
  readonly plan: EntryOf<'planned'> | null;
  readonly logged: LoggedActivity | undefined;
}

/** The activity of this id, if it is in the plan or has been logged. */
export function activityOf({ plans, logged }: ProgrammeView, id: string | undefined): Listed | null {
  const plan = plans.find((one) => one.id === id) ?? null;
  const held = logged.get(id as EntryId);
  if (plan) return { id: plan.id, facts: plan.facts, plan, logged: held };
  return held ? { id: held.id, facts: held.facts, plan: null, logged: held } : null;
}

/** The year groups of the school, youngest first; Years 7 to 11 until it is set up. */
export function yearsOf({ school: { settings } }: Pick<ProgrammeView, 'school'>): readonly number[] {
  const { youngest, oldest } = settings ?? { youngest: 7, oldest: 11 };
  return Array.from({ length: oldest - youngest + 1 }, (_, i) => youngest + i);
}

/** A school year in an address; one that is none is this year. */
export function yearOfRoute(words: string | undefined, today: IsoDate): number {
  const year = Number(words);
  return Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : schoolYearOf(today);
}
