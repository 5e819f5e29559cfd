/**
 * Careers in lessons (benchmark 4): the activities of a subject in the programme, and what one person has logged themselves.
 * A subject lead cannot read pupils' experiences: what they logged is known from their own changes. Source: policy 4.4.5, 5.7.
 */
import type { ActivityFacts } from './entries/career.ts';
import type { EntryId, RecordId } from './ids.ts';
import type { MutationEnvelope } from './mutation.ts';
import type { Plan } from './programme.ts';
import { byDate } from './programme.ts';
import type { Subject } from './subjects.ts';
import { subjectOf } from './subjects.ts';

/** Does it count as careers in a subject, however it is tagged? */
export const isLesson = ({ activity, counts }: Pick<ActivityFacts, 'activity' | 'counts'>): boolean =>
  activity === 'subject-careers' || counts.includes('4');

/** The lessons of a subject in order of date, those that name no subject among them; null: of every subject. */
export const lessonsOf = <P extends Pick<Plan, 'facts'>>(plans: readonly P[], subject: Subject | null): readonly P[] =>
  plans
    .filter(({ facts }) => isLesson(facts) && (subject === null || [subject, null].includes(subjectOf(facts))))
    .toSorted(byDate);

/** An activity that somebody logged on this device. */
export interface OwnLog {
  readonly activity: EntryId;
  readonly facts: Pick<ActivityFacts, 'title' | 'date' | 'activity' | 'counts'>;
  readonly there: readonly RecordId[];
  readonly absent: readonly RecordId[];
}

type Change = Pick<MutationEnvelope, 'name' | 'record' | 'args'>;

/** What these changes, in order, have logged and not taken back: the latest day first. */
export function ownLogs(changes: readonly Change[]): readonly OwnLog[] {
  const found = new Map<EntryId, { facts: OwnLog['facts']; pupils: Map<RecordId, boolean> }>();
  for (const { name, record, args } of changes) {
    if (name === 'activity.unlog') {
      found.get((args as { readonly activity: EntryId }).activity)?.pupils.delete(record);
    } else if (name === 'activity.log') {
      const { activity, facts, attended } = args as LogArgs;
      const known = found.get(activity) ?? { facts, pupils: new Map<RecordId, boolean>() };
      known.pupils.set(record, attended || known.pupils.get(record) === true);
      found.set(activity, known);
    }
  }
  return [...found]
    .map(([activity, { facts, pupils }]) => ({ activity, facts, ...parted(pupils) }))
    .filter(({ there, absent }) => there.length + absent.length > 0)
    .toSorted((a, b) => byDate(b, a));
}

interface LogArgs {
  readonly activity: EntryId;
  readonly facts: OwnLog['facts'];
  readonly attended: boolean;
}

const parted = (pupils: ReadonlyMap<RecordId, boolean>): Pick<OwnLog, 'there' | 'absent'> => ({
  there: [...pupils].flatMap(([record, attended]) => (attended ? [record] : [])),
  absent: [...pupils].flatMap(([record, attended]) => (attended ? [] : [record])),
});
