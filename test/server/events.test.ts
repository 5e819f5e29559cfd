/** Pokes as the browser gets them: who is told of what, and when a line ends. Over the real app and store. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EntryId, PersonId } from '../../src/domain/ids.ts';
import { LIMITS } from '../../src/server/accounts/limits.ts';
import { HEARTBEAT_MS, LINES_MAX, createEvents } from '../../src/server/http/events.ts';
import { openStore } from '../../src/server/store/store.ts';
import { PEOPLE } from '../support/builders.ts';
import { AISHA, AISHA_HERSELF, BEN, OFFICE, SCHOOL, addStep, openSchoolServer, writeDraft } from './school-server.ts';
import type { SchoolServer } from './school-server.ts';

const EVENTS = `/api/schools/${SCHOOL}/events`;
let school: SchoolServer;
beforeEach(async () => {
  school = await openSchoolServer();
});
afterEach(() => school.end());

/** An open line, with what came through it so far. */
async function listen(as: PersonId, headers: Readonly<Record<string, string>> = {}) {
  const response = await school.ask('GET', EVENTS, { as, headers });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let heard = '';
  let ended = false;
  const listening = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      heard += new TextDecoder().decode(value);
    }
    ended = true;
  })();
  return {
    response,
    heard: () => heard,
    pokes: () =>
      heard
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => JSON.parse(line.slice(5)) as unknown),
    ended: () => ended,
    hangUp: () => reader.cancel(),
    listening,
  };
}
/** Everything that follows from what was done has been done: there is nothing but promises and the store. */
const settled = () => new Promise((resolve) => void setTimeout(resolve, 5));
/** The next heartbeat, with fake intervals. */
const beat = async () => {
  await vi.advanceTimersByTimeAsync(HEARTBEAT_MS);
  await settled();
};

describe('a line of pokes', () => {
  it('says hello, is never stored, and is not for those who are signed out or of another school', async () => {
    const { response, heard, hangUp } = await listen(PEOPLE.tutor);
    await settled();
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(heard()).toBe(': hello\n\n');
    await hangUp();
    expect((await school.ask('GET', EVENTS)).status).toBe(401);
    expect((await school.ask('GET', '/api/schools/other/events', { as: PEOPLE.tutor })).status).toBe(404);
  });

  it('tells those who can see what changed, with a version and no data, and nobody else', async () => {
    const lines = {
      adviser: await listen(PEOPLE.adviser),
      tutor: await listen(PEOPLE.tutor),
      leader: await listen(PEOPLE.leader),
      pupil: await listen(AISHA_HERSELF),
      otherPupil: await listen(BEN as string as PersonId),
      office: await listen(OFFICE),
    };
    expect((await school.sendAs(PEOPLE.tutor, addStep())).head.outcomes).toMatchObject([{ status: 'applied' }]);
    await settled();
    const told = Object.entries(lines).filter(([, line]) => line.pokes().length > 0);
    expect(told.map(([who]) => who)).toEqual(['adviser', 'tutor', 'leader', 'pupil']);
    for (const [, line] of told) expect(line.pokes()).toEqual([{ version: 2 }]);
  });

  it('tells of a draft nobody but its author', async () => {
    const lines = {
      adviser: await listen(PEOPLE.adviser),
      leader: await listen(PEOPLE.leader),
      pupil: await listen(AISHA_HERSELF),
    };
    const { head } = await school.sendAs(PEOPLE.adviser, writeDraft('Liked the labs.'));
    expect(head.outcomes).toMatchObject([{ status: 'applied' }]);
    await settled();
    expect(
      Object.entries(lines)
        .filter(([, line]) => line.pokes().length > 0)
        .map(([who]) => who),
    ).toEqual(['adviser']);
  });

  it('ends with its session, and others go on', async () => {
    const mine = await listen(PEOPLE.tutor);
    const others = await listen(PEOPLE.adviser);
    await school.ask('DELETE', '/api/session', { as: PEOPLE.tutor });
    await settled();
    expect([mine.ended(), others.ended()]).toEqual([true, false]);
  });

  it.each<readonly [string, (cookie: string) => Promise<unknown>]>([
    ['has not been used for long', async () => school.pass(LIMITS.staff.idleMs + 1)],
    [
      'is at its end, however much it is used',
      async (cookie) => {
        for (let day = 0; day < 14; day += 1) {
          school.pass(86_400_000);
          await school.app.request('/api/session', { headers: { cookie } });
        }
        school.pass(1);
      },
    ],
    [
      'was ended beside the server, with its account',
      async () => {
        const other = openStore(school.file);
        await other.write((tx) => tx.deleteFrom('session').where('person', '=', PEOPLE.tutor).execute());
        await other.close();
      },
    ],
  ])('ends with the heartbeat after its session %s, and others go on', async (_, end) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const cookie = await school.cookieOf(PEOPLE.tutor);
    const mine = await listen(PEOPLE.tutor, { cookie });
    await beat();
    expect([mine.ended(), mine.heard()]).toEqual([false, ': hello\n\n: still here\n\n']);
    await end(cookie);
    school.signInAgain();
    const others = await listen(PEOPLE.adviser);
    await beat();
    expect([mine.ended(), mine.heard()]).toEqual([true, ': hello\n\n: still here\n\n']);
    expect([others.ended(), others.heard()]).toEqual([false, ': hello\n\n: still here\n\n']);
    await others.hangUp();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('prolongs no session by its heartbeats', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const line = await listen(PEOPLE.tutor);
    const seen = () => school.store.read.selectFrom('session').select('seen').execute();
    const before = await seen();
    for (let n = 0; n < 3; n += 1) {
      school.pass(3_600_000);
      await beat();
    }
    expect(await seen()).toEqual(before);
    await line.hangUp();
    vi.useRealTimers();
  });

  it('ends when the server stops, and none is opened after', async () => {
    const before = await listen(PEOPLE.tutor);
    school.deps.events.end();
    const after = await listen(PEOPLE.adviser);
    await settled();
    expect([before.ended(), after.ended()]).toEqual([true, true]);
  });

  it('takes the place of the oldest when a session opens too many', async () => {
    const lines = [];
    for (let n = 0; n <= LINES_MAX; n += 1) lines.push(await listen(PEOPLE.tutor));
    await settled();
    expect(lines.map((line) => line.ended())).toEqual([true, ...Array.from({ length: LINES_MAX }, () => false)]);
  });

  it('is not opened by HEAD, which would never read it', async () => {
    const opened = vi.spyOn(school.deps.events, 'listen');
    expect((await school.ask('HEAD', EVENTS, { as: PEOPLE.tutor })).status).toBe(405);
    expect(opened).not.toHaveBeenCalled();
  });
});

describe('the listeners', () => {
  const poke = { school: SCHOOL, version: 9, reach: new Map([[AISHA, new Set(['T'])]]) };
  const listener = (over: object = {}) => ({
    school: SCHOOL,
    person: PEOPLE.tutor,
    session: 'a',
    groupsOf: async () => ['T'] as const,
    send: vi.fn<(text: string) => void>(),
    close: vi.fn<() => void>(),
    ...over,
  });

  it('hear a heartbeat while they listen, and no longer', async () => {
    vi.useFakeTimers();
    const { heard, hangUp } = await listen(PEOPLE.tutor);
    await vi.advanceTimersByTimeAsync(2 * HEARTBEAT_MS);
    expect(heard()).toBe(': hello\n\n: still here\n\n: still here\n\n');
    await hangUp();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('may hang up while it is found out whether a change concerns them', async () => {
    const failures: unknown[] = [];
    const note = (problem: unknown) => void failures.push(problem);
    process.on('unhandledRejection', note);
    const line = await listen(PEOPLE.tutor);
    school.deps.events.poke({ ...poke, reach: new Map([[AISHA, new Set(['T'])]]) });
    await line.hangUp();
    await settled();
    process.off('unhandledRejection', note);
    expect(failures).toEqual([]);
  });

  it('are hung up on when it cannot be found out', async () => {
    const events = createEvents();
    const broken = listener({ groupsOf: () => Promise.reject(new Error('closed')) });
    const whole = listener({ person: 'other' as PersonId, session: 'b' as EntryId });
    events.listen(broken);
    events.listen(whole);
    events.poke(poke);
    await settled();
    expect(broken.close).toHaveBeenCalledOnce();
    expect(whole.send).toHaveBeenCalledExactlyOnceWith('data: {"version":9}\n\n');
  });
});
