/** Pupils' records and their digests, as the person may see them, own unsent changes included. */
import { useMemo } from 'preact/hooks';
import type { Digest } from '../../domain/digest.ts';
import type { RecordId } from '../../domain/ids.ts';
import type { CareersRecord } from '../../domain/record.ts';
import { isSchoolRecord } from '../../domain/record.ts';
import { useHouse } from './house.tsx';
import type { Loaded } from './live.ts';
import { mapLoaded, useLive } from './live.ts';

/** One record; null when it is not on this device. */
export function useRecord(id: RecordId): Loaded<CareersRecord | null> {
  const { holdings } = useHouse();
  return useLive(['record', id], () => holdings.record(id));
}

/** The digests of all pupils that are held, leavers included, in no order. */
export function useDigests(): Loaded<readonly Digest[]> {
  const { holdings } = useHouse();
  const all = useLive(['digests'], () => holdings.digests());
  return useMemo(
    () => mapLoaded(all, (digests) => digests.filter((d) => !isSchoolRecord(d.record))),
    [all.state, all.state === 'ready' ? all.value : null],
  );
}
