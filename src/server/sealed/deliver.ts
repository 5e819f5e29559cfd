/**
 * What was sealed on a device arrives, brought by whoever has the device: opened here, and judged as its author's, like all
 * that arrives. The outcome is the author's to learn, at the next sync (SPEC I8).
 */
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { MutationEnvelope } from '../../domain/mutation.ts';
import type { Delivered, Delivery } from '../../protocol/sealed.ts';
import { MUTATION_MAX_BYTES, bytesOf } from '../../protocol/limits.ts';
import type { Outcome } from '../../protocol/sync.ts';
import { ProblemError } from '../http/problem.ts';
import { schoolRow } from '../store/store.ts';
import type { Sender } from '../sync/judge.ts';
import type { SyncDeps } from '../sync/judging.ts';
import { judgeAll } from '../sync/judging.ts';
import { enrolmentOf } from './enrolments.ts';
import { sealingKeys } from './keys.ts';
import { openSeal } from './open-seal.ts';

/**
 * `by`: who is signed in where the seals come from. `mayTry`: told how many come in the name of this enrolment, before any is looked
 * at; `count`: of whom how many opened. Both throw when these are too many for now.
 */
export interface Bringing {
  readonly by: PersonId | null;
  readonly mayTry: (enrolment: string, many: number) => void;
  readonly count: (owner: PersonId, many: number) => void;
}

/** Takes what opens, and names what it could not take; tells their author what became of them. Throws a ProblemError: not an enrolment of this school; a device that does not know this epoch. */
export async function deliverSealed(
  deps: SyncDeps,
  school: SchoolId,
  { enrolment, epoch, seals }: Delivery,
  { by, mayTry, count }: Bringing,
): Promise<Delivered> {
  const { read } = deps.store;
  const owner = await enrolmentOf(read, school, enrolment);
  if (!owner) throw new ProblemError('not-found');
  mayTry(enrolment, seals.length);
  const opener = { school, enrolment, key: owner.key, keys: await sealingKeys(read, school) };
  const mutations: MutationEnvelope[] = [];
  for (const seal of seals) {
    const envelope = await openSeal(opener, seal);
    if (envelope && bytesOf(envelope) <= MUTATION_MAX_BYTES) mutations.push(envelope);
  }
  count(owner.person as PersonId, mutations.length);
  const outcomes = await judgeSealed(deps, { school, person: owner.person as PersonId }, { epoch, mutations });
  if (outcomes === null) throw new ProblemError('conflict');
  const taken = new Set(outcomes.filter(({ status }) => status !== 'waits').map(({ id }) => id));
  const left = seals.map(({ id }) => id).filter((id) => !taken.has(id));
  return { left, ...(by === owner.person ? { outcomes: [...outcomes] } : {}) };
}

interface Opened {
  readonly epoch: string;
  readonly mutations: readonly MutationEnvelope[];
}

/** What was opened of one author's seals, judged. Null: whoever does not know of this epoch is told first, and only the author can be (I14). */
export async function judgeSealed(
  deps: SyncDeps,
  sender: Sender,
  { epoch, mutations }: Opened,
): Promise<readonly Outcome[] | null> {
  const now = await schoolRow(deps.store.read, sender.school);
  if (epoch !== now.epoch) return null;
  return judgeAll(deps, sender, mutations);
}
