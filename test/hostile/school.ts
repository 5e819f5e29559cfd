/** The school that is attacked: two schools in one data folder, who is signed in there, and what its tables hold. */
import { DatabaseSync } from '@photostructure/sqlite';
import type { PersonId, SchoolId } from '../../src/domain/ids.ts';
import { toInstant } from '../../src/domain/time.ts';
import { closeSession, openSession } from '../../src/server/accounts/sessions.ts';
import { ensureAccount } from '../../src/server/accounts/places.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import { PEOPLE, aPupil, aRecord, aStep, uuid } from '../support/builders.ts';
import { AISHA_HERSELF, OFFICE, SCHOOL, SCHOOL_RECORDS } from '../server/school-server.ts';
import { OAKFIELD, THERE, addOakfield } from '../server/second-school.ts';
import { databaseIn } from '../torture/school-folder.ts';

/** Who asks, by their column in the table of who may ask what (permission/routes-table.ts); `nobody` is signed out. */
export const ASKERS: Readonly<Record<string, readonly [SchoolId, PersonId] | null>> = {
  nobody: null,
  pupil: [SCHOOL, AISHA_HERSELF],
  tutor: [SCHOOL, PEOPLE.tutor],
  adviser: [SCHOOL, PEOPLE.adviser],
  admin: [SCHOOL, OFFICE],
  leader: [SCHOOL, PEOPLE.leader],
  elsewhere: [OAKFIELD, THERE.leader],
};

/** Tokens by who asks; `ended`: of a session that is over. */
export type Tokens = Readonly<Record<string, string>>;

/** Makes both schools in this folder. `pupils`: more of them, each with long words, for a reply that fills every buffer. */
export async function foundSchools(dataDir: string, pupils = 0): Promise<void> {
  const store = openStore(databaseIn(dataDir));
  try {
    await createSchool(store.read, { id: SCHOOL, name: 'Wexcombe School', demo: false });
    const more = Array.from({ length: pupils }, (_, n) =>
      aRecord(
        uuid(1000 + n),
        aPupil(),
        ...Array.from({ length: 12 }, () => aStep({ what: 'Visit a college. '.repeat(10) })),
      ),
    );
    await store.bulkLoad(
      SCHOOL,
      [...SCHOOL_RECORDS, ...more].map(({ id, entries }) => ({ id, entries: Object.values(entries) })),
    );
    await addOakfield({ store });
  } finally {
    await store.close();
  }
}

/** Signs everybody in anew, beside the running server, as a command does: they have just shown that it is them. */
export async function signIn(dataDir: string): Promise<Tokens> {
  const store = openStore(databaseIn(dataDir));
  const now = toInstant(Date.now());
  try {
    const tokenOf = async ([school, person]: readonly [SchoolId, PersonId]): Promise<string> => {
      const account = await store.write((tx) => ensureAccount(tx, school, person));
      const opened = await openSession(store, account, now);
      if (!opened) throw new Error(`${person} cannot sign in`);
      return opened.token;
    };
    const tokens: Record<string, string> = {};
    for (const [asker, who] of Object.entries(ASKERS)) if (who) tokens[asker] = await tokenOf(who);
    const ended = await tokenOf([SCHOOL, PEOPLE.leader]);
    await closeSession(store, ended, now);
    return { ...tokens, ended };
  } finally {
    await store.close();
  }
}

type Row = Readonly<Record<string, unknown>>;
/** The rows of each table, in no order. */
type Snapshot = ReadonlyMap<string, readonly Row[]>;

/** Reads the data file beside the server that writes it. */
export interface Looking {
  /** All rows of all tables now. */
  readonly snapshot: () => Snapshot;
  /** Another number each time the server has committed anything. */
  readonly version: () => number;
  readonly end: () => void;
}

/** Opens the file for reading. */
export function lookInto(dataDir: string): Looking {
  const file = new DatabaseSync(databaseIn(dataDir), { readOnly: true });
  const rows = (sentence: string) => file.prepare(sentence).all() as Row[];
  return {
    version: () => Number(rows('PRAGMA data_version')[0]?.['data_version']),
    snapshot: () => {
      file.exec('BEGIN');
      try {
        const tables = rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
        return new Map(tables.map(({ name }) => [String(name), rows(`SELECT * FROM "${String(name)}"`)]));
      } finally {
        file.exec('COMMIT');
      }
    },
    end: () => file.close(),
  };
}

/** What requests may change although they are refused, or do nothing. */
export interface Exempt {
  /** Whole tables. */
  readonly tables: readonly string[];
  /** Columns of others, by their table. */
  readonly columns: Readonly<Record<string, string>>;
  /** What may be added to the audit, beside that somebody was refused. */
  readonly deeds: readonly string[];
}

/** That a session was used is noted once a minute, whatever was asked. */
const ANYWHERE: Exempt = { tables: [], columns: { session: 'seen' }, deeds: [] };

const EXEMPT: readonly (readonly [end: string, exempt: Exempt])[] = [
  // A sync notes that a device was in contact and what was sent to it. A change that is refused takes a version, its outcome is
  // remembered, and its words are kept for the careers leader. Entries, records and who reaches them stay.
  [
    '/sync',
    {
      tables: ['mutation', 'attempt', 'quarantine', 'device', 'holder', 'sent'],
      columns: { session: 'seen', school: 'version' },
      deeds: [],
    },
  ],
  // A list of records of which none is due is written down, with its certificate: nothing went.
  ['/disposals', { ...ANYWHERE, tables: ['disposal', 'disposal_step'], deeds: ['disposal.begun', 'disposal.ended'] }],
];

/** What may change at this endpoint. */
export const exemptAt = (path: string): Exempt => EXEMPT.find(([end]) => path.endsWith(end))?.[1] ?? ANYWHERE;

/** A refusal in the audit: of a sign-in, or of a change. */
const isRefusal = ({ what, detail }: Row): boolean =>
  /^account\.(?:second-step-)?refused$/.test(String(what)) || 'refused' in (JSON.parse(String(detail)) as object);

/** Tables in which rows have come or gone that should not, and how many. */
export function changes(before: Snapshot, after: Snapshot, { tables, columns, deeds }: Exempt): readonly string[] {
  return [...after].flatMap(([table, rows]) => {
    if (tables.includes(table)) return [];
    const textOf = (row: Row) => JSON.stringify({ ...row, [columns[table] ?? '']: '' });
    const [old, now] = [new Set(before.get(table)?.map(textOf)), new Set(rows.map(textOf))];
    const come = rows.filter(
      (row) => !old.has(textOf(row)) && !(table === 'audit' && (isRefusal(row) || deeds.includes(String(row['what'])))),
    );
    const gone = [...old].filter((row) => !now.has(row));
    const how = table === 'audit' ? ` ${[...new Set(come.map(({ what }) => what))].join(' ')}` : '';
    return come.length + gone.length > 0 ? [`${table} (${come.length} rows came, ${gone.length} went${how})`] : [];
  });
}

/** Rows that were added to the audit. */
export const auditedIn = (before: Snapshot, after: Snapshot): number =>
  (after.get('audit')?.length ?? 0) - (before.get('audit')?.length ?? 0);
