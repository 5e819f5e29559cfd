/**
 * One mutation before the store: applied whole at a version, refused with a reason, or waiting.
 * Rights are judged at arrival, with one grace (I10); what cannot be judged yet waits, with what builds on it (I11).
 */
import { sql } from 'kysely';
import { visible } from '../../domain/access.ts';
import type { Entry } from '../../domain/record.ts';
import type { Groups, Role } from '../../domain/group.ts';
import { groupSet } from '../../domain/group.ts';
import { grants } from '../../domain/grants.ts';
import type { EntryId, PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Actor, MutationEnvelope, Touch } from '../../domain/mutation.ts';
import type { CheckedMutation } from '../../domain/mutations/registry.ts';
import { applyMutation, checkMutation } from '../../domain/mutations/registry.ts';
import type { CareersRecord } from '../../domain/record.ts';
import { DEFAULT_READERS, isSchoolRecord } from '../../domain/record.ts';
import type { Instant, IsoDate } from '../../domain/time.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { may, mayEver } from '../../domain/who-may.ts';
import type { Outcome, RefusalReason } from '../../protocol/sync.ts';
import type { Run, StoredRecord } from '../store/store.ts';
import { nextVersion, note, putEntries, remember } from '../store/store.ts';
import { fieldsChanged } from '../audit/audit.ts';
import { wasLetGo } from '../rights/parts.ts';
import { notTooFast } from './claimed-time.ts';
import { followMoves, hasGone, wentWithErased } from './moved.ts';
import { asSeenThen, wasDone, withWhatIsOwed } from './offered-again.ts';
import type { OpenRecords } from './open-records.ts';
import { limitBroken } from './record-limits.ts';
import { isErased, outcomeRow, reasonOf, refuse } from './refusing.ts';
import { rightsSet } from './rights.ts';
import type { Rosters } from './roster.ts';
import { movesRoster } from './roster.ts';
import { walkInVerdict } from './walk-ins.ts';

/** Days for which a right that has ended still counts for what only adds. Source: SPEC I10. */
export const GRACE_DAYS = 60;

/** Who sends, as the session knows them. */
export interface Sender {
  readonly school: SchoolId;
  readonly person: PersonId;
}

/** What judging needs beside the transaction. */
export interface Bench {
  readonly rosters: Rosters;
  readonly records: OpenRecords;
  readonly now: Instant;
  /** Version at which this epoch began (I15). */
  readonly epochStart: number;
  /** Entries that wait in this request, with those that build on them. */
  readonly waiting: Set<string>;
  /** Is told of every change, for pokes. */
  readonly changed: (record: CareersRecord, entries: readonly Entry[]) => void;
  /** Is there room to keep so many bytes of what was refused of the sender? */
  readonly keepsWords: (bytes: number) => boolean;
  /** Names that this server does not know although its code does: an older server beside the new. */
  readonly knows: (name: string) => boolean;
}

/** Judges one mutation in the transaction; remembers its outcome. */
export async function judge(tx: Run, sender: Sender, bench: Bench, envelope: MutationEnvelope): Promise<Outcome> {
  const known = await tx
    .selectFrom('mutation')
    .select(['version', 'refused', 'record'])
    .where('school', '=', sender.school)
    .where('person', '=', sender.person)
    .where('id', '=', envelope.id)
    .executeTakeFirst();
  if (known) {
    const isOfErased = known.refused !== null && (await isErased(tx, sender.school, known.record as RecordId));
    return repeated(envelope, isOfErased ? { ...known, refused: 'erased' } : known);
  }
  const checked = bench.knows(envelope.name)
    ? checkMutation(envelope)
    : ({ ok: false, error: { kind: 'unknown' } } as const);
  if (!checked.ok) {
    return checked.error.kind === 'unknown'
      ? waits(bench, envelope, [])
      : refuse(tx, sender, bench, { envelope, reason: 'malformed' });
  }
  return judgeChecked(tx, sender, bench, checked.value);
}

const repeated = (
  { id }: MutationEnvelope,
  { version, refused }: { readonly version: number; readonly refused: string | null },
): Outcome =>
  refused === null
    ? { id, status: 'applied', version }
    : { id, status: 'refused', version, problem: refused as RefusalReason };

async function judgeChecked(tx: Run, sender: Sender, bench: Bench, checked: CheckedMutation): Promise<Outcome> {
  const { envelope, definition, args } = checked;
  const touches = definition.touches(args);
  const builds = touches.some((t) => bench.waiting.has(waitKey(envelope, t.entry)));
  if (builds)
    return waits(
      bench,
      envelope,
      touches.map((t) => t.entry),
    );
  const asked = await caseOf(tx, sender, bench, checked);
  const verdict = await verdictOn(tx, sender, bench, asked);
  if (verdict.kind === 'waits')
    return waits(
      bench,
      envelope,
      touches.map((t) => t.entry),
    );
  if (verdict.kind === 'refused')
    return refuse(tx, sender, bench, {
      envelope: asked.checked.envelope,
      reason: verdict.reason,
      checked,
      forget: asked.gone === 'before',
    });
  return commit(tx, sender, bench, asked);
}

/** The mutation with the record to which it belongs now. */
async function caseOf(tx: Run, { school, person }: Sender, bench: Bench, checked: CheckedMutation): Promise<Case> {
  const { envelope, definition, args } = checked;
  const first = firstBefore(bench, envelope);
  const touches = definition.touches(args);
  const id = await followMoves(tx, school, { ...envelope, person, touches, first, epochStart: bench.epochStart });
  const record = await bench.records.read(tx, school, id);
  const here = { ...envelope, record: id };
  const gone = await wasLetGo(tx, school, { envelope: here, touches, first });
  return { checked: { ...checked, envelope: here }, record, saidOf: envelope.record, gone };
}

const waitKey = (envelope: MutationEnvelope, entry: EntryId): string => `${envelope.record} ${entry}`;

function waits(bench: Bench, envelope: MutationEnvelope, entries: readonly EntryId[]): Outcome {
  for (const entry of entries) bench.waiting.add(waitKey(envelope, entry));
  return { id: envelope.id, status: 'waits' };
}

type Verdict =
  | { readonly kind: 'ok' }
  | { readonly kind: 'waits' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };
const refusedFor = (reason: RefusalReason): Verdict => ({ kind: 'refused', reason });

interface Case {
  readonly checked: CheckedMutation;
  readonly record: StoredRecord;
  /** The record of which it was said: another one when its entry was moved since, after a restore. Rights are those over this. */
  readonly saidOf: RecordId;
  /** It is about what was let go of, and was said before or after that. */
  readonly gone: Awaited<ReturnType<typeof wasLetGo>>;
}

async function verdictOn(tx: Run, sender: Sender, bench: Bench, asked: Case): Promise<Verdict> {
  const { checked, record } = asked;
  const { envelope, definition, args } = checked;
  if (await isErased(tx, sender.school, envelope.record)) return refusedFor('erased');
  const first = firstBefore(bench, envelope);
  // The ledger has done it again already: it may have taken away the very right by which it was done.
  if (wasDone(record, sender.person, { touches: definition.touches(args), first })) return { kind: 'ok' };
  const roles = await bench.rosters.rolesOf(tx, sender.school, sender.person);
  const groups = await groupsFor(tx, sender, bench, { ...asked, roles });
  if (!groups) return refusedFor(Object.keys(record.entries).length === 0 ? 'no-record' : 'not-permitted');
  const at = notTooFast(envelope.at, bench.now);
  const actor = { person: sender.person, groups, roles, today: dateOf(at) };
  // Before anything is looked for: whoever may do it to no entry learns of none whether it is there (I6).
  if (!mayEver(actor, record.id, definition.name)) return refusedFor('not-permitted');
  const seen = asSeenThen(record, sender.person, first);
  const said = { ...asked, checked: { ...checked, envelope: { ...envelope, at } }, seen };
  const verdict = await verdictFor(tx, sender, actor, said);
  return verdict.kind === 'ok' ? walkInVerdict(tx, sender, bench, { envelope, first }) : verdict;
}

/** What is said to somebody in these groups. `seen`: the record as they saw it; the claimed time is put right. */
async function verdictFor(
  tx: Run,
  sender: Sender,
  actor: Actor,
  { checked, gone, seen }: Pick<Case, 'checked' | 'gone'> & { readonly seen: CareersRecord },
): Promise<Verdict> {
  const isAllowed = () => may(actor, seen, checked);
  if (gone !== null || asksAfterHidden(seen, actor, checked))
    return refusedFor(isAllowed() ? 'missing' : 'not-permitted');
  const touched = await touchVerdict(tx, sender, { checked, record: seen, groups: actor.groups });
  if (touched.kind !== 'ok') return touched;
  const chosen = checked.definition.chosenReaders?.(checked.args);
  if (chosen && !chosen.some((group) => actor.groups.includes(group))) return refusedFor('not-permitted');
  return isAllowed() ? { kind: 'ok' } : refusedFor('not-permitted');
}

/**
 * Does it name the one entry of its kind ("support"), which its sender does not read? The answer is the same whether it is
 * there or not: everybody knows the name, and that it is there would tell of it (I6).
 */
const asksAfterHidden = (
  record: CareersRecord,
  { person, groups }: Actor,
  { definition, args }: CheckedMutation,
): boolean =>
  definition.touches(args).some(({ entry, creates }) => {
    if (!Object.hasOwn(DEFAULT_READERS, entry)) return false;
    const there = record.entries[entry];
    return !definition.blind && (there ? !visible(there, person, groups) : !creates);
  });

interface GroupsCase extends Case {
  readonly roles: readonly Role[];
}

/** The groups in which the sender acts: those of now, those of the claimed time for what only adds, or those over a new record. */
async function groupsFor(
  tx: Run,
  sender: Sender,
  bench: Bench,
  { checked, record, saidOf, roles }: GroupsCase,
): Promise<Groups | undefined> {
  const { envelope, definition } = checked;
  const today = dateOf(bench.now);
  const now = await bench.rosters.groupsIn(tx, sender.school, saidOf, sender.person, today);
  const then = definition.adds ? await groupsThen(tx, sender, bench, { ...envelope, record: saidOf }) : [];
  const groups = groupSet([...now, ...then]);
  if (groups.length > 0) return groups;
  const isNew = Object.keys(record.entries).length === 0;
  if (isNew && definition.founds && roles.includes('adviser')) return ['N', 'G'];
  const founds = definition.name === 'pupil.enrol' || isSchoolRecord(envelope.record);
  if (!isNew || !founds) return undefined;
  if (roles.includes('leader')) return ['N', 'L'];
  return roles.includes('admin') ? ['N'] : undefined;
}

/** The groups of the claimed day, as far as they had not ended more than GRACE_DAYS ago. */
async function groupsThen(tx: Run, sender: Sender, bench: Bench, envelope: MutationEnvelope): Promise<Groups> {
  const claimed = dateOf(envelope.at);
  const today = dateOf(bench.now);
  if (claimed >= today) return [];
  const facts = await bench.rosters.facts(tx, sender.school);
  const groupsOn = (day: IsoDate) => grants(sender.person, facts, day).get(envelope.record) ?? [];
  const lately = addDays(today, -GRACE_DAYS);
  const then = groupsOn(claimed);
  return claimed >= lately ? then : groupSet(then.filter((group) => groupsOn(lately).includes(group)));
}

interface Touching extends Pick<Case, 'checked'> {
  readonly record: CareersRecord;
  readonly groups: Groups;
}

async function touchVerdict(tx: Run, sender: Sender, touching: Touching): Promise<Verdict> {
  const { definition, args } = touching.checked;
  let missing = false;
  for (const touch of definition.touches(args)) {
    const stands = await verdictOnTouch(tx, sender, touching, touch);
    if (stands.kind === 'refused') return stands;
    if (stands.kind === 'waits') missing = true;
  }
  return missing ? { kind: 'waits' } : { kind: 'ok' };
}

async function verdictOnTouch(
  tx: Run,
  { school, person }: Sender,
  { checked: { definition, envelope }, record, groups }: Touching,
  { entry, creates }: Touch,
): Promise<Verdict> {
  // The same answer whether it is there or not: its author need not be able to read it (I6).
  if (definition.blind && !creates) return { kind: 'ok' };
  const there = record.entries[entry];
  if (there && !definition.blind && !visible(there, person, groups)) return refusedFor('not-permitted');
  // An activity may be logged once more for a pupil of whom it was logged wrongly; all else has a new id.
  if (!there && definition.name !== 'activity.log' && (await hasGone(tx, school, record.id, entry)))
    return refusedFor('missing');
  if (there || creates) return { kind: 'ok' };
  const never = await neverComes(tx, school, { envelope, record }, entry);
  return never ? refusedFor(never) : { kind: 'waits' };
}

/** The version that a mutation first got, if it is below the beginning of this epoch (I15). */
const firstBefore = ({ epochStart }: Bench, { first }: MutationEnvelope): number | undefined =>
  first !== undefined && first < epochStart ? first : undefined;

/** Why an entry that is not here will never be; null: it may come yet. */
async function neverComes(
  tx: Run,
  school: SchoolId,
  { envelope, record }: { readonly envelope: MutationEnvelope; readonly record: CareersRecord },
  entry: EntryId,
): Promise<RefusalReason | null> {
  if (await isOrphan(tx, school, envelope, entry)) return 'builds-on-refused';
  return (await wentWithErased(tx, school, record.id, entry)) ? 'missing' : null;
}

/** Was the creation of this entry refused? Then what builds on it is refused with it (I11). */
async function isOrphan(tx: Run, school: SchoolId, { record }: MutationEnvelope, entry: EntryId): Promise<boolean> {
  // Looked for in the index alone: a record may have thousands of them.
  const row = await tx
    .selectFrom('quarantine')
    .select('record')
    .where('school', '=', school)
    .where('record', '=', record)
    .where(sql<boolean>`instr(' ' || creates || ' ', ${` ${entry} `}) > 0`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function commit(
  tx: Run,
  sender: Sender,
  bench: Bench,
  { checked, record }: Omit<Case, 'saidOf' | 'gone'>,
): Promise<Outcome> {
  const { envelope } = checked;
  const version = await nextVersion(tx, sender.school);
  const first = firstBefore(bench, envelope);
  const at = notTooFast(envelope.at, bench.now);
  const ctx = { person: sender.person, at, version, rank: first ?? version, over: envelope.over };
  const applied = applyMutation(record, checked, ctx);
  if (!applied.ok) return refuse(tx, sender, bench, { envelope, reason: reasonOf(applied.error), checked, version });
  const tooBig = limitBroken(record, applied.value);
  if (tooBig) return refuse(tx, sender, bench, { envelope, reason: 'too-big', checked, version });
  const entries = await withWhatIsOwed(tx, sender.school, record, { entries: applied.value, version });
  await putEntries(tx, sender.school, record, { entries, version });
  bench.records.changed(record, entries);
  if (entries.some((entry) => movesRoster(record.entries[entry.id], entry)) || isNewProgramme(record))
    bench.rosters.moved(sender.school, record.id, entries);
  await note(tx, ...rightsSet(sender.school, { before: record, after: entries }, ctx));
  await remember(tx, outcomeRow(sender, bench, { envelope, version, refused: null }), fieldsChanged(record, entries));
  if (entries.length > 0) bench.changed(record, entries);
  return { id: envelope.id, status: 'applied', version };
}

const isNewProgramme = (record: CareersRecord): boolean =>
  record.id.startsWith('programme/') && Object.keys(record.entries).length === 0;
