/** Whole-school figures: counted by the server for those who hold no records, kept on no device and in no cache. */
import { useEffect, useState } from 'preact/hooks';
import type { Figures } from '../../domain/benchmarks/figures.ts';
import type { Result } from '../../domain/result.ts';
import { figures } from '../../protocol/figures.ts';
import { useHouse } from './house.tsx';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';

/** The server's answer; null while it is asked. `again` asks once more. */
export interface AskedFigures {
  readonly answer: Result<Figures, CallFailure> | null;
  readonly again: () => void;
}

/** The figures of today. */
export function useFigures(): AskedFigures {
  const { school } = useHouse().session;
  const [times, setTimes] = useState(1);
  const [answer, setAnswer] = useState<Result<Figures, CallFailure> | null>(null);
  useEffect(() => {
    let current = true;
    setAnswer(null);
    void callServer(['GET', `/api/schools/${school}/figures`], figures).then((got) => current && setAnswer(got));
    return () => {
      current = false;
    };
  }, [school, times]);
  return { answer, again: () => setTimes((before) => before + 1) };
}
