/** The pupils whom the signed-in member of pastoral or SEND staff looks after today, by the years that the roster gives them. */
import { useMemo } from 'preact/hooks';
import type { Digest } from '../../domain/digest.ts';
import { isHere } from '../../domain/digest.ts';
import { covers } from '../../domain/grants.ts';
import type { IsoDate } from '../../domain/time.ts';
import { useToday } from './clock.ts';
import { useHouse } from './house.tsx';
import type { Loaded } from './live.ts';
import { bothLoaded, mapLoaded } from './live.ts';
import { useDigests } from './records.ts';
import { useRoster } from './school.ts';

/** The years, in order, with the pupils who are here. */
export interface MyYears {
  readonly years: readonly number[];
  readonly pupils: readonly Digest[];
  readonly today: IsoDate;
}

/** No years: nobody has given the person any, or their duty is over. */
export function useMyYears(): Loaded<MyYears> {
  const { session } = useHouse();
  const today = useToday();
  const loaded = bothLoaded(useDigests(), useRoster());
  const [digests, roster] = loaded.state === 'ready' ? loaded.value : [null, null];
  const value = useMemo(() => {
    const duties = roster?.pastoral.filter((duty) => duty.person === session.person && covers(duty, today)) ?? [];
    const years = [...new Set(duties.flatMap((duty) => duty.years))].toSorted((a, b) => a - b);
    const isMine = (digest: Digest) => digest.pupil !== null && years.includes(digest.pupil.year);
    return { years, pupils: (digests ?? []).filter((digest) => isMine(digest) && isHere(digest, today)), today };
  }, [digests, roster, session.person, today]);
  return mapLoaded(loaded, () => value);
}
