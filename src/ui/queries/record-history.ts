/** Who has opened and changed a record: known to the server alone, so online only. */
import { useState } from 'preact/hooks';
import type { RecordId } from '../../domain/ids.ts';
import type { HistoryRow } from '../../protocol/record-history.ts';
import { recordHistory } from '../../protocol/record-history.ts';
import { useAsked } from './asked.ts';
import { useHouse } from './house.tsx';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';

/** The rows that were asked for, newest first; null while they are asked for, or could not be. */
export interface History {
  readonly rows: readonly HistoryRow[] | null;
  readonly failure: CallFailure | null;
  readonly again: () => void;
  /** Asks for older ones; null: there are none. */
  readonly older: (() => Promise<CallFailure | null>) | null;
}

/** The history of a record. */
export function useRecordHistory(record: RecordId): History {
  const { school } = useHouse().session;
  const root = `/api/schools/${school}/records/${encodeURIComponent(record)}/history`;
  const { answer, failure, again } = useAsked(['history', school, record], () =>
    callServer(['GET', root], recordHistory),
  );
  const [old, setOld] = useState<{ readonly rows: readonly HistoryRow[]; readonly more: boolean } | null>(null);
  const rows = answer && [...answer.rows, ...(old?.rows ?? [])];
  const last = rows?.at(-1);
  const ask = async (): Promise<CallFailure | null> => {
    const got = await callServer(['GET', `${root}?before=${last?.place}`], recordHistory);
    if (!got.ok) return got.error;
    setOld((before) => ({ rows: [...(before?.rows ?? []), ...got.value.rows], more: got.value.more }));
    return null;
  };
  return { rows, failure, again, older: (old ?? answer)?.more ? ask : null };
}
