/**
 * For how long a school keeps records, by kind: set by the careers leader, from the floor of policy 5.3.5 upwards. It stands
 * among the school's settings, where pupils read it; the ledger has it too, because no device can offer it again.
 * Source: policy 5.3.5; UK GDPR Art. 5(1)(e).
 */
import type { Periods } from '../../domain/entries/school.ts';
import { sameValue, setFields } from '../../domain/entry.ts';
import type { SchoolId } from '../../domain/ids.ts';
import { periodsOf } from '../../domain/kept-until.ts';
import { SCHOOL_RECORD } from '../../domain/record.ts';
import type { LetGo } from '../../domain/retention.ts';
import { periodProblems } from '../../domain/retention.ts';
import { dateOf } from '../../domain/time.ts';
import type { PeriodsPreview } from '../../protocol/rights.ts';
import type { Place } from '../accounts/places.ts';
import { audit } from '../audit/audit.ts';
import { ProblemError } from '../http/problem.ts';
import { writeAs } from '../office.ts';
import type { OperationDeps } from '../operations/carry-out.ts';
import { nextVersion, note, putEntries, reachOf, readRecord } from '../store/store.ts';
import { dueOf, keptLonger, leavers, settingsOf } from './due.ts';
import type { RightsDeps } from './requests.ts';

/** Throws bad-request with the sentence of the first rule that is broken. */
function mustBeAllowed(periods: Periods): void {
  const [first] = periodProblems(periods);
  if (first) throw new ProblemError('bad-request', first.words);
}

/** Of how many pupils what would be due that is not now, and the other way round. Changes nothing. Throws bad-request. */
export async function previewPeriods(
  { store: { read }, now }: RightsDeps,
  school: SchoolId,
  keptFor: Periods,
): Promise<PeriodsPreview> {
  mustBeAllowed(keptFor);
  const today = dateOf(now());
  const settings = await settingsOf(read, school);
  const longer = await keptLonger(read, school);
  const [comes, leaves] = [new Map<LetGo, number>(), new Map<LetGo, number>()];
  for (const leaver of await leavers(read, school, today)) {
    const due = { school: settings, longer: longer.get(leaver.record) ?? null, today };
    const before = dueOf(leaver, due);
    const after = settings ? dueOf(leaver, { ...due, school: { ...settings, keptFor } }) : before;
    for (const what of after) if (!before.includes(what)) comes.set(what, 1 + (comes.get(what) ?? 0));
    for (const what of before) if (!after.includes(what)) leaves.set(what, 1 + (leaves.get(what) ?? 0));
  }
  const listed = (counts: ReadonlyMap<LetGo, number>) => [...counts].map(([what, pupils]) => ({ what, pupils }));
  return { comes: listed(comes), leaves: listed(leaves) };
}

/** Sets them; nothing goes by it. Throws bad-request, conflict while the school has not been set up. */
export async function setPeriods(
  deps: OperationDeps,
  { school, person }: Pick<Place, 'school' | 'person'>,
  keptFor: Periods,
): Promise<void> {
  mustBeAllowed(keptFor);
  const done = await writeAs(deps, school, async (tx) => {
    const settings = await settingsOf(tx, school);
    if (!settings) throw new ProblemError('conflict', 'Write the name of the school under School first.');
    if (sameValue(periodsOf(settings), keptFor)) return null;
    const [at, version] = [deps.now(), await nextVersion(tx, school)];
    const set = setFields(settings, { keptFor }, { person, at, version, rank: version });
    await putEntries(tx, school, await readRecord(tx, school, SCHOOL_RECORD), { entries: [set], version });
    const { id: entry } = settings;
    const fields = { keptFor };
    await note(tx, { kind: 'set', school, record: SCHOOL_RECORD, entry, fields, rank: version, by: person, at });
    const row = { at, received: at, person, what: 'school.periods', record: null, detail: keptFor };
    await audit(tx, school, row);
    return { version, reach: new Map([[SCHOOL_RECORD, new Set(reachOf(set))]]) };
  });
  if (done) deps.poke({ school, ...done });
}
