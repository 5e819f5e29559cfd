/** Every error of the API as RFC 9457 `application/problem+json`: a stable type, a plain title, no stack. */
import type { Problem, ProblemKind } from '../../protocol/problem.ts';
import { PROBLEMS } from '../../protocol/problem.ts';

/** The body of a problem. */
export const problemBody = (kind: ProblemKind, detail?: string): Problem => {
  const { status, title } = PROBLEMS[kind];
  return { type: `/problems/${kind}`, title, status, ...(detail === undefined ? {} : { detail }) };
};

/** The response of a problem. `detail`: a sentence that says what to do; `retryAfterS`: seconds to wait. */
export function problemResponse(kind: ProblemKind, detail?: string, retryAfterS?: number): Response {
  const body = problemBody(kind, detail);
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
  if (retryAfterS !== undefined) headers['retry-after'] = String(Math.ceil(retryAfterS));
  return Response.json(body, { status: body.status, headers });
}

/** Thrown in a handler, becomes its response. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly response: Response;
  constructor(kind: ProblemKind, detail?: string, retryAfterS?: number) {
    super(kind);
    this.response = problemResponse(kind, detail, retryAfterS);
  }
}
