/**
 * What waits for somebody at the school: requests for an interview, next steps that nobody follows up, tutors' questions and
 * pupils' concerns. Pupils who have left wait for nothing. Source: policy 4.4.6, 5.5.1, 5.12.1, 5.12.3.
 */
import type { Digest } from './digest.ts';
import { isHere } from './digest.ts';
import { bySurname } from './person-names.ts';
import type { StepRow } from './steps.ts';
import { concernsTutor, isOpenStep, rowsOf } from './steps.ts';
import type { IsoDate } from './time.ts';

/** Pupils with an open request, the longest waiting first. It is open until an interview is booked or held on or after its day. */
export function openRequests(digests: readonly Digest[], today: IsoDate): readonly Digest[] {
  const open = (digest: Digest) => {
    const on = askedOn(digest);
    if (on === null || digest.pupil?.to) return false;
    return !digest.interviews.some(
      (i) => (i.status === 'booked' && i.date >= today) || (i.status === 'finished' && i.date >= on),
    );
  };
  return digests.filter(open).toSorted((a, b) => ((askedOn(a) ?? '') < (askedOn(b) ?? '') ? -1 : 1));
}

/** The day of the last request; null when there is none. */
export const askedOn = ({ requests }: Digest): IsoDate | null =>
  requests
    .map((request) => request.askedOn)
    .toSorted()
    .at(-1) ?? null;

/**
 * Open steps that a form tutor is to follow up, of pupils whose form has none today, or who have no form (alternative
 * provision, policy 5.5.1). The one due first is first.
 */
export function unfollowedSteps(
  digests: readonly Digest[],
  hasTutor: (form: string) => boolean,
  today: IsoDate,
): readonly StepRow[] {
  const alone = ({ pupil }: Digest) => pupil !== null && (pupil.form === null || !hasTutor(pupil.form));
  return digests
    .filter((digest) => isHere(digest, today) && alone(digest))
    .flatMap(rowsOf)
    .filter(({ step }) => isOpenStep(step) && concernsTutor(step))
    .toSorted((a, b) => (a.step.due === b.step.due ? bySurname(a.pupil, b.pupil) : a.step.due < b.step.due ? -1 : 1));
}

/** Pupils about whom a tutor has asked the careers leader something that is not answered. */
export const questionsWaiting = (digests: readonly Digest[], today: IsoDate): readonly Digest[] =>
  waiting(digests, today, ({ asks }) => asks.some(({ answered, to }) => !answered && to === 'leader'));

/** Pupils who have said that something on their record is not right, and have had no answer. */
export const concernsWaiting = (digests: readonly Digest[], today: IsoDate): readonly Digest[] =>
  waiting(digests, today, ({ concerns }) => concerns.some(({ answered }) => !answered));

/** Pupils whom advisers have met, who are not on the list, and whose records are not put right yet. */
export const unlistedWaiting = (digests: readonly Digest[]): readonly Digest[] =>
  digests.filter(({ pupil }) => pupil?.unlisted === 'open');

/** Pupils in whose records a text stands in two ways until somebody settles it. */
export const differencesWaiting = (digests: readonly Digest[], today: IsoDate): readonly Digest[] =>
  waiting(digests, today, ({ differences }) => differences > 0);

const waiting = (digests: readonly Digest[], today: IsoDate, waits: (digest: Digest) => boolean): readonly Digest[] =>
  digests
    .filter((digest) => isHere(digest, today) && waits(digest))
    .toSorted((a, b) => (a.pupil && b.pupil ? bySurname(a.pupil, b.pupil) : 0));
