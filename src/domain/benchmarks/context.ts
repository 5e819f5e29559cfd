/** What the rules are told beside a pupil's digest: the school, its staff, its careers programme, and today. */
import type { PlannedEntry } from '../entries/school.ts';
import type { IsoDate } from '../time.ts';
import type { SchoolRange } from './editions.ts';
import type { GuidanceStaff } from './evidence.ts';

/** What rules ask beside the digest. */
export interface RuleContext {
  readonly school: SchoolRange;
  readonly staff: GuidanceStaff;
  /** Planned activities, of this school year and any other. */
  readonly programme: readonly Pick<PlannedEntry, 'id' | 'facts' | 'years' | 'form' | 'cancelled'>[];
  readonly today: IsoDate;
}
