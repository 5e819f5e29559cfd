/** What only a careers leader may ask of the server. */
import type { Place } from './accounts/places.ts';
import type { ServerDeps } from './deps.ts';
import { ProblemError } from './http/problem.ts';

/** Throws not-permitted unless who asks leads careers at that school. */
export async function mustLead(
  { store, rosters }: Pick<ServerDeps, 'store' | 'rosters'>,
  { school, person }: Pick<Place, 'school' | 'person'>,
): Promise<void> {
  const roles = await rosters.rolesOf(store.read, school, person);
  if (!roles.includes('leader')) throw new ProblemError('not-permitted');
}
