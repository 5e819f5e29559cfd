/**
 * Addresses of scripts as the page's policy wants them: the policy `sw` lets through the service worker and the worker that
 * stretches words, and nothing else. Source: Trusted Types; src/server/http/security.ts.
 */

const SCRIPTS = [/^\/sw\.js$/, /^\/assets\/words-worker-[\w-]+\.js$/];

interface Policy {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

let policy: Policy | null = null;

/** The address, allowed. Throws a TypeError for any other. */
export function scriptUrl(url: string): string {
  // TypeScript's DOM types do not know Trusted Types yet.
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const rules: Policy = { createScriptURL: allowed };
  // A policy is made once in a page's life.
  policy ??= trustedTypes?.createPolicy('sw', rules) ?? rules;
  return policy.createScriptURL(url);
}

function allowed(url: string): string {
  if (!SCRIPTS.some((script) => script.test(url))) throw new TypeError('not a script of this app');
  return url;
}
