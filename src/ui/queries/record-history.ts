/** Who has opened and changed a record: known to the server alone, so online only. */
import type { RecordId } from '../../domain/ids.ts';
import type { HistoryRow } from '../../protocol/record-history.ts';
import { recordHistory } from '../../protocol/record-history.ts';
import { useHouse } from './house.tsx';
import type { Pages } from './pages.ts';
import { usePages } from './pages.ts';

/** The history of a record. */
export function useRecordHistory(record: RecordId): Pages<HistoryRow> {
  const { school } = useHouse().session;
  const path = `/api/schools/${school}/records/${encodeURIComponent(record)}/history`;
  return usePages(['history', school, record], path, recordHistory);
}
