/** How own changes are counted: as people count, by the thing that they did. A draft with ten changes is one thing. */
import type { MutationEnvelope } from '../../domain/mutation.ts';
import type { OwnMutation } from '../../sync/ports.ts';

type Change = Pick<MutationEnvelope, 'id' | 'act' | 'name' | 'args'>;

/** The same for all changes of one thing that a person did. */
const keyOf = ({ id, act, name, args }: Change): string =>
  act ?? (name.startsWith('draft.') ? `draft ${(args as { readonly id: string }).id}` : id);

/** As `keyOf`; a change that does not open here is a thing by itself. */
export const thingOf = (m: OwnMutation): string => (m.envelope ? keyOf(m.envelope) : m.id);

/** How many things a person did in these changes. */
export const thingsIn = (changes: readonly Change[]): number => new Set(changes.map(keyOf)).size;
