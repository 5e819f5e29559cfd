/** "Move to another pupil": the careers leader puts an entry onto the right pupil's record. One audited transaction. */
import type { MutationId, PersonId, RecordId, SchoolId } from '../domain/ids.ts';
import { visible } from '../domain/access.ts';
import type { Immovable } from '../domain/move-entry.ts';
import { draftsOf, whatMoves } from '../domain/move-entry.ts';
import type { Entry } from '../domain/record.ts';
import { entryOf, isSchoolRecord, singleton } from '../domain/record.ts';
import type { Instant } from '../domain/time.ts';
import { dateOf } from '../domain/time.ts';
import type { MoveConfirm, MoveDone, MovePreview, MoveWanted } from '../protocol/move.ts';
import type { Place } from './accounts/places.ts';
import { audit, fieldsChanged } from './audit/audit.ts';
import type { ServerDeps } from './deps.ts';
import { ProblemError } from './http/problem.ts';
import { mustLead } from './must-lead.ts';
import { newId, writeAs } from './office.ts';
import type { Run, StoredRecord } from './store/store.ts';
import { nextVersion, note, reachOf, readRecord, remember } from './store/store.ts';
import { limitBroken } from './sync/record-limits.ts';
import type { MovedLine } from './sync/moved.ts';
import { madeOf, moveEntries, rememberMoved } from './sync/moved.ts';

type Holder = MovePreview['holders'][number];

/** What moving needs of the server. */
export type MoveDeps = Pick<ServerDeps, 'store' | 'rosters' | 'now'> & {
  readonly events: Pick<ServerDeps['events'], 'poke'>;
};
/** Who asks for it. */
type Asker = Pick<Place, 'school' | 'person'>;

/** What would move, and on whose devices it is: that somebody asked is written down, and nothing else changes. */
export async function previewMove(deps: MoveDeps, asker: Asker, wanted: MoveWanted): Promise<MovePreview> {
  await mustLead(deps, asker);
  const run = deps.store.read;
  const plan = await planMove(run, asker.school, wanted);
  const at = deps.now();
  const { record, entry } = wanted;
  // Not to whom it would go: the audit of a record names no other pupil.
  const row = { at, received: at, person: asker.person, what: 'move.looked-at', record, detail: { entry } };
  await deps.store.write((tx) => audit(tx, asker.school, row));
  return { entries: plan.entries.map(({ id }) => id), holders: await holdersOf(run, deps, asker.school, plan) };
}

/** Moves what was shown, or nothing. Devices that hold it let go of it at their next sync. */
export async function moveEntry(deps: MoveDeps, asker: Asker, wanted: MoveConfirm): Promise<MoveDone> {
  await mustLead(deps, asker);
  const { school } = asker;
  const moved = await writeAs(deps, school, async (tx) => {
    const { from, to, entries: shown } = await planMove(tx, school, wanted);
    const ids = shown.map(({ id }) => id);
    if (ids.toSorted().join(' ') !== wanted.entries.toSorted().join(' ')) throw new ProblemError('conflict', CHANGED);
    const held = JSON.stringify(await holdersOf(tx, deps, school, { from, entries: shown }));
    const entries = [...shown, ...draftsOf(from, shown)];
    const made = await Promise.all(entries.map((entry) => madeOf(tx, school, from.id, entry)));
    const version = await nextVersion(tx, school);
    const now = deps.now();
    await moveEntries(tx, school, { from, to, entries, version });
    const line: MovedLine = {
      kind: 'moved',
      school,
      record: from.id,
      to: to.id,
      entries: entries.map(({ id }) => id),
      made,
      rank: version,
      by: asker.person,
      at: now,
    };
    await rememberMoved(tx, line, held);
    await note(tx, line);
    for (const record of [from.id, to.id])
      await remember(tx, outcomeRow(asker, record, { version, now }), fieldsChanged(to, entries));
    return { version, entries, from, to };
  });
  // A booking that moved is another grant.
  deps.rosters.forget(school);
  const who = new Set(moved.entries.flatMap(reachOf));
  const reach = new Map([moved.from, moved.to].map(({ id }) => [id, who]));
  deps.events.poke({ school, version: moved.version, reach });
  return { version: moved.version };
}

const CHANGED = 'There is more to move now than was shown. Look again before moving it.';

interface Plan {
  readonly from: StoredRecord;
  readonly to: StoredRecord;
  readonly entries: readonly Entry[];
}

/** What is to be done; throws the problem that stands in the way. */
async function planMove(run: Run, school: SchoolId, { record, entry, to: other }: MoveWanted): Promise<Plan> {
  if (record === other) throw new ProblemError('bad-request', 'It is on this pupil’s record already.');
  const [from, to] = [await pupilRecord(run, school, record), await pupilRecord(run, school, other)];
  const moves = whatMoves(from, entry);
  if (!moves.ok) throw new ProblemError('conflict', WHY_NOT[moves.error.kind]);
  const entries = moves.value;
  if (entries.some(({ id }) => to.entries[id])) throw new ProblemError('conflict', THERE_ALREADY);
  if (limitBroken(to, entries)) throw new ProblemError('too-big', 'That pupil’s record would be too large.');
  return { from, to, entries };
}

const THERE_ALREADY = 'That pupil’s record has it already. Remove it here instead.';

const WHY_NOT: Readonly<Record<Immovable['kind'], string>> = {
  missing: 'It is not on this record any more.',
  'wrong-kind': 'This stays with the pupil. Write it on the other record instead.',
  removed: 'It was removed. What is removed stays where it is.',
  booked: 'It has not been held yet. Cancel it, and book it for the other pupil.',
  'part-of-interview': 'It belongs to an interview. Move the interview.',
  'own-words': 'The pupil wrote this, so it stays on their record.',
};

async function pupilRecord(run: Run, school: SchoolId, id: RecordId): Promise<StoredRecord> {
  const record = isSchoolRecord(id) ? null : await readRecord(run, school, id);
  if (!record || !entryOf(record, singleton('pupil'), 'pupil')) throw new ProblemError('not-found');
  return record;
}

/** The people who may read some of it and whose devices have asked for it: staff, and the pupil. */
async function holdersOf(
  run: Run,
  { rosters, now }: MoveDeps,
  school: SchoolId,
  { from, entries }: Pick<Plan, 'from' | 'entries'>,
): Promise<Holder[]> {
  const devices = await run
    .selectFrom('device')
    .select((eb) => ['person', eb.fn.countAll<number>().as('devices'), eb.fn.max('seen').as('seen')])
    .where('school', '=', school)
    .groupBy('person')
    .orderBy('person')
    .execute();
  const { staff } = await rosters.facts(run, school);
  const known = new Set<string>([from.id, ...staff.map(({ person }) => person)]);
  const holders: Holder[] = [];
  for (const row of devices.filter(({ person }) => known.has(person))) {
    const person = row.person as PersonId;
    const groups = await rosters.groupsIn(run, school, from.id, person, dateOf(now()));
    if (entries.some((entry) => visible(entry, person, groups)))
      holders.push({ person, devices: Number(row.devices), seen: row.seen as Instant });
  }
  return holders;
}

/** The move as it stands beside the changes of either record. */
const outcomeRow = (
  { school, person }: Asker,
  record: RecordId,
  { version, now }: { readonly version: number; readonly now: Instant },
) => ({
  school,
  id: newId(Date.parse(now)) as MutationId,
  person,
  name: 'entry.move',
  record,
  version,
  refused: null,
  at: now,
  received: now,
});
