/** Ticks in a list of pupils. Who is no longer in the list is no longer chosen. */
import { useMemo, useState } from 'preact/hooks';
import type { RecordId } from '../../../../domain/ids.ts';

/** What is ticked, in the order of the list, and how to tick. */
export interface Choosing {
  readonly chosen: ReadonlySet<RecordId>;
  readonly inOrder: readonly RecordId[];
  readonly choose: (record: RecordId, on: boolean) => void;
  readonly all: () => void;
  readonly clear: () => void;
}

/** Ticks over these pupils. */
export function useChoosing(listed: readonly RecordId[]): Choosing {
  const [ticked, setTicked] = useState<ReadonlySet<RecordId>>(new Set());
  return useMemo(() => {
    const inOrder = listed.filter((record) => ticked.has(record));
    return {
      chosen: new Set(inOrder),
      inOrder,
      choose: (record, on) =>
        setTicked((before) => new Set(on ? [...before, record] : [...before].filter((other) => other !== record))),
      all: () => setTicked(new Set(listed)),
      clear: () => setTicked(new Set()),
    };
  }, [listed, ticked]);
}
