/** The account's other schools on this device: what is known of them while one is open, and going to another. */
import { useEffect, useState } from 'preact/hooks';
import type { AllOthers } from './house.tsx';
import { useHouse } from './house.tsx';

/** The others, as they are now; none until they are looked at, which is soon after the first screen. */
export function useOtherSchools(): AllOthers {
  const { others } = useHouse();
  const [now, setNow] = useState(others.now());
  useEffect(() => {
    setNow(others.now());
    return others.subscribe(setNow);
  }, [others]);
  return now;
}
