/**
 * Putting own mutations into the outbox, and what a person does with those that were refused.
 * When `save` resolves, the words survive the end of the browser: "Saved on this device". Rules: SPEC I4, I13.
 */
import type { MutationId } from '../domain/ids.ts';
import type { MutationEnvelope } from '../domain/mutation.ts';
import type { CheckedMutation } from '../domain/mutations/registry.ts';
import { checkMutation, setsOver } from '../domain/mutations/registry.ts';
import type { Result } from '../domain/result.ts';
import { err, ok } from '../domain/result.ts';
import { inOutbox, isTooBig, replaceTyping, typingTarget } from './outbox.ts';
import { upTo } from './view.ts';
import type { ChancePort, DevicePort, DeviceTx, OwnMutation, OwnState, SealedMutation } from './ports.ts';

/** Why something cannot be saved: the server could never take it. The words stay where they were typed. */
export type SaveProblem =
  | { readonly kind: 'too-big'; readonly id: MutationId }
  | { readonly kind: 'malformed'; readonly id: MutationId; readonly where: string };

/** How often a write looks for another one to take the place of; then it stands beside it, which is as right. */
const REPLACE_TRIES = 5;

interface Planned {
  readonly row: SealedMutation;
  /** The pending write whose place it takes. */
  readonly target: OwnMutation | null;
}

/** Saves what a person did in one go, in one transaction. Rejects with a StorageProblem when it cannot be written. */
export async function save(
  port: DevicePort,
  envelopes: readonly MutationEnvelope[],
): Promise<Result<readonly MutationId[], SaveProblem>> {
  const checked: CheckedMutation[] = [];
  for (const envelope of await withOver(port, envelopes)) {
    const result = checkMutation(envelope);
    if (!result.ok)
      return err({ kind: 'malformed', id: envelope.id, where: 'where' in result.error ? result.error.where : 'name' });
    if (isTooBig(envelope)) return err({ kind: 'too-big', id: envelope.id });
    checked.push(result.value);
  }
  for (let left = REPLACE_TRIES; ; left -= 1) {
    const plan: Planned[] = [];
    for (const mutation of checked) plan.push(await planOne(port, mutation, left > 0));
    if (await port.transact((tx) => putAll(tx, plan))) return ok(envelopes.map(({ id }) => id));
  }
}

/** Each with the version up to which its record is known here, where it sets what others set too. */
async function withOver(port: DevicePort, given: readonly MutationEnvelope[]): Promise<readonly MutationEnvelope[]> {
  const needsIt = ({ name, over }: MutationEnvelope) => over === undefined && setsOver(name);
  if (!given.some(needsIt)) return given;
  return port.look(async (look) => {
    const { cookie } = await look.meta();
    const envelopes: MutationEnvelope[] = [];
    for (const envelope of given) {
      const row = needsIt(envelope) ? await look.record(envelope.record) : undefined;
      const over = row ? upTo(row, cookie) : (cookie ?? 0);
      envelopes.push(needsIt(envelope) ? { ...envelope, over } : envelope);
    }
    return envelopes;
  });
}

async function planOne(port: DevicePort, mutation: CheckedMutation, mayReplace: boolean): Promise<Planned> {
  const isTyping = mayReplace && mutation.definition.typing?.(mutation.args) !== undefined;
  const target = isTyping ? typingTarget(mutation, await port.openOwn(mutation.envelope.record)) : null;
  const replaced = target && replaceTyping(target, mutation);
  const usable = replaced && checkMutation(replaced).ok && !isTooBig(replaced);
  const envelope = usable ? replaced : mutation.envelope;
  const row = await port.sealMutation({ ...stateOf(mutation, usable ? target : null), envelope });
  return { row, target: usable ? target : null };
}

const stateOf = ({ definition, envelope, args }: CheckedMutation, target: OwnMutation | null): OwnState => ({
  order: target?.order ?? 0,
  id: envelope.id,
  record: envelope.record,
  act: envelope.act ?? null,
  touches: definition.touches(args),
  taken: null,
  takenAt: null,
  first: null,
  refused: null,
  waited: target?.waited ?? 0,
  sent: false,
});

/** Writes the plan whole; writes nothing and says so when what it replaces is no longer as it was. */
async function putAll(tx: DeviceTx, plan: readonly Planned[]) {
  const own = plan.some(({ target }) => target) ? await tx.own() : [];
  const asItWas = ({ target }: Planned) => target === null || own.some((row) => isSame(row, target));
  if (!plan.every(asItWas)) return false;
  for (const { row, target } of plan) if (target) await tx.putOwn(row);
  await tx.addOwn(plan.filter(({ target }) => !target).map(({ row }) => row));
  return true;
}

const isSame = (row: OwnState, target: OwnMutation): boolean =>
  row.order === target.order && row.id === target.id && row.sent === target.sent && inOutbox(row);

/**
 * Those of the sealed mutations that are still in their place, marked as sent: whoever has the device may bring them to the
 * server from now on, so typing that takes their place names them as written over (I4, I21).
 */
export async function markSealed<M extends Pick<OwnState, 'order' | 'id'>>(
  tx: DeviceTx,
  sealed: readonly M[],
): Promise<readonly M[]> {
  const now = new Map((await tx.own()).map((row) => [row.order, row]));
  const same = sealed.filter(({ order, id }) => now.get(order)?.id === id);
  for (const { order } of same) if (now.get(order)?.sent === false) await tx.patchOwn(order, { sent: true });
  return same;
}

/** Offers a refused mutation again under a new id, in its old place: the first outcome of the old id stands for ever (I8). */
export async function retry(port: DevicePort, chance: ChancePort, order: number): Promise<void> {
  const [old] = await port.openOwn([order]);
  if (!old?.envelope || old.refused === null) return;
  const { first: _, ...rest } = old.envelope;
  const id = chance.newId() as MutationId;
  const { envelope: _old, ...state } = old;
  const row = await port.sealMutation({
    ...state,
    id,
    taken: null,
    takenAt: null,
    first: null,
    refused: null,
    waited: 0,
    sent: false,
    envelope: { ...rest, id },
  });
  await port.transact(async (tx) => {
    const now = (await tx.own()).find((own) => own.order === order);
    if (now?.id === old.id && now.refused !== null) await tx.putOwn(row);
  });
}

/** Takes a mutation out of "Needs you": the person has dealt with it. Only what was refused or has had to wait. */
export async function forgetNeeds(port: DevicePort, order: number): Promise<void> {
  await port.transact(async (tx) => {
    const now = (await tx.own()).find((own) => own.order === order);
    if (now && (now.refused !== null || (inOutbox(now) && now.waited > 0))) await tx.removeOwn([order]);
  });
}
