/** A list that goes in while the server is killed, as by a power cut: it goes on by itself when the server starts, and nobody is in twice. */
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signedIn } from '../../src/protocol/accounts.ts';
import { importPreview } from '../../src/protocol/roster-import.ts';
import type { OperationState } from '../../src/protocol/roster-operations.ts';
import { lastOperation } from '../../src/protocol/roster-operations.ts';
import { CHUNK } from '../../src/server/operations/carry-out.ts';
import { aSchoolList } from '../support/roster-csv.ts';
import { FROM_THE_APP } from './school-server.ts';
import type { Installation, Serving } from './process.ts';
import { newInstallation } from './process.ts';

/** Names of the list differ up to this many. */
const PUPILS = 260;

let here: Installation;
let server: Serving;
let cookie = '';
let root = '';

beforeAll(async () => {
  here = newInstallation();
  const { out } = await here.run(['init', '--name', 'Hill School']);
  server = await here.serve();
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(out)?.[0];
  const come = await ask('/api/activation', { code, login: 'ada', password: 'a long enough one' });
  cookie = come.headers.get('set-cookie')?.split(';')[0] ?? '';
  root = `/api/schools/${signedIn.parse(await come.json()).school}`;
}, 180_000);
afterAll(() => here.end());

const ask = (path: string, body: unknown): Promise<Response> =>
  fetch(server.origin + path, { method: 'POST', headers: { ...FROM_THE_APP, cookie }, body: JSON.stringify(body) });

async function last(): Promise<OperationState | null> {
  const answer = await fetch(`${server.origin}${root}/roster/last`, { headers: { ...FROM_THE_APP, cookie } });
  return lastOperation.parse(await answer.json()).last;
}

/** Asks until it is so. */
async function until(is: (state: OperationState | null) => boolean): Promise<OperationState | null> {
  for (let tries = 0; tries < 600; tries += 1) {
    const state = await last();
    if (is(state)) return state;
    await new Promise((resolve) => void setTimeout(resolve, 20));
  }
  throw new Error('It did not come to that.');
}

it('goes on where it was cut off, once', async () => {
  const text = aSchoolList(PUPILS);
  const preview = importPreview.parse(await (await ask(`${root}/import/preview`, { text, wholeSchool: false })).json());
  expect(preview.adds).toHaveLength(PUPILS);
  const going = ask(`${root}/import`, { text, wholeSchool: false, fingerprint: preview.fingerprint });
  // Nobody hears the answer.
  const unheard = expect(going).rejects.toThrow();
  const cut = await until((state) => (state?.done ?? 0) >= CHUNK);
  expect(cut?.ended).toBeNull();
  await server.stop('SIGKILL');
  await unheard;
  server = await here.serve();
  expect(await until((state) => state?.ended !== null)).toMatchObject({ kind: 'import', added: PUPILS, refused: 0 });
  const again = importPreview.parse(await (await ask(`${root}/import/preview`, { text, wholeSchool: true })).json());
  expect(again).toMatchObject({ adds: [], changes: [], leavers: [], unchanged: PUPILS });
  await server.stop();
  const file = new DatabaseSync(join(here.dataDir, 'fingerpost.db'));
  expect(file.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  file.close();
}, 60_000);
