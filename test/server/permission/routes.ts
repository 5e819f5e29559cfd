/** Every route that the running app has, asked by everybody: the answer is that of the table, and a refusal leaves the store as it was. */
import type { CopyReview } from '../../../src/protocol/rights.ts';
import type { SyncRequest } from '../../../src/protocol/sync.ts';
import type { RecordId } from '../../../src/domain/ids.ts';
import { addStep, firstSync } from '../school-server.ts';
import { ELSEWHERE, partOf } from './people.ts';
import { ROUTES } from './routes-table.ts';
import type { MatrixSchool } from './school.ts';
import { HERE } from './records.ts';
import { hiddenFrom } from './secrets.ts';
import type { Sheet } from './sheet.ts';

/** A list in which Aisha was born on another day, and Zoe is new. */
export const LIST = [
  'UPN,Forename,Surname,DOB,Year,Form,Sex',
  'B801200005001,Aisha,Khan,2012-03-15,10,10B,F',
  ',Zoe,Young,2012-01-02,10,10B,F',
].join('\n');

const REQUEST = { record: 'aisha', kind: 'copy', asker: 'pupil', received: '2026-11-10', words: '' };
/** A request about Aisha that was logged. */
const logged = async ([school]: Asking): Promise<Json> => post([school, 'leader'], '/requests', REQUEST);
/** A device of the tutor that has been in contact. */
const inContact = async (school: MatrixSchool): Promise<unknown> => school.send(partOf('tutor').person, []);

/** Something that the tutor wrote about a pupil of another form. */
const refused = async (school: MatrixSchool): Promise<unknown> =>
  school.send(partOf('tutor').person, [addStep('ben' as RecordId)]);

const PERIODS = { record: 7, notes: 3, interviews: null, experiences: null, plans: null };
const CHOICES = { tutors: 'stay', pastoral: 'stay', caseloads: 'stay', stay: [] };
const MOVE = { record: 'aisha', entry: 'met-booked-30', to: 'ben' };

type Json = Readonly<Record<string, unknown>>;
type Asking = readonly [school: MatrixSchool, asker: string];
/** Done before, by who asks if they may: what is previewed is for who looked at it. */
const post = async ([school, asker]: Asking, path: string, body: unknown): Promise<Json> => {
  const { person } = partOf(asker === 'admin' ? 'admin' : 'leader');
  const answer = await school.ask(person, ['POST', `/api/schools/${HERE}${path}`], body);
  return (await answer.json()) as Json;
};
const nothing = async () => undefined;
const given = (body: unknown) => async () => body;

/** An import that can be taken back. */
async function imported(asking: Asking): Promise<Json> {
  const shown = await post(asking, '/import/preview', { text: LIST, wholeSchool: false });
  await post(asking, '/import', { text: LIST, wholeSchool: false, fingerprint: shown['fingerprint'] });
  return shown;
}

/** A copy of which every mark has been looked at. */
async function looked(asking: Asking): Promise<void> {
  const { id } = (await logged(asking))['request'] as { readonly id: string };
  const [school] = asking;
  const asks = ['GET', `/api/schools/${HERE}/requests/${id}/review`] as const;
  const review = (await (await school.ask(partOf('leader').person, asks)).json()) as CopyReview;
  const decisions = review.marks.map((mark) => ({ id: mark.id, what: 'keep', reason: '' }));
  await post([school, 'leader'], `/requests/${id}/decisions`, { decisions });
}

/** What a passkey might sign. */
const SIGNED = { id: 'AA', clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA', userHandle: null };

/** A good body for each route that takes one, after what must be there before. */
const BODIES: Readonly<Record<string, (asking: Asking) => Promise<unknown>>> = {
  'PUT_/api/session': given({ school: HERE }),
  'PUT_/api/session/key': given({ key: Buffer.alloc(32, 1).toString('base64') }),
  '/api/session': given({ login: 'nobody', password: 'wrong password' }),
  '/api/activation': given({ code: 'ABCD-EFGH-JKLM', login: 'nobody', password: 'long enough for staff' }),
  '/api/demo/session': given({ as: 'tutor' }),
  '/api/session/second': given({ code: '123456' }),
  '/api/passkey/session': given({ signed: SIGNED }),
  '/api/sso/session': given({}),
  '/api/account/proof': given({ password: 'some password' }),
  '/api/account/proof/passkey': given({ signed: SIGNED }),
  '/api/account/password': given({ password: 'meadow lantern gravel' }),
  'PUT_/api/account/totp': given({ code: '123456' }),
  'PUT_/api/account/passkeys': given({
    name: 'Phone',
    id: 'AA',
    clientDataJSON: 'AA',
    attestationObject: 'AA',
    transports: [],
  }),
  '/api/schools/:school/sign-in-rules': given({ from: null }),
  '/api/schools/:school/exports': given({ what: 'pupil-list', pupils: 2 }),
  '/api/schools/:school/sync': given(firstSync satisfies SyncRequest),
  '/api/schools/:school/enrolment': given({ device: firstSync.device, key: Buffer.alloc(65, 4).toString('base64') }),
  '/api/schools/:school/sealed': given({
    enrolment: 'A'.repeat(43),
    epoch: 'e',
    seals: [{ id: firstSync.device, seal: '' }],
  }),
  '/api/devices/asked': given({ devices: [] }),
  '/api/devices/cleared': given({ devices: [] }),
  '/api/schools/:school/holders/:holder/clear': async ([school]) => void (await inContact(school)),
  '/api/schools/:school/requests': given(REQUEST),
  '/api/schools/:school/requests/:request': async (asking) => (
    await logged(asking),
    { does: 'pause', why: 'Who is it?' }
  ),
  '/api/schools/:school/requests/:request/decisions': async (asking) => (await logged(asking), { decisions: [] }),
  '/api/schools/:school/requests/:request/copy': async (asking) => void (await looked(asking)),
  '/api/schools/:school/refused/:place/words': async ([school]) => void (await refused(school)),
  '/api/schools/:school/retention/longer': given({ record: 'aisha', until: '2030-01-01', reason: 'A claim' }),
  '/api/schools/:school/retention/periods/preview': given(PERIODS),
  'PUT_/api/schools/:school/retention/periods': given(PERIODS),
  '/api/schools/:school/disposals': given({ steps: [{ record: 'aisha', what: 'record' }] }),
  '/api/schools/:school/records/:record/erase': given({ reason: 'It was asked', early: true }),
  '/api/schools/:school/people': given({ name: 'Sam New', roles: ['tutor'], guidance: null }),
  '/api/schools/:school/people/:person/code': nothing,
  '/api/schools/:school/pupils/codes': given({ records: ['aisha', 'ben'] }),
  '/api/schools/:school/moves/preview': given(MOVE),
  '/api/schools/:school/moves': async (asking) => ({
    ...MOVE,
    entries: (await post([asking[0], 'leader'], '/moves/preview', MOVE))['entries'] ?? [],
  }),
  '/api/schools/:school/import/preview': given({ text: LIST, wholeSchool: false }),
  '/api/schools/:school/import': async (asking) => {
    const { fingerprint } = await post(asking, '/import/preview', { text: LIST, wholeSchool: false });
    return { text: LIST, wholeSchool: false, fingerprint };
  },
  '/api/schools/:school/roster/go-on': async (asking) => void (await imported(asking)),
  '/api/schools/:school/roster/roll-over/preview': given(CHOICES),
  '/api/schools/:school/roster/roll-over': given({ ...CHOICES, fingerprint: '0'.repeat(64) }),
  '/api/schools/:school/roster/undo/preview': async (asking) => void (await imported(asking)),
  '/api/schools/:school/roster/undo': async (asking) => {
    await imported(asking);
    const { operation, fingerprint } = await post(asking, '/roster/undo/preview', undefined);
    return { operation, fingerprint };
  },
};

/** The routes that the app has, without what it does to all of them: what is read from the app is never typed. */
function routesOf({ app }: MatrixSchool): { readonly routes: readonly string[]; readonly forAll: readonly string[] } {
  const all = app.routes.map(({ method, path }) => `${method}_${path.replace(/(?<=.)\/$/, '')}`);
  const isForAll = (route: string) => route.startsWith('ALL_');
  return {
    routes: [...new Set(all.filter((route) => !isForAll(route)))],
    forAll: [...new Set(all.filter(isForAll))],
  };
}

/** Who asks: a part, or somebody of another school, or nobody. */
const personOf = (asker: string): string | null =>
  asker === 'nobody' ? null : asker === 'elsewhere' ? ELSEWHERE.person : partOf(asker).person;

export async function checkRoutes(sheet: Sheet, school: MatrixSchool): Promise<void> {
  const { routes, forAll } = routesOf(school);
  sheet.cell('routes', [...ROUTES.keys()].toSorted(), routes.toSorted());
  sheet.cell('what is done to every route', ['ALL_/*', 'ALL_/api/*'], forAll.toSorted());
  for (const [route, cells] of ROUTES)
    for (const [asker, expected] of Object.entries(cells)) await checkRoute(sheet, school, { route, asker, expected });
}

/** Sessions end with what signs out; the rest is what a refusal may not touch. */
const UNTOUCHED_BUT = ['session', 'device'];

async function checkRoute(
  sheet: Sheet,
  school: MatrixSchool,
  { route, asker, expected }: { readonly route: string; readonly asker: string; readonly expected: string },
): Promise<void> {
  const [method = '', path = ''] = route.split('_');
  for (const what of ['login', 'code'] as const)
    for (const key of ['nobody', 'ABCD']) school.deps.throttle.clear(what, key);
  const takesBody = method === 'POST' || method === 'PUT';
  const body = takesBody ? await (BODIES[route] ?? BODIES[path])?.([school, asker]) : await beforeReading(school, path);
  // What was done before the request is not its doing.
  const before = await school.snapshot.changed(UNTOUCHED_BUT);
  const address = path
    .replace(':passkey', 'none')
    .replace(':session', 'none')
    .replace(':school', HERE)
    .replace(':person', partOf('tutor').person)
    .replace(':record', 'aisha')
    .replace(':request', (await school.lastOf('request')) ?? 'none')
    .replace(':place', String((await school.lastRefused()) ?? 'none'))
    .replace(':holder', (await school.lastOf('holder')) ?? '0');
  const answer = await school.ask(personOf(asker), [method, address], body);
  sheet.cell(`${route} asked by ${asker}`, expected, answer.ok ? 'ok' : String(answer.status));
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.body?.cancel();
  else await checkWords(sheet, school, { cell: `${route} asked by ${asker}`, asker, text: await answer.text() });
  if (expected !== 'ok')
    sheet.cell(`the store after ${route} by ${asker}`, before, await school.snapshot.changed(UNTOUCHED_BUT));
  if (method !== 'GET' || before.length > 0) await school.restore();
}

/** What is asked for is there to be read. */
const beforeReading = async (school: MatrixSchool, path: string): Promise<undefined> => {
  if (path.endsWith('/roster/last')) await imported([school, 'leader']);
  if (path.includes('/holders')) await inContact(school);
  if (path.includes('/requests')) await logged([school, 'leader']);
  if (path.includes('/refused')) await refused(school);
};

/** No answer holds words of entries that its reader may not read. What a sync sends is looked at by itself. */
async function checkWords(
  sheet: Sheet,
  school: MatrixSchool,
  { cell, asker, text }: { readonly cell: string; readonly asker: string; readonly text: string },
): Promise<void> {
  const isOurs = asker !== 'nobody' && asker !== 'elsewhere';
  const hidden = await hiddenFrom(school, isOurs ? asker : null);
  sheet.silent(`the words of ${cell}`, text, hidden);
}
