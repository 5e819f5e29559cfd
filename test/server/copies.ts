/** Requests for a copy as the careers leader handles them: logged, looked through, decided, made. */
import type { RecordId } from '../../src/domain/ids.ts';
import type { Entry } from '../../src/domain/record.ts';
import type { CopyMade, CopyReview } from '../../src/protocol/rights.ts';
import { copyMade, copyReview } from '../../src/protocol/rights.ts';
import { PEOPLE } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import { SCHOOL } from './school-server.ts';

/** What is below the school's address. */
export const ROOT = `/api/schools/${SCHOOL}`;
const as = PEOPLE.leader;

/** What the careers leader of this school does. `server`: asked each time, because each test has its own. */
export function copiesAt(server: () => SchoolServer) {
  const post = (path: string, body?: unknown) => server().ask('POST', `${ROOT}${path}`, { as, body });
  const review = (id: string) => server().ask('GET', `${ROOT}/requests/${id}/review`, { as });
  const reviewed = async (id: string): Promise<CopyReview> => copyReview.parse(await (await review(id)).json());
  const decide = async (id: string, decisions: readonly object[]): Promise<CopyReview> =>
    copyReview.parse(await (await post(`/requests/${id}/decisions`, { decisions })).json());
  return {
    post,
    review,
    reviewed,
    decide,
    /** A request for a copy, by its id. */
    logged: async (record: RecordId): Promise<string> => {
      const body = { record, kind: 'copy', asker: 'pupil', received: '2026-11-10', words: 'All of it, please' };
      return ((await (await post('/requests', body)).json()) as { request: { id: string } }).request.id;
    },
    made: async (id: string): Promise<CopyMade> => copyMade.parse(await (await post(`/requests/${id}/copy`)).json()),
    keepAll: async (id: string): Promise<void> => {
      const { marks } = await reviewed(id);
      await decide(
        id,
        marks.map((mark) => ({ id: mark.id, what: 'keep', reason: '' })),
      );
    },
    /** A pupil who is at the school. */
    load: async (record: RecordId, ...entries: readonly Entry[]): Promise<void> => {
      await server().store.bulkLoad(SCHOOL, [{ id: record, entries }]);
      server().deps.rosters.forget();
    },
  };
}
