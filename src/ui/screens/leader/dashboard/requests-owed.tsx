/** "2 requests are open, the next to be answered by 2 December": what was asked about pupils' data. Nothing when none is, or it is not known. */
import { dueWords, longDate, plural } from '../../../../domain/date-words.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { RIGHTS_PATHS } from '../../../app/rights-paths.ts';
import { useRequests } from '../../../queries/rights.ts';

/** The line. */
export function RequestsOwed({ today }: { readonly today: IsoDate }) {
  const open = (useRequests().answer ?? []).filter(({ closed }) => closed === null);
  const [next] = open.map(({ due }) => due).toSorted();
  if (next === undefined) return null;
  return (
    <p class="silent">
      <a href={RIGHTS_PATHS.requests}>{plural(open.length, 'request is', 'requests are')} open about pupils’ data</a>,
      the next to be answered by {longDate(next)}, {dueWords(next, today)}.
    </p>
  );
}
