/**
 * The school's own sign-in service (OpenID Connect: Microsoft Entra, Google, another). Code with PKCE, state and nonce; the issuer
 * exactly as set; ID tokens signed with RS256 by its keys, and nothing else. Who somebody is there is (issuer, subject), never an
 * e-mail, which can be changed and given to somebody else. Roles are ours alone. No token is kept, and nothing is asked of
 * any other host. Source: OpenID Connect Core 1.0, 3.1.3.7; RFC 9700; OWASP ASVS 5.0, 6.8, 10.5. Loaded when it is set up.
 */
import type { Configuration } from 'openid-client';
import type { HalfDoneOf } from './half-done.ts';

/** How a service names people. */
export type ProviderKind = 'entra' | 'google' | 'other';

/** How it is set up. */
export interface ProviderSettings {
  readonly kind: ProviderKind;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it. */
  readonly name: string;
  /** The school's domain, which a Google account must be of; null: not asked. */
  readonly domain: string | null;
  /** The service must say that it has asked for a second step. */
  readonly mfa: boolean;
}

/** Somebody, to a service. */
export interface Known {
  readonly issuer: string;
  readonly subject: string;
}

/** Why nobody is known. `down`: the service does not answer; `refused`: it says no, or what it says is not to be believed. */
export type ProviderFailure = 'down' | 'refused';

/** A service, as the routes use it. */
export interface Provider {
  readonly name: string;
  /** Where to send the browser, and what must come back. `fresh`: the person signs in there anew. */
  begin(redirect: string, fresh: boolean): Promise<{ readonly to: string; readonly saved: Saved } | ProviderFailure>;
  /** Whom the service says it is. `back`: the address by which the browser came back. `fresh`: it must say that they signed in just now. */
  finish(back: URL, saved: Saved, fresh: boolean): Promise<Known | ProviderFailure>;
}

type Saved = Pick<HalfDoneOf<'sso'>, 'state' | 'nonce' | 'verifier'>;
type Claims = Readonly<Record<string, unknown>>;

const TIMEOUT_S = 8;
/** Seconds since they signed in there, when they must have done so just now. */
const FRESH_S = 300;
/** What a service says of itself is asked again after this long. */
const KEPT_MS = 60 * 60_000;
/** Google answers from several hosts. */
const GOOGLES = ['oauth2.googleapis.com', 'www.googleapis.com', 'openidconnect.googleapis.com'];

/** A service. `fetch`: how it is asked. */
export function createProvider(settings: ProviderSettings, ask: typeof fetch = fetch): Provider {
  const { issuer, clientId, clientSecret, name } = settings;
  const hosts = new Set([new URL(issuer).host, ...(settings.kind === 'google' ? GOOGLES : [])]);
  let kept: { readonly config: Configuration; readonly atMs: number } | null = null;

  const configuration = async (): Promise<Configuration> => {
    if (kept && Date.now() - kept.atMs < KEPT_MS) return kept.config;
    const oidc = await import('openid-client');
    const config = await oidc.discovery(
      new URL(issuer),
      clientId,
      { id_token_signed_response_alg: 'RS256' },
      oidc.ClientSecretPost(clientSecret),
      {
        timeout: TIMEOUT_S,
        // Also when it came over TLS: a token is believed for its signature.
        execute: [oidc.enableNonRepudiationChecks, ...(isLoopback(issuer) ? [oidc.allowInsecureRequests] : [])],
        [oidc.customFetch]: async (url: string, options: RequestInit) => {
          if (!hosts.has(new URL(url).host)) throw new TypeError('This host is not asked anything.');
          return ask(url, { ...options, redirect: 'manual' });
        },
      } as Parameters<typeof oidc.discovery>[4],
    );
    if (config.serverMetadata().issuer !== issuer) throw new TypeError('This is another issuer.');
    kept = { config, atMs: Date.now() };
    return config;
  };

  return {
    name,
    async begin(redirect, fresh) {
      try {
        const oidc = await import('openid-client');
        const config = await configuration();
        const saved: Saved = {
          state: oidc.randomState(),
          nonce: oidc.randomNonce(),
          verifier: oidc.randomPKCECodeVerifier(),
        };
        const to = oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirect,
          scope: 'openid',
          response_type: 'code',
          state: saved.state,
          nonce: saved.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(saved.verifier),
          code_challenge_method: 'S256',
          ...(settings.domain === null ? {} : { hd: settings.domain }),
          ...(fresh ? { prompt: 'login', max_age: String(FRESH_S) } : {}),
        });
        // Of every kind: a browser is sent to the issuer, by its own scheme, and nowhere that metadata name besides.
        if (to.origin !== new URL(issuer).origin) return 'refused';
        return { to: to.href, saved };
      } catch {
        return 'down';
      }
    },
    async finish(back, { state, nonce, verifier }, fresh) {
      try {
        const oidc = await import('openid-client');
        const tokens = await oidc.authorizationCodeGrant(await configuration(), back, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
          ...(fresh ? { maxAge: FRESH_S } : {}),
        });
        return knownBy(settings, tokens.claims() ?? {}) ?? 'refused';
      } catch (problem) {
        return isNoAnswer(problem) ? 'down' : 'refused';
      }
    },
  };
}

const textIn = (claims: Claims, name: string): string | null =>
  typeof claims[name] === 'string' && claims[name] !== '' ? claims[name] : null;

/** Was it given to us, with all that the settings ask for? */
function isAsSet({ clientId, domain, mfa }: ProviderSettings, claims: Claims): boolean {
  // Given to another app, it is no proof to us (OpenID Connect Core 1.0, 3.1.3.7, 5).
  if (claims['azp'] !== undefined && claims['azp'] !== clientId) return false;
  const amr = Array.isArray(claims['amr']) ? claims['amr'] : [];
  if (mfa && !amr.includes('mfa')) return false;
  return domain === null || textIn(claims, 'hd') === domain;
}

/** Who the claims say that it is, if they are as the service must make them. */
function knownBy(settings: ProviderSettings, claims: Claims): Known | null {
  if (!isAsSet(settings, claims)) return null;
  const { kind, issuer } = settings;
  if (kind !== 'entra') {
    const subject = textIn(claims, 'sub');
    return subject === null ? null : { issuer, subject };
  }
  // The one name of a person that stays in a tenant; the tenant is part of the issuer.
  const [tenant, object] = [textIn(claims, 'tid'), textIn(claims, 'oid')];
  if (tenant === null || object === null || !issuer.includes(`/${tenant}/`)) return null;
  return { issuer, subject: `${tenant}/${object}` };
}

/** The network failed, or the service did. */
const isNoAnswer = (problem: unknown): boolean =>
  problem instanceof Error &&
  (['TypeError', 'TimeoutError', 'AbortError'].includes(problem.name) ||
    (problem as { code?: unknown }).code === 'OAUTH_TIMEOUT' ||
    Number((problem as { status?: unknown }).status) >= 500);

/** On this computer itself, for trying it out: the only place where https is not asked for. */
export const isLoopback = (address: string): boolean =>
  /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?(\/|$)/.test(address);
