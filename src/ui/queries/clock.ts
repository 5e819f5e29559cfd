/** The time as the screens show it: it moves by itself, so that "overdue" and "in 2 weeks" are never yesterday's. */
import { useEffect, useState } from 'preact/hooks';
import type { Instant, IsoDate } from '../../domain/time.ts';
import { dateOf, toInstant } from '../../domain/time.ts';
import { useHouse } from './house.tsx';

const MINUTE_MS = 60_000;

/** The present instant, to the minute. */
export function useNow(): Instant {
  const { nowMs } = useHouse();
  const [now, setNow] = useState(() => toInstant(nowMs()));
  useEffect(() => {
    const timer = setInterval(() => setNow(toInstant(nowMs())), MINUTE_MS / 2);
    return () => clearInterval(timer);
  }, [nowMs]);
  return now;
}

/** Today's date in school. */
export const useToday = (): IsoDate => dateOf(useNow());
