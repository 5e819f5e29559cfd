/** What is asked about pupils' data, the copies, what is due and what was let go of: known to the server alone, so online only. */
import type { Periods } from '../../domain/entries/school.ts';
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type {
  Decisions,
  DisposalConfirm,
  EraseAsked,
  KeepLonger,
  NewRequest,
  RequestChange,
} from '../../protocol/rights-asked.ts';
import type {
  CopyMade,
  CopyReview,
  Disposals,
  NamedElsewhere,
  PeriodsPreview,
  Retention,
  RightsRequest,
} from '../../protocol/rights.ts';
import {
  copyMade,
  copyReview,
  disposals,
  namedElsewhere,
  oneRequest,
  periodsPreview,
  requests,
  retention,
} from '../../protocol/rights.ts';
import type { Asked } from './asked.ts';
import { useAsked } from './asked.ts';
import { useHouse } from './house.tsx';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';
import { withProof } from './step-up.ts';

type Answer<T> = Promise<Result<T, CallFailure>>;
/** A whole record, or a year of leavers, takes some seconds. */
const LONG_MS = 180_000;
const root = (school: SchoolId): string => `/api/schools/${school}`;

/** All requests, open ones first. */
export function useRequests(): Asked<readonly RightsRequest[]> {
  const { school } = useHouse().session;
  const asked = useAsked(['requests', school], () => callServer(['GET', `${root(school)}/requests`], requests));
  return { ...asked, answer: asked.answer?.requests ?? null };
}

/** Writes down what was asked. */
export const logRequest = (school: SchoolId, body: NewRequest): Answer<{ readonly request: RightsRequest }> =>
  callServer(['POST', `${root(school)}/requests`], oneRequest, body);

/** Stops its clock, closes it and so on. */
export const changeRequest = (
  school: SchoolId,
  id: string,
  body: RequestChange,
): Answer<{ readonly request: RightsRequest }> =>
  callServer(['POST', `${root(school)}/requests/${id}`], oneRequest, body);

/** What is to be looked at in a copy: asked for once, because the server writes down each time. */
export const lookAtCopy = (school: SchoolId, id: string): Answer<CopyReview> =>
  withProof(() => callServer(['GET', `${root(school)}/requests/${id}/review`], copyReview, undefined, LONG_MS));

/** Decides about marks. */
export const decideMarks = (school: SchoolId, id: string, body: Decisions): Answer<CopyReview> =>
  withProof(() => callServer(['POST', `${root(school)}/requests/${id}/decisions`], copyReview, body, LONG_MS));

/** Makes the copy; the server keeps none. */
export const makeCopy = (school: SchoolId, id: string): Answer<CopyMade> =>
  withProof(() => callServer(['POST', `${root(school)}/requests/${id}/copy`], copyMade, undefined, LONG_MS));

/** What is due, and what is kept longer. */
export function useRetention(): Asked<Retention> {
  const { school } = useHouse().session;
  return useAsked(['retention', school], () => callServer(['GET', `${root(school)}/retention`], retention));
}

/** What other periods would put on the list at once, and take off it. */
export const previewPeriods = (school: SchoolId, body: Periods): Answer<PeriodsPreview> =>
  callServer(['POST', `${root(school)}/retention/periods/preview`], periodsPreview, body);

/** Sets them. */
export const setPeriods = (school: SchoolId, body: Periods): Answer<undefined> =>
  withProof(() => callServer<undefined>(['PUT', `${root(school)}/retention/periods`], null, body));

/** Keeps a record longer, or no longer. */
export const keepLonger = (school: SchoolId, body: KeepLonger): Answer<undefined> =>
  callServer<undefined>(['POST', `${root(school)}/retention/longer`], null, body);

/** What was let go of. */
export function useDisposals(): Asked<Disposals['disposals']> {
  const { school } = useHouse().session;
  const asked = useAsked(['disposals', school], () => callServer(['GET', `${root(school)}/disposals`], disposals));
  return { ...asked, answer: asked.answer?.disposals ?? null };
}

/** Lets go of what was approved. */
export const letGo = (school: SchoolId, body: DisposalConfirm): Answer<Disposals> =>
  withProof(() => callServer(['POST', `${root(school)}/disposals`], disposals, body, LONG_MS));

/** Goes on with what was cut off. */
export const goOnLettingGo = (school: SchoolId): Answer<Disposals> =>
  callServer(['POST', `${root(school)}/disposals/go-on`], disposals, undefined, LONG_MS);

/** Other records on which the pupil is named. */
export function useNamedElsewhere(record: RecordId): Asked<NamedElsewhere['elsewhere']> {
  const { school } = useHouse().session;
  const asked = useAsked(['named', school, record], () =>
    callServer(['GET', `${root(school)}/records/${encodeURIComponent(record)}/named`], namedElsewhere),
  );
  return { ...asked, answer: asked.answer?.elsewhere ?? null };
}

/** Erases one pupil because it was asked. */
export const erasePupil = (school: SchoolId, record: RecordId, body: EraseAsked): Answer<Disposals> =>
  withProof(() =>
    callServer(['POST', `${root(school)}/records/${encodeURIComponent(record)}/erase`], disposals, body, LONG_MS),
  );
