/** How many walk-ins an adviser has left today, as far as this device knows. The server counts for itself. */
import { givesByWalkIn, hasAllWalkIns } from '../../domain/walk-ins.ts';
import { useToday } from './clock.ts';
import { useHouse } from './house.tsx';
import { useDigests } from './records.ts';
import { useRoster, useSchool } from './school.ts';

/** Why an interview cannot be begun: said in place of the button. */
export const NO_WALK_IN_LEFT = 'Ten walk-ins today already.';

/**
 * Would a walk-in with this pupil now be one more than a day has? False while the records are being read: nobody waits for
 * a count to begin.
 */
export function useNoWalkInLeft(): (pupil: { readonly year: number; readonly unlisted?: unknown }) => boolean {
  const { person, roles } = useHouse().session;
  const today = useToday();
  const digests = useDigests();
  const roster = useRoster();
  const school = useSchool();
  if (digests.state !== 'ready' || roster.state !== 'ready' || school.state !== 'ready') return () => false;
  const { caseloads } = roster.value;
  const everyAdviserSeesAll = school.value.settings?.everyAdviserSeesAll === true;
  const walkingIn = { person, roles, caseloads, everyAdviserSeesAll };
  const gives = givesByWalkIn(walkingIn, today);
  return (pupil) => gives(pupil) && hasAllWalkIns(digests.value, walkingIn, today);
}
