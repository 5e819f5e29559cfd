/** What the server refused, whose it is, and its words: known to the server alone, so online only. */
import type { SchoolId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { RefusedChange } from '../../protocol/refused.ts';
import { refusedChanges, refusedWords } from '../../protocol/refused.ts';
import { useHouse } from './house.tsx';
import type { Pages } from './pages.ts';
import { usePages } from './pages.ts';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';
import { withProof } from './step-up.ts';

const root = (school: SchoolId): string => `/api/schools/${school}/refused`;

/** All of them, page by page. */
export function useRefused(): Pages<RefusedChange> {
  const { school } = useHouse().session;
  return usePages(['refused', school], root(school), refusedChanges);
}

/** What the one at this place says; the server writes down that it was read. */
export const readRefused = (
  school: SchoolId,
  place: number,
): Promise<Result<{ readonly args: unknown }, CallFailure>> =>
  callServer(['POST', `${root(school)}/${place}/words`], refusedWords);

/** Lets go of its words. */
export const letGoOfRefused = (school: SchoolId, place: number): Promise<Result<undefined, CallFailure>> =>
  withProof(() => callServer<undefined>(['DELETE', `${root(school)}/${place}`], null));
