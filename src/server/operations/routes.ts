/** The requests of protocol/roster-operations.ts, to be mounted at /api/schools/:school/roster. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { rollOverChoices, rollOverConfirm, undoConfirm } from '../../protocol/roster-operations.ts';
import { readJson } from '../http/body.ts';
import { ProblemError } from '../http/problem.ts';
import type { OperationDeps } from './carry-out.ts';
import { goOn } from './carry-out.ts';
import { confirmRollOver, previewRollOver } from './new-year.ts';
import { lastOperation } from './operation-state.ts';
import type { Officer } from './step.ts';
import { mayOperate } from './step.ts';
import { confirmUndo, previewUndo } from './take-back.ts';

/** `who`: the person of the session at the school of the path. Throws when there is none. */
export function operationRoutes(deps: OperationDeps, who: (c: Context) => Promise<Officer>): Hono {
  const app = new Hono();
  const officer = async (c: Context): Promise<Officer> => {
    const as = await who(c);
    if (!mayOperate(as)) throw new ProblemError('not-permitted');
    return as;
  };
  const answerLast = async (c: Context, { school }: Officer) => c.json(await lastOperation(deps, school));
  app.get('/last', async (c) => {
    const { school } = await officer(c);
    return c.json({ last: await lastOperation(deps, school) });
  });
  app.post('/go-on', async (c) => {
    const as = await officer(c);
    await goOn(deps, as.school);
    return answerLast(c, as);
  });
  app.post('/roll-over/preview', async (c) => {
    const as = await officer(c);
    return c.json(await previewRollOver(deps, as, await readJson(c, rollOverChoices)));
  });
  app.post('/roll-over', async (c) => {
    const as = await officer(c);
    const done = await confirmRollOver(deps, as, await readJson(c, rollOverConfirm));
    if (!done.ok) throw new ProblemError('conflict', done.error);
    return answerLast(c, as);
  });
  app.post('/undo/preview', async (c) => {
    const preview = await previewUndo(deps, await officer(c));
    if (!preview.ok) throw new ProblemError('conflict', preview.error);
    return c.json(preview.value);
  });
  app.post('/undo', async (c) => {
    const as = await officer(c);
    const done = await confirmUndo(deps, as, await readJson(c, undoConfirm));
    if (!done.ok) throw new ProblemError('conflict', done.error);
    return answerLast(c, as);
  });
  return app;
}
