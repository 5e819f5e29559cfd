/**
 * Whether a school asks its staff for a second step when they sign in with a password. From a day on; until then it reminds.
 * Source: DfE, cyber security standards for schools and colleges: staff who handle sensitive data.
 */
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { Instant, IsoDate } from '../../domain/time.ts';
import { dateOf } from '../../domain/time.ts';
import type { SignInRules } from '../../protocol/sign-in.ts';
import { audit } from '../audit/audit.ts';
import type { ServerDeps } from '../deps.ts';
import { ProblemError } from '../http/problem.ts';
import type { Run } from '../store/store.ts';
import { note, schoolRow } from '../store/store.ts';
import type { Place } from './places.ts';
import { placesOf } from './places.ts';
import { hasSecondStep, secondSteps } from './ways.ts';

type Deps = Pick<ServerDeps, 'store' | 'rosters' | 'now'>;

/** The earliest day from which a school of theirs asks an account for it; null: none does. Pupils are not asked. */
export async function stepRequiredFrom(
  { store, rosters }: Omit<Deps, 'now'>,
  account: string,
): Promise<IsoDate | null> {
  const days: IsoDate[] = [];
  for (const { school, person } of await placesOf(store.read, account)) {
    const { second_step_from: from } = await schoolRow(store.read, school);
    const roles = await rosters.rolesOf(store.read, school, person);
    if (from !== null && roles.some((role) => role !== 'pupil')) days.push(from as IsoDate);
  }
  return days.toSorted()[0] ?? null;
}

/** Does a school of theirs ask for it today? */
export async function stepRequired(deps: Deps, account: string): Promise<boolean> {
  const from = await stepRequiredFrom(deps, account);
  return from !== null && from <= dateOf(deps.now());
}

/** The rule of a school, and the staff who have an account and no second step. */
export async function rulesOf({ store, rosters }: Deps, school: SchoolId): Promise<SignInRules> {
  const { second_step_from: from } = await schoolRow(store.read, school);
  const { staff } = await rosters.facts(store.read, school);
  const here = new Set<string>(staff.filter(({ left }) => !left).map(({ person }) => person));
  const members = await store.read
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .select(['membership.person', 'membership.account', 'account.password'])
    .where('membership.school', '=', school)
    .execute();
  const without: PersonId[] = [];
  for (const { person, account, password } of members) {
    // Who signs in by the school's own service alone is asked there.
    if (!here.has(person) || password === null) continue;
    if (!hasSecondStep(await secondSteps(store.read, account))) without.push(person as PersonId);
  }
  return { from: from as IsoDate | null, without };
}

/** Sets it. Only by who has a second step: nobody shuts themselves out, and somebody is there to hand out codes. */
export async function setRule({ store }: Deps, asker: Place, from: IsoDate | null, now: Instant): Promise<void> {
  if (from !== null && !hasSecondStep(await secondSteps(store.read, asker.account)))
    throw new ProblemError('conflict', 'Set up a second step of your own first, under Your account.');
  await store.write(async (tx: Run) => {
    await tx.updateTable('school').set({ second_step_from: from }).where('id', '=', asker.school).execute();
    await note(tx, { kind: 'second-step', school: asker.school, from, at: now });
    const { school, person } = asker;
    const detail = { from: from ?? 'never' };
    await audit(tx, school, { at: now, received: now, person, what: 'school.second-step', record: null, detail });
  });
}
