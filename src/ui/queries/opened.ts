/** That a pupil's record was opened is written down, without internet too: the careers leader reads who did. */
import { useEffect } from 'preact/hooks';
import type { RecordId } from '../../domain/ids.ts';
import type { CareersRecord } from '../../domain/record.ts';
import { recordOpened } from '../../domain/mutations/opened.ts';
import { useHouse } from './house.tsx';
import type { Loaded } from './live.ts';
import { useMay, useMutate } from './mutate.ts';
import { useRecord } from './records.ts';

/** Going from page to page of one pupil is one reading, and so is coming back to it at once. */
const SAME_MS = 15 * 60_000;

/** The last reading in this window, by ids alone: a window that is loaded again is still the same visit. */
interface Reading {
  readonly record: string;
  readonly person: string;
  readonly atMs: number;
}

const KEY = 'fingerpost.opened';

/** None where the browser keeps nothing for a window: then a page that is loaded again counts as a reading. */
function lastReading(): Reading | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Reading | null;
  } catch {
    return null;
  }
}

function keepReading(reading: Reading): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(reading));
  } catch {
    // It is counted once more, rather than not at all.
  }
}

/** A record for a page that shows it: as `useRecord`, and that it was opened is written down, once a visit. */
export function useOpenedRecord(record: RecordId): Loaded<CareersRecord | null> {
  const loaded = useRecord(record);
  useOpened(record, loaded.state === 'ready' && loaded.value !== null);
  return loaded;
}

function useOpened(record: RecordId, shown: boolean): void {
  const { session, nowMs } = useHouse();
  const mutate = useMutate();
  const mayRead = useMay(record)(recordOpened.name);
  const counts = shown && mayRead;
  useEffect(() => {
    if (!counts) return;
    const now = { record, person: session.person, atMs: nowMs() };
    if (isSame(lastReading(), now)) return;
    keepReading(now);
    // What cannot be written is told where people's own words are saved.
    void mutate(recordOpened.name, record, {}).catch(() => undefined);
  }, [record, counts]);
}

/** Is it the same visit? A clock that was put back begins a new one. */
function isSame(last: Reading | null, now: Reading): boolean {
  if (last?.record !== now.record || last.person !== now.person) return false;
  return now.atMs >= last.atMs && now.atMs - last.atMs < SAME_MS;
}
