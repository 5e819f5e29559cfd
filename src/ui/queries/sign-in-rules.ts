/** Whether the school asks staff for a second step; and files with names, which the server writes down before they are made. Online only. */
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { IsoDate } from '../../domain/time.ts';
import type { ExportWanted, SignInRules } from '../../protocol/sign-in.ts';
import { signInRules } from '../../protocol/sign-in.ts';
import type { Asked } from './asked.ts';
import { useAsked } from './asked.ts';
import { useHouse } from './house.tsx';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';
import { withProof } from './step-up.ts';

const root = (school: SchoolId): string => `/api/schools/${school}`;
type Done = Promise<Result<undefined, CallFailure>>;

/** The rule, and who has no second step. */
export function useSignInRules(): Asked<SignInRules> {
  const { school } = useHouse().session;
  return useAsked(['sign-in-rules', school], () => callServer(['GET', `${root(school)}/sign-in-rules`], signInRules));
}

/** From which day on; null: nobody is asked. */
export const setSecondStepFrom = (school: SchoolId, from: IsoDate | null): Done =>
  withProof(() => callServer<undefined>(['PUT', `${root(school)}/sign-in-rules`], null, { from }));

/** Takes away the second step of somebody who has lost it. */
export const takeSecondStep = (school: SchoolId, person: PersonId): Done =>
  withProof(() => callServer<undefined>(['DELETE', `${root(school)}/people/${person}/second-step`], null));

/** A file with names is about to be made. Only when this is answered may it be. */
export const noteExport = (school: SchoolId, made: ExportWanted): Done =>
  withProof(() => callServer<undefined>(['POST', `${root(school)}/exports`], null, made));
