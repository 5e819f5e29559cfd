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

let last: { readonly record: RecordId; readonly person: string; readonly atMs: number } | null = null;

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
    const now = { record, person: session.person, atMs: nowMs() };
    const isSame = last?.record === record && last.person === now.person && now.atMs - last.atMs < SAME_MS;
    if (!counts || isSame) return;
    last = now;
    // What cannot be written is told where people's own words are saved.
    void mutate(recordOpened.name, record, {}).catch(() => undefined);
  }, [record, counts]);
}
