/** The settings of the school's own sign-in service: none, or whole and safe. */
import { describe, expect, it } from 'vitest';
import { readProvider } from '../../src/server/commands/provider-settings.ts';

describe('the settings', () => {
  const ALL = { OIDC_ISSUER: 'https://login.example/school', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
  const HERE = 'https://careers.example';
  const read = (env: Readonly<Record<string, string>>, origin: string | null = HERE) =>
    readProvider((name, otherwise) => env[name] ?? otherwise, origin);

  it('are none, or whole', () => {
    expect(read({})).toBeNull();
    expect(read(ALL)).toMatchObject({ kind: 'other', name: 'your school account', mfa: false });
    const google = {
      ...ALL,
      OIDC_ISSUER: 'https://accounts.google.com',
      OIDC_DOMAIN: 'wexcombe.sch.uk',
      OIDC_MFA: 'on',
    };
    expect(read(google)).toMatchObject({ kind: 'google', name: 'Google', domain: 'wexcombe.sch.uk', mfa: true });
    const entra = { ...ALL, OIDC_ISSUER: 'https://login.microsoftonline.com/72f988bf/v2.0' };
    expect(read(entra)).toMatchObject({ kind: 'entra', name: 'Microsoft' });
  });

  it.each<readonly [RegExp, Readonly<Record<string, string>>, string | null]>([
    [/belong together/, { OIDC_ISSUER: ALL.OIDC_ISSUER }, HERE],
    [/belong together/, { OIDC_CLIENT_SECRET: 'b' }, HERE],
    [/begins with https/, { ...ALL, OIDC_ISSUER: 'http://login.example' }, HERE],
    [/begins with https/, { ...ALL, OIDC_ISSUER: 'login.example' }, HERE],
    [/your own tenant/, { ...ALL, OIDC_ISSUER: 'https://login.microsoftonline.com/common/v2.0' }, HERE],
    [/your own tenant/, { ...ALL, OIDC_ISSUER: 'https://login.microsoftonline.com/organizations' }, HERE],
    [/OIDC_DOMAIN is needed/, { ...ALL, OIDC_ISSUER: 'https://accounts.google.com' }, HERE],
    [/OIDC_MFA is on or off/, { ...ALL, OIDC_MFA: 'yes' }, HERE],
    [/OIDC_KIND is/, { ...ALL, OIDC_KIND: 'saml' }, HERE],
    [/needs PUBLIC_URL/, ALL, null],
  ])('that are wrong stop the start: %s', (says, env, origin) => {
    expect(() => read(env, origin)).toThrow(says);
  });
});
