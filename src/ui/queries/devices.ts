/** Devices of the staff: known to the server alone. Where it cannot be asked there is nothing to say. */
import { useQuery } from '@tanstack/react-query';
import type { Devices } from '../../protocol/devices.ts';
import { devices } from '../../protocol/devices.ts';
import { useHouse } from './house.tsx';
import { callServer } from './server.ts';

const STALE_MS = 10 * 60_000;

/** Each device with its last contact; none while they are not known. */
export function useDevices(): Devices['devices'] {
  const { school } = useHouse().session;
  const { data } = useQuery({
    queryKey: ['devices', school],
    queryFn: () => callServer(['GET', `/api/schools/${school}/devices`], devices),
    networkMode: 'always',
    retry: false,
    staleTime: STALE_MS,
  });
  return data?.ok ? data.value.devices : [];
}
