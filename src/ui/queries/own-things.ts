/** How own changes are counted: as people count, by the thing that they did. A draft with ten changes is one thing. */
import type { MutationEnvelope } from '../../domain/mutation.ts';
import { bundles, inOutbox } from '../../sync/outbox.ts';
import type { OwnMutation } from '../../sync/ports.ts';

type Change = Pick<MutationEnvelope, 'id' | 'act' | 'name' | 'args'>;

/** The same for all changes of one thing that a person did. */
const keyOf = ({ id, act, name, args }: Change): string =>
  act ?? (name.startsWith('draft.') ? `draft ${(args as { readonly id: string }).id}` : id);

/** As `keyOf`; a change that does not open here is a thing by itself. */
export const thingOf = (m: OwnMutation): string => (m.envelope ? keyOf(m.envelope) : m.id);

/** How many things wait, and how many need the person: what was refused together is one. */
export const countOwn = (own: readonly OwnMutation[]): { readonly waiting: number; readonly needsYou: number } => ({
  waiting: new Set(own.filter(inOutbox).map(thingOf)).size,
  needsYou: new Set(bundles(own.filter((m) => m.refused !== null)).map(([head]) => head && thingOf(head))).size,
});

/** How many things a person did in these changes. */
export const thingsIn = (changes: readonly Change[]): number => new Set(changes.map(keyOf)).size;
