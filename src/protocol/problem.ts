/**
 * Problems: every error of the API is `application/problem+json` (RFC 9457) with a stable type. No stack, no personal data.
 */
import * as z from 'zod/mini';

/** The kinds of problem, each with its HTTP status and a title in plain words. */
export const PROBLEMS = {
  'bad-request': { status: 400, title: 'This request cannot be understood' },
  'signed-out': { status: 401, title: 'Sign in to go on' },
  'second-factor': { status: 401, title: 'One more step to sign in' },
  'link-code': { status: 401, title: 'Use your activation code once' },
  'not-permitted': { status: 403, title: 'You may not do this' },
  'step-up': { status: 403, title: 'Show that it is you' },
  'not-found': { status: 404, title: 'This is not here, or not yours to see' },
  'wrong-method': { status: 405, title: 'This cannot be done here' },
  conflict: { status: 409, title: 'This was changed meanwhile' },
  'too-big': { status: 413, title: 'This is too much in one go' },
  'wrong-type': { status: 415, title: 'Send JSON' },
  'app-too-old': { status: 426, title: 'A newer version of the app is needed' },
  'slow-down': { status: 429, title: 'Too many tries. Wait a little' },
  'server-error': { status: 500, title: 'The server could not do this' },
  unavailable: { status: 503, title: 'The server is not ready' },
  'disk-full': { status: 507, title: 'The server is full' },
} as const;
export type ProblemKind = keyof typeof PROBLEMS;

/** The body of an error. `type` is a relative reference such as "/problems/not-found"; `where` names a field or a row. */
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  where: z.optional(z.string()),
});
export type Problem = z.infer<typeof problem>;
