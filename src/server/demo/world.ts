/** What every part of the demo is made from: the moment, the people, what happened, and who still has to be seen. */
import type { Instant, IsoDate } from '../../domain/time.ts';
import type { Activities } from './activities.ts';
import type { Maker } from './maker.ts';
import type { Random } from './random.ts';
import type { DemoStaff } from './staff.ts';
import type { Visits } from './visits.ts';

/** All that the parts of the demo school share. */
export interface World {
  readonly now: Instant;
  readonly today: IsoDate;
  /** The calendar year in which this school year starts. */
  readonly schoolYear: number;
  readonly rng: Random;
  readonly staff: DemoStaff;
  readonly activities: Activities;
  readonly visits: Visits;
  /** A maker with a stream of its own. */
  readonly makerFor: (name: string) => Maker;
}
