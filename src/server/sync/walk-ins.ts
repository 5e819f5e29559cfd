/**
 * How many walk-ins the server takes of one adviser: each gives them a pupil's record for a month, and nobody is asked.
 * Source: design "Walk-ins".
 */
import { BOOKING_GRANT_DAYS } from '../../domain/grants.ts';
import type { RecordId } from '../../domain/ids.ts';
import type { MutationEnvelope } from '../../domain/mutation.ts';
import { interviewStart } from '../../domain/mutations/interview.ts';
import type { Instant, IsoDate } from '../../domain/time.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { WALK_INS_A_DAY, givesByWalkIn } from '../../domain/walk-ins.ts';
import type { MutationDetail } from '../audit/audit.ts';
import type { Run } from '../store/store.ts';
import { notTooFast } from './claimed-time.ts';
import type { Bench, Sender } from './judge.ts';

/** Received in one day, whatever days they claim: a tablet may have been away for a week. */
const RECEIVED_A_DAY = 50;

interface Asked {
  readonly envelope: MutationEnvelope;
  /** The version that it got from an earlier server, which a restored one believes (I15). */
  readonly first: number | undefined;
}

/** Refuses a walk-in beyond those that its adviser may have; all else is as it should be. */
export async function walkInVerdict(
  ...asked: Parameters<typeof isOneTooMany>
): Promise<{ readonly kind: 'ok' } | { readonly kind: 'refused'; readonly reason: 'not-permitted' }> {
  return (await isOneTooMany(...asked)) ? { kind: 'refused', reason: 'not-permitted' } : { kind: 'ok' };
}

/**
 * Is it a walk-in beyond those that its adviser may have on the day that it claims, or that are received from them in a day?
 * What gives them nothing does not count. What an earlier server had taken may all come again in one day.
 */
async function isOneTooMany(
  tx: Run,
  sender: Sender,
  { rosters, now }: Bench,
  { envelope: { name, record, at }, first }: Asked,
): Promise<boolean> {
  if (name !== interviewStart.name) return false;
  const { school, person } = sender;
  const facts = await rosters.facts(tx, school);
  const roles = await rosters.rolesOf(tx, school, person);
  const today = dateOf(now);
  const gives = givesByWalkIn({ ...facts, person, roles }, today);
  const given = new Set(facts.pupils.filter(gives).map((pupil) => pupil.record));
  if (!given.has(record)) return false;
  const all = (await rosters.walkInsOf(tx, school, person)).filter((walkIn) => given.has(walkIn.record));
  const day = dateOf(notTooFast(at, now));
  if (all.filter((walkIn) => walkIn.day === day).length >= WALK_INS_A_DAY) return true;
  const since = addDays(today, -BOOKING_GRANT_DAYS);
  const recent = all.filter((walkIn) => walkIn.day >= since);
  // Seldom so many: nothing is read before.
  if (first !== undefined || recent.length < RECEIVED_A_DAY) return false;
  return (await receivedOn(tx, sender, today, [...new Set(recent.map((one) => one.record))])) >= RECEIVED_A_DAY;
}

/** How many of somebody's walk-ins with these pupils were received on this day, by the audit, which finds a pupil's rows at once. */
async function receivedOn(
  tx: Run,
  { school, person }: Sender,
  today: IsoDate,
  records: readonly RecordId[],
): Promise<number> {
  const rows = await tx
    .selectFrom('audit')
    .select(['received', 'detail'])
    .where('school', '=', school)
    .where('record', 'in', records)
    .where('person', '=', person)
    .where('what', '=', interviewStart.name)
    .execute();
  const isTaken = (detail: string) => (JSON.parse(detail) as MutationDetail).refused === undefined;
  return rows.filter((row) => dateOf(row.received as Instant) === today && isTaken(row.detail)).length;
}
