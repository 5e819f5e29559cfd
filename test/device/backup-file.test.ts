/** A backup file: what goes in comes out, and nothing else does. The cost of a try is set low here; one test pays the real one. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backup } from '../../src/device/backup-file.ts';
import { openBackup, readBackupHeader, sealBackup } from '../../src/device/backup-file.ts';
import { WORDS, fourWords } from '../../src/device/four-words.ts';
import type { MutationId, RecordId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { BackupContents } from '../../src/protocol/backup.ts';
import { NOW, PEOPLE, uuid } from '../support/builders.ts';

const CHEAP = { memory: 64, passes: 1, lanes: 1 };
const WORDS_OF_FILE = 'maple harbour violin north';

const aMutation = (n: number, args: unknown): BackupContents['mutations'][number] => ({
  id: uuid(n) as MutationId,
  name: 'note.add',
  version: 1,
  record: uuid(900) as RecordId,
  at: NOW,
  args,
});
const aBackup = (...mutations: BackupContents['mutations']): Backup => ({
  school: 'wexcombe' as Backup['school'],
  madeAt: NOW as Instant,
  contents: { person: PEOPLE.adviser, name: 'Jo Mercer', mutations },
});
const SECRET = 'Zofia has asked about the building trades.';

let file: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  file = await sealBackup(aBackup(aMutation(1, { id: uuid(2), words: SECRET })), WORDS_OF_FILE, CHEAP);
});

describe('a backup file', () => {
  it('gives back every change as it was, whatever is written in it', async () => {
    const args = fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean()));
    await fc.assert(
      fc.asyncProperty(fc.array(args, { maxLength: 8 }), fc.string({ minLength: 12 }), async (all, chosen) => {
        const passphrase = `${chosen}!`;
        const backup = aBackup(...all.map((one, i) => aMutation(i, JSON.parse(JSON.stringify(one)))));
        expect(await openBackup(await sealBackup(backup, passphrase, CHEAP), passphrase)).toStrictEqual({
          ok: true,
          value: backup,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is refused with any one byte changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = file.slice();
        changed[at] = (changed[at] ?? 0) ^ flip;
        expect((await openBackup(changed, WORDS_OF_FILE)).ok).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('is refused when it was cut anywhere, or has something after its end', async () => {
    for (let end = 0; end < file.length; end += 1) {
      const cut = await openBackup(file.slice(0, end), WORDS_OF_FILE);
      expect(cut.ok || cut.error === 'closed').toBe(false);
    }
    expect(await openBackup(new Uint8Array([...file, 0]), WORDS_OF_FILE)).toStrictEqual({
      ok: false,
      error: 'damaged',
    });
  });

  it('is opened by its words whatever the case, the space and the hyphens, and by no others', async () => {
    expect((await openBackup(file, '  Maple-HARBOUR  violin north ')).ok).toBe(true);
    expect(await openBackup(file, ' - ')).toStrictEqual({ ok: false, error: 'closed' });
    expect(await openBackup(file, 'maple harbour violin south')).toStrictEqual({ ok: false, error: 'closed' });
  });

  it('says its school and its time before it is opened, and nothing of anybody', async () => {
    expect(await readBackupHeader(file)).toStrictEqual({ ok: true, value: { school: 'wexcombe', madeAt: NOW } });
    const clear = new TextDecoder('latin1').decode(file);
    for (const word of ['Zofia', 'Jo Mercer', PEOPLE.adviser, 'note.add']) expect(clear).not.toContain(word);
  });

  it('of a newer format is told apart from what is no backup file at all', async () => {
    const newer = new TextEncoder().encode('{"format":"fingerpost-backup","version":2}\nwhatever');
    expect(await readBackupHeader(newer)).toStrictEqual({ ok: false, error: 'newer' });
    const other = new TextEncoder().encode('Name,Form\nAisha,10B\n');
    expect(await readBackupHeader(other)).toStrictEqual({ ok: false, error: 'no-backup' });
  });

  it('costs 64 MiB and three passes a try unless told otherwise', async () => {
    const dear = await sealBackup(aBackup(), WORDS_OF_FILE);
    const [header = ''] = new TextDecoder('latin1').decode(dear).split('\n', 1);
    expect(JSON.parse(header)).toMatchObject({ kdf: { name: 'argon2id', memory: 65_536, passes: 3, lanes: 4 } });
    expect((await openBackup(dear, WORDS_OF_FILE)).ok).toBe(true);
  });
});

describe('four words', () => {
  it('come from a list that gives at least forty bits', () => {
    expect(4 * Math.log2(WORDS.length)).toBeGreaterThan(40);
    expect(new Set(WORDS).size).toBe(WORDS.length);
    for (const word of WORDS) expect(word).toMatch(/^[a-z]{3,10}$/u);
  });

  it('are four of the list and others each time', () => {
    const drawn = Array.from({ length: 50 }, fourWords);
    for (const words of drawn) expect(words.split(' ').filter((word) => WORDS.includes(word))).toHaveLength(4);
    expect(new Set(drawn).size).toBe(50);
  });
});
