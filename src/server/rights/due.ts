/** Which records are due to be let go of, and which are kept longer. Source: policy 5.3.5; domain/retention.ts. */
import type { KeptPart } from '../../domain/entries/school.ts';
import type { RecordId, SchoolId } from '../../domain/ids.ts';
import { fullName } from '../../domain/person-names.ts';
import type { Entry, EntryOf } from '../../domain/record.ts';
import { SCHOOL_RECORD, entryOf, singleton } from '../../domain/record.ts';
import { periodsOf } from '../../domain/kept-until.ts';
import type { Due, LetGo } from '../../domain/retention.ts';
import { goesOnLeaving, hasLeft, isDue, isPart, keptTo, partsDue } from '../../domain/retention.ts';
import type { Instant, IsoDate } from '../../domain/time.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import type { KeepLonger } from '../../protocol/rights-asked.ts';
import type { DueRecord, KeptLonger, Retention } from '../../protocol/rights.ts';
import type { Place } from '../accounts/places.ts';
import { ProblemError } from '../http/problem.ts';
import { nameOfPerson } from '../office.ts';
import type { Run } from '../store/store.ts';
import { entriesOfKinds, readRecord } from '../store/store.ts';
import type { RightsDeps } from './requests.ts';
import { partsThere } from './parts.ts';
import { mustBeHere, nameIn, noteDone } from './requests.ts';

/** Somebody who has left. */
export interface Leaver {
  readonly record: RecordId;
  readonly pupil: EntryOf<'pupil'>;
  readonly hasSupport: boolean;
  /** Of which parts the record has entries. */
  readonly parts: ReadonlySet<KeptPart>;
}

/** All of them. */
export async function leavers(run: Run, school: SchoolId, today: IsoDate): Promise<readonly Leaver[]> {
  const pupils = new Map<RecordId, EntryOf<'pupil'>>();
  const supported = new Set<RecordId>();
  for (const [record, entry] of await entriesOfKinds(run, school, ['pupil', 'support', 'adjustment'])) {
    if (entry.kind === 'pupil' && hasLeft(entry, today)) pupils.set(record, entry);
    if (goesOnLeaving(entry as Entry)) supported.add(record);
  }
  const parts = await partsThere(run, school);
  return [...pupils].map(([record, pupil]) => ({
    record,
    pupil,
    hasSupport: supported.has(record),
    parts: parts.get(record) ?? new Set(),
  }));
}

/** What stands in the way of letting go of a whole record, by record. */
async function reasonsToStay(run: Run, school: SchoolId): Promise<ReadonlyMap<string, string>> {
  const open = await run
    .selectFrom('request')
    .select('record')
    .where('school', '=', school)
    .where('closed', 'is', null)
    .where('kind', '!=', 'erase')
    .execute();
  return new Map(open.map(({ record }) => [record, STAYS]));
}

const STAYS = 'Something that was asked about it is still open.';

/** Why a record cannot go now, as a sentence; null: it can. */
export const whyItStays = async (run: Run, school: SchoolId, record: RecordId): Promise<string | null> =>
  (await reasonsToStay(run, school)).get(record) ?? null;

/** What of a leaver's record is due, the whole of it alone where that is. */
export const dueOf = ({ pupil, hasSupport, parts }: Leaver, due: Due): readonly LetGo[] =>
  isDue(pupil, due)
    ? ['record']
    : [...(hasSupport ? (['support'] as const) : []), ...partsDue(pupil, due).filter((part) => parts.has(part))];

/** Until when records are kept longer, by record. */
export async function keptLonger(run: Run, school: SchoolId): Promise<ReadonlyMap<string, IsoDate>> {
  const rows = await run.selectFrom('kept_longer').select(['record', 'until']).where('school', '=', school).execute();
  return new Map(rows.map(({ record, until }) => [record, until as IsoDate]));
}

/** The school's settings; undefined: it has not been set up. */
export const settingsOf = async (run: Run, school: SchoolId): Promise<EntryOf<'school'> | undefined> =>
  entryOf(await readRecord(run, school, SCHOOL_RECORD), singleton('school'), 'school');

/** The list for approval. */
export async function dueRecords({ store: { read }, now }: RightsDeps, { school }: Place): Promise<Retention> {
  const today = dateOf(now());
  const settings = await settingsOf(read, school);
  const longer = await keptLonger(read, school);
  const stays = await reasonsToStay(read, school);
  const all = await leavers(read, school, today);
  const due: DueRecord[] = [];
  const ends: IsoDate[] = [];
  for (const leaver of all) {
    const { record, pupil } = leaver;
    for (const what of dueOf(leaver, { school: settings, longer: longer.get(record) ?? null, today })) {
      const until = what === 'support' ? pupil.to : keptTo(pupil, settings, today, what);
      due.push(shownDue(leaver, { until: until ?? today, what, stays: what === 'support' ? null : stays.get(record) }));
    }
    const until = keptTo(pupil, settings, today);
    if (until !== null && until >= today) ends.push(addDays(until, 1));
  }
  return {
    periods: periodsOf(settings),
    due: due.toSorted((a, b) => (a.until === b.until ? 0 : a.until < b.until ? -1 : 1)),
    longer: await shownLonger(read, school),
    later: ends.length,
    next: ends.toSorted()[0] ?? null,
  };
}

interface Why {
  readonly until: IsoDate;
  readonly what: LetGo;
  readonly stays: string | null | undefined;
}

const shownDue = ({ record, pupil }: Leaver, { until, what, stays }: Why): DueRecord => ({
  record,
  name: fullName(pupil),
  form: pupil.form,
  year: pupil.year,
  left: pupil.to ?? until,
  until,
  what,
  stays: stays ?? null,
});

async function shownLonger(run: Run, school: SchoolId): Promise<KeptLonger[]> {
  const rows = await run.selectFrom('kept_longer').selectAll().where('school', '=', school).orderBy('until').execute();
  return Promise.all(
    rows.map(async ({ record, until, reason, by, at }) => ({
      record: record as RecordId,
      name: (await nameIn(run, school, record as RecordId)) ?? '',
      until: until as IsoDate,
      reason,
      by: await nameOfPerson(run, school, by),
      at: at as Instant,
    })),
  );
}

/** Is this due now, and does nothing stand in its way? Asked again when its turn comes. */
export async function isStillDue(
  run: Run,
  school: SchoolId,
  [record, what, today]: readonly [RecordId, LetGo, IsoDate],
): Promise<boolean> {
  const pupil = entryOf(await readRecord(run, school, record), singleton('pupil'), 'pupil');
  if (!pupil) return false;
  if (what === 'support') return hasLeft(pupil, today);
  const settings = await settingsOf(run, school);
  const due = { school: settings, longer: (await keptLonger(run, school)).get(record) ?? null, today };
  const isNow = isPart(what) ? partsDue(pupil, due).includes(what) : isDue(pupil, due);
  return isNow && (await whyItStays(run, school, record)) === null;
}

/** Keeps a record longer, or no longer. Throws not-found, bad-request. */
export async function keepLonger(
  { store, now }: RightsDeps,
  asker: Place,
  { record, until, reason }: KeepLonger,
): Promise<void> {
  const at = now();
  const { school, person } = asker;
  if (until !== null && until <= dateOf(at)) throw new ProblemError('bad-request', 'Choose a day that is to come.');
  if (until !== null && reason.trim() === '') throw new ProblemError('bad-request', 'Write why it is kept longer.');
  await store.write(async (tx) => {
    await mustBeHere(tx, school, record);
    const of = tx.deleteFrom('kept_longer').where('school', '=', school).where('record', '=', record);
    await of.execute();
    if (until !== null)
      await tx.insertInto('kept_longer').values({ school, record, until, reason, by: person, at }).execute();
    await noteDone(tx, asker, { record }, { at, what: 'record.kept-longer', detail: { until } });
  });
}
