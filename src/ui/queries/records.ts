/** Pupils' records and their digests, as the person may see them, own unsent changes included. */
import { useCallback, useMemo } from 'preact/hooks';
import type { Digest } from '../../domain/digest.ts';
import type { RecordId } from '../../domain/ids.ts';
import type { CareersRecord } from '../../domain/record.ts';
import { isSchoolRecord } from '../../domain/record.ts';
import { useHouse } from './house.tsx';
import type { Loaded } from './live.ts';
import { firstOf, mapLoaded, useLive } from './live.ts';

/** One record; null when it is not on this device. */
export function useRecord(id: RecordId): Loaded<CareersRecord | null> {
  const { holdings } = useHouse();
  return useLive(['record', id], () => holdings.record(id));
}

/** Reads records as they are now, once; those that are not on this device are left out. */
export function useReadRecords(): (ids: readonly RecordId[]) => Promise<readonly CareersRecord[]> {
  const { holdings } = useHouse();
  return useCallback(
    async (ids) => {
      const all = await Promise.all(ids.map((id) => firstOf(holdings.record(id))));
      return all.flatMap(({ value }) => value ?? []);
    },
    [holdings],
  );
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
