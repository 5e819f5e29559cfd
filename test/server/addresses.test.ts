/** What the server makes of an address beyond its path: http in place of https, and parameters that come twice. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordHistory } from '../../src/protocol/record-history.ts';
import { PEOPLE } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA, SCHOOL, aMutation, openSchoolServer } from './school-server.ts';

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer({ https: true });
});
afterEach(() => server.end());

it('leads no request that came by http to https, of the API least of all', async () => {
  for (const [method, path] of [
    ['GET', '/'],
    ['GET', '/livez'],
    ['GET', '/api/session'],
    ['POST', '/api/session'],
    ['POST', `/api/schools/${SCHOOL}/sync`],
  ] as const) {
    const answer = await server.app.request(`http://localhost${path}`, { method });
    expect([path, Math.floor(answer.status / 100) === 3, answer.headers.get('location')]).toEqual([path, false, null]);
  }
});

it('takes the first of a parameter that comes twice, and none of another form', async () => {
  for (let n = 0; n < 3; n += 1) await server.sendAs(PEOPLE.tutor, aMutation('record.opened', AISHA, {}));
  const placesOf = async (query: string) => {
    const answer = await server.ask('GET', `/api/schools/${SCHOOL}/records/${AISHA}/history${query}`, {
      as: PEOPLE.leader,
    });
    return recordHistory.parse(await answer.json()).rows.map(({ place }) => place);
  };
  expect(await placesOf('?before=2')).toEqual([1]);
  expect(await placesOf('?before=2&before=99')).toEqual([1]);
  expect(await placesOf('?before=99&before=2')).toEqual([3, 2, 1]);
  for (const other of ['?before[]=2', '?before=2,3', '?before=-2', '?Before=2', '?before%00=2'])
    expect([other, await placesOf(other)]).toEqual([other, [3, 2, 1]]);
  // A header or a cookie of the name is no parameter.
  const headers = { before: '2', cookie: `${await server.cookieOf(PEOPLE.leader)}; before=2` };
  const answer = await server.ask('GET', `/api/schools/${SCHOOL}/records/${AISHA}/history`, { headers });
  expect(recordHistory.parse(await answer.json()).rows).toHaveLength(3);
});
