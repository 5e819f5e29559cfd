/** A second log of one activity is refused kindly: who logged it, when, for how many, and what it could still add. */
import { shortDayAndMonth } from '../../../../domain/date-words.ts';
import type { ActivityFacts } from '../../../../domain/entries/career.ts';
import type { EntryId, RecordId } from '../../../../domain/ids.ts';
import { entryOf } from '../../../../domain/record.ts';
import { dateOf, toInstant } from '../../../../domain/time.ts';
import { mayAmend } from '../../../../domain/who-may.ts';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/states.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { useRecord } from '../../../queries/records.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';
import { useLater } from '../../shared/use-later.ts';
import type { Attender } from './use-log.ts';

interface AlreadyProps {
  readonly activity: EntryId;
  readonly attenders: readonly Attender[];
  readonly school: SchoolFacts;
  /** The facts were put right. */
  readonly onAmended: (facts: Omit<ActivityFacts, 'learned'>) => void;
}

/** Nothing when nobody has it yet. */
export function AlreadyLogged({ activity, attenders, school, onAmended }: AlreadyProps) {
  const first = attenders.find(({ standing }) => standing !== 'not-logged');
  if (!first) return null;
  const others = attenders.filter(({ standing }) => standing === 'not-logged').length;
  const absent = attenders.filter(({ standing }) => standing === 'absent').length;
  return (
    <AlreadyNotice
      record={first.digest.record}
      activity={activity}
      school={school}
      onAmended={onAmended}
      count={countWords(attenders.length, others, absent)}
      more={moreWords(others, absent)}
    />
  );
}

/** "for 26 of 28", "for all 28, 1 absent". */
const countWords = (all: number, others: number, absent: number): string =>
  `for ${others === 0 ? 'all' : `${all - others} of`} ${all}${absent > 0 ? `, ${absent} absent` : ''}`;

function moreWords(others: number, absent: number): string {
  if (others > 0) return `; add the other ${others === 1 ? 'one' : others}?`;
  return absent > 0 ? '. Tick who was there after all.' : '.';
}

interface NoticeProps extends Omit<AlreadyProps, 'attenders'> {
  readonly record: RecordId;
  readonly count: string;
  readonly more: string;
}

/** "Already logged by Mrs Lee on 12 Oct for 26 of 28; add the other 2?" */
function AlreadyNotice({ record, activity, school, count, more: rest, onAmended }: NoticeProps) {
  const { session, nowMs } = useHouse();
  const amend = useLater(() => import('../../shared/amend-activity.tsx').then((m) => m.AmendActivity));
  const loaded = useRecord(record);
  const entry = loaded.state === 'ready' && loaded.value ? entryOf(loaded.value, activity, 'experience') : undefined;
  if (!entry) return null;
  const by = entry.author === session.person ? 'you' : staffName(school, entry.author);
  const title = `Already logged by ${by} on ${shortDayAndMonth(dateOf(entry.madeAt))} ${count}${rest}`;
  const button = <Button onClick={amend.open}>Change what was logged</Button>;
  const { facts } = entry;
  return (
    <>
      <Notice title={title} {...(mayAmend(entry, session.person, toInstant(nowMs())) ? { actions: button } : {})} />
      {amend.Shown ? (
        <amend.Shown activity={activity} facts={facts} onClose={amend.close} onAmended={onAmended} />
      ) : null}
    </>
  );
}
