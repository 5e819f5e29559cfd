/** The way of the new school year: looked at with the choices as they are, then begun. Nothing is stored before. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { OperationState, RollOverChoices, RollOverPreview } from '../../../../protocol/roster-operations.ts';
import { useHouse } from '../../../queries/house.tsx';
import { beginNewYear, previewNewYear } from '../../../queries/roster-operations.ts';
import type { CallFailure } from '../../../queries/server.ts';

/** Tutors go with their pupils; heads of year and advisers know their year. */
const USUAL: RollOverChoices = { tutors: 'move', pastoral: 'stay', caseloads: 'stay', stay: [] };

/** All of it. */
export function useNewYear() {
  const { engine, session } = useHouse();
  const [choices, setChoices] = useState(USUAL);
  const [preview, setPreview] = useState<RollOverPreview | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [done, setDone] = useState<OperationState | null>(null);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(0);
  const asked = useRef(0);
  const look = async (as: RollOverChoices) => {
    setChoices(as);
    setBusy(true);
    const turn = (asked.current += 1);
    const answer = await previewNewYear(session.school, as);
    // The answer to an earlier choice came late.
    if (turn !== asked.current) return;
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setPreview(answer.value);
  };
  useEffect(() => void look(USUAL), []);
  return {
    choices,
    preview,
    failure,
    done,
    busy,
    /** How often something was tried: what the server last did may be another thing now. */
    tried,
    choose: (over: Partial<RollOverChoices>) => void look({ ...choices, ...over }),
    lookAgain: () => {
      setDone(null);
      setTried((times) => times + 1);
      void look(choices);
    },
    begin: async ({ fingerprint }: RollOverPreview) => {
      setBusy(true);
      const answer = await beginNewYear(session.school, { ...choices, fingerprint });
      setBusy(false);
      setTried((times) => times + 1);
      setFailure(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      engine.sync('asked');
      setDone(answer.value);
    },
  };
}

/** The state of the page and what can be done on it. */
export type NewYearState = ReturnType<typeof useNewYear>;
