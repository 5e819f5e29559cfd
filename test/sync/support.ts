/** Rows of the device's tables for tests of the pure parts: every field has a believable value, and what a test is about is named. */
import type { EntryId, MutationId, RecordId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { checkMutation } from '../../src/domain/mutations/registry.ts';
import type { CheckedMutation } from '../../src/domain/mutations/registry.ts';
import type { HeadLine, Outcome } from '../../src/protocol/sync.ts';
import type { Meta, OwnMutation, OwnState } from '../../src/sync/ports.ts';
import { NOW, uuid } from '../support/builders.ts';
import { newMeta } from '../support/memory-device.ts';

export const AISHA = 'aisha' as RecordId;
export const BEN = 'ben' as RecordId;
export const entryId = (n: number) => uuid(n) as EntryId;
export const mutationId = (n: number) => uuid(900_000 + n) as MutationId;

/** The clear part of an own mutation; its id says its order. */
export const aRow = (order: number, over: Partial<OwnState> = {}): OwnState => ({
  order,
  id: mutationId(order),
  record: AISHA,
  act: null,
  touches: [{ entry: entryId(1), creates: false }],
  taken: null,
  takenAt: null,
  first: null,
  refused: null,
  waited: 0,
  sent: false,
  ...over,
});

/** An envelope about Aisha, unless another record is named. */
export const anEnvelope = (n: number, name: string, args: unknown, record = AISHA): MutationEnvelope => ({
  id: mutationId(n),
  name,
  version: 1,
  record,
  at: NOW,
  args,
});

/** The same, its arguments checked. */
export function aChecked(n: number, name: string, args: unknown): CheckedMutation {
  const checked = checkMutation(anEnvelope(n, name, args));
  if (!checked.ok) throw new Error(`not a ${name}: ${JSON.stringify(checked.error)}`);
  return checked.value;
}

/** An own mutation with its envelope, and the entries that it touches. */
export function anOwn(n: number, name: string, args: unknown, over: Partial<OwnState> = {}): OwnMutation {
  const { definition, args: checked, envelope } = aChecked(n, name, args);
  return { ...aRow(n, { touches: definition.touches(checked), ...over }), envelope };
}

/** A write of a text by number: its id says the number. */
export const aWrite = (n: number, over: readonly number[] = [], base?: string) => ({
  id: uuid(n),
  text: `wording ${n}`,
  over: over.map(uuid),
  ...(base === undefined ? {} : { base }),
});

/** What a device knows that has synced once. */
export const aMeta = (over: Partial<Meta> = {}): Meta => ({
  ...newMeta(uuid(1)),
  epoch: 'epoch-1',
  cookie: 10,
  hash: 'hash-1',
  grants: { [AISHA]: ['N', 'G'], [BEN]: ['N', 'G'] },
  syncedAt: NOW,
  ...over,
});

/** The head of a reply from the same server, with nothing new. */
export const aHead = (over: Partial<HeadLine> = {}): HeadLine => ({
  line: 'head',
  epoch: 'epoch-1',
  start: 20,
  stable: 0,
  outcomes: [],
  grants: null,
  records: 0,
  ...over,
});

export const applied = (n: number, version: number): Outcome => ({ id: mutationId(n), status: 'applied', version });
export const refused = (n: number, version: number): Outcome => ({
  id: mutationId(n),
  status: 'refused',
  version,
  problem: 'not-permitted',
});
export const waits = (n: number): Outcome => ({ id: mutationId(n), status: 'waits' });
