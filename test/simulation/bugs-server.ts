/** Planted bugs of the server: triggers in its database, and wrappers of what it is asked and what it answers. */
import { isSchoolRecord } from '../../src/domain/record.ts';
import type { Store } from '../../src/server/store/store.ts';
import { schoolRow } from '../../src/server/store/store.ts';
import type { Bug } from './bugs.ts';
import { SCHOOL } from './real-server.ts';
import { NEW_NAME } from './server-port.ts';

const setSchool = (store: Store, values: { readonly epoch?: string; readonly version?: number }) =>
  store.write((tx) => tx.updateTable('school').set(values).execute()).then(() => undefined);

/** The entry that was written last, for triggers on what is written after it. */
const LAST_ENTRY = [
  'CREATE TEMP TABLE last_entry (readers TEXT, author TEXT)',
  ...['INSERT', 'UPDATE'].map(
    (event) => `CREATE TEMP TRIGGER last_entry_${event} AFTER ${event} ON main.entry BEGIN
      DELETE FROM last_entry; INSERT INTO last_entry VALUES (NEW.readers, NEW.author); END`,
  ),
];

export const SERVER_BUGS = {
  // rights
  oneVersion: {
    what: 'a record has one version for all groups (I6)',
    server: {
      sql: ['INSERT', 'UPDATE'].map(
        (event) => `CREATE TEMP TRIGGER one_version_${event} AFTER ${event} ON main.reach BEGIN
          INSERT INTO reach SELECT NEW.school, NEW.record, column1, NEW.version
            FROM (VALUES ('N'), ('P'), ('T'), ('S'), ('G'), ('L')) WHERE true
            ON CONFLICT DO UPDATE SET version = excluded.version; END`,
      ),
    },
  },
  groupsOfNewOnly: {
    what: 'a change moves the versions of the new readers only (I6)',
    server: {
      sql: [
        ...LAST_ENTRY,
        `CREATE TEMP TRIGGER new_only BEFORE INSERT ON main.reach
          WHEN NOT EXISTS (SELECT 1 FROM temp.last_entry
            WHERE instr(readers, NEW.who) > 0 OR (readers = '' AND author = NEW.who))
          BEGIN SELECT RAISE(IGNORE); END`,
      ],
    },
  },
  grantsNotCompared: {
    what: 'the list of grants is sent on the first sync only (I5)',
    server: {
      line: async (line, { request }) =>
        line.line === 'head' && request.hash !== null ? { ...line, grants: null } : line,
    },
  },
  grantOfStart: {
    what: 'records are filtered by the grants of the start of the reply (I5)',
    server: {
      reading: (deps, { groups }) => ({
        ...deps,
        rosters: { ...deps.rosters, granted: async () => ({ grants: groups, hash: '' }) },
      }),
    },
  },
  skipChangedGrant: {
    what: 'a reply ends with done although a grant changed meanwhile (I5)',
    server: { alwaysDone: true },
  },
  skipsFilter: {
    what: 'records are sent unfiltered (I1)',
    server: {
      line: async (line, { store }) => {
        if (line.line !== 'record' || isSchoolRecord(line.id)) return line;
        const rows = await store.read
          .selectFrom('entry')
          .select(['id', 'json'])
          .where('record', '=', line.id)
          .execute();
        return { ...line, entries: Object.fromEntries(rows.map((row) => [row.id, JSON.parse(row.json) as never])) };
      },
    },
  },
  // the cookie
  cookieAtEnd: {
    what: 'the cookie is the version at the end of the reply (I7)',
    server: {
      line: async (line, { store }) =>
        line.line === 'done' ? { ...line, cookie: (await schoolRow(store.read, SCHOOL)).version } : line,
    },
  },
  // outcomes
  noIdempotency: {
    what: 'a mutation that comes again is applied again (I8)',
    server: {
      sql: [
        `CREATE TEMP TRIGGER forgets AFTER INSERT ON main.mutation WHEN NEW.refused IS NULL BEGIN
          UPDATE mutation SET id = NEW.id || '#' || NEW.version WHERE school = NEW.school AND id = NEW.id; END`,
      ],
    },
  },
  halfApplied: {
    what: 'a mutation is applied in part (I9)',
    server: {
      sql: [
        `CREATE TEMP TRIGGER half BEFORE INSERT ON main.entry WHEN NEW.kind = 'step' AND NEW.json LIKE '%"interview":"%'
          BEGIN SELECT RAISE(IGNORE); END`,
      ],
    },
  },
  missingIsFinal: {
    what: 'a change of an entry that is not there is refused at once (I11)',
    server: { final: (name) => name !== NEW_NAME },
  },
  unknownRefused: {
    what: 'an old server refuses a mutation whose name it does not know (I11)',
    server: { final: (name) => name === NEW_NAME },
  },
  orphansWait: {
    what: 'a change of an entry whose creation was refused waits for ever (I11)',
    server: {
      sql: [
        `CREATE TEMP TRIGGER orphans AFTER INSERT ON main.quarantine BEGIN
          UPDATE quarantine SET creates = '' WHERE school = NEW.school AND id = NEW.id; END`,
      ],
    },
  },
  poisonBlocks: {
    what: 'a mutation that brings the server down is tried for ever (I12)',
    server: {
      sql: [
        `CREATE TEMP TRIGGER falls_always BEFORE INSERT ON main.mutation
          WHEN NEW.id IN (SELECT id FROM temp.poison) BEGIN SELECT RAISE(ABORT, 'poison'); END`,
      ],
    },
  },
  // restores
  stableNewest: {
    what: 'stable is the newest backup, not the oldest that may be restored (I13)',
    server: { stableNow: true },
  },
  noEpoch: {
    what: 'a restored server keeps its epoch (I14)',
    server: { restored: (store, { epoch }) => setSchool(store, { epoch }) },
  },
  counterGoesBack: {
    what: 'a restored server counts on from the backup (I14)',
    server: { restored: (store, { version }) => setSchool(store, { version }) },
  },
  oldEpochJudged: {
    what: 'a restored server judges what comes from devices that do not know of the restore (I14)',
    server: { request: (request, epoch) => (request.epoch === null ? request : { ...request, epoch }) },
  },
  firstIgnored: {
    what: 'what is offered again counts as new (I15)',
    server: {
      request: (request) => ({ ...request, mutations: request.mutations.map(({ first: _, ...mutation }) => mutation) }),
    },
  },
  // merging
  pastForgotten: {
    what: 'an entry does not remember which wordings were written over (I16)',
    server: {
      sql: ['INSERT', 'UPDATE'].map(
        (event) => `CREATE TEMP TRIGGER past_${event} AFTER ${event} ON main.entry WHEN NEW.kind = 'aspiration' BEGIN
          UPDATE entry SET json = json_set(NEW.json, '$.words.past', json('[]'))
            WHERE school = NEW.school AND record = NEW.record AND id = NEW.id; END`,
      ),
    },
  },
  // leaving
  restoreForgetsErasures: {
    what: 'a restore brings an erased pupil back (I19)',
    server: { forgetsErasures: true },
  },
  quarantineKeepsErased: {
    what: 'words on an erased record stay in quarantine (I19)',
    server: {
      erases: async (store, record, erasing) => {
        const kept = await store.read.selectFrom('quarantine').selectAll().where('record', '=', record).execute();
        await erasing();
        for (const row of kept) await store.write((tx) => tx.insertInto('quarantine').values(row).execute());
      },
    },
  },
} as const satisfies Readonly<Record<string, Bug>>;
