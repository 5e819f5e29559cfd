/**
 * A small school on the real app and a real store in a folder of its own; only the clock is given. Asked without a port.
 * The cast: a careers leader, an administrator, an adviser of Year 10, a tutor of 10B, Aisha of 10B, Ben of 9A.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import type { EntryId, FormCode, MutationId, PersonId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import type { Instant, IsoDate } from '../../src/domain/time.ts';
import { toInstant } from '../../src/domain/time.ts';
import type { DoneLine, HeadLine, RecordLine, SyncRequest } from '../../src/protocol/sync.ts';
import { replyLine } from '../../src/protocol/sync.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/version.ts';
import { openSession } from '../../src/server/accounts/sessions.ts';
import { ensureAccount } from '../../src/server/accounts/places.ts';
import { createPace } from '../../src/server/accounts/pace.ts';
import { createThrottle } from '../../src/server/accounts/throttle.ts';
import type { ServerDeps } from '../../src/server/deps.ts';
import { createApp } from '../../src/server/http/app.ts';
import { createEvents } from '../../src/server/http/events.ts';
import type { Ledger } from '../../src/server/store/ledger.ts';
import type { Store } from '../../src/server/store/store.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import { createRosters } from '../../src/server/sync/roster.ts';
import { NOW, PEOPLE, aPupil, aRecord, aStaffMember, anEntry, nextId, uuid } from '../support/builders.ts';
import { keepWordsOf, keptLog } from '../support/kept-logs.ts';

export const SCHOOL = 'school-1' as SchoolId;
export const AISHA = uuid(1) as RecordId;
export const BEN = uuid(2) as RecordId;
export const OFFICE = 'ms-reed' as PersonId;
/** Aisha as the person who signs in. */
export const AISHA_HERSELF = AISHA as string as PersonId;

const id = (of: string) => ({ id: of as EntryId });
const since = { from: '2026-09-01' as IsoDate, to: null };

/** The records of the school. */
export const SCHOOL_RECORDS: readonly CareersRecord[] = [
  aRecord(
    'school',
    aStaffMember({ ...id(PEOPLE.leader), name: 'Ada Okafor', roles: ['leader'] }),
    aStaffMember({ ...id(OFFICE), name: 'Pat Reed', roles: ['admin'] }),
    aStaffMember(),
    aStaffMember({ ...id(PEOPLE.tutor), name: 'Sam Lee', roles: ['tutor'] }),
  ),
  aRecord(
    'roster',
    anEntry('tutor', { person: PEOPLE.tutor, form: '10B' as FormCode, cover: false, ...since }, id('tutor-1')),
    anEntry('caseload', { person: PEOPLE.adviser, years: [10], ...since }, id('caseload-1')),
  ),
  aRecord(AISHA, aPupil()),
  aRecord(BEN, aPupil({ name: 'Ben', surname: 'Carter', year: 9, form: '9A' as FormCode })),
];

/** What the app itself sends with each request. */
export const FROM_THE_APP = { 'x-client': 'test', 'content-type': 'application/json' } as const;

/** What a request is made of. `as`: who is signed in; `body`: text as it is, anything else as JSON. */
export interface Asking {
  readonly as?: PersonId;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A reply to a sync, by its lines. */
export interface Reply {
  readonly head: HeadLine;
  readonly records: readonly RecordLine[];
  readonly done: DoneLine | null;
}

export interface SchoolServer {
  readonly app: Hono;
  readonly deps: ServerDeps;
  readonly store: Store;
  readonly file: string;
  /** Moves the clock on. */
  readonly pass: (ms: number) => void;
  /** Everybody signs in anew: sessions run out while the clock moves far. */
  readonly signInAgain: () => void;
  readonly ask: (method: string, path: string, asking?: Asking) => Promise<Response>;
  /** The cookie of a new session. */
  readonly cookieOf: (person: PersonId) => Promise<string>;
  readonly syncAs: (person: PersonId, over?: Partial<SyncRequest>) => Promise<Reply>;
  /** Sends mutations from a device that has everything. */
  readonly sendAs: (person: PersonId, ...mutations: SyncRequest['mutations']) => Promise<Reply>;
  /** A hash of every row of every table. */
  readonly contentHash: () => Promise<string>;
  readonly end: () => Promise<void>;
}

const ENDLESS = { most: Number.POSITIVE_INFINITY, perSecond: 1 };
/** For what asks more in a moment than anybody's work: nobody is held back. */
export const UNPACED = createPace({ request: ENDLESS, change: ENDLESS, refused: ENDLESS });

/** A device that has nothing yet. */
export const firstSync: SyncRequest = {
  protocol: PROTOCOL_VERSION,
  app: 'test',
  device: uuid(7),
  epoch: null,
  cookie: null,
  hash: null,
  want: [],
  check: [],
  mutations: [],
};

let mutations = 0;
/** A mutation as it goes over the wire, with an id that no other has. */
export const aMutation = (
  name: string,
  record: RecordId,
  args: unknown,
  over: Partial<SyncRequest['mutations'][number]> = {},
): SyncRequest['mutations'][number] => ({
  id: uuid((mutations += 1) + 100_000) as MutationId,
  name,
  version: 1,
  record,
  at: NOW,
  args,
  ...over,
});

/** A next step, as a tutor adds it. */
export const addStep = (record: RecordId = AISHA, over: Parameters<typeof aMutation>[3] = {}) =>
  aMutation(
    'step.add',
    record,
    { id: nextId(), what: 'Visit an open evening', who: 'pupil', due: '2026-11-25', tutorChecks: true },
    over,
  );

/** A line of an unfinished interview, as an adviser types it. */
export const writeDraft = (text: string, record: RecordId = AISHA) =>
  aMutation('draft.write', record, {
    id: nextId(),
    interview: nextId(),
    startedAt: NOW,
    text: 'why',
    write: { id: nextId(), text, over: [] },
  });

/** Opens the server; `over`: what of it is otherwise. */
export async function openSchoolServer(
  over: Partial<ServerDeps> = {},
  demo = false,
  ledgerIn: (folder: string) => Ledger | null = () => null,
): Promise<SchoolServer> {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-server-'));
  const file = join(folder, 'fingerpost.db');
  const store = openStore(file, ledgerIn(folder));
  let nowMs = Date.parse(NOW);
  const deps: ServerDeps = {
    store,
    rosters: createRosters(),
    throttle: createThrottle(),
    pace: createPace(),
    events: createEvents(),
    now: () => toInstant(nowMs),
    https: false,
    demo: false,
    staticDir: null,
    version: '1',
    ...keptLog(() => toInstant(nowMs)),
    ready: () => true,
    ...over,
  };
  await createSchool(store.read, { id: SCHOOL, name: 'Wexcombe School', demo });
  await store.bulkLoad(
    SCHOOL,
    SCHOOL_RECORDS.map(({ id, entries }) => ({ id, entries: Object.values(entries) })),
  );
  const app = createApp(deps);
  const cookies = new Map<PersonId, string>();
  const cookieOf = async (person: PersonId): Promise<string> => {
    const account = await store.write((tx) => ensureAccount(tx, SCHOOL, person));
    const opened = await openSession(store, account, toInstant(nowMs) as Instant);
    return `${deps.https ? '__Host-sid' : 'sid'}=${opened?.token ?? ''}`;
  };
  const ask: SchoolServer['ask'] = async (method, path, { as, body, headers = {} } = {}) => {
    if (as !== undefined && !cookies.has(as)) cookies.set(as, await cookieOf(as));
    const cookie = as === undefined ? {} : { cookie: cookies.get(as) ?? '' };
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    return app.request(path, {
      method,
      headers: { ...FROM_THE_APP, ...cookie, ...headers },
      ...sent,
    });
  };
  const syncAs: SchoolServer['syncAs'] = async (as, asked = {}) => {
    const response = await ask('POST', `/api/schools/${SCHOOL}/sync`, { as, body: { ...firstSync, ...asked } });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`The sync was answered with ${response.status}: ${text}`);
    return repliedIn(text);
  };
  return {
    app,
    deps,
    store,
    file,
    pass: (ms) => void (nowMs += ms),
    signInAgain: () => cookies.clear(),
    ask,
    cookieOf,
    syncAs,
    sendAs: async (as, ...sent) => {
      const { head } = await syncAs(as);
      return syncAs(as, { epoch: head.epoch, cookie: head.start, hash: head.grants?.hash ?? null, mutations: sent });
    },
    contentHash: () => contentHash(store),
    end: async () => {
      deps.events.end();
      await store.close();
      keepWordsOf(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The lines of a reply; each must be one that devices read. */
export function repliedIn(text: string): Reply {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => replyLine.parse(JSON.parse(line)));
  const [head, ...rest] = lines;
  if (head?.line !== 'head') throw new Error('A reply begins with its head');
  return {
    head,
    records: rest.flatMap((line) => (line.line === 'record' ? [line as RecordLine] : [])),
    done: rest.flatMap((line) => (line.line === 'done' ? [line] : [])).at(0) ?? null,
  };
}

async function contentHash({ read }: Store): Promise<string> {
  const hash = createHash('sha256');
  const tables = await sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`.execute(
    read,
  );
  for (const { name } of tables.rows) {
    const { rows } = await sql`SELECT * FROM ${sql.table(name)}`.execute(read);
    hash.update(`${name}\n`);
    for (const line of rows.map((row) => JSON.stringify(row)).sort()) hash.update(`${line}\n`);
  }
  return hash.digest('hex');
}
