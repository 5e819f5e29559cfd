/**
 * What goes to the server directly, because it is online only: signing in, People, Bring in pupils. Everything about one
 * pupil goes through `mutate` instead. A failure is one of three sentences.
 */
import type * as z from 'zod/mini';
import type { Result } from '../../domain/result.ts';
import { err, ok } from '../../domain/result.ts';
import type { Problem } from '../../protocol/problem.ts';
import { problem } from '../../protocol/problem.ts';

/** Why a call came to nothing. */
export type CallFailure =
  | { readonly kind: 'no-internet' }
  | { readonly kind: 'not-answering' }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** The release of the app, sent with every call; the server tells an app that is too old. */
export const APP_VERSION: string = import.meta.env['VITE_APP_VERSION'] ?? 'dev';

const TIMEOUT_MS = 20_000;

/** One call. `body` undefined: none is sent. The answer is checked; anything else is "not answering". */
export async function callServer<T>(
  [method, path]: readonly ['GET' | 'POST' | 'DELETE' | 'PUT', string],
  answer: z.ZodMiniType<T> | null,
  body?: unknown,
  timeoutMs = TIMEOUT_MS,
): Promise<Result<T, CallFailure>> {
  const response = await send([method, path], body, timeoutMs);
  if (!response) return err({ kind: navigator.onLine ? 'not-answering' : 'no-internet' });
  const json: unknown = await response.json().catch(() => null);
  if (!response.ok) return err(failureOf(response.status, json));
  if (!answer) return ok(undefined as T);
  const parsed = answer.safeParse(json);
  return parsed.success ? ok(parsed.data) : err({ kind: 'not-answering' });
}

async function send(
  [method, path]: readonly [string, string],
  body: unknown,
  timeoutMs: number,
): Promise<Response | null> {
  try {
    return await fetch(path, {
      method,
      headers: { 'X-Client': APP_VERSION, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
      credentials: 'same-origin',
    });
  } catch {
    return null;
  }
}

function failureOf(status: number, json: unknown): CallFailure {
  const parsed = problem.safeParse(json);
  if (parsed.success && status < 500) return { kind: 'refused', problem: parsed.data };
  return { kind: 'not-answering' };
}

/** The sentence for a failure. */
export function failureWords(failure: CallFailure): string {
  switch (failure.kind) {
    case 'no-internet':
      return 'There is no internet. Try again when you have a connection.';
    case 'not-answering':
      return 'The school’s server is not answering. Try again in a minute.';
    case 'refused':
      return failure.problem.detail ?? failure.problem.title;
  }
}
