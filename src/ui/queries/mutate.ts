/**
 * The one way in which screens change anything: a named mutation with checked arguments, saved on this device at once.
 * It resolves when it is saved ("Saved on this tablet"), never when it is sent; the words stay with the caller if it fails.
 */
import { useCallback } from 'preact/hooks';
import type { ActId, MutationId, RecordId } from '../../domain/ids.ts';
import type { MutationEnvelope } from '../../domain/mutation.ts';
import type { ArgsOf, MutationName } from '../../domain/mutations/registry.ts';
import { MUTATIONS, checkMutation } from '../../domain/mutations/registry.ts';
import type { MayRule } from '../../domain/who-may.ts';
import { WHO_MAY, mayAtAll } from '../../domain/who-may.ts';
import { assert } from '../../domain/result.ts';
import { toInstant } from '../../domain/time.ts';
import { StorageProblem } from '../../sync/ports.ts';
import type { House } from './house.tsx';
import { useHouse } from './house.tsx';
import { useLive } from './live.ts';

/** What came of saving. `not-saved`: nothing was written; the words must stay on screen. */
export type Saved =
  | { readonly kind: 'saved'; readonly ids: readonly MutationId[] }
  | { readonly kind: 'not-saved'; readonly why: StorageProblem['kind'] };

/** One change of one record. */
export interface Change<N extends MutationName = MutationName> {
  readonly name: N;
  readonly record: RecordId;
  readonly args: ArgsOf<N>;
}

/** A change, its arguments checked against its name by the compiler. */
export const changeOf = <N extends MutationName>(name: N, record: RecordId, args: ArgsOf<N>): Change =>
  ({ name, record, args }) as unknown as Change;

/** Saves one change. */
export type Mutate = <N extends MutationName>(name: N, record: RecordId, args: ArgsOf<N>) => Promise<Saved>;

/** Saves one change of one record. Bad arguments are a bug of the screen, and throw. */
export function useMutate(): Mutate {
  const act = useAct();
  return useCallback((name, record, args) => act([changeOf(name, record, args)]), [act]);
}

/** Saves several changes as one act: one row in Sending, one Undo, each with its own outcome. */
export function useAct(): (changes: readonly Change[]) => Promise<Saved> {
  const house = useHouse();
  return useCallback((changes) => saveAll(house, changes), [house]);
}

async function saveAll(house: House, changes: readonly Change[]): Promise<Saved> {
  const act = changes.length > 1 ? (house.newId() as ActId) : undefined;
  return savedOrNot(
    house,
    changes.map((change) => envelopeOf(house, change, act)),
  );
}

/** Saves envelopes, all of them or none; what could not be written is told, not thrown. */
export async function savedOrNot(house: House, envelopes: readonly MutationEnvelope[]): Promise<Saved> {
  try {
    await house.engine.save(envelopes);
    return { kind: 'saved', ids: envelopes.map((e) => e.id) };
  } catch (problem) {
    if (problem instanceof StorageProblem) return { kind: 'not-saved', why: problem.kind };
    throw problem;
  }
}

function envelopeOf(house: House, { name, record, args }: Change, act: ActId | undefined): MutationEnvelope {
  const definition = MUTATIONS.find((m) => m.name === name);
  assert(definition !== undefined, `a mutation is called ${name}`);
  const envelope: MutationEnvelope = {
    id: house.newId() as MutationId,
    name,
    version: definition.version,
    record,
    ...(act === undefined ? {} : { act }),
    at: toInstant(house.nowMs()),
    args,
  };
  const checked = checkMutation(envelope);
  assert(checked.ok, `${name} is called with good arguments (${checked.ok ? '' : JSON.stringify(checked.error)})`);
  return envelope;
}

/** May the person do this to this record at all? For showing a button: what it is about is judged when it is pressed. */
export function useMay(record: RecordId): (name: MutationName) => boolean {
  const { session, holdings } = useHouse();
  const meta = useLive(['meta'], () => holdings.meta());
  const groups = (meta.state === 'ready' ? meta.value.grants[record] : undefined) ?? [];
  return (name) => {
    const rule: MayRule = WHO_MAY[name];
    return mayAtAll({ groups, roles: session.roles }, rule);
  };
}
