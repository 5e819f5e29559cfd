/** What stands on a day of what was decided about telling the local authority, and what may be given then. Policy 5.5.12, 5.5.13. */
import type { LaSharingEntry } from './entries/career.ts';
import type { SharingDecision } from './entries/vocabulary.ts';
import type { SharingStanding } from './la-sharing.ts';
import { standingOf } from './la-sharing.ts';
import type { CareersRecord } from './record.ts';
import { entryOf, singleton } from './record.ts';
import type { IsoDate } from './time.ts';

/** What stands on a day. `again`: what a parent decided has ended (la-sharing.ts), and the pupil has not been asked. */
export type Sharing = SharingDecision | 'again';

/** On this day; `standing` null: nobody has written anything. */
export function sharingOn(standing: SharingStanding | null, today: IsoDate): Sharing {
  if (standing === null) return 'not-asked';
  return standing.until !== null && today >= standing.until ? 'again' : standing.decision;
}

/** May more than the basics be given? After "no reply" it may; while nobody has been asked it may not. */
export const givesMore = (sharing: Sharing): boolean => sharing === 'yes' || sharing === 'no-reply';

/** What a record says of it, as pupil and careers leader read it. */
export interface SharingIn {
  readonly entry: LaSharingEntry | undefined;
  readonly born: IsoDate | null;
  readonly sharing: Sharing;
}

/** What a record says of it on this day. */
export function sharingIn(record: CareersRecord, today: IsoDate): SharingIn {
  const born = entryOf(record, singleton('identity'), 'identity')?.born ?? null;
  const entry = entryOf(record, singleton('la-sharing'), 'la-sharing');
  const pupil = entryOf(record, singleton('pupil'), 'pupil');
  return { entry, born, sharing: sharingOn(entry ? standingOf(entry, born, pupil) : null, today) };
}
