/** What the server writes down as it runs: a failure always, a request where that is wanted; when, what kind and where, and no words. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/server/http/app.ts';
import { createLog } from '../../src/server/log.ts';
import { NOW, PEOPLE } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import { FROM_THE_APP, SCHOOL, firstSync, openSchoolServer } from './school-server.ts';

let server: SchoolServer;
/** Standard output, and the error output. */
let said: string[];
let warned: string[];
beforeEach(async () => {
  server = await openSchoolServer();
  said = [];
  warned = [];
});
afterEach(() => server.end());

const logTo = (isOn: boolean) =>
  createLog({
    isOn,
    now: server.deps.now,
    say: (line) => void said.push(line),
    warn: (line) => void warned.push(line),
  });

/** The server with something in it that fails. */
const broken = (isOn: boolean, over: object) => createApp({ ...server.deps, ...logTo(isOn), ...over });
const WORDS = 'Aisha was late';
const fails = () => {
  throw new RangeError(WORDS);
};
const noRead = () => ({
  store: {
    ...server.store,
    get read(): never {
      return fails();
    },
  },
});
const asSomebody = async (): Promise<RequestInit> => ({ headers: { cookie: await server.cookieOf(PEOPLE.tutor) } });

describe('a failure inside a request', () => {
  it.each([
    [false, 0],
    [true, 1],
  ])('is written to the error output with LOG on: %s, its kind and place and not its words', async (isOn, requests) => {
    const answer = await broken(isOn, noRead()).request('/api/session?name=Aisha', await asSomebody());
    expect([answer.status, said.length, warned.length]).toEqual([500, requests, 1]);
    const line = JSON.parse(warned[0] ?? '') as object;
    expect(line).toEqual({ time: NOW, error: 'RangeError', at: expect.stringMatching(/^at .+log\.test\.ts:\d+:\d+/) });
    expect([...said, ...warned].join()).not.toMatch(/Aisha|late|sid/);
  });

  it('is written also when the reply had begun, or when it is of a full disk', async () => {
    const cookie = await server.cookieOf(PEOPLE.adviser);
    const init = { method: 'POST', headers: { ...FROM_THE_APP, cookie }, body: JSON.stringify(firstSync) };
    const rosters = { ...server.deps.rosters, granted: fails };
    const path = `/api/schools/${SCHOOL}/sync`;
    await (await broken(false, { rosters }).request(path, init)).text().catch(() => '');
    expect(warned.join()).toContain('RangeError');
    warned.length = 0;
    const full = () => {
      throw Object.assign(new Error('of the database'), { errcode: 13 });
    };
    const log = createLog({ isOn: false, now: () => NOW, say: fails, warn: (line) => void warned.push(line) });
    const answer = await createApp({ ...server.deps, ...log, now: full }).request('/api/session', await asSomebody());
    expect([answer.status, warned.length]).toEqual([507, 1]);
  });

  it('is not what is refused, nor what is not there', async () => {
    const app = broken(false, {});
    for (const path of ['/api/session', '/api/nowhere', '/nowhere.js']) await app.request(path);
    expect([said, warned]).toEqual([[], []]);
  });
});

describe('a line', () => {
  it('of a request says when, by which method and pattern, how it went and how long it took', async () => {
    await broken(true, {}).request('/api/schools/another-school/events?name=Aisha');
    expect(JSON.parse(said[0] ?? '')).toEqual({
      time: NOW,
      method: 'GET',
      route: expect.stringMatching(/^\/[a-z:/*-]+$/),
      status: 401,
      ms: expect.any(Number),
    });
    expect(said.join()).not.toContain('another-school');
  });

  it('is one that the list of what a line may say has; one with anything else is found', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fingerpost-log-'));
    const judge = (lines: readonly string[]) => {
      writeFileSync(join(folder, 'server.log'), lines.join('\n'));
      return spawnSync(process.execPath, ['test/logs.mjs', folder]).status;
    };
    const app = broken(true, noRead());
    for (let n = 0; n < 60; n += 1) await app.request('/api/session', await asSomebody());
    expect([said.length, warned.length]).toEqual([60, 60]);
    expect(judge([...said, ...warned])).toBe(0);
    const { time: _, ...untimed } = JSON.parse(said[0] ?? '') as { readonly time: string };
    for (const odd of [untimed, { ...untimed, time: 'at noon' }, { time: NOW, ...untimed, name: 'Aisha' }])
      expect([odd, judge([...said, ...warned, JSON.stringify(odd)])]).toEqual([odd, 1]);
    rmSync(folder, { recursive: true });
  });
});
