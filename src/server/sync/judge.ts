/**
 * One mutation before the store: applied whole at a version, refused with a reason, or waiting.
 * Rights are judged at arrival, with one grace (I10); what cannot be judged yet waits, with what builds on it (I11).
 */
import { visible } from '../../domain/access.ts';
import type { Entry } from '../../domain/record.ts';
import type { Groups, Role } from '../../domain/group.ts';
import { groupSet } from '../../domain/group.ts';
import { grants } from '../../domain/grants.ts';
import type { EntryId, PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Actor, MutationEnvelope } from '../../domain/mutation.ts';
import type { CheckedMutation } from '../../domain/mutations/registry.ts';
import { applyMutation, checkMutation } from '../../domain/mutations/registry.ts';
import type { CareersRecord } from '../../domain/record.ts';
import { DEFAULT_READERS, isSchoolRecord } from '../../domain/record.ts';
import type { Instant, IsoDate } from '../../domain/time.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { may } from '../../domain/who-may.ts';
import type { Outcome, RefusalReason } from '../../protocol/sync.ts';
import type { Run } from '../store/store.ts';
import { nextVersion, note, putEntries, readRecord, remember } from '../store/store.ts';
import { fieldsChanged } from '../audit/audit.ts';
import { wasLetGo } from '../rights/parts.ts';
import { notTooFast } from './claimed-time.ts';
import { followMoves, hasGone, wentWithErased } from './moved.ts';
import { asSeenThen, wasDone, withWhatIsOwed } from './offered-again.ts';
import { isErased, outcomeRow, reasonOf, refuse } from './refusing.ts';
import { rightsSet } from './rights.ts';
import type { Rosters } from './roster.ts';
import { movesRoster } from './roster.ts';
import { walkInVerdict } from './walk-ins.ts';

/** Days for which a right that has ended still counts for what only adds. Source: SPEC I10. */
export const GRACE_DAYS = 60;
/** Largest entry and record, bytes of JSON and entries. */
const ENTRY_MAX_BYTES = 64 * 1024;
const RECORD_MAX_ENTRIES = 2000;
const RECORD_MAX_BYTES = 2 * 1024 * 1024;

/** Who sends, as the session knows them. */
export interface Sender {
  readonly school: SchoolId;
  readonly person: PersonId;
}

/** What judging needs beside the transaction. */
export interface Bench {
  readonly rosters: Rosters;
  readonly now: Instant;
  /** Version at which this epoch began (I15). */
  readonly epochStart: number;
  /** Entries that wait in this request, with those that build on them. */
  readonly waiting: Set<string>;
  /** Is told of every change, for pokes. */
  readonly changed: (record: CareersRecord, entries: readonly Entry[]) => void;
  /** Names that this server does not know although its code does: an older server beside the new. */
  readonly knows: (name: string) => boolean;
}

/** Judges one mutation in the transaction; remembers its outcome. */
export async function judge(tx: Run, sender: Sender, bench: Bench, envelope: MutationEnvelope): Promise<Outcome> {
  const known = await tx
    .selectFrom('mutation')
    .select(['version', 'refused', 'record'])
    .where('school', '=', sender.school)
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
  const record = await readRecord(tx, school, id);
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
  readonly record: CareersRecord;
  /** The record of which it was said: another one when its entry was moved since, after a restore. Rights are those over this. */
  readonly saidOf: RecordId;
  /** It is about what was let go of, and was said before or after that. */
  readonly gone: Awaited<ReturnType<typeof wasLetGo>>;
}

async function verdictOn(tx: Run, sender: Sender, bench: Bench, asked: Case): Promise<Verdict> {
  const { checked, record, gone } = asked;
  const { envelope, definition, args } = checked;
  if (await isErased(tx, sender.school, envelope.record)) return refusedFor('erased');
  const first = firstBefore(bench, envelope);
  // The ledger has done it again already: it may have taken away the very right by which it was done.
  if (wasDone(record, sender.person, { touches: definition.touches(args), first })) return { kind: 'ok' };
  const roles = await bench.rosters.rolesOf(tx, sender.school, sender.person);
  const groups = await groupsFor(tx, sender, bench, { ...asked, roles });
  if (!groups) return refusedFor(Object.keys(record.entries).length === 0 ? 'no-record' : 'not-permitted');
  const then = asSeenThen(record, sender.person, first);
  const at = notTooFast(envelope.at, bench.now);
  const actor = { person: sender.person, groups, roles, today: dateOf(at) };
  const isAllowed = () => may(actor, then, { ...checked, envelope: { ...envelope, at } });
  const missing = (): Verdict => refusedFor(isAllowed() ? 'missing' : 'not-permitted');
  if (gone !== null) return missing();
  if (asksAfterHidden(then, actor, checked)) return missing();
  const touched = await touchVerdict(tx, sender, { ...asked, record: then, groups });
  if (touched.kind !== 'ok') return touched;
  const chosen = definition.chosenReaders?.(args);
  if (chosen && !chosen.some((group) => groups.includes(group))) return refusedFor('not-permitted');
  return isAllowed() ? walkInVerdict(tx, sender, bench, { envelope, first }) : refusedFor('not-permitted');
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
    return there ? !definition.blind && !visible(there, person, groups) : !creates;
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

async function touchVerdict(
  tx: Run,
  sender: Sender,
  { checked, record, groups }: Case & { readonly groups: Groups },
): Promise<Verdict> {
  const { definition, args, envelope } = checked;
  let missing = false;
  for (const { entry, creates } of definition.touches(args)) {
    const there = record.entries[entry];
    if (there && !definition.blind && !visible(there, sender.person, groups)) return refusedFor('not-permitted');
    // An activity may be logged once more for a pupil of whom it was logged wrongly; all else has a new id.
    if (!there && definition.name !== 'activity.log' && (await hasGone(tx, sender.school, record.id, entry)))
      return refusedFor('missing');
    if (there || creates) continue;
    const never = await neverComes(tx, sender.school, { envelope, record }, entry);
    if (never) return refusedFor(never);
    missing = true;
  }
  return missing ? { kind: 'waits' } : { kind: 'ok' };
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
  const rows = await tx
    .selectFrom('quarantine')
    .select('creates')
    .where('school', '=', school)
    .where('record', '=', record)
    .execute();
  return rows.some((row) => row.creates.split(' ').includes(entry));
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
  if (entries.some((entry) => movesRoster(record.entries[entry.id], entry)) || isNewProgramme(record))
    bench.rosters.moved(sender.school, record.id, entries);
  await note(tx, ...rightsSet(sender.school, { before: record, after: entries }, ctx));
  await remember(tx, outcomeRow(sender, bench, { envelope, version, refused: null }), fieldsChanged(record, entries));
  if (entries.length > 0) bench.changed(record, entries);
  return { id: envelope.id, status: 'applied', version };
}

const isNewProgramme = (record: CareersRecord): boolean =>
  record.id.startsWith('programme/') && Object.keys(record.entries).length === 0;

/** Would an entry or the record be larger than may be? */
export function limitBroken(record: CareersRecord, changed: readonly Entry[]): boolean {
  const sizes = changed.map((entry) => JSON.stringify(entry).length);
  if (sizes.some((size) => size > ENTRY_MAX_BYTES)) return true;
  const fresh = changed.filter((entry) => !record.entries[entry.id]).length;
  const count = Object.keys(record.entries).length + fresh;
  if (count > RECORD_MAX_ENTRIES) return true;
  return (
    count > RECORD_MAX_ENTRIES / 8 &&
    JSON.stringify(record.entries).length + sizes.reduce((a, b) => a + b, 0) > RECORD_MAX_BYTES
  );
}
