/** People's accounts and activation codes: known to the server alone, so online only. Who is on the staff stands in the record "school". */
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import { ok } from '../../domain/result.ts';
import type { Invitation, Invited, People, PupilAccounts, PupilCodes } from '../../protocol/accounts.ts';
import { PUPIL_CODES_MAX, invited, people, pupilAccounts, pupilCodes } from '../../protocol/accounts.ts';
import type { Asked } from './asked.ts';
import { useAsked } from './asked.ts';
import { useHouse } from './house.tsx';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';
import { withProof } from './step-up.ts';

const root = (school: SchoolId): string => `/api/schools/${school}`;

/** The accounts of the staff. */
export function usePeople(): Asked<People['people']> {
  const { school } = useHouse().session;
  const asked = useAsked(['people', school], () => callServer(['GET', `${root(school)}/people`], people));
  return { ...asked, answer: asked.answer?.people ?? null };
}

/** The accounts of the pupils; one who is not named has none. */
export function usePupilAccounts(): Asked<PupilAccounts['pupils']> {
  const { school } = useHouse().session;
  const asked = useAsked(['pupil-accounts', school], () =>
    callServer(['GET', `${root(school)}/pupils/codes`], pupilAccounts),
  );
  return { ...asked, answer: asked.answer?.pupils ?? null };
}

/** Makes the staff entry, the account and its code. */
export const invite = (school: SchoolId, body: Invitation): Promise<Result<Invited, CallFailure>> =>
  withProof(() => callServer(['POST', `${root(school)}/people`], invited, body));

/** A new code for a member of staff; the password that is there works until the code is used. */
export const renewCode = (school: SchoolId, person: PersonId): Promise<Result<Invited, CallFailure>> =>
  withProof(() => callServer(['POST', `${root(school)}/people/${person}/code`], invited));

/** Codes for these pupils, a year group at a time. What was made before a failure is lost to sight and is made anew. */
export async function makePupilCodes(
  school: SchoolId,
  records: readonly RecordId[],
): Promise<Result<PupilCodes['codes'], CallFailure>> {
  const made: PupilCodes['codes'] = [];
  for (let at = 0; at < records.length; at += PUPIL_CODES_MAX) {
    const some = records.slice(at, at + PUPIL_CODES_MAX);
    const answer = await withProof(() =>
      callServer(['POST', `${root(school)}/pupils/codes`], pupilCodes, { records: some }),
    );
    if (!answer.ok) return answer;
    made.push(...answer.value.codes);
  }
  return ok(made);
}
