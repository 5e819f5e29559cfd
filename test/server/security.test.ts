/** The header set, the cookie's flags, what is taken from whom, and how large: on every answer, by the app without a port. */
import { afterEach, describe, expect, it } from 'vitest';
import { problem } from '../../src/protocol/problem.ts';
import type { Provider } from '../../src/server/accounts/provider.ts';
import { createApp } from '../../src/server/http/app.ts';
import { PEOPLE, uuid } from '../support/builders.ts';
import { ABrowser, PASSWORD, codeFor, newcomer, setUpApp } from './a-browser.ts';
import type { SchoolServer } from './school-server.ts';
import { FROM_THE_APP, SCHOOL, firstSync, openSchoolServer } from './school-server.ts';

let server: SchoolServer;
afterEach(() => server.end());

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  server.ask('POST', path, { body, headers });

const SYNC = `/api/schools/${SCHOOL}/sync`;
const LOGIN = JSON.stringify({ login: 'lee', password: 'wrong' });

/** What every answer carries, a page or not, and what none does. */
function isClosed(headers: Headers): void {
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('strict-transport-security')).toBeNull();
}

describe('every answer', () => {
  it.each([['/livez'], ['/nowhere']])('that could be a page carries the header set: %s', async (path) => {
    server = await openSchoolServer();
    const { headers } = await server.app.request(path);
    const csp = headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(csp.split('; ')).toContain(rule);
    expect(csp.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    isClosed(headers);
  });

  it.each([['/api/welcome'], ['/api/session'], ['/api/nowhere']])(
    'of the API may do nothing as a page: %s',
    async (path) => {
      server = await openSchoolServer();
      const { headers } = await server.app.request(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      isClosed(headers);
    },
  );

  it('is kept to https once it is reached that way', async () => {
    server = await openSchoolServer({ https: true });
    const { headers } = await server.app.request('/livez');
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
    expect(headers.get('content-security-policy')).toContain('upgrade-insecure-requests');
  });

  it('of the API is kept by no cache', async () => {
    server = await openSchoolServer();
    for (const path of ['/api/welcome', '/api/session', '/api/nowhere']) {
      const { headers } = await server.app.request(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('vary')).toBe('Cookie, Sec-Fetch-Site');
    }
  });
});

describe('the cookie', () => {
  const cookieFor = async (https: boolean): Promise<string> => {
    server = await openSchoolServer({ https, demo: true }, true);
    await server.store.read
      .insertInto('account')
      .values({ id: 'demo-tutor', login: null, password: null, disabled: 0 })
      .execute();
    await server.store.read
      .insertInto('membership')
      .values({ account: 'demo-tutor', school: SCHOOL, person: PEOPLE.tutor, opened: '', joined: 0 })
      .execute();
    return (await post('/api/demo/session', { as: 'tutor' })).headers.get('set-cookie') ?? '';
  };

  it('over https has the __Host- prefix and all that it asks for', async () => {
    const [pair = '', ...flags] = (await cookieFor(true)).split('; ');
    expect(pair).toMatch(/^__Host-sid=[\w-]{43}$/);
    expect(flags.toSorted()).toEqual(['HttpOnly', 'Max-Age=1209600', 'Path=/', 'SameSite=Strict', 'Secure']);
  });

  it('over https has it of every kind: of what is half done, of the way to the sign-in service, of a browser that is known', async () => {
    const saved = { state: 'state', nonce: 'nonce', verifier: 'verifier' };
    const provider: Provider = {
      name: 'Wexcombe account',
      begin: async () => ({ to: 'https://service.example/auth', saved }),
      finish: async () => 'refused',
    };
    server = await openSchoolServer({ https: true, origin: 'https://school.example', provider });
    const given = new Map<string, readonly string[]>();
    const keep = ({ headers }: Response) => {
      for (const line of headers.getSetCookie()) {
        const [pair = '', ...flags] = line.split('; ');
        given.set(pair.slice(0, pair.indexOf('=')), flags.toSorted());
      }
    };
    const jo = await newcomer(server, PEOPLE.adviser, 'jo');
    await setUpApp(server, jo);
    keep(await jo.signIn('jo'));
    keep(await new ABrowser(server).ask('GET', '/api/sso/start?for=sign-in'));
    const code = await codeFor(server, PEOPLE.tutor);
    keep(await server.ask('POST', '/api/activation', { body: { code, login: 'lee', password: PASSWORD } }));
    const closed = (maxAge: number, sameSite: string) =>
      ['HttpOnly', `Max-Age=${maxAge}`, 'Path=/', `SameSite=${sameSite}`, 'Secure'].toSorted();
    expect(Object.fromEntries(given)).toEqual({
      '__Host-half': closed(600, 'Strict'),
      '__Host-oidc': closed(600, 'Lax'),
      '__Host-known': closed(400 * 86_400, 'Strict'),
      '__Host-sid': expect.arrayContaining(['Secure']),
    });
  });

  it('on loopback is as closed, but for what needs https', async () => {
    const [pair = '', ...flags] = (await cookieFor(false)).split('; ');
    expect(pair).toMatch(/^sid=[\w-]{43}$/);
    expect(flags.toSorted()).toEqual(['HttpOnly', 'Max-Age=1209600', 'Path=/', 'SameSite=Strict']);
  });

  it('of another name, or made up, is nobody’s', async () => {
    server = await openSchoolServer({ https: true });
    const plain = (await server.cookieOf(PEOPLE.tutor)).replace('__Host-sid', 'sid');
    const made = `__Host-sid=${'A'.repeat(43)}`;
    for (const cookie of [plain, made, '__Host-sid=', '__Host-sid=%00', `__Host-sid=${'x'.repeat(4000)}`])
      expect((await server.app.request('/api/session', { headers: { cookie } })).status).toBe(401);
  });
});

describe('a request that changes something', () => {
  /** A sign-in of nobody is answered with 403 too: it is the sentence that tells who refused. */
  const ask = async (headers: Readonly<Record<string, string>>) => {
    const sent = { method: 'POST', headers: { host: 'school.example', ...headers }, body: LOGIN };
    const answer = await server.app.request('/api/session', sent);
    return [answer.status, problem.parse(await answer.json()).detail];
  };
  const json = { 'content-type': 'application/json' };

  it.each([
    ['another site', { ...FROM_THE_APP, 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring host of the same site', { ...FROM_THE_APP, 'sec-fetch-site': 'same-site' }],
    ['an address typed in', { ...FROM_THE_APP, 'sec-fetch-site': 'none' }],
    ['another origin, in a browser that does not name the site', { ...FROM_THE_APP, origin: 'https://evil.example' }],
    ['no origin at all', { ...FROM_THE_APP, origin: 'null' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }],
    ['a beacon', { 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' }],
    ['what does not say that it is the app', json],
  ])('is refused from %s', async (_, headers) => {
    server = await openSchoolServer();
    const before = await server.contentHash();
    expect(await ask(headers as Record<string, string>)).toEqual([403, 'This must come from the app itself.']);
    expect(await server.contentHash()).toBe(before);
  });

  it('is taken from the app, in browsers that name the site and in those that do not', async () => {
    server = await openSchoolServer();
    expect((await post('/api/session', 'x', { 'sec-fetch-site': 'same-origin' })).status).toBe(400);
    expect((await post('/api/session', 'x', { host: 'a.example', origin: 'http://a.example' })).status).toBe(400);
    expect((await post('/api/session', 'x')).status).toBe(400);
  });

  it('must be JSON, and sent as it is', async () => {
    server = await openSchoolServer();
    for (const type of [
      'text/plain',
      'multipart/form-data',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      '',
    ])
      expect((await post('/api/session', LOGIN, { 'content-type': type })).status).toBe(415);
    for (const encoding of ['gzip', 'br', 'deflate', 'identity'])
      expect((await post('/api/session', LOGIN, { 'content-encoding': encoding })).status).toBe(415);
  });
});

describe('the words of a body', () => {
  it('are UTF-8, or nothing is read', async () => {
    server = await openSchoolServer();
    const body = Buffer.from('{"login":"lee","password":"\xff\xfe"}', 'latin1');
    const answer = await server.app.request('/api/session', { method: 'POST', headers: FROM_THE_APP, body });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('not UTF-8')]);
  });

  it.each([
    ['__proto__'],
    ['constructor'],
    ['prototype'],
    [String.raw`\u005f_proto__`],
    [String.raw`c\u006Fnstructor`],
  ])('name nothing that every object has, where anything may stand: %s', async (name) => {
    server = await openSchoolServer();
    const cookie = await server.cookieOf(PEOPLE.tutor);
    const sent = (args: string) => {
      const step = `{"id":"${uuid(1)}","name":"step.add","version":1,"record":"roster","at":"${server.deps.now()}","args":${args}}`;
      return post(SYNC, JSON.stringify(firstSync).replace('"mutations":[]', `"mutations":[${step}]`), { cookie });
    };
    const answer = await sent(`{"a":[{"${name}":{"admin":true}}]}`);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('name in the body')]);
    const said = await sent(`{"words":"he wrote \\"${name}\\": twice"}`);
    expect(said.status).toBe(200);
  });
});

describe('the limits', () => {
  const asTutor = async (body: unknown) => post(SYNC, body, { cookie: await server.cookieOf(PEOPLE.tutor) });
  const filled = (bytes: number): string => {
    const text = JSON.stringify(firstSync);
    return text + ' '.repeat(bytes - text.length);
  };
  const nested = (levels: number) =>
    JSON.stringify(firstSync).replace('"app":"test"', `"app":${'['.repeat(levels)}${']'.repeat(levels)}`);
  const aMutation = (n: number, args: unknown = {}) => ({
    id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    name: 'step.add',
    version: 1,
    record: 'roster',
    at: server.deps.now(),
    args,
  });

  it('are 256 kB for a body', async () => {
    server = await openSchoolServer();
    expect((await asTutor(filled(256 * 1024))).status).toBe(200);
    expect((await asTutor(filled(256 * 1024 + 1))).status).toBe(413);
  });

  it('are the same for a body that does not say how long it is, or lies', async () => {
    server = await openSchoolServer();
    const cookie = await server.cookieOf(PEOPLE.tutor);
    let sent = 0;
    const long = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 16_384;
        if (sent > 1024 * 1024) controller.close();
        else controller.enqueue(new Uint8Array(16_384).fill(0x20));
      },
    });
    const headers = { ...FROM_THE_APP, cookie };
    const stream = { method: 'POST', headers, body: long, duplex: 'half' } as RequestInit;
    expect((await server.app.request(SYNC, stream)).status).toBe(413);
    expect(sent).toBeLessThan(512 * 1024);
    expect((await post(SYNC, '{}', { cookie, 'content-length': '999999999' })).status).toBe(413);
    expect((await post(SYNC, filled(300_000), { cookie, 'content-length': '10' })).status).toBe(413);
  });

  it('are 100 mutations, 64 kB each', async () => {
    server = await openSchoolServer();
    const many = (count: number) =>
      asTutor({ ...firstSync, mutations: Array.from({ length: count }, (_, n) => aMutation(n)) as never });
    expect((await many(100)).status).toBe(200);
    expect((await many(101)).status).toBe(400);
    const large = (length: number) =>
      asTutor({ ...firstSync, mutations: [aMutation(500 + length, { words: 'x'.repeat(length) })] as never });
    expect((await large(60_000)).status).toBe(200);
    expect((await large(66_000)).status).toBe(413);
    // Bytes, as devices count them: each of these is three.
    expect(
      (await asTutor({ ...firstSync, mutations: [aMutation(7, { words: '漢'.repeat(22_000) })] as never })).status,
    ).toBe(413);
  });

  it('are a few levels of nesting, however many come', async () => {
    server = await openSchoolServer();
    const answer = await asTutor(nested(20));
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('nested too deeply')]);
    expect((await asTutor(nested(100_000))).status).toBe(400);
    expect((await asTutor('['.repeat(200_000))).status).toBe(400);
  });

  it('count brackets of the message and not those in its words', async () => {
    server = await openSchoolServer();
    const words = `${'['.repeat(500)} \\" ${'{'.repeat(500)}`;
    expect((await asTutor({ ...firstSync, mutations: [aMutation(1, { words })] as never })).status).toBe(200);
  });
});

describe('a problem', () => {
  it('is of RFC 9457, with a stable type and without a stack', async () => {
    server = await openSchoolServer();
    const answer = await server.app.request('/api/session');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(problem.parse(await answer.json())).toEqual({
      type: '/problems/signed-out',
      title: 'Sign in to go on',
      status: 401,
    });
  });

  it('of the server itself says nothing of it, and the log nothing of people', async () => {
    const lines: string[] = [];
    server = await openSchoolServer({ log: (line) => lines.push(JSON.stringify(line)) });
    const cookie = await server.cookieOf(PEOPLE.tutor);
    const broken = { ...server.deps, store: { ...server.store, read: undefined as never } };
    const answer = await createApp(broken).request(`/api/session?name=Aisha`, { headers: { cookie } });
    expect(problem.parse(await answer.json())).toEqual({
      type: '/problems/server-error',
      title: 'The server could not do this',
      status: 500,
    });
    expect(lines.join('\n')).toContain('"route":"/api/session"');
    expect(lines.join('\n')).not.toMatch(/Aisha|sid=/);
  });

  it.each([
    ['a full disk', 13, 507, null],
    ['a lock that another process holds', 5, 503, '5'],
  ])('of %s is told as such', async (...[, errcode, status, retryAfter]) => {
    const now = () => {
      throw Object.assign(new Error('of the database'), { errcode });
    };
    server = await openSchoolServer({ now });
    const answer = await server.app.request('/api/session', { headers: { cookie: 'sid=x' } });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(problem.parse(await answer.json()).status).toBe(status);
  });
});
