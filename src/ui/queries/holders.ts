/** Devices of the staff, whose records they could have seen, and clearing them: known to the server alone. */
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { Holders, RecordsSent } from '../../protocol/holders.ts';
import { holders, recordsSent } from '../../protocol/holders.ts';
import type { Asked } from './asked.ts';
import { useAsked } from './asked.ts';
import { useHouse } from './house.tsx';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';
import { withProof } from './step-up.ts';

const root = (school: SchoolId): string => `/api/schools/${school}`;

/** All of them, the latest contact first. */
export function useHolders(): Asked<Holders['holders']> {
  const { school } = useHouse().session;
  const asked = useAsked(['holders', school], () => callServer(['GET', `${root(school)}/holders`], holders));
  return { ...asked, answer: asked.answer?.holders ?? null };
}

/** Whose records one device could have seen, or all devices of a person. */
export function useRecordsSent(of: { readonly holder: number } | { readonly person: PersonId }): Asked<RecordsSent> {
  const { school } = useHouse().session;
  const place = 'holder' in of ? `holders/${of.holder}` : `people/${encodeURIComponent(of.person)}`;
  return useAsked(['records-sent', school, place], () =>
    callServer(['GET', `${root(school)}/${place}/records`], recordsSent),
  );
}

/** Asks a device to clear itself at its next contact; who asks shows first that it is them. */
export const clearDevice = (school: SchoolId, holder: number): Promise<Result<undefined, CallFailure>> =>
  withProof(() => callServer<undefined>(['POST', `${root(school)}/holders/${holder}/clear`], null));
