/**
 * The sync handler: one request, one transaction, a stream of lines. Source: SPEC I5 to I9, I12, I14.
 */
import type { Grants } from '../../domain/grants.ts';
import type { Groups } from '../../domain/group.ts';
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import { isSchoolRecord } from '../../domain/record.ts';
import { dateOf } from '../../domain/time.ts';
import type { HeadLine, SyncRequest } from '../../protocol/sync.ts';
import type { Run } from '../store/store.ts';
import { entriesOfKinds, schoolRow, viewJson } from '../store/store.ts';
import type { Sender } from './judge.ts';
import type { Bring, SyncDeps } from './judging.ts';
import { judging } from './judging.ts';
import { refusedOfErased } from './refusing.ts';
import { grantsLine, hashWithErased } from './roster.ts';

/** What the transaction leaves for the stream. */
export interface Opened {
  readonly head: HeadLine;
  readonly send: readonly RecordId[];
  readonly groups: Grants;
}

/** The first half: push and head, in one transaction. Rejects when the store fails; the device then keeps all. */
export async function openSync(deps: SyncDeps, sender: Sender, request: SyncRequest): Promise<Opened> {
  const { mutations } = request;
  return judging(deps, sender, mutations.length > 0, (tx, bring) => open(tx, deps, { sender, request, bring }));
}

interface Opening {
  readonly sender: Sender;
  readonly request: SyncRequest;
  readonly bring: Bring;
}

async function open(tx: Run, deps: SyncDeps, { sender, request, bring }: Opening): Promise<Opened> {
  const before = await schoolRow(tx, sender.school);
  // Who does not know of this epoch is told first (I14).
  const outcomes = request.epoch === before.epoch ? await bring(request.mutations, before.epoch_start) : [];
  const { version, epoch, stable } = outcomes.length > 0 ? await schoolRow(tx, sender.school) : before;
  const granted = await deps.rosters.granted(tx, sender.school, sender.person, dateOf(deps.now()));
  const erased = await erasedRecords(tx, sender.school);
  const hash = hashWithErased(granted.hash, erased);
  const isNews = request.hash !== hash;
  const gone = isNews ? await refusedOfErased(tx, sender) : [];
  const judged = new Set<string>(outcomes.map(({ id }) => id));
  const send = await recordsToSend(tx, deps, sender, {
    request,
    grants: granted.grants,
    all: request.cookie === null || request.epoch !== epoch,
  });
  return {
    head: {
      line: 'head',
      epoch,
      start: version,
      stable,
      outcomes: [...outcomes, ...gone.filter(({ id }) => !judged.has(id))],
      grants: isNews ? grantsLine(granted, erased) : null,
      records: send.length,
    },
    send,
    groups: granted.grants,
  };
}

async function erasedRecords(tx: Run, school: SchoolId): Promise<readonly RecordId[]> {
  const rows = await tx.selectFrom('erased').select('record').where('school', '=', school).orderBy('record').execute();
  return rows.map((row) => row.record as RecordId);
}

interface Asked {
  readonly request: SyncRequest;
  readonly grants: Grants;
  readonly all: boolean;
}

/** Every granted record that changed since the cookie, is wanted, or fails the check; today's interviews first on a first sync. */
async function recordsToSend(
  tx: Run,
  deps: SyncDeps,
  sender: Sender,
  { request, grants, all }: Asked,
): Promise<readonly RecordId[]> {
  if (all) return inUsefulOrder(tx, deps, sender, [...grants.keys()]);
  const send = new Set(request.want.filter((id) => grants.has(id)));
  const since = await tx
    .selectFrom('reach')
    .select(['record', 'who'])
    .where('school', '=', sender.school)
    .where('version', '>', request.cookie ?? 0)
    .execute();
  for (const { record, who } of since)
    if (reads(grants.get(record as RecordId), sender.person, who)) send.add(record as RecordId);
  for (const [id, held] of request.check) {
    const groups = grants.get(id);
    if (groups && (await versionFor(tx, sender.school, [id, sender.person, groups])) > held) send.add(id);
  }
  return [...send];
}

const reads = (groups: Groups | undefined, person: PersonId, who: string): boolean =>
  groups !== undefined && (who === person || groups.includes(who as Groups[number]));

/** The last version at which something that this person reads there, or may no longer read, changed (I6). */
async function versionFor(
  run: Run,
  school: SchoolId,
  [id, person, groups]: readonly [RecordId, PersonId, Groups],
): Promise<number> {
  const row = await run
    .selectFrom('reach')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('school', '=', school)
    .where('record', '=', id)
    .where('who', 'in', [...groups, person])
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** The school's own records, then the pupils whom the person sees today, then the rest. */
async function inUsefulOrder(
  tx: Run,
  deps: SyncDeps,
  sender: Sender,
  ids: readonly RecordId[],
): Promise<readonly RecordId[]> {
  const today = dateOf(deps.now());
  const interviews = await entriesOfKinds(tx, sender.school, ['interview']);
  const todays = new Set(
    interviews.flatMap(([id, entry]) =>
      entry.kind === 'interview' && entry.adviser === sender.person && entry.date === today ? [id] : [],
    ),
  );
  const rank = (id: RecordId) => (isSchoolRecord(id) ? 0 : todays.has(id) ? 1 : 2);
  return ids.toSorted((a, b) => rank(a) - rank(b));
}

/**
 * The second half: the head, the records, done; each line is JSON text. Every record is read with the grant of that moment;
 * when it is no longer the grant of the head the reply ends without `done` (I5).
 */
export async function* syncLines(
  deps: SyncDeps,
  sender: Sender,
  { head, send, groups }: Opened,
): AsyncGenerator<string, void, undefined> {
  const { store, rosters } = deps;
  yield JSON.stringify(head);
  if (send.length > 0) await deps.sending?.(send.map((id) => [id, groups.get(id) ?? []]));
  for (const id of send) {
    const granted = await rosters.granted(store.read, sender.school, sender.person, dateOf(deps.now()));
    const now = granted.grants.get(id);
    if (now === undefined || now.join('') !== groups.get(id)?.join('')) return;
    const who = [id, sender.person, now] as const;
    const version = await versionFor(store.read, sender.school, who);
    const entries = await viewJson(store.read, sender.school, who);
    yield `{"line":"record","id":${JSON.stringify(id)},"version":${version},"entries":${entries}}`;
  }
  yield JSON.stringify({ line: 'done', cookie: head.start, serverTime: deps.now() });
}
