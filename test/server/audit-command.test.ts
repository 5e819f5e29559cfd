/** The command `audit` (src/server/commands/audit.ts): how far it can tell that nobody took rows from the end. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toInstant } from '../../src/domain/time.ts';
import { audit } from '../../src/server/audit/audit.ts';
import { backUp } from '../../src/server/backups/folder.ts';
import { command } from '../../src/server/main.ts';
import { openLedger } from '../../src/server/store/ledger.ts';
import type { Store } from '../../src/server/store/store.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import { NOW } from '../support/builders.ts';
import { AISHA, SCHOOL } from './school-server.ts';

describe('the command `audit`', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fingerpost-audit-'));
    await within(async (store) => {
      await createSchool(store.read, { id: SCHOOL, name: 'Wexcombe School', demo: false });
    });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const within = async (work: (store: Store) => Promise<unknown>) => {
    const store = openStore(join(folder, 'fingerpost.db'), openLedger(folder));
    await work(store);
    await store.close();
  };
  const row = { at: NOW, received: NOW, person: 'p', what: 'step.add', record: AISHA, detail: {} };
  const put = (rows: number) =>
    within((store) => store.write((tx) => audit(tx, SCHOOL, ...Array.from({ length: rows }, () => row))));
  const saved = () => within((store) => backUp(store, join(folder, 'backups'), toInstant(Date.now())));
  const cut = (after: number) => within((store) => sql`DELETE FROM audit WHERE place > ${after}`.execute(store.read));
  const called = async (env: Readonly<Record<string, string>> = {}) => {
    const said = { out: '', err: '' };
    const say = (to: 'out' | 'err') => (line: string) => void (said[to] += line);
    const code = await command(
      ['audit'],
      { DATA_DIR: folder, ...env },
      { here: folder, say: say('out'), warn: say('err') },
    );
    return { code, ...said };
  };
  const dropHeads = (file: string) =>
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/^.*"kind":"audit".*\n/gm, ''));
  const ledgers = () => [join(folder, 'ledger.jsonl'), join(folder, 'backups', 'ledger.jsonl')];

  it('says that all is proven just after a backup, and of rows that came since that their end is not', async () => {
    await put(3);
    expect(await called()).toMatchObject({ code: 0, out: expect.stringContaining('not proven: no backup') as string });
    await saved();
    expect(await called()).toMatchObject({
      code: 0,
      out: '3 rows, and nobody has changed any, nor taken one from the end.',
    });
    await put(2);
    expect(await called()).toMatchObject({
      code: 0,
      out: '5 rows, and nobody has changed any of them. Whether one was taken from the end is not proven: the last backup has 3.',
    });
  });

  it('is not content with a ledger that was deleted, or whose lines of it were: the newest backup and the copy there say more', async () => {
    await put(5);
    await saved();
    await cut(3);
    for (const spoil of [
      () => dropHeads(ledgers()[0] ?? ''),
      () => rmSync(ledgers()[0] ?? ''),
      () => dropHeads(ledgers()[1] ?? ''),
    ]) {
      spoil();
      expect(await called()).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringMatching(/^Row 5 of the audit is missing/) as string,
      });
    }
  });

  it('fails where no line says where it ended though there were backups, whether they are there or not', async () => {
    await put(5);
    await saved();
    rmSync(ledgers()[0] ?? '');
    const unsaid = { code: 1, out: '', err: expect.stringContaining('does not say where they ended') as string };
    expect(await called()).toMatchObject(unsaid);
    await cut(3);
    expect(await called({ BACKUP_DIR: join(folder, 'elsewhere') })).toMatchObject({
      ...unsaid,
      err: expect.stringMatching(/^3 rows, /) as string,
    });
  });

  it('is content where the backups are from before the first row', async () => {
    await saved();
    await put(2);
    expect((await called()).code).toBe(0);
  });
});
