/** A browser that asks a server of the tests: it keeps the cookies that it is given, and sends them again. */
import type { PersonId } from '../../src/domain/ids.ts';
import { giveCode, makeCode } from '../../src/server/accounts/codes.ts';
import { ensureAccount } from '../../src/server/accounts/places.ts';
import { codeOfStep, stepAt } from '../../src/server/accounts/totp.ts';
import type { SchoolServer } from './school-server.ts';
import { SCHOOL } from './school-server.ts';

export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
export const PASSWORD = 'gravel meadow lantern';

export class ABrowser {
  readonly jar = new Map<string, string>();
  readonly #server: SchoolServer;
  readonly #agent: string;

  constructor(server: SchoolServer, agent = CHROME) {
    this.#server = server;
    this.#agent = agent;
  }

  /** Asks, as the app does. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#server.ask(method, path, {
      body,
      headers: { 'user-agent': this.#agent, ...(cookie === '' ? {} : { cookie }), ...headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      const gone = attributes.some((one) => one.trim() === 'Max-Age=0');
      if (gone) this.jar.delete(pair.slice(0, at));
      else this.jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  readonly signIn = (login: string, password = PASSWORD, more: object = {}): Promise<Response> =>
    this.ask('POST', '/api/session', { login, password, ...more });

  /** The answer's JSON, with its status. */
  async said(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<readonly [number, Readonly<Record<string, unknown>>]> {
    const answer = await this.ask(method, path, body);
    const text = await answer.text();
    return [answer.status, text === '' ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>)];
  }
}

/** A code of somebody at the school. */
export async function codeFor(server: SchoolServer, person: PersonId): Promise<string> {
  const given = await server.store.write(async (tx) =>
    giveCode(
      tx,
      { account: await ensureAccount(tx, SCHOOL, person), school: SCHOOL, ...(await makeCode(tx)) },
      server.deps.now(),
    ),
  );
  return given.code;
}

/** Somebody who has chosen a login and a password, in a new browser that is signed in. */
export async function newcomer(
  server: SchoolServer,
  person: PersonId,
  login: string,
  more: object = {},
): Promise<ABrowser> {
  const browser = new ABrowser(server);
  const code = await codeFor(server, person);
  const answer = await browser.ask('POST', '/api/activation', { code, login, password: PASSWORD, ...more });
  if (!answer.ok) throw new Error(`The code was answered with ${answer.status}: ${await answer.text()}`);
  return browser;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** The bytes of a key that was shown. */
export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** What an authenticator app shows for a key, now and `steps` later. */
export const appCode = (server: SchoolServer, secret: string, steps = 0): string =>
  codeOfStep(fromBase32(secret), stepAt(Date.parse(server.deps.now())) + steps);

/** Sets an authenticator app up; gives its key and the recovery codes. */
export async function setUpApp(
  server: SchoolServer,
  browser: ABrowser,
): Promise<{ readonly secret: string; readonly recovery: readonly string[] }> {
  const [, made] = await browser.said('POST', '/api/account/totp');
  const secret = String(made['secret']);
  const [status, given] = await browser.said('PUT', '/api/account/totp', { code: appCode(server, secret) });
  if (status !== 200) throw new Error(`The app was answered with ${status}`);
  // The code that set it up works no more.
  server.pass(30_000);
  return { secret, recovery: given['codes'] as readonly string[] };
}
