/**
 * A real OpenID Connect provider on loopback, with a page on which one chooses who one is. It can be stopped and started again at
 * the same address; its key is known, so that what it would never sign can be signed.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { Provider } from 'oidc-provider';

/** Somebody there: the claims that are said of them. */
export type Somebody = Readonly<Record<string, unknown>>;

export interface SignInService {
  readonly issuer: string;
  readonly client: { readonly id: string; readonly secret: string };
  /** Who there is, by subject; may be changed. */
  readonly people: Map<string, Somebody>;
  /** Who signs in without choosing; null: the page asks. */
  setCurrent(subject: string | null): void;
  readonly key: CryptoKey;
  readonly publicJwk: JWK;
  stop(): Promise<void>;
  start(): Promise<void>;
}

const CLAIMS = ['sub', 'tid', 'oid', 'hd', 'email', 'name', 'amr'];

/** Starts one. `redirect`: where it sends people back to; `path`: after its address, as a tenant has one. */
export async function startSignInService(redirect: string, path = ''): Promise<SignInService> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const about = { kid: 'one', alg: 'RS256', use: 'sig' };
  const client = { id: 'fingerpost', secret: 'a secret of the tests, long enough' };
  const people = new Map<string, Somebody>();
  let current: string | null = null;
  let server: Server | null = null;
  let port = 0;
  let handle: (req: IncomingMessage, res: ServerResponse) => Promise<void> = async () => undefined;

  const start = async (): Promise<void> => {
    server = createServer((req, res) => {
      void handle(req, res).catch(() => res.writeHead(500).end());
    });
    await new Promise<void>((listening) => void server?.listen(port, '127.0.0.1', listening));
    port = (server.address() as AddressInfo).port;
  };
  await start();
  const issuer = `http://127.0.0.1:${port}${path}`;

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirect],
        token_endpoint_auth_method: 'client_secret_post',
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), ...about }] },
    cookies: { keys: ['of the tests'] },
    conformIdTokenClaims: false,
    claims: { openid: CLAIMS, acr: null, auth_time: null, sid: null },
    scopes: ['openid'],
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `${path}/interaction/${uid}` },
    findAccount: (_: unknown, subject: string) =>
      people.has(subject)
        ? { accountId: subject, claims: () => ({ sub: subject, ...people.get(subject) }) }
        : undefined,
    loadExistingGrant: async (ctx: {
      readonly oidc: {
        readonly client: { readonly clientId: string };
        readonly session: { readonly accountId: string };
      };
    }) => {
      const { client: asking, session } = ctx.oidc;
      const grant = new provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  handle = async (req, res) => {
    const url = new URL(req.url ?? '/', issuer);
    if (!url.pathname.startsWith(`${path}/interaction/`)) {
      // As a program that is mounted under a path is called.
      if (path !== '')
        Object.assign(req, { originalUrl: req.url, baseUrl: path, url: (req.url ?? '').slice(path.length) });
      return callback(req, res);
    }
    const chosen = url.searchParams.get('as') ?? current;
    if (chosen !== null && people.has(chosen)) {
      const amr = people.get(chosen)?.['amr'] ?? ['pwd'];
      return provider.interactionFinished(req, res, { login: { accountId: chosen, amr } });
    }
    const links = [...people.keys()].map((subject) => `<p><a href="?as=${subject}">Sign in as ${subject}</a></p>`);
    res
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<title>School sign-in</title><h1>School sign-in</h1>${links.join('')}`);
    return undefined;
  };

  return {
    issuer,
    client,
    people,
    key: privateKey,
    publicJwk: { ...(await exportJWK(publicKey)), ...about },
    setCurrent: (subject) => void (current = subject),
    start,
    async stop() {
      const stopping = server;
      server = null;
      stopping?.closeAllConnections();
      await new Promise((closed) => (stopping ? stopping.close(closed) : closed(undefined)));
    },
  };
}

/** Goes where a browser is sent, until it is sent back: the address by which it comes back. Each call is a browser of its own. */
export async function throughService(to: string, back: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = to;
  for (let hop = 0; hop < 12; hop += 1) {
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`The service answered ${answer.status}: ${await answer.text()}`);
    at = new URL(next, at).href;
    if (at.startsWith(back)) return new URL(at);
  }
  throw new Error('The service sends in circles.');
}
