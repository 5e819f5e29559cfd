/** What the server writes down as it runs: a failure always, a request where that is wanted; when, what kind and where, and no words. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/server/http/app.ts';
import { ProblemError } from '../../src/server/http/problem.ts';
import { TooBusy } from '../../src/server/accounts/turns.ts';
import { Usage } from '../../src/server/commands/usage.ts';
import { createLog } from '../../src/server/log.ts';
import { UnusableData } from '../../src/server/store/sqlite.ts';
import { NOW, PEOPLE } from '../support/builders.ts';
import { newInstallation } from './process.ts';
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
const WORDS_OF_SCHOOL = ['Aisha', 'T201100018079', 'Wexcombe School'];
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

describe('what nobody has caught', () => {
  /** Fails outside any request when it is told to: first what nobody waits for, then what ends a process. */
  const FAILS = `
    process.on('SIGUSR2', () => void Promise.reject(new TypeError('${WORDS}')));
    process.on('SIGHUP', () => { throw new TypeError('${WORDS}\\n    at home with her mother'); });`;

  it('is one such line, of the error output; an exception ends the server, with 1', { timeout: 120_000 }, async () => {
    const here = newInstallation();
    try {
      expect((await here.run(['init', '--name', 'Hill School', '--leader', 'Ada Okafor'])).code).toBe(0);
      const module = join(here.folder, 'fails.mjs');
      writeFileSync(module, FAILS);
      const serving = await here.serve({ NODE_OPTIONS: `--import=${module}` });
      serving.signal('SIGUSR2');
      await vi.waitFor(() => expect(serving.said().err).toContain('TypeError'), { timeout: 10_000 });
      expect((await fetch(`${serving.origin}/livez`)).status).toBe(200);
      const { code, err } = await serving.stop('SIGHUP');
      const line = { time: expect.any(String), error: 'TypeError', at: expect.stringContaining('fails.mjs:') };
      expect([
        code,
        ...err
          .trim()
          .split('\n')
          .map((one) => JSON.parse(one) as unknown),
      ]).toEqual([1, line, line]);
      expect(err).not.toMatch(/Aisha|late|home with/);
    } finally {
      await here.end();
    }
  });
});

describe('the line of a failure', () => {
  const lineOf = (problem: unknown): unknown => {
    logTo(false).failed(problem);
    return JSON.parse(warned.pop() ?? '');
  };
  const HERE = expect.stringMatching(/^at .*log\.test\.ts:\d+:\d+\)?$/) as string;
  const messages = [
    'oops\n    at home with her mother',
    'oops\n    at home (/kitchen/table:10:45)',
    '\n    at /kitchen/table:10:45',
    '    at home (/kitchen/table:10:45)',
  ];

  it.each(messages)('has its place by its stack and not by its message: %j', (message) => {
    expect(lineOf(new Error(message))).toEqual({ time: NOW, error: 'Error', at: HERE });
    const renamed = new RangeError(message);
    void renamed.stack;
    renamed.message = 'something else';
    expect(lineOf(renamed)).toEqual({ time: NOW, error: 'RangeError', at: '' });
  });

  it('of text that is no JSON does not quote it', () => {
    const parse = () => JSON.parse('{"name": at home\n    at home (/kitchen:1:2)}') as unknown;
    try {
      parse();
    } catch (problem) {
      expect(lineOf(problem)).toEqual({ time: NOW, error: 'SyntaxError', at: HERE });
    }
    expect.assertions(1);
  });

  it('has no place that is not of a file, and none that is not a place', () => {
    const stacks = ['at home with her mother', 'at home (with her mother)', 'at home', 'at <anonymous>', 'at a.js:1'];
    for (const frame of stacks) {
      const problem = Object.assign(new Error('oops'), { stack: `Error: oops\n    ${frame}` });
      expect([frame, lineOf(problem)]).toEqual([frame, { time: NOW, error: 'Error', at: '' }]);
    }
  });

  it('has a kind that is known, or says that it is an error', () => {
    for (const name of ['Aisha', 'Aisha Khan', '', 7])
      expect(lineOf(Object.assign(new Error('x'), { name }))).toMatchObject({ error: 'Error' });
    for (const problem of [new ProblemError('not-found'), new UnusableData('x'), new TooBusy(), new Usage('x')])
      expect(lineOf(problem)).toMatchObject({ error: problem.constructor.name });
    for (const none of [null, undefined, 'Aisha', { name: 'Aisha', stack: 'Aisha' }])
      expect(lineOf(none)).toEqual({ time: NOW, error: 'unknown' });
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
    const judge = (lines: readonly string[], canaries: readonly string[] = WORDS_OF_SCHOOL) => {
      writeFileSync(join(folder, 'server.log'), lines.join('\n'));
      writeFileSync(join(folder, 'server.canaries'), canaries.map((one) => JSON.stringify(one)).join('\n'));
      const { status, stderr } = spawnSync(process.execPath, ['test/logs.mjs', folder], { encoding: 'utf8' });
      return { status, stderr };
    };
    const app = broken(true, noRead());
    for (let n = 0; n < 60; n += 1) await app.request('/api/session', await asSomebody());
    expect([said.length, warned.length]).toEqual([60, 60]);
    const { time: _, ...untimed } = JSON.parse(said[0] ?? '') as { readonly time: string };
    const { at } = JSON.parse(warned[0] ?? '') as { readonly at: string };
    const failure = { time: NOW, error: 'Error', at };
    expect(judge([...said, ...warned, JSON.stringify(failure)])).toEqual({ status: 0, stderr: '' });
    const odd = [
      untimed,
      { ...untimed, time: 'at noon' },
      { time: NOW, ...untimed, name: 'Aisha' },
      { time: NOW, ...untimed, route: '/api/schools/wexcombe/records/aisha/history' },
      { ...failure, error: 'Aisha' },
      { ...failure, at: 'at home with her mother' },
      { ...failure, at: 'at home (with her mother)' },
    ].map((line) => JSON.stringify(line));
    const found = judge([...said, ...warned, ...odd], ['Nobody']);
    expect(found).toEqual({
      status: 1,
      stderr: odd.map((line) => `Not a line that a log may have: ${line}\n`).join(''),
    });
    // Let through by the list, and found by the words of the schools.
    for (const at of ['at Aisha (/srv/main.js:1:2)', 'at read (/srv/T201100018079/main.js:1:2)']) {
      const planted = judge([...said, ...warned, JSON.stringify({ ...failure, at })]);
      expect(planted).toEqual({ status: 1, stderr: expect.stringMatching(/^Somebody’s words in a log: .+\n$/) });
    }
    expect(judge([...said, ...warned], []).status).toBe(1);
    rmSync(folder, { recursive: true });
  });
});
