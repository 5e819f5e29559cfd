/** Where what was found is shown to whoever looks, and what it is called. */
import type { CareerKind } from '../../../domain/entry-words.ts';
import type { WordsFound } from '../../../domain/find-words.ts';
import type { Role } from '../../../domain/group.ts';
import type { RecordId } from '../../../domain/ids.ts';
import { PATHS, atEntry, formPupilPath, interviewPath, pupilPath, supportPupilPath } from '../../app/paths.ts';

/** Kinds of entry as a row of results calls them. */
export const KIND_WORDS: Readonly<Record<CareerKind, string>> = {
  pupil: 'Name',
  identity: 'Legal name',
  adviser: 'Adviser',
  support: 'Support',
  adjustment: 'Adjustment',
  grades: 'Grades and options',
  aspiration: 'Career ideas',
  intention: 'After school',
  preparation: 'Preparation',
  request: 'Asked for an interview',
  interview: 'Interview',
  note: 'Private note',
  step: 'Next step',
  followup: 'Follow-up',
  ask: 'Question',
  experience: 'Experience',
  lmi: 'Facts used',
  application: 'Application',
  'la-sharing': 'Local authority',
  concern: 'Something’s not right',
  draft: 'Unfinished interview',
};

/** The page of a pupil, for somebody of these roles. */
export function pupilPlace(record: RecordId, roles: readonly Role[]): string {
  if (roles.includes('pupil')) return PATHS.myRecord;
  if (roles.includes('adviser') || roles.includes('leader')) return pupilPath(record);
  if (roles.includes('pastoral')) return supportPupilPath(record);
  return roles.includes('tutor') ? formPupilPath(record) : pupilPath(record);
}

/**
 * The page that shows an entry. An adviser's page of a pupil shows private notes and the last interview: an interview that
 * is not finished opens as it is, a finished one as its plan. The careers leader and the pupil have a line of all entries.
 */
export function entryPlace(found: WordsFound, roles: readonly Role[]): string {
  const { record, entry, kind, interview, shownWith } = found;
  const page = pupilPlace(record, roles);
  if (kind === 'draft' && interview !== null) return interviewPath(record, interview);
  if (roles.includes('adviser')) {
    if (kind === 'note') return atEntry(page, entry);
    return interview !== null && found.finished ? interviewPath(record, interview, 'plan') : page;
  }
  return roles.includes('leader') || roles.includes('pupil') ? atEntry(page, shownWith) : page;
}
