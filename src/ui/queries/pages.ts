/** A list that the server alone knows, page by page, newest first: asked afresh whenever it is opened. */
import { useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import { useAsked } from './asked.ts';
import type { CallFailure } from './server.ts';
import { callServer } from './server.ts';

/** Of a list, as the server sends it. `more`: there are older ones. */
interface Page<Row> {
  readonly rows: readonly Row[];
  readonly more: boolean;
}

/** What has been asked for, newest first; `rows` null while it is asked for, or could not be. */
export interface Pages<Row> {
  readonly rows: readonly Row[] | null;
  readonly failure: CallFailure | null;
  /** Asks for the newest page afresh, and forgets older ones. */
  readonly again: () => void;
  /** Asks for older ones; null: there are none. */
  readonly older: (() => Promise<CallFailure | null>) | null;
}

/** The list at this address of the server; `place` of a row is where the next page goes on. */
export function usePages<Row extends { readonly place: number }>(
  key: readonly unknown[],
  path: string,
  page: z.ZodMiniType<Page<Row>>,
): Pages<Row> {
  const { answer, failure, again } = useAsked(key, () => callServer(['GET', path], page));
  const [old, setOld] = useState<Page<Row> | null>(null);
  const rows = answer && [...answer.rows, ...(old?.rows ?? [])];
  const last = rows?.at(-1);
  const ask = async (): Promise<CallFailure | null> => {
    const got = await callServer(['GET', `${path}?before=${last?.place}`], page);
    if (!got.ok) return got.error;
    setOld((before) => ({ rows: [...(before?.rows ?? []), ...got.value.rows], more: got.value.more }));
    return null;
  };
  return {
    rows,
    failure,
    again: () => {
      setOld(null);
      again();
    },
    older: (old ?? answer)?.more ? ask : null,
  };
}
