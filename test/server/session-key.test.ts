/** A session with a key: its cookie alone opens nothing. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSession } from '../../src/server/accounts/sessions.ts';
import { ensureAccount } from '../../src/server/accounts/places.ts';
import { PEOPLE } from '../support/builders.ts';
import { SCHOOL, firstSync, openSchoolServer } from './school-server.ts';
import type { SchoolServer } from './school-server.ts';

const KEY = Buffer.alloc(32, 1).toString('base64');
const OTHER = Buffer.alloc(32, 2).toString('base64');

let school: SchoolServer;
let cookie = '';

beforeEach(async () => {
  school = await openSchoolServer();
  const account = await school.store.write((tx) => ensureAccount(tx, SCHOOL, PEOPLE.adviser));
  cookie = `sid=${(await openSession(school.store, account, school.deps.now()))?.token}`;
});
afterEach(() => school.end());

const ask = async (method: string, path: string, more: { readonly body?: unknown; readonly key?: string } = {}) => {
  const headers = { cookie, ...(more.key === undefined ? {} : { 'x-session-key': more.key }) };
  const answer = await school.ask(method, path, { body: more.body, headers });
  await answer.body?.cancel();
  return answer.status;
};
const sync = (key?: string) =>
  ask('POST', `/api/schools/${SCHOOL}/sync`, { body: firstSync, ...(key === undefined ? {} : { key }) });
const bind = (key: string, with_?: string) =>
  ask('PUT', '/api/session/key', { body: { key }, ...(with_ === undefined ? {} : { key: with_ }) });

describe('a session', () => {
  it('needs no key until its device tells one, and is of no use without it from then on', async () => {
    expect(await sync()).toBe(200);
    expect(await bind(KEY)).toBe(204);
    expect([await sync(), await sync(OTHER), await sync(KEY)]).toStrictEqual([403, 403, 200]);
    expect([await ask('GET', '/api/session'), await ask('GET', '/api/session', { key: KEY })]).toStrictEqual([
      403, 200,
    ]);
  });

  it('is given another key only by who has that of now', async () => {
    await bind(KEY);
    expect(await bind(OTHER)).toBe(403);
    expect(await bind(OTHER, KEY)).toBe(204);
    expect([await sync(KEY), await sync(OTHER)]).toStrictEqual([403, 200]);
  });

  it('can be told that there is something new, and ended, without its key: that shows nobody’s record', async () => {
    await bind(KEY);
    expect(await ask('GET', `/api/schools/${SCHOOL}/events`)).toBe(200);
    expect(await ask('DELETE', '/api/session')).toBe(204);
    expect(await sync(KEY)).toBe(401);
  });

  it('that is over leaves no key behind', async () => {
    await bind(KEY);
    await ask('DELETE', '/api/session');
    const account = await school.store.write((tx) => ensureAccount(tx, SCHOOL, PEOPLE.adviser));
    cookie = `sid=${(await openSession(school.store, account, school.deps.now()))?.token}`;
    await bind(OTHER);
    expect(await school.store.read.selectFrom('session_key').select('session').execute()).toHaveLength(1);
  });

  it('keeps no key that could be used', async () => {
    await bind(KEY);
    const rows = await school.store.read.selectFrom('session_key').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(KEY);
    expect(await bind('too short', KEY)).toBe(400);
  });
});
