/**
 * The two requests of "Bring in pupils" (protocol/roster-import.ts), to be mounted at /api/schools/:school/import.
 * Whatever comes in, the answer is a preview, a count, or an RFC 9457 problem with a sentence that says what to do.
 */
import type { Context } from 'hono';
import { Hono } from 'hono';
import type * as z from 'zod/mini';
import type { ProblemKind } from '../../protocol/problem.ts';
import { importConfirm, IMPORT_MAX_BYTES, importText } from '../../protocol/roster-import.ts';
import { readJson } from '../http/body.ts';
import { ProblemError, problemResponse } from '../http/problem.ts';
import type { Officer } from '../operations/step.ts';
import { mayOperate } from '../operations/step.ts';
import type { ImportProblemKind } from './bring-in.ts';
import { confirmImport, previewImport } from './bring-in.ts';
import type { ImportPort } from './port.ts';

/** What the routes are given. `who`: the person of the session at the school of the path. Throws when there is none. */
export interface ImportDeps {
  readonly port: ImportPort;
  readonly who: (c: Context) => Promise<Officer>;
}

/** A file of the largest size may grow in JSON by its quotes and line ends. */
const FILE = { maxBytes: 2 * IMPORT_MAX_BYTES, advice: 'Bring one year group at a time.' };

const KIND_OF: Readonly<Record<ImportProblemKind['kind'], ProblemKind>> = {
  'too-big': 'too-big',
  unreadable: 'bad-request',
  changed: 'conflict',
};

/** The routes "/preview" and "/". */
export function importRoutes(deps: ImportDeps): Hono {
  const app = new Hono();
  app.onError((problem) => {
    if (problem instanceof ProblemError) return problem.response;
    throw problem;
  });
  app.post('/preview', (c) =>
    answered(c, deps, importText, async (as, ask) => {
      const preview = await previewImport(deps.port, as, ask);
      return preview.ok
        ? Response.json(preview.value)
        : problemResponse(KIND_OF[preview.error.kind], preview.error.sentence);
    }),
  );
  app.post('/', (c) =>
    answered(c, deps, importConfirm, async (as, ask) => {
      const done = await confirmImport(deps.port, as, ask);
      return done.ok ? Response.json(done.value) : problemResponse(KIND_OF[done.error.kind], done.error.sentence);
    }),
  );
  return app;
}

/** Checks who asks before anything is read, then what is asked. */
async function answered<T>(
  c: Context,
  { who }: ImportDeps,
  schema: z.ZodMiniType<T>,
  answer: (as: Officer, ask: T) => Promise<Response>,
): Promise<Response> {
  const as = await who(c);
  if (!mayOperate(as)) throw new ProblemError('not-permitted');
  return answer(as, await readJson(c, schema, FILE));
}
