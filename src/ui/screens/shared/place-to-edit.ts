/** Where the same thing can be said again. */
import type { Role } from '../../../domain/group.ts';
import type { RecordId } from '../../../domain/ids.ts';
import { isSchoolRecord } from '../../../domain/record.ts';
import { PATHS, formPupilPath, pupilPath, supportPupilPath } from '../../app/paths.ts';
import type { OwnRow } from '../../queries/own-words.ts';

/** Where a pupil says a thing; the rest stands on their record. */
const OWN_PLACES: Readonly<Record<string, string>> = {
  'intention.write': PATHS.myPlans,
  'aspiration.write': PATHS.myPlans,
  'application.add': PATHS.myPlans,
  'application.change': PATHS.myPlans,
  'la-sharing.set': PATHS.whoSees,
  'preparation.write': PATHS.before,
  'interview.request': PATHS.ask,
  'step.claim': PATHS.mySteps,
  'experience.claim': PATHS.myExperiences,
};

/** The page; null when there is no such place any more. */
export function placeToEdit({ mutations, refused }: OwnRow, roles: readonly Role[]): string | null {
  const record = mutations[0]?.record;
  if (record === undefined || isSchoolRecord(record) || refused === 'no-record' || refused === 'erased') return null;
  if (roles.includes('pupil')) return OWN_PLACES[mutations[0]?.envelope?.name ?? ''] ?? PATHS.myRecord;
  return staffPlace(record, roles);
}

function staffPlace(record: RecordId, roles: readonly Role[]): string {
  if (roles.includes('adviser') || roles.includes('leader')) return pupilPath(record);
  return roles.includes('pastoral') ? supportPupilPath(record) : formPupilPath(record);
}
