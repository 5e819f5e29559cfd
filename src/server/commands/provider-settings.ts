/** The settings of the school's own sign-in service. Half of them set is a mistake and stops the command. */
import type { ProviderKind, ProviderSettings } from '../accounts/provider.ts';
import { isLoopback } from '../accounts/provider.ts';
import { Usage, shown } from './usage.ts';

/** What each means, for --help. */
export const PROVIDER_HELP = [
  'OIDC_ISSUER  address of the school’s sign-in service (OpenID Connect), such as https://accounts.google.com',
  'OIDC_CLIENT_ID, OIDC_CLIENT_SECRET  what the service gave for this installation',
  'OIDC_NAME    what people call it (Microsoft, Google, or: your school account)',
  'OIDC_DOMAIN  the school’s domain, which a Google account must be of',
  'OIDC_MFA     on: the service must say that it asked for a second step (off)',
] as const;

const NAMES: Readonly<Record<ProviderKind, string>> = {
  entra: 'Microsoft',
  google: 'Google',
  other: 'your school account',
};

/** A tenant of its own: with one for everybody, anybody in the world could be let in. */
const ANY_TENANT = /\/(common|organizations|consumers)\//;

type Read = (name: string, otherwise: string) => string;

/** Reads them; null: none is set. `of`: reads a setting. `origin`: the address to which the service comes back. Throws Usage. */
export function readProvider(of: Read, origin: string | null): ProviderSettings | null {
  const [issuer, clientId, clientSecret] = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'].map((name) =>
    of(name, ''),
  ) as [string, string, string];
  const set = [issuer, clientId, clientSecret].filter(Boolean).length;
  if (set === 0) return null;
  if (set < 3)
    throw new Usage('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three, or none.');
  checkIssuer(issuer);
  if (origin === null) throw new Usage('OIDC_ISSUER needs PUBLIC_URL: the service sends people back there.');
  const kind = kindOf(issuer, of('OIDC_KIND', ''));
  return {
    kind,
    issuer,
    clientId,
    clientSecret,
    name: of('OIDC_NAME', NAMES[kind]),
    domain: domainOf(of, kind),
    mfa: isOn(of),
  };
}

function checkIssuer(issuer: string): void {
  if (!URL.canParse(issuer) || !(issuer.startsWith('https://') || isLoopback(issuer)))
    throw new Usage(`OIDC_ISSUER begins with https://, unlike ${shown(issuer)}.`);
  if (ANY_TENANT.test(`${issuer}/`))
    throw new Usage(
      'OIDC_ISSUER names your own tenant, not one for everybody: https://login.microsoftonline.com/TENANT-ID/v2.0',
    );
}

function domainOf(of: Read, kind: ProviderKind): string | null {
  const domain = of('OIDC_DOMAIN', '');
  if (kind === 'google' && domain === '')
    throw new Usage('OIDC_DOMAIN is needed with Google: without it any Google account could be let in.');
  return domain === '' ? null : domain;
}

function isOn(of: Read): boolean {
  const mfa = of('OIDC_MFA', 'off').toLowerCase();
  if (mfa !== 'on' && mfa !== 'off') throw new Usage(`OIDC_MFA is on or off, not ${shown(mfa)}.`);
  return mfa === 'on';
}

/** By its address; said by OIDC_KIND where the address does not tell. */
function kindOf(issuer: string, said: string): ProviderKind {
  if (said === 'entra' || said === 'google' || said === 'other') return said;
  if (said !== '') throw new Usage(`OIDC_KIND is entra, google or other, not ${shown(said)}.`);
  const { host } = new URL(issuer);
  if (host === 'accounts.google.com') return 'google';
  return /(^|\.)login\.microsoftonline\.(com|us)$/.test(host) ? 'entra' : 'other';
}
