/** Lines of pokes that end, or must not be told: another school, another person at the browser, nobody who reads. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SchoolId } from '../../src/domain/ids.ts';
import { demoAccount } from '../../src/server/accounts/places.ts';
import { createApp } from '../../src/server/http/app.ts';
import { PEOPLE } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA, AISHA_HERSELF, FROM_THE_APP, SCHOOL, openSchoolServer } from './school-server.ts';

const EVENTS = `/api/schools/${SCHOOL}/events`;
let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer();
});
afterEach(() => server.end());

/** A line that is read as it comes. */
async function listening(cookie: string) {
  const { body } = await server.app.request(EVENTS, { headers: { cookie } });
  const line = { heard: '', ended: false };
  void (async () => {
    for await (const piece of body as unknown as AsyncIterable<Uint8Array>) line.heard += Buffer.from(piece).toString();
    line.ended = true;
  })();
  await vi.waitFor(() => expect(line.heard).toBe(': hello\n\n'));
  return line;
}
const pokeOf = (version: number, school: SchoolId = SCHOOL) => ({
  school,
  version,
  reach: new Map([[AISHA, new Set(['P'])]]),
});

describe('a line of pokes', () => {
  it('is not told of another school, where a record may have the same name', async () => {
    const line = await listening(await server.cookieOf(AISHA_HERSELF));
    server.deps.events.poke(pokeOf(9, 'other' as SchoolId));
    server.deps.events.poke(pokeOf(10));
    await vi.waitFor(() => expect(line.heard).toContain('"version":10'));
    expect(line.heard).not.toContain('"version":9}');
  });

  it('is told of what an import brought in, and of no preview', async () => {
    const line = await listening(await server.cookieOf(PEOPLE.adviser));
    const file = { text: 'Forename,Surname,DOB,Year,Form\nCara,Dean,2011-12-01,10,10B', wholeSchool: false };
    const path = `/api/schools/${SCHOOL}/import`;
    const preview = await server.ask('POST', `${path}/preview`, { as: PEOPLE.leader, body: file });
    const { fingerprint } = (await preview.json()) as { readonly fingerprint: string };
    expect(line.heard).not.toContain('data:');
    const done = await server.ask('POST', path, { as: PEOPLE.leader, body: { ...file, fingerprint } });
    expect(await done.json()).toMatchObject({ added: 1 });
    await vi.waitFor(() => expect(line.heard).toContain('data:'));
  });

  it('ends when somebody else signs in in its browser', async () => {
    const { read } = server.store;
    await read.updateTable('school').set({ demo: 1 }).execute();
    const account = demoAccount('tutor');
    await read.insertInto('account').values({ id: account, login: null, password: null, disabled: 0 }).execute();
    await read
      .insertInto('membership')
      .values({ account, school: SCHOOL, person: PEOPLE.tutor, opened: '', joined: 0 })
      .execute();
    const cookie = await server.cookieOf(AISHA_HERSELF);
    const line = await listening(cookie);
    const signedIn = await createApp({ ...server.deps, demo: true }).request('/api/demo/session', {
      method: 'POST',
      headers: { ...FROM_THE_APP, cookie },
      body: '{"as":"tutor"}',
    });
    expect(signedIn.status).toBe(200);
    await vi.waitFor(() => expect(line.ended).toBe(true));
  });

  it('ends when nobody reads it for long, so that it does not fill the memory', async () => {
    const cookie = await server.cookieOf(AISHA_HERSELF);
    const { body } = await server.app.request(EVENTS, { headers: { cookie } });
    const read = await listening(await server.cookieOf(AISHA_HERSELF));
    for (let version = 2; version < 300; version++) server.deps.events.poke(pokeOf(version));
    await vi.waitFor(() => expect(read.heard).toContain('"version":299'));
    const text = await new Response(body).text();
    expect(text.split('data:').length).toBeLessThan(150);
  });
});
