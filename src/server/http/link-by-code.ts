/** An activation code with the school account of who typed it, and in words why the two do not go together. */
import type { ActivationProblem, CodeLink } from '../accounts/codes.ts';
import { linkByCode } from '../accounts/codes.ts';
import type { ServerDeps } from '../deps.ts';
import { ProblemError } from './problem.ts';

const NOT_LINKED: Readonly<Record<ActivationProblem, () => ProblemError>> = {
  'wrong-code': () => new ProblemError('not-permitted', 'This code does not work. Ask for a new one.'),
  'login-taken': () =>
    new ProblemError('conflict', 'This school account belongs to somebody else here. Ask your careers leader.'),
  'has-login': () =>
    new ProblemError(
      'conflict',
      'You sign in at another school already. Sign in as you do there, then link your school account under Your account.',
    ),
};

type Used = Exclude<Awaited<ReturnType<typeof linkByCode>>, ActivationProblem>;

/** Uses the code, as `linkByCode` does; the lines of sessions that it ends hang up. Throws ProblemError. */
export async function useLink(
  { store, now, events }: ServerDeps,
  link: CodeLink,
  how: { readonly mayJoin: boolean; readonly stepTaken: boolean },
): Promise<Used> {
  const used = await linkByCode(store, link, { now: now(), ...how });
  if (typeof used === 'string') throw NOT_LINKED[used]();
  for (const hash of used.ended) events.end(hash);
  return used;
}
