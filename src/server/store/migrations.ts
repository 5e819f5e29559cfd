/** The schema, step by step: numbered from 1, forward only, never changed once released. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE school (id TEXT PRIMARY KEY, name TEXT NOT NULL, demo INTEGER NOT NULL, version INTEGER NOT NULL,
    epoch TEXT NOT NULL, epoch_start INTEGER NOT NULL, stable INTEGER NOT NULL) STRICT;
  CREATE TABLE record (school TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (school, id)) STRICT, WITHOUT ROWID;
  CREATE TABLE entry (school TEXT NOT NULL, record TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, readers TEXT NOT NULL,
    author TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (school, record, id)) STRICT;
  CREATE INDEX entry_kind ON entry (school, kind);
  CREATE TABLE reach (school TEXT NOT NULL, record TEXT NOT NULL, who TEXT NOT NULL, version INTEGER NOT NULL,
    PRIMARY KEY (school, record, who)) STRICT, WITHOUT ROWID;
  CREATE INDEX reach_version ON reach (school, version);
  CREATE TABLE revision (school TEXT NOT NULL, record TEXT NOT NULL, entry TEXT NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (school, record, entry, version)) STRICT;
  CREATE TABLE mutation (school TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL, record TEXT NOT NULL,
    version INTEGER NOT NULL, refused TEXT, at TEXT NOT NULL, received TEXT NOT NULL, PRIMARY KEY (school, id)) STRICT;
  CREATE TABLE attempt (school TEXT NOT NULL, id TEXT NOT NULL, tries INTEGER NOT NULL, PRIMARY KEY (school, id)) STRICT;
  CREATE TABLE quarantine (school TEXT NOT NULL, id TEXT NOT NULL, record TEXT NOT NULL, person TEXT NOT NULL, creates TEXT NOT NULL,
    json TEXT NOT NULL, PRIMARY KEY (school, id)) STRICT;
  CREATE INDEX quarantine_record ON quarantine (school, record);
  CREATE TABLE erased (school TEXT NOT NULL, record TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (school, record)) STRICT;
  CREATE TABLE account (id TEXT PRIMARY KEY, login TEXT UNIQUE, password TEXT, disabled INTEGER NOT NULL) STRICT;
  CREATE TABLE membership (account TEXT NOT NULL REFERENCES account (id), school TEXT NOT NULL, person TEXT NOT NULL,
    PRIMARY KEY (account, school)) STRICT;
  CREATE TABLE code (hash TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id), expires TEXT NOT NULL) STRICT;
  CREATE TABLE session (hash TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id), school TEXT NOT NULL, person TEXT NOT NULL,
    created TEXT NOT NULL, seen TEXT NOT NULL) STRICT;
  `,
  // SQLite draws from ChaCha20, seeded by the system. Made with the tables, so that no backup is without it.
  `
  CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO secret VALUES ('lock', randomblob(32));
  `,
  `
  CREATE TABLE noted (line TEXT NOT NULL) STRICT;
  CREATE TABLE owed (school TEXT NOT NULL, record TEXT NOT NULL, entry TEXT NOT NULL, rank INTEGER NOT NULL, line TEXT NOT NULL,
    PRIMARY KEY (school, record, entry, rank)) STRICT;
  CREATE TABLE device (school TEXT NOT NULL, person TEXT NOT NULL, device TEXT NOT NULL, session TEXT NOT NULL,
    seen TEXT NOT NULL, sent TEXT,
    PRIMARY KEY (school, person, device)) STRICT, WITHOUT ROWID;
  `,
  // A step's commands and what was there before hold names: they go when the next operation begins, or the pupil is erased.
  `
  CREATE TABLE operation (school TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL, person TEXT NOT NULL, year INTEGER,
    undoes TEXT, begun TEXT NOT NULL, ended TEXT, undone TEXT, PRIMARY KEY (school, id)) STRICT, WITHOUT ROWID;
  CREATE TABLE operation_step (school TEXT NOT NULL, operation TEXT NOT NULL, place INTEGER NOT NULL, does TEXT NOT NULL,
    record TEXT NOT NULL, commands TEXT NOT NULL, outcome TEXT NOT NULL, wrote TEXT,
    PRIMARY KEY (school, operation, place)) STRICT;
  CREATE INDEX operation_step_record ON operation_step (school, record);
  `,
  `
  CREATE TABLE moved (school TEXT NOT NULL, record TEXT NOT NULL, entry TEXT NOT NULL, "to" TEXT NOT NULL, rank INTEGER NOT NULL,
    by TEXT NOT NULL, at TEXT NOT NULL, held TEXT NOT NULL, PRIMARY KEY (school, entry, rank)) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE moved ADD COLUMN made_on TEXT NOT NULL DEFAULT '';
  ALTER TABLE moved ADD COLUMN made_by TEXT NOT NULL DEFAULT '';
  ALTER TABLE moved ADD COLUMN made_at TEXT NOT NULL DEFAULT '';
  `,
  `
  CREATE TABLE audit (school TEXT NOT NULL, place INTEGER NOT NULL, at TEXT NOT NULL, received TEXT NOT NULL, person TEXT NOT NULL,
    what TEXT NOT NULL, record TEXT, detail TEXT NOT NULL, sum TEXT NOT NULL, PRIMARY KEY (school, place)) STRICT;
  CREATE INDEX audit_record ON audit (school, record, place);
  ALTER TABLE moved ADD COLUMN made_id TEXT NOT NULL DEFAULT '';
  `,
  // Until now every account had one school, and every code was of that.
  `
  ALTER TABLE membership ADD COLUMN opened TEXT NOT NULL DEFAULT '';
  ALTER TABLE membership ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE code ADD COLUMN school TEXT;
  UPDATE code SET school = (SELECT school FROM membership WHERE membership.account = code.account);
  `,
  `
  CREATE TABLE enrolment (school TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, device TEXT NOT NULL, key TEXT NOT NULL,
    made TEXT NOT NULL, PRIMARY KEY (school, id)) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE session_key (session TEXT PRIMARY KEY, key TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // `sent` has a row for each record on each device: short keys, no index beside its own.
  `
  CREATE TABLE holder (id INTEGER PRIMARY KEY, school TEXT NOT NULL, person TEXT NOT NULL, device TEXT NOT NULL,
    clear_asked TEXT, clear_by TEXT, clear_told TEXT, cleared TEXT, UNIQUE (school, person, device)) STRICT;
  CREATE INDEX holder_device ON holder (device);
  INSERT INTO holder (school, person, device) SELECT school, person, device FROM device;
  CREATE TABLE sent (holder INTEGER NOT NULL, record TEXT NOT NULL, groups TEXT NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, PRIMARY KEY (holder, record, groups)) STRICT, WITHOUT ROWID;
  CREATE TABLE request (school TEXT NOT NULL, id TEXT NOT NULL, record TEXT NOT NULL, kind TEXT NOT NULL, asker TEXT NOT NULL,
    received TEXT NOT NULL, words TEXT NOT NULL, logged TEXT NOT NULL, logged_by TEXT NOT NULL, pauses TEXT NOT NULL,
    extended TEXT, closed TEXT, outcome TEXT, reason TEXT, PRIMARY KEY (school, id)) STRICT, WITHOUT ROWID;
  CREATE INDEX request_record ON request (school, record);
  CREATE TABLE decision (school TEXT NOT NULL, request TEXT NOT NULL, mark TEXT NOT NULL, what TEXT NOT NULL, reason TEXT NOT NULL,
    by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (school, request, mark)) STRICT, WITHOUT ROWID;
  CREATE TABLE kept_longer (school TEXT NOT NULL, record TEXT NOT NULL, until TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (school, record)) STRICT, WITHOUT ROWID;
  CREATE TABLE disposal (school TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, person TEXT NOT NULL, why TEXT NOT NULL,
    reason TEXT NOT NULL, begun TEXT NOT NULL, ended TEXT, swept TEXT, PRIMARY KEY (school, id)) STRICT, WITHOUT ROWID;
  CREATE TABLE disposal_step (school TEXT NOT NULL, disposal TEXT NOT NULL, place INTEGER NOT NULL, record TEXT NOT NULL,
    what TEXT NOT NULL, outcome TEXT NOT NULL, entries INTEGER NOT NULL, wordings INTEGER NOT NULL,
    PRIMARY KEY (school, disposal, place)) STRICT, WITHOUT ROWID;
  `,
  // Sessions until now were all of one kind. Nobody is known to have shown that it is them: exports ask.
  `
  ALTER TABLE session ADD COLUMN kind TEXT NOT NULL DEFAULT 'staff';
  ALTER TABLE session ADD COLUMN by TEXT NOT NULL DEFAULT 'password';
  ALTER TABLE session ADD COLUMN "on" TEXT NOT NULL DEFAULT '';
  ALTER TABLE session ADD COLUMN proved TEXT NOT NULL DEFAULT '';
  ALTER TABLE school ADD COLUMN second_step_from TEXT;
  CREATE TABLE totp (account TEXT PRIMARY KEY REFERENCES account (id), sealed BLOB NOT NULL, step INTEGER NOT NULL, made TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
  CREATE TABLE recovery (account TEXT NOT NULL REFERENCES account (id), hash TEXT NOT NULL, PRIMARY KEY (account, hash))
    STRICT, WITHOUT ROWID;
  CREATE TABLE passkey (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id), key BLOB NOT NULL, counter INTEGER NOT NULL,
    transports TEXT NOT NULL, name TEXT NOT NULL, made TEXT NOT NULL, used TEXT) STRICT, WITHOUT ROWID;
  CREATE INDEX passkey_account ON passkey (account);
  CREATE TABLE identity (issuer TEXT NOT NULL, subject TEXT NOT NULL, account TEXT NOT NULL REFERENCES account (id), made TEXT NOT NULL,
    PRIMARY KEY (issuer, subject)) STRICT, WITHOUT ROWID;
  CREATE INDEX identity_account ON identity (account);
  CREATE TABLE known_browser (hash TEXT NOT NULL, account TEXT NOT NULL REFERENCES account (id), seen TEXT NOT NULL,
    PRIMARY KEY (hash, account)) STRICT, WITHOUT ROWID;
  CREATE TABLE half_done (hash TEXT PRIMARY KEY, json TEXT NOT NULL, expires TEXT NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO secret VALUES ('factor', randomblob(32));
  `,
  `
  CREATE TABLE let_go (school TEXT NOT NULL, record TEXT NOT NULL, entry TEXT NOT NULL, rank INTEGER NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (school, record, entry)) STRICT, WITHOUT ROWID;
  `,
  // What was refused about pupils who were erased: looked for whenever somebody's grants change.
  'CREATE INDEX mutation_refused ON mutation (school, record) WHERE refused IS NOT NULL;',
  // The id of a change is its author's: nobody else's change is taken for it. What builds on a refused entry is refused with it:
  // looked for in the index, without the words.
  `
  ALTER TABLE mutation RENAME TO mutation_before;
  CREATE TABLE mutation (school TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL, record TEXT NOT NULL,
    version INTEGER NOT NULL, refused TEXT, at TEXT NOT NULL, received TEXT NOT NULL, PRIMARY KEY (school, person, id)) STRICT;
  INSERT INTO mutation SELECT school, id, person, name, record, version, refused, at, received FROM mutation_before;
  DROP TABLE mutation_before;
  CREATE INDEX mutation_refused ON mutation (school, record) WHERE refused IS NOT NULL;
  DROP TABLE attempt;
  CREATE TABLE attempt (school TEXT NOT NULL, person TEXT NOT NULL, id TEXT NOT NULL, tries INTEGER NOT NULL,
    PRIMARY KEY (school, person, id)) STRICT;
  ALTER TABLE quarantine RENAME TO quarantine_before;
  CREATE TABLE quarantine (school TEXT NOT NULL, id TEXT NOT NULL, record TEXT NOT NULL, person TEXT NOT NULL, creates TEXT NOT NULL,
    json TEXT NOT NULL, PRIMARY KEY (school, person, id)) STRICT;
  INSERT INTO quarantine SELECT school, id, record, person, creates, json FROM quarantine_before;
  DROP TABLE quarantine_before;
  CREATE INDEX quarantine_record ON quarantine (school, record, creates);
  `,
  // What is half done belongs to whoever began it, so that nobody's takes the place of another's. Wrong codes of an app are counted.
  `
  ALTER TABLE half_done ADD COLUMN owner TEXT NOT NULL DEFAULT '';
  CREATE INDEX half_done_owner ON half_done (owner, expires);
  CREATE INDEX half_done_expires ON half_done (expires);
  ALTER TABLE totp ADD COLUMN wrong INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE totp ADD COLUMN wrong_before INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE totp ADD COLUMN wrong_last TEXT;
  `,
];
