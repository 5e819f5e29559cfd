/** Mutations with good arguments: for each name the first case of the domain's corpus that changes something, if any does. */
import { readFileSync, readdirSync } from 'node:fs';
import type { MutationEnvelope } from '../../../src/domain/mutation.ts';
import { MUTATIONS } from '../../../src/domain/mutations/registry.ts';
import type { Entry } from '../../../src/domain/record.ts';
import { NOW } from '../../support/builders.ts';
import { aMutation } from '../school-server.ts';

interface Case {
  readonly envelope: MutationEnvelope;
  readonly does: { readonly changed?: readonly Entry[]; readonly refused?: string };
}
const FOLDER = new URL('../../domain/corpus/', import.meta.url);
const isCase = (one: unknown): one is Case => typeof one === 'object' && one !== null && 'envelope' in one;
const CASES = readdirSync(FOLDER)
  .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as unknown)
  .flatMap((all) => (Array.isArray(all) ? all.filter(isCase) : []));

/** Names of all mutations that there are. */
export const NAMES: readonly string[] = MUTATIONS.map(({ name }) => name);

/** A draft of somebody else is not there: everybody writes one of their own. */
const DRAFT_FIELD: Readonly<Record<string, string>> = {
  'draft.write': 'id',
  'draft.set': 'id',
  'draft.step': 'id',
  'draft.discard': 'id',
  'interview.finish': 'draft',
};

/** One of them, as it goes over the wire, about this record; `args`: what of its arguments is otherwise. */
export function oneOf(name: string, record: string, args: object = {}, at: string = NOW) {
  const cases = CASES.filter(({ envelope, does }) => envelope.name === name && does.refused === undefined);
  const found = cases.find(({ does }) => (does.changed?.length ?? 0) > 0) ?? cases[0];
  if (!found) throw new Error(`The corpus has no ${name} that is applied`);
  const { envelope } = found;
  const field = DRAFT_FIELD[name];
  const own = field === undefined ? {} : { [field]: 'draft-own' };
  const all = { ...(envelope.args as object), ...own, ...args };
  return aMutation(name, record as never, all, { version: envelope.version, at: at as never });
}
export type OneMutation = ReturnType<typeof oneOf>;
