/** Whole-school figures: counted by the server for those who hold no records, kept on no device. */
import type { Figures } from '../../domain/benchmarks/figures.ts';
import { figures } from '../../protocol/figures.ts';
import { useHouse } from './house.tsx';
import type { Asked } from './people.ts';
import { useAsked } from './people.ts';
import { callServer } from './server.ts';

/** The figures of today; null while they are asked for, and where they cannot be. */
export function useFigures(): Asked<Figures> {
  const { school } = useHouse().session;
  return useAsked(['figures', school], () => callServer(['GET', `/api/schools/${school}/figures`], figures));
}
