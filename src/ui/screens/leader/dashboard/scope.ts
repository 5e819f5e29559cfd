/** Whose figures the dashboard shows, and of which day: it stands in the address, so that Back and a kept link show the same again. */
import { useLocation } from 'preact-iso';
import { schoolYearOf, schoolYearStart } from '../../../../domain/calendar.ts';
import { groupNamed } from '../../../../domain/pupil-groups.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { isRealDate } from '../../../../domain/time.ts';
import { PATHS } from '../../../app/paths.ts';
import type { Scope } from '../../../queries/benchmarks.ts';

/** What the address asks for; what it cannot ask for (a day of another year, a day to come) is not asked. */
export function useScope(today: IsoDate): Scope {
  const { group, on } = useLocation().query;
  return { group: groupNamed(group), on: on !== undefined && isDayOfYear(on, today) ? on : null };
}

/** Shows the dashboard in another scope, in place of this one. */
export function useShowScope(): (scope: Scope) => void {
  const { route } = useLocation();
  return (scope) => route(scopedPath(PATHS.dashboard, scope), true);
}

/** The address of a page of the dashboard in this scope. */
export function scopedPath(path: string, { group, on }: Scope): string {
  const asked = [
    ...(group === null ? [] : [`group=${encodeURIComponent(group)}`]),
    ...(on === null ? [] : [`on=${on}`]),
  ];
  return asked.length === 0 ? path : `${path}?${asked.join('&')}`;
}

/** The first day whose figures can be shown. */
export const firstDay = (today: IsoDate): IsoDate => schoolYearStart(schoolYearOf(today));

/** A day of this school year that is over. */
export const isDayOfYear = (text: string, today: IsoDate): text is IsoDate =>
  isRealDate(text) && firstDay(today) <= text && text < today;
