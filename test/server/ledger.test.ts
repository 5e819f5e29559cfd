/** The ledger (src/server/store/ledger.ts), and what it does again to a backup: nobody comes in who could not before. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import type { IsoDate } from '../../src/domain/time.ts';
import { toInstant } from '../../src/domain/time.ts';
import { setRule } from '../../src/server/accounts/second-step-rule.ts';
import { closeSession, openSession, sessionOf, signOutEverywhere } from '../../src/server/accounts/sessions.ts';
import type { CodeUse } from '../../src/server/accounts/codes.ts';
import { codeHash, giveCode, linkTo, makeCode, useCode } from '../../src/server/accounts/codes.ts';
import { ensureAccount, joinPlace, placesOf } from '../../src/server/accounts/places.ts';
import { addTotp, removeIdentity, removeTotp } from '../../src/server/accounts/ways.ts';
import type { Ledger, LedgerLine } from '../../src/server/store/ledger.ts';
import { openLedger } from '../../src/server/store/ledger.ts';
import type { Run, Store } from '../../src/server/store/store.ts';
import { createSchool, note, openStore } from '../../src/server/store/store.ts';
import { replay } from '../../src/server/sync/replay.ts';
import { createRosters } from '../../src/server/sync/roster.ts';
import { NOW } from '../support/builders.ts';
import { SCHOOL } from './school-server.ts';

/** What stands for the secret of an app. */
const SEALED = Buffer.from('sealed').toString('base64');
const LATER = toInstant(Date.parse(NOW) + 60_000);
const erasedLine = (record: string): LedgerLine => ({
  kind: 'erased',
  school: SCHOOL,
  record: record as RecordId,
  at: NOW,
});

let folder = '';
let ledger: Ledger;
const file = () => join(folder, 'ledger.jsonl');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-ledger-'));
  ledger = openLedger(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the ledger', () => {
  it('has what was written, in order, and nothing before that', () => {
    expect(ledger.read()).toEqual([]);
    ledger.append([erasedLine('a'), erasedLine('b')]);
    ledger.append([erasedLine('c')]);
    expect(ledger.read()).toEqual(['a', 'b', 'c'].map(erasedLine));
  });
  it('takes a last line that was cut anywhere for none, and goes on after it', () => {
    ledger.append([erasedLine('a')]);
    const whole = readFileSync(file(), 'utf8');
    for (let cut = 1; cut < whole.length; cut++) {
      writeFileSync(file(), whole + whole.slice(0, cut));
      expect(ledger.read()).toEqual([erasedLine('a')]);
      ledger.append([erasedLine('b')]);
      expect(ledger.read()).toEqual([erasedLine('a'), erasedLine('b')]);
    }
  });
  it('is not read when another line is damaged in any letter', () => {
    ledger.append([erasedLine('a')]);
    const whole = readFileSync(file(), 'utf8');
    for (let at = 0; at < whole.length - 1; at++) {
      writeFileSync(file(), `${whole.slice(0, at)}~${whole.slice(at + 1)}${whole}`);
      expect(() => ledger.read()).toThrow(/Line 1 of .* is damaged/);
    }
  });
  it('has the line of a transaction before that commits, and none of one that was rolled back', async () => {
    const store = openStore(join(folder, 'fingerpost.db'), ledger);
    await createSchool(store.read, { id: SCHOOL, name: 'A', demo: false });
    await store.write((tx) => note(tx, erasedLine('a')));
    await store
      .write(async (tx) => {
        await note(tx, erasedLine('b'));
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    expect(ledger.read()).toEqual([erasedLine('a')]);
    // It cannot be written: then nothing is promised, and nothing done.
    appendFileSync(file(), '');
    rmSync(file());
    const broken = openStore(':memory:', {
      ...ledger,
      append: () => {
        throw new Error('the disk is full');
      },
    });
    await createSchool(broken.read, { id: SCHOOL, name: 'A', demo: false });
    const erasing = broken.write(async (tx) => {
      await tx.deleteFrom('school').execute();
      await note(tx, erasedLine('a'));
    });
    await expect(erasing).rejects.toThrow('the disk is full');
    expect(await broken.read.selectFrom('school').select('id').execute()).toHaveLength(1);
    await store.close();
    await broken.close();
  });
});

describe('a backup that is put back', () => {
  const SAM = 'sam' as PersonId;
  let store: Store;
  let account = '';
  beforeEach(async () => {
    store = openStore(join(folder, 'fingerpost.db'), ledger);
    await createSchool(store.read, { id: SCHOOL, name: 'A', demo: false });
    account = await store.write((tx) => ensureAccount(tx, SCHOOL, SAM));
  });
  afterEach(() => store.close());

  const use = async (at: Store, { code, ...typed }: Omit<CodeUse, 'hash'> & { readonly code: string }, now = NOW) =>
    useCode(at, { ...typed, hash: await codeHash(at.read, code) }, { now, mayJoin: true, guessing: () => {} });
  const signIn = async () => (await openSession(store, account, NOW))?.token ?? '';
  /** The backup, as it is after the ledger was done again. */
  const restored = async (work: () => Promise<unknown>): Promise<Store> => {
    const copy = join(folder, 'backup.db');
    store.backup(copy);
    await work();
    const back = openStore(copy);
    const lines = ledger.read();
    await replay(back, lines);
    // Doing it twice is as doing it once.
    const twice = await replay(back, lines);
    expect(twice).toMatchObject({ erased: 0, rights: 0 });
    return back;
  };

  it('lets a session go on, whether it began before the backup or after', async () => {
    const before = await signIn();
    let after = '';
    const back = await restored(async () => (after = await signIn()));
    for (const token of [before, after]) expect(await sessionOf(back, token, LATER)).toMatchObject({ person: SAM });
    await back.close();
  });
  it('ends a session that was ended', async () => {
    const token = await signIn();
    const back = await restored(() => closeSession(store, token, LATER));
    expect(await sessionOf(back, token, LATER)).toBeNull();
    await back.close();
  });
  it('keeps an account shut, and its sessions ended', async () => {
    const token = await signIn();
    const back = await restored(() =>
      store.write(async (tx) => {
        await note(tx, { kind: 'disabled', account, at: LATER });
        await signOutEverywhere(tx, account, LATER);
      }),
    );
    expect(await sessionOf(back, token, LATER)).toBeNull();
    expect(await openSession(back, account, LATER)).toBeNull();
    await back.close();
  });
  it('takes no password that was changed since, and no code', async () => {
    const codeOf = async () =>
      (await store.write(async (tx) => giveCode(tx, { account, school: SCHOOL, ...(await makeCode(tx)) }, NOW))).code;
    const first = await codeOf();
    await use(store, { code: first, login: 'sam', password: 'the first of two' });
    const second = await codeOf();
    const back = await restored(() => use(store, { code: second, login: 'sam', password: 'another one' }));
    const row = await back.read.selectFrom('account').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ login: 'sam', password: null });
    expect(await use(back, { code: second, login: 'sam', password: 'of a thief' }, LATER)).toBe('wrong-code');
    await back.close();
  });
  it('gives a place again to the account that it went to since, and sessions go on at both schools', async () => {
    const other = 'school-2' as SchoolId;
    await createSchool(store.read, { id: other, name: 'B', demo: false });
    const made = await store.write((tx) => ensureAccount(tx, other, 'sam-there' as PersonId));
    let token = '';
    const joins = async () => {
      const place = { account, school: other, person: 'sam-there' as PersonId };
      expect(await store.write((tx) => joinPlace(tx, place, LATER))).toBe(true);
      token = (await openSession(store, account, LATER, { school: other }))?.token ?? '';
    };
    const back = await restored(joins);
    expect((await placesOf(back.read, account)).map(({ school }) => school)).toEqual([SCHOOL, other]);
    expect(await placesOf(back.read, made)).toEqual([]);
    expect(await sessionOf(back, token, LATER)).toMatchObject({ account, school: other });
    await back.close();
  });
  it('lets a session that was opened at a place that it lacks go on at the others', async () => {
    const other = 'school-2' as SchoolId;
    let token = '';
    const back = await restored(async () => {
      await createSchool(store.read, { id: other, name: 'B', demo: false });
      await store.write(async (tx) => {
        await ensureAccount(tx, other, 'sam-there' as PersonId);
        await joinPlace(tx, { account, school: other, person: 'sam-there' as PersonId }, LATER);
      });
      token = (await openSession(store, account, LATER, { school: other }))?.token ?? '';
    });
    expect(await sessionOf(back, token, LATER)).toMatchObject({ account, school: SCHOOL, person: SAM });
    await back.close();
  });
  describe('what somebody signs in with', () => {
    const addApp = (tx: Run, at = NOW) => addTotp(tx, account, { sealed: SEALED, step: 1 }, at);
    const passwordOf = async (at: Store) =>
      (await at.read.selectFrom('account').select('password').executeTakeFirstOrThrow()).password;
    beforeEach(async () => {
      const { code } = await store.write(async (tx) =>
        giveCode(tx, { account, school: SCHOOL, ...(await makeCode(tx)) }, NOW),
      );
      await use(store, { code, login: 'sam', password: 'the only one' });
    });

    it('stays as it was last: what was taken away since does not come back', async () => {
      await store.write((tx) => addApp(tx));
      await store.write((tx) => linkTo(tx, account, { issuer: 'https://a', subject: 'sam' }, NOW));
      const back = await restored(() =>
        store.write(async (tx) => {
          await removeTotp(tx, account, LATER);
          await removeIdentity(tx, account, LATER);
        }),
      );
      expect(await back.read.selectFrom('totp').selectAll().execute()).toEqual([]);
      expect(await back.read.selectFrom('identity').selectAll().execute()).toEqual([]);
      expect(await passwordOf(back)).not.toBeNull();
      await back.close();
    });

    it('and stays what it was when nothing was changed', async () => {
      await store.write((tx) => addApp(tx));
      const back = await restored(async () => undefined);
      expect(await back.read.selectFrom('totp').selectAll().execute()).toHaveLength(1);
      expect(await passwordOf(back)).not.toBeNull();
      await back.close();
    });

    it('lets no password in alone whose second step the backup lacks, nor one that was changed', async () => {
      const back = await restored(() => store.write((tx) => addApp(tx, LATER)));
      expect(await passwordOf(back)).toBeNull();
      await back.close();
    });

    it('is asked for as the school said last', async () => {
      const place = { account, school: SCHOOL, person: SAM };
      await store.write((tx) => addApp(tx));
      const deps = { store, rosters: createRosters(), now: () => NOW };
      const back = await restored(() => setRule(deps, place, '2027-01-01' as IsoDate, LATER));
      const { second_step_from: from } = await back.read.selectFrom('school').selectAll().executeTakeFirstOrThrow();
      expect(from).toBe('2027-01-01');
      await back.close();
    });
  });

  it('keeps a password that is the last', async () => {
    const { code } = await store.write(async (tx) =>
      giveCode(tx, { account, school: SCHOOL, ...(await makeCode(tx)) }, NOW),
    );
    await use(store, { code, login: 'sam', password: 'the only one' });
    const back = await restored(async () => undefined);
    const row = await back.read.selectFrom('account').selectAll().executeTakeFirstOrThrow();
    expect(row.password).not.toBeNull();
    await back.close();
  });
});
