/**
 * Own mutations before the server has taken them: their order, what goes into a request, what typing replaces.
 * Pure. Rules: SPEC I4 (typing), I11 (waiting), I13 (one table), I15 (offered again).
 */
import type { CheckedMutation } from '../domain/mutations/registry.ts';
import { checkMutation } from '../domain/mutations/registry.ts';
import type { MutationDefinition, MutationEnvelope, Touch } from '../domain/mutation.ts';
import { BATCH_MAX, MUTATION_MAX_BYTES, bytesOf } from '../protocol/limits.ts';
import type { SyncRequest } from '../protocol/sync.ts';
import type { OwnMutation, OwnState } from './ports.ts';

/** A mutation as it goes over the wire. */
export type WireMutation = SyncRequest['mutations'][number];

/** Is it still to be taken by the server? */
export const inOutbox = ({ taken, refused }: OwnState): boolean => taken === null && refused === null;

/** Does it go with the next request? What is sealed alone cannot: its seal is brought (I22). */
export const isToSend = (own: OwnState): boolean => inOutbox(own) && !own.sealedAlone;

/** Is it about no entry, so that no screen shows it and nobody has to deal with it: that a record was opened? */
export const isReading = ({ touches }: Pick<OwnState, 'touches'>): boolean => touches.length === 0;

/** Is it of people's work, and still to be taken by the server? */
export const isWaiting = (own: OwnState): boolean => inOutbox(own) && !isReading(own);

/** Was it taken and applied? It is kept until no backup without it can be restored (I13). */
export const inJournal = ({ taken, refused }: OwnState): boolean => taken !== null && refused === null;

/** The key of an entry in the world: entries of two records may have the same id. */
const keyOf = (own: OwnState, { entry }: Touch): string => `${own.record} ${entry}`;

/**
 * The outbox in the order in which it is sent: as it was saved, but what has had to wait comes later, and what builds on
 * it comes with it. So nothing stands behind what cannot be judged yet, and nothing overtakes it on the same entry (I11).
 */
export function queue(own: readonly OwnState[]): readonly OwnState[] {
  const waitedOn = new Map<string, number>();
  const ranked = own.filter(isToSend).map((mutation) => {
    const keys = mutation.touches.map((touch) => keyOf(mutation, touch));
    const waited = Math.max(mutation.waited, ...keys.map((key) => waitedOn.get(key) ?? 0));
    for (const key of keys) waitedOn.set(key, waited);
    return { mutation, waited };
  });
  return ranked.toSorted((a, b) => a.waited - b.waited || a.mutation.order - b.mutation.order).map((r) => r.mutation);
}

/** The envelope with the version that it first got, which is kept beside it (I15). */
export function withFirst(envelope: MutationEnvelope, first: number | null): MutationEnvelope {
  return first === null ? envelope : { ...envelope, first };
}

/** A mutation as it goes over the wire. */
export function wireMutation({ first, act, over, ...rest }: MutationEnvelope): WireMutation {
  return {
    ...rest,
    ...(act === undefined ? {} : { act }),
    ...(first === undefined ? {} : { first }),
    ...(over === undefined ? {} : { over }),
  };
}

/** What is taken along in one request: in the order of `queued`, as much as fits (limits of protocol/sync.ts). */
export function batch(
  queued: readonly OwnState[],
  opened: readonly OwnMutation[],
  bytesLeft: number,
): readonly { readonly order: number; readonly wire: WireMutation }[] {
  const byOrder = new Map(opened.map((mutation) => [mutation.order, mutation]));
  const taken: { order: number; wire: WireMutation }[] = [];
  let left = bytesLeft;
  for (const { order, id, first } of queued.slice(0, BATCH_MAX)) {
    const mutation = byOrder.get(order);
    if (mutation?.id !== id) break; // It was saved or replaced since the boxes were opened: it goes with the next request.
    if (!mutation.envelope) continue; // Its box does not open: there is nothing that could be sent.
    const wire = wireMutation(withFirst(mutation.envelope, first));
    left -= bytesOf(wire) + 1;
    if (left < 0) break;
    taken.push({ order, wire });
  }
  return taken;
}

/** Is it larger than the server reads? Said before it is saved, so that the words stay where they were typed. */
export const isTooBig = (envelope: MutationEnvelope): boolean => bytesOf(wireMutation(envelope)) > MUTATION_MAX_BYTES;

/** The pending write whose place a write takes (I4): of the same text, named as written over, never offered again. */
export function typingTarget(later: CheckedMutation, own: readonly OwnMutation[]): OwnMutation | null {
  const typed = later.definition.typing?.(later.args);
  if (!typed) return null;
  const isEarlier = (mutation: OwnMutation): boolean => {
    if (!inOutbox(mutation) || mutation.first !== null || mutation.record !== later.envelope.record) return false;
    const before = typingOf(mutation, later.definition);
    return before?.entry === typed.entry && before.text === typed.text && typed.write.over.includes(before.write.id);
  };
  return own.find(isEarlier) ?? null;
}

/** The write that takes the place of a pending one: the later wording, on what the earlier was written on (I4). */
export function replaceTyping(earlier: OwnMutation, later: CheckedMutation): MutationEnvelope {
  const { definition, envelope, args } = later;
  const before = earlier.envelope ? checkMutation(earlier.envelope) : null;
  if (!before?.ok || !definition.replace) return envelope;
  return { ...envelope, args: definition.replace(before.value.args, args, earlier.sent) };
}

function typingOf({ envelope }: OwnMutation, { name }: MutationDefinition<unknown>) {
  if (envelope?.name !== name) return undefined;
  const checked = checkMutation(envelope);
  return checked.ok ? checked.value.definition.typing?.(checked.value.args) : undefined;
}

/** The envelope without the words of others that it carries for merging: kept so once it is refused (I16). */
export function strippedEnvelope(envelope: MutationEnvelope): MutationEnvelope {
  const checked = checkMutation(envelope);
  if (!checked.ok || !checked.value.definition.stripped) return envelope;
  return { ...envelope, args: checked.value.definition.stripped(checked.value.args) };
}

/** What stands in "Needs you" together: refused mutations that share an entry, in order (I11). */
export function bundles<M extends OwnState>(needs: readonly M[]): readonly (readonly M[])[] {
  const found: { keys: Set<string>; rows: M[] }[] = [];
  for (const mutation of needs) {
    const keys = mutation.touches.map((touch) => keyOf(mutation, touch));
    const joined = found.filter((bundle) => keys.some((key) => bundle.keys.has(key)));
    for (const bundle of joined) found.splice(found.indexOf(bundle), 1);
    found.push({
      keys: new Set([...joined.flatMap((bundle) => [...bundle.keys]), ...keys]),
      rows: [...joined.flatMap((bundle) => bundle.rows), mutation].toSorted((a, b) => a.order - b.order),
    });
  }
  return found.map((bundle) => bundle.rows).toSorted((a, b) => (a[0]?.order ?? 0) - (b[0]?.order ?? 0));
}
