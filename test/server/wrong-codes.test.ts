/** Guessing at the codes of an app over days, by somebody who has the password. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stepLeft } from '../../src/protocol/sign-in.ts';
import { PEOPLE } from '../support/builders.ts';
import { ABrowser, PASSWORD, appCode, newcomer, setUpApp } from './a-browser.ts';
import type { SchoolServer } from './school-server.ts';
import { SCHOOL, openSchoolServer } from './school-server.ts';

const MINUTE = 60_000;

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer();
});
afterEach(() => server.end());

/** What is left, after the password. */
const left = async (answer: Response) => stepLeft.parse(await answer.json()).ways;

describe('an app whose codes are guessed at over days', () => {
  const WRONG = 50;
  let here: ABrowser;
  let secret = '';
  let recovery: readonly string[] = [];
  beforeEach(async () => {
    here = await newcomer(server, PEOPLE.adviser, 'jo');
    ({ secret, recovery } = await setUpApp(server, here));
  });
  /** Somebody who has the password tries so many. */
  const guess = async (many: number) => {
    const thief = new ABrowser(server);
    let said = '';
    for (let n = 0; n < many; n += 1) {
      server.pass(MINUTE);
      if (n % 5 === 0) await thief.signIn('jo');
      const answer = await thief.ask('POST', '/api/session/second', { code: `9${10_000 + n}` });
      expect(answer.status).toBe(403);
      said = await answer.text();
    }
    return said;
  };
  const second = async (browser: ABrowser, code: string) =>
    (await browser.ask('POST', '/api/session/second', { code })).status;
  const wrongCodes = async (browser: ABrowser) => (await browser.said('GET', '/api/account'))[1]['wrongCodes'];

  it('takes none any more after fifty wrong ones in a row, and says so; a recovery code opens it again', async () => {
    expect(await wrongCodes(here)).toBeNull();
    expect(await guess(WRONG - 1)).not.toContain('Too many wrong codes');
    expect(await guess(1)).toContain('Too many wrong codes');
    server.pass(MINUTE);
    const jo = new ABrowser(server);
    expect(await left(await jo.signIn('jo'))).toEqual(['recovery']);
    expect(await second(jo, appCode(server, secret))).toBe(403);
    server.pass(MINUTE);
    expect((await here.said('POST', '/api/account/proof', { password: PASSWORD, code: '123456' }))[1]).toMatchObject({
      ways: ['recovery'],
    });
    server.pass(MINUTE);
    expect(await second(jo, recovery[0] ?? '')).toBe(200);
    expect(await wrongCodes(jo)).toMatchObject({ many: WRONG });
    const again = new ABrowser(server);
    expect(await left(await again.signIn('jo'))).toContain('totp');
    expect(await second(again, appCode(server, secret))).toBe(200);
  });

  it('is told of under Your account with how many they were, also after a right one, from which they are counted anew', async () => {
    await guess(3);
    const last = server.deps.now();
    expect(await wrongCodes(here)).toEqual({ many: 3, last });
    server.pass(MINUTE);
    const jo = new ABrowser(server);
    await jo.signIn('jo');
    expect(await second(jo, appCode(server, secret))).toBe(200);
    expect(await wrongCodes(jo)).toEqual({ many: 3, last });
    expect(await guess(WRONG - 1)).not.toContain('Too many wrong codes');
    expect(await left(await new ABrowser(server).signIn('jo'))).toContain('totp');
  });

  it('is taken away by the careers leader as one that was lost', async () => {
    await guess(WRONG);
    const leader = await newcomer(server, PEOPLE.leader, 'okafor');
    const path = `/api/schools/${SCHOOL}/people/${PEOPLE.adviser}/second-step`;
    expect((await leader.ask('DELETE', path)).status).toBe(204);
    expect((await new ABrowser(server).signIn('jo')).status).toBe(200);
  });
});
