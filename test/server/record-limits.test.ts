/** How large a record may become (src/server/sync/record-limits.ts), and that many changes of a large one read it once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryId, RecordId } from '../../src/domain/ids.ts';
import type { Entry } from '../../src/domain/record.ts';
import type { StoredRecord } from '../../src/server/store/store.ts';
import { bytesOfEntry, putEntries, readRecord } from '../../src/server/store/store.ts';
import { openRecords } from '../../src/server/sync/open-records.ts';
import {
  ENTRY_MAX_BYTES,
  RECORD_MAX_BYTES,
  RECORD_MAX_ENTRIES,
  limitBroken,
} from '../../src/server/sync/record-limits.ts';
import { aStep } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA, SCHOOL, openSchoolServer } from './school-server.ts';

const entryId = (n: number) => `step-${n}` as EntryId;
/** A step of exactly so many bytes. */
function stepOf(bytes: number, n = 0, letter = 'x'): Entry {
  const bare = bytesOfEntry(aStep({ id: entryId(n), what: '' }));
  return aStep({ id: entryId(n), what: letter.repeat((bytes - bare) / Buffer.byteLength(letter)) });
}
const recordOf = (...entries: readonly Entry[]): StoredRecord => ({
  id: AISHA,
  entries: Object.fromEntries(entries.map((entry) => [entry.id, entry])),
  bytes: entries.reduce((sum, entry) => sum + bytesOfEntry(entry), 0),
});
const NOTHING = recordOf();
/** A record of exactly so many bytes. */
function fullOf(bytes: number): StoredRecord {
  const whole = Math.ceil(bytes / ENTRY_MAX_BYTES);
  const each = Math.floor(bytes / whole);
  const entries = Array.from({ length: whole }, (_, n) => stepOf(n === 0 ? bytes - (whole - 1) * each : each, n));
  return recordOf(...entries);
}

describe('an entry', () => {
  it('is 64 kB at most, of bytes and not of letters', () => {
    expect(limitBroken(NOTHING, [stepOf(ENTRY_MAX_BYTES)])).toBe(false);
    expect(limitBroken(NOTHING, [stepOf(ENTRY_MAX_BYTES + 1)])).toBe(true);
    const wide = aStep({ what: '名'.repeat(ENTRY_MAX_BYTES / 3) });
    expect(JSON.stringify(wide).length).toBeLessThan(ENTRY_MAX_BYTES);
    expect(limitBroken(NOTHING, [wide])).toBe(true);
  });
});

describe('a record', () => {
  it('has 2,000 entries at most, and one that has them all can be changed', () => {
    const all = Array.from({ length: RECORD_MAX_ENTRIES }, (_, n) => aStep({ id: entryId(n) }));
    expect(limitBroken(recordOf(...all.slice(1)), all.slice(0, 1))).toBe(false);
    expect(limitBroken(recordOf(...all), [aStep({ id: entryId(RECORD_MAX_ENTRIES) })])).toBe(true);
    expect(limitBroken(recordOf(...all), [aStep({ id: entryId(3), what: 'Other words' })])).toBe(false);
  });

  it('is 2 MB at most, however few its entries are', () => {
    const most = fullOf(RECORD_MAX_BYTES - 1000);
    expect(Object.keys(most.entries).length).toBeLessThan(40);
    expect(limitBroken(most, [stepOf(1000, 100)])).toBe(false);
    expect(limitBroken(most, [stepOf(1001, 100)])).toBe(true);
  });

  it('that is larger can become smaller, and no larger', () => {
    const large = fullOf(RECORD_MAX_BYTES + 5000);
    const [first] = Object.values(large.entries) as [Entry];
    const bytes = bytesOfEntry(first);
    expect(limitBroken(large, [stepOf(bytes - 1)])).toBe(false);
    expect(limitBroken(large, [stepOf(bytes)])).toBe(false);
    expect(limitBroken(large, [stepOf(bytes + 1)])).toBe(true);
  });
});

describe('records that are open', () => {
  let server: SchoolServer;
  beforeEach(async () => {
    server = await openSchoolServer();
  });
  afterEach(() => server.end());

  it('are read once, are as they were changed, and weigh what is stored', async () => {
    await server.deps.store.write(async (tx) => {
      const records = openRecords();
      const before = await records.read(tx, SCHOOL, AISHA);
      expect(await records.read(tx, SCHOOL, AISHA)).toBe(before);
      for (const [version, entries] of [[stepOf(5000)], [stepOf(900), stepOf(800, 1)], [stepOf(9000, 1)]].entries()) {
        const record = await records.read(tx, SCHOOL, AISHA);
        await putEntries(tx, SCHOOL, record, { entries, version: 50 + version });
        records.changed(record, entries);
        expect(await records.read(tx, SCHOOL, AISHA)).toEqual(await readRecord(tx, SCHOOL, AISHA));
      }
    });
  });

  it('are a few: who was asked for longest ago is read again', async () => {
    const { read } = server.deps.store;
    const records = openRecords();
    const first = await records.read(read, SCHOOL, AISHA);
    const others = ['a', 'b', 'c'].map((id) => id as RecordId);
    for (const id of others) await records.read(read, SCHOOL, id);
    expect(await records.read(read, SCHOOL, AISHA)).toBe(first);
    for (const id of [...others, 'd' as RecordId]) await records.read(read, SCHOOL, id);
    expect(await records.read(read, SCHOOL, AISHA)).not.toBe(first);
  });
});
