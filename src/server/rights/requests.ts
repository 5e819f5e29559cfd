/** The log of what was asked about pupils' data: on the server alone, for the careers leader, with the day on which each is due. */
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import { fullName } from '../../domain/person-names.ts';
import type { EntryOf } from '../../domain/record.ts';
import { isSchoolRecord, singleton } from '../../domain/record.ts';
import { dueOn, isPaused } from '../../domain/request-clock.ts';
import type { RequestKind } from '../../domain/request-clock.ts';
import type { Instant, IsoDate } from '../../domain/time.ts';
import { dateOf } from '../../domain/time.ts';
import type { NewRequest, RequestChange } from '../../protocol/rights-asked.ts';
import type { RightsRequest } from '../../protocol/rights.ts';
import type { Place } from '../accounts/places.ts';
import { audit } from '../audit/audit.ts';
import type { ServerDeps } from '../deps.ts';
import { ProblemError } from '../http/problem.ts';
import { nameOfPerson, newId } from '../office.ts';
import type { RequestTable } from '../store/schema.ts';
import type { Run } from '../store/store.ts';

/** What the rights of pupils need of the server. */
export type RightsDeps = Pick<ServerDeps, 'store' | 'rosters' | 'now'>;
type Pauses = RightsRequest['pauses'];

/** All of them: open ones first, by the day on which they are due. */
export async function listRequests({ store, now }: RightsDeps, { school }: Place): Promise<RightsRequest[]> {
  const rows = await store.read.selectFrom('request').selectAll().where('school', '=', school).execute();
  const all = await Promise.all(rows.map((row) => shown(store.read, row, dateOf(now()))));
  const order = ({ closed, due, logged }: RightsRequest) => (closed === null ? `0 ${due}` : `1 ${invert(logged)}`);
  return all.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** So that later instants sort first. */
const invert = (at: Instant): string => String(9e15 - Date.parse(at));

/** Writes down what was asked. Throws not-found, bad-request. */
export async function addRequest(deps: RightsDeps, asker: Place, asked: NewRequest): Promise<RightsRequest> {
  const { store, now } = deps;
  const at = now();
  if (asked.received > dateOf(at)) throw new ProblemError('bad-request', 'The day on which it came is still to come.');
  const id = newId(Date.parse(at));
  await store.write(async (tx) => {
    await mustBeHere(tx, asker.school, asked.record);
    const { record, kind, asker: who, received, words } = asked;
    const fresh = { extended: null, closed: null, outcome: null, reason: null, pauses: '[]' };
    const logged = { logged: at, logged_by: asker.person };
    const row = { school: asker.school, id, record, kind, asker: who, received, words, ...logged, ...fresh };
    await tx.insertInto('request').values(row).execute();
    await noteDone(tx, asker, row, { at, what: 'request.logged', detail: { request: id, kind } });
  });
  return oneRequest(deps, asker, id);
}

/** What is said of something that was done with a request. */
interface Noted {
  readonly at: Instant;
  readonly what: string;
  readonly detail: object;
}

/** Into the audit of the record that it is about. */
export const noteDone = (
  tx: Run,
  { school, person }: Pick<Place, 'school' | 'person'>,
  { record }: Pick<RequestTable, 'record'>,
  { at, what, detail }: Noted,
): Promise<void> => audit(tx, school, { at, received: at, person, what, record, detail });

/** A pupil's record that is there. Throws not-found. */
export async function mustBeHere(run: Run, school: SchoolId, record: RecordId): Promise<void> {
  const there = isSchoolRecord(record) ? undefined : await nameIn(run, school, record);
  if (there == null) throw new ProblemError('not-found');
}

/** What a pupil is called; null: there is none. */
export async function nameIn(run: Run, school: SchoolId, record: RecordId): Promise<string | null> {
  const row = await run
    .selectFrom('entry')
    .select('json')
    .where('school', '=', school)
    .where('record', '=', record)
    .where('id', '=', singleton('pupil'))
    .executeTakeFirst();
  return row ? fullName(JSON.parse(row.json) as EntryOf<'pupil'>) : null;
}

/** The row of a request. Throws not-found. */
export async function requestRow(run: Run, school: SchoolId, id: string): Promise<RequestTable> {
  const row = await run
    .selectFrom('request')
    .selectAll()
    .where('school', '=', school)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new ProblemError('not-found');
  return row;
}

/** One of them, as it is shown. */
export const oneRequest = async ({ store, now }: RightsDeps, { school }: Place, id: string): Promise<RightsRequest> =>
  shown(store.read, await requestRow(store.read, school, id), dateOf(now()));

/** Stops its clock, lets it go on, gives it two months more, closes it, opens it again. Throws not-found, conflict. */
export async function changeRequest(
  deps: RightsDeps,
  asker: Place,
  [id, change]: readonly [string, RequestChange],
): Promise<RightsRequest> {
  const at = deps.now();
  await deps.store.write(async (tx) => {
    const row = await requestRow(tx, asker.school, id);
    const set = changed(row, change, dateOf(at));
    await tx.updateTable('request').set(set).where('school', '=', asker.school).where('id', '=', id).execute();
    const detail = { request: id, does: change.does, ...(change.does === 'close' ? { outcome: change.outcome } : {}) };
    await noteDone(tx, asker, row, { at, what: 'request.changed', detail });
  });
  return oneRequest(deps, asker, id);
}

type Change = Partial<Pick<RequestTable, 'pauses' | 'extended' | 'closed' | 'outcome' | 'reason'>>;

function changed(row: RequestTable, change: RequestChange, today: IsoDate): Change {
  const isOpen = row.closed === null;
  if (isOpen !== (change.does !== 'open-again'))
    throw new ProblemError('conflict', isOpen ? 'It is open.' : 'It is closed. Open it again first.');
  const pauses = JSON.parse(row.pauses) as Pauses;
  switch (change.does) {
    case 'pause':
      if (isPaused({ pauses })) throw new ProblemError('conflict', 'Its clock stands still already.');
      return { pauses: JSON.stringify([...pauses, { from: today, to: null, why: change.why }]) };
    case 'resume':
      return { pauses: JSON.stringify(ended(pauses, today)) };
    case 'extend':
      return extended(row, change.why);
    case 'close':
      return { pauses: JSON.stringify(ended(pauses, today)), ...closed(change, today) };
    case 'open-again':
      return { closed: null, outcome: null, reason: null };
  }
}

function extended(row: RequestTable, why: string): Change {
  if (row.extended !== null) throw new ProblemError('conflict', 'It has two months more already.');
  if (row.kind === 'complaint') throw new ProblemError('conflict', 'A complaint is acknowledged within 30 days.');
  return { extended: why };
}

function closed({ outcome, reason }: Extract<RequestChange, { readonly does: 'close' }>, today: IsoDate): Change {
  if (outcome === 'refused' && reason.trim() === '')
    throw new ProblemError('bad-request', 'Write why it is refused: whoever asked is told.');
  return { closed: today, outcome, reason };
}

const ended = (pauses: Pauses, today: IsoDate): Pauses =>
  pauses.map((pause) => (pause.to === null ? { ...pause, to: today } : pause));

async function shown(run: Run, row: RequestTable, today: IsoDate): Promise<RightsRequest> {
  const school = row.school as SchoolId;
  const pauses = JSON.parse(row.pauses) as Pauses;
  const [kind, received] = [row.kind as RequestKind, row.received as IsoDate];
  return {
    id: row.id,
    record: row.record as RecordId,
    name: await nameIn(run, school, row.record as RecordId),
    kind,
    asker: row.asker as RightsRequest['asker'],
    received,
    words: row.words,
    logged: row.logged as Instant,
    by: await nameOfPerson(run, school, row.logged_by),
    pauses,
    extended: row.extended,
    due: dueOn({ kind, received, pauses, extended: row.extended !== null }, today),
    closed: row.closed as IsoDate | null,
    outcome: row.outcome as RightsRequest['outcome'],
    reason: row.reason,
  };
}
