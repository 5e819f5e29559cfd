/** The headers of each kind of answer, whole: what may be done with it, who may read it, and how long it is kept. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PACE, createPace } from '../../src/server/accounts/pace.ts';
import { PEOPLE } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import { SCHOOL, addStep, firstSync, openSchoolServer } from './school-server.ts';

let server: SchoolServer;
afterEach(() => server.end());

const SYNC = `/api/schools/${SCHOOL}/sync`;
const LOGIN = JSON.stringify({ login: 'lee', password: 'wrong' });

/** What every answer carries, to the letter. */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};
const OF_DATA = {
  ...ALWAYS,
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  vary: 'Cookie, Sec-Fetch-Site',
};
/** What can be opened as a page, with how long it is kept. */
const ofThePage = (cache: string) => ({
  ...ALWAYS,
  'content-security-policy': expect.stringContaining("script-src 'self' 'wasm-unsafe-eval'; ") as string,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'origin-agent-cluster': '?1',
  'permissions-policy': expect.stringMatching(/^camera=\(\), .+=\(self\)$/) as string,
  'cache-control': cache,
});
const UNKEPT = ofThePage('no-store');
const PAGE = { ...ofThePage('no-cache'), vary: 'Accept-Encoding' };
const ASSET = { ...PAGE, 'cache-control': 'public, max-age=31536000, immutable' };
/** These say what was answered and how long to wait; the rest of the headers is the policy. */
const OF_THE_ANSWER =
  /^(?:content-(?:type|length|encoding)|etag|location|set-cookie|retry-after|x-accel-buffering|allow)$/;

describe('the header set of each kind of answer', () => {
  const leader = PEOPLE.leader;
  const made = { as: leader, body: { list: 'to-catch-up', pupils: 3 } };
  const paths = { sync: SYNC, exports: `/api/schools/${SCHOOL}/exports`, events: `/api/schools/${SCHOOL}/events` };
  type Sent = Parameters<SchoolServer['ask']>[2];
  type Row = readonly [status: number, call: string, headers: object, sent?: Sent];
  const rows: readonly Row[] = [
    [200, 'GET /api/welcome', OF_DATA],
    [200, 'HEAD /api/welcome', OF_DATA],
    [200, `POST ${paths.sync}`, OF_DATA, { as: leader, body: firstSync }],
    [200, `GET ${paths.events}`, OF_DATA, { as: leader }],
    [204, 'DELETE /api/session', OF_DATA, { as: leader }],
    [303, 'GET /api/sso/callback', OF_DATA],
    [400, 'POST /api/session', OF_DATA, { body: '{' }],
    [401, 'GET /api/session', OF_DATA],
    [403, `POST ${paths.exports}`, OF_DATA, { ...made, as: PEOPLE.tutor }],
    [403, 'POST /api/session', OF_DATA, { body: LOGIN, headers: { 'sec-fetch-site': 'cross-site' } }],
    [404, 'GET /api/nowhere', OF_DATA],
    [404, 'GET /api', OF_DATA],
    [404, 'POST /api', OF_DATA],
    [404, 'DELETE /api/nowhere', OF_DATA],
    [405, `HEAD ${paths.events}`, OF_DATA, { as: leader }],
    [413, `POST ${paths.sync}`, OF_DATA, { as: leader, body: ' '.repeat(300_000) }],
    [415, 'POST /api/session', OF_DATA, { body: LOGIN, headers: { 'content-type': 'text/plain' } }],
    [429, `POST ${paths.sync}`, OF_DATA, { as: leader, body: { ...firstSync, mutations: [addStep(), addStep()] } }],
    [200, 'GET /livez', UNKEPT],
    [200, 'HEAD /livez', UNKEPT],
    [200, 'GET /readyz', UNKEPT],
    [200, 'GET /backupz', UNKEPT],
    [404, 'POST /livez', UNKEPT],
    [404, 'PUT /today', UNKEPT],
    [404, 'GET /assets/gone.js', UNKEPT],
    [200, 'GET /today', PAGE],
    [200, 'HEAD /today', PAGE],
    [200, 'GET /assets/main.js', ASSET],
    [304, 'GET /assets/main.js', ASSET, { headers: { 'if-none-match': '"ungWv48Bz-pBQUDeXa4iI7"' } }],
  ];
  it.each(rows.map(([status, call, headers, sent = {}]) => [status, call, headers, sent] as const))(
    '%i to %s',
    async (status, call, headers, sent) => {
      const [method = '', path = ''] = call.split(' ');
      const dir = mkdtempSync(join(tmpdir(), 'fingerpost-headers-'));
      mkdirSync(join(dir, 'assets'));
      writeFileSync(join(dir, 'index.html'), '<!doctype html>');
      writeFileSync(join(dir, 'assets', 'main.js'), 'abc');
      const pace = createPace({ ...PACE, change: { most: 1, perSecond: 1 } });
      server = await openSchoolServer({ staticDir: dir, pace });
      rmSync(dir, { recursive: true });
      const answer = await server.ask(method, path, sent);
      await answer.body?.cancel();
      const policy = [...answer.headers].filter(([name]) => !OF_THE_ANSWER.test(name));
      expect([answer.status, Object.fromEntries(policy)]).toEqual([status, headers]);
    },
  );
});
