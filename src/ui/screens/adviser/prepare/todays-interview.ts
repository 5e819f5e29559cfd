/** The interview that the preparation leads to: what is unfinished, today's booking, or a walk-in that is yet to be made. */
import { useRef, useState } from 'preact/hooks';
import type { EntryId } from '../../../../domain/ids.ts';
import type { CareersRecord, EntryOf } from '../../../../domain/record.ts';
import { entriesOf, entryOf, singleton } from '../../../../domain/record.ts';
import { clockOf, dateOf, toInstant } from '../../../../domain/time.ts';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { useMay } from '../../../queries/mutate.ts';
import type { Saved } from '../../../queries/mutate.ts';
import { useNoWalkInLeft } from '../../../queries/walk-ins.ts';
import { useSave } from '../../shared/use-save.ts';

/** The interview and how it is begun. */
export interface TodaysInterview {
  readonly id: EntryId;
  /** One's own notes of it, once there are any. */
  readonly draft: EntryOf<'draft'> | undefined;
  /** May it be begun, or gone on with? */
  readonly may: boolean;
  /** It would be a walk-in more than a day has: it is not offered. */
  readonly isTooMany: boolean;
  /** Sees to it that there is an interview: of a walk-in it is made. */
  readonly begin: () => Promise<Saved>;
}

const NOTHING_TO_SAVE: Saved = { kind: 'saved', ids: [] };

/** Of one record, for as long as its page is open. */
export function useTodaysInterview(record: CareersRecord): TodaysInterview {
  const { session, newId, nowMs } = useHouse();
  const may = useMay(record.id);
  const save = useSave();
  const today = useToday();
  const noneLeft = useNoWalkInLeft();
  // Once it is begun here it stays: nothing that is being written goes because this one is counted.
  const begun = useRef(false);
  const [walkIn] = useState(() => newId() as EntryId);
  const draft = useOpenDraft(record);
  const booked = entriesOf(record, 'interview').find(
    (i) => i.date === today && i.status === 'booked' && i.adviser === session.person,
  );
  const known = draft?.interview ?? booked?.id;
  const begin = async (): Promise<Saved> => {
    begun.current = true;
    if (known !== undefined) return NOTHING_TO_SAVE;
    const now = toInstant(nowMs());
    return save('interview.start', record.id, { id: walkIn, date: dateOf(now), from: clockOf(now), place: '' });
  };
  const pupil = entryOf(record, singleton('pupil'), 'pupil');
  const isTooMany = known === undefined && !begun.current && pupil !== undefined && noneLeft(pupil);
  return { id: known ?? walkIn, draft, may: may('interview.start') && !isTooMany, isTooMany, begin };
}

/** One's own unfinished notes of an interview that is not finished. */
export function useOpenDraft(record: CareersRecord): EntryOf<'draft'> | undefined {
  const { person } = useHouse().session;
  return entriesOf(record, 'draft').findLast((d) => d.author === person && !d.closed);
}
