/** What was let go of, as certificates; approving a list; erasing one pupil because it was asked. For the careers leader. */
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import { fullDate } from '../../domain/date-words.ts';
import type { CareersRecord, EntryOf } from '../../domain/record.ts';
import { entryOf, isSchoolRecord, singleton } from '../../domain/record.ts';
import type { Result } from '../../domain/result.ts';
import { err, ok } from '../../domain/result.ts';
import { floorOf } from '../../domain/retention.ts';
import type { Instant } from '../../domain/time.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import type { DisposalConfirm, EraseAsked } from '../../protocol/rights-asked.ts';
import type { Disposal } from '../../protocol/rights.ts';
import type { Place } from '../accounts/places.ts';
import { BACKUP_DAYS } from '../backups/thinning.ts';
import { ProblemError } from '../http/problem.ts';
import { nameOfPerson } from '../office.ts';
import type { OperationDeps } from '../operations/carry-out.ts';
import type { DisposalTable } from '../store/schema.ts';
import type { Run } from '../store/store.ts';
import { entriesOfKinds, readRecord } from '../store/store.ts';
import { dispose } from './carry-out.ts';
import { isStillDue, whyItStays } from './due.ts';
import { isNaming, nameFinder } from './names.ts';
import { countedParts } from './parts.ts';

/** All of a school, the latest first. */
export async function listDisposals(run: Run, school: SchoolId): Promise<Disposal[]> {
  const rows = await run
    .selectFrom('disposal')
    .selectAll()
    .where('school', '=', school)
    .orderBy('place', 'desc')
    .execute();
  return Promise.all(rows.map((row) => certificate(run, row)));
}

async function certificate(run: Run, { school, id, person, swept, ...row }: DisposalTable): Promise<Disposal> {
  const steps = await run
    .selectFrom('disposal_step')
    .selectAll()
    .where('school', '=', school)
    .where('disposal', '=', id)
    .orderBy('place')
    .execute();
  const done = steps.filter(({ outcome }) => outcome === 'done');
  const of = (what: string) => done.filter((step) => step.what === what).length;
  const sum = (field: 'entries' | 'wordings') => done.reduce((total, step) => total + step[field], 0);
  return {
    id,
    why: row.why,
    reason: row.reason,
    by: await nameOfPerson(run, school as SchoolId, person),
    begun: row.begun as Instant,
    ended: row.ended as Instant | null,
    swept: swept as Instant | null,
    backups: swept === null ? null : addDays(dateOf(swept as Instant), BACKUP_DAYS),
    steps: steps.length,
    done: steps.filter(({ outcome }) => outcome !== 'todo').length,
    records: of('record'),
    support: of('support'),
    parts: countedParts(of),
    entries: sum('entries'),
    wordings: sum('wordings'),
    ids: [...new Set(done.map(({ record }) => record))],
  };
}

/** Lets go of what was approved. Each is asked again whether it is due; what is not stays. Throws conflict: nothing of it is. */
export async function approve(
  deps: OperationDeps,
  { school, person }: Place,
  { steps }: DisposalConfirm,
): Promise<string> {
  const today = dateOf(deps.now());
  for (const { record, what } of steps)
    if (await isStillDue(deps.store.read, school, [record, what, today]))
      return dispose(deps, [school, person], { why: 'due', reason: '', steps });
  throw new ProblemError('conflict', 'Nothing of this list is due any more. Look at the list again.');
}

const NAMELESS = 'Write the reason without the name of a pupil: it stays on the certificate, which is without names.';

/** Erases one pupil because it was asked, for a reason without names; the id of the certificate. Throws not-found, conflict, bad-request. */
export async function eraseOne(
  deps: OperationDeps,
  { school, person }: { readonly school: SchoolId; readonly person: PersonId },
  [record, { reason, early }]: readonly [RecordId, EraseAsked],
): Promise<string> {
  const pupil = await erasable(deps, school, [record, early, reason]);
  if (!pupil.ok) throw new ProblemError(pupil.error.kind, pupil.error.sentence);
  return dispose(deps, [school, person], { why: 'asked', reason, steps: [{ record, what: 'record' }] });
}

/** Why a record is not erased. */
interface NotErased {
  readonly kind: 'not-found' | 'conflict' | 'bad-request';
  readonly sentence?: string;
}

/** The pupil whose record it is, or why it cannot be erased now. `early`: below the floor of policy 5.3.5, all the same. */
export async function erasable(
  { store: { read }, now }: Pick<OperationDeps, 'store' | 'now'>,
  school: SchoolId,
  [record, early, reason]: readonly [RecordId, boolean, string],
): Promise<Result<EntryOf<'pupil'>, NotErased>> {
  const whole = isSchoolRecord(record) ? undefined : await readRecord(read, school, record);
  const pupil = whole && entryOf(whole, singleton('pupil'), 'pupil');
  if (!pupil) return err({ kind: 'not-found' });
  if (await namesAPupil(read, school, { reason, whole, pupil }))
    return err({ kind: 'bad-request', sentence: NAMELESS });
  const stays = await whyItStays(read, school, record);
  if (stays !== null) return err({ kind: 'conflict', sentence: `${stays} Answer it first.` });
  const today = dateOf(now());
  const floor = floorOf(pupil, today);
  if (today > floor || early) return ok(pupil);
  const sentence = `Policy 5.3.5 asks the school to keep where the pupil goes until ${fullDate(floor)}.`;
  return err({ kind: 'conflict', sentence });
}

interface Reasoned {
  readonly reason: string;
  readonly whole: CareersRecord;
  readonly pupil: EntryOf<'pupil'>;
}

/** Has the reason the name of this pupil, or of another? */
async function namesAPupil(read: Run, school: SchoolId, { reason, whole, pupil }: Reasoned): Promise<boolean> {
  const identity = entryOf(whole, singleton('identity'), 'identity');
  const legal = identity ? [{ name: identity.legalForename, surname: identity.legalSurname }] : [];
  const pupils = (await entriesOfKinds(read, school, ['pupil'])).flatMap(([, one]) =>
    one.kind === 'pupil' ? [one] : [],
  );
  return isNaming(reason, nameFinder(pupils, [], []), [pupil, ...legal]);
}
