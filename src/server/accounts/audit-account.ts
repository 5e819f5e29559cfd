/**
 * What is done to accounts goes into the audit of each school at which the account has a place: by its person there, or by who
 * did it. Kinds and ids, never a login, a code or a browser. Source: OWASP ASVS 5.0, 16.3.1.
 */
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { audit } from '../audit/audit.ts';
import type { Run } from '../store/store.ts';
import type { Place } from './places.ts';

/** What can be done. */
export type AccountDeed =
  | 'account.signed-in'
  | 'account.refused'
  | 'account.second-step-refused'
  | 'account.code-given'
  | 'account.code-used'
  | 'account.password-set'
  | 'account.way-added'
  | 'account.way-removed'
  | 'account.proved'
  | 'account.session-ended';

interface Told {
  readonly what: AccountDeed;
  readonly at: Instant;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** By the account's own person, or by somebody unknown who tried to be. */
export async function auditAccount(tx: Run, account: string, { what, at, detail = {} }: Told): Promise<void> {
  const places = await tx
    .selectFrom('membership')
    .select(['school', 'person'])
    .where('account', '=', account)
    .execute();
  for (const { school, person } of places)
    await audit(tx, school as SchoolId, { at, received: at, person, what, record: null, detail });
}

/** By somebody else at a school, for these people there. */
export const auditFor = (
  tx: Run,
  { school, person }: Pick<Place, 'school' | 'person'>,
  people: readonly PersonId[],
  { what, at, detail = {} }: Told,
): Promise<void> =>
  audit(
    tx,
    school,
    ...people.map((of) => ({ at, received: at, person, what, record: null, detail: { ...detail, of } })),
  );
