/** Who has opened and changed a record: the careers leader reads it, nobody else. Source: UK GDPR Art. 15(1)(c). */
import type { RecordId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { RecordHistory } from '../../protocol/record-history.ts';
import { HISTORY_ROWS } from '../../protocol/record-history.ts';
import type { Place } from '../accounts/places.ts';
import type { ServerDeps } from '../deps.ts';
import { mustLead } from '../must-lead.ts';
import type { MutationDetail } from './audit.ts';

/** The newest rows about a record, or those before a place. Throws not-permitted. */
export async function historyOf(
  deps: Pick<ServerDeps, 'store' | 'rosters'>,
  asker: Place,
  [record, before]: readonly [RecordId, number],
): Promise<RecordHistory> {
  await mustLead(deps, asker);
  const found = await deps.store.read
    .selectFrom('audit')
    .select(['place', 'at', 'received', 'person', 'what', 'detail'])
    .where('school', '=', asker.school)
    .where('record', '=', record)
    .where('place', '<', before)
    .orderBy('place', 'desc')
    .limit(HISTORY_ROWS + 1)
    .execute();
  const rows = found.slice(0, HISTORY_ROWS).map(({ detail, at, received, ...row }) => {
    const { refused, changed = [] } = JSON.parse(detail) as Partial<MutationDetail>;
    return {
      ...row,
      at: at as Instant,
      received: received as Instant,
      changed: changed.map(([, kind, fields]): [string, string[] | null] => [
        kind,
        fields === null ? null : [...fields],
      ]),
      refused: refused !== undefined,
    };
  });
  return { rows, more: found.length > HISTORY_ROWS };
}
