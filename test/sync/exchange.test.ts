/** One request and its reply (src/sync/exchange.ts), over a device in memory: whose reply counts, and what it changes. */
import { describe, expect, it } from 'vitest';
import type { Groups } from '../../src/domain/group.ts';
import type { PersonId, RecordId } from '../../src/domain/ids.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import type { GrantsLine, RecordLine, ReplyLine } from '../../src/protocol/sync.ts';
import type { Parts } from '../../src/sync/exchange.ts';
import { LINES_PER_TRANSACTION, receive, take } from '../../src/sync/exchange.ts';
import { save } from '../../src/sync/saving.ts';
import { signedOut } from '../../src/sync/state.ts';
import { NOW, aNote, aPupil, aRecord, uuid } from '../support/builders.ts';
import type { Hooks } from '../support/memory-device.ts';
import { MemoryDevice, ownIn } from '../support/memory-device.ts';
import { AISHA, BEN, aHead, aMeta, aWrite, anEnvelope, applied, mutationId, refused } from './support.ts';

const done = { line: 'done', cookie: 20, serverTime: NOW } as const;
const secret = aNote({ readers: ['G', 'L'] });
const AISHA_RECORD = aRecord('aisha', aPupil(), secret);
const lineOf = (record: CareersRecord, version = 15): RecordLine => ({ line: 'record', version, ...record });
const grantsTo = (records: Record<string, readonly RecordId[]>) =>
  ({ hash: 'hash-2', records: records as Record<string, RecordId[]>, erased: [] }) satisfies GrantsLine;

async function* lines(...all: readonly ReplyLine[]): AsyncGenerator<ReplyLine> {
  yield* all;
}

/** A device that has synced: it holds Aisha and Ben as their adviser. */
async function aDevice(hooks: Hooks = {}) {
  const disk = new MemoryDevice(uuid(1));
  const port = disk.port(hooks);
  let turns = 0;
  const parts: Parts = {
    port,
    chance: { nowMs: () => Date.parse(NOW), newId: () => `turn-${(turns += 1)}`, random: () => 0 },
    person: 'jo-mercer' as PersonId,
    app: 'test',
  };
  const records = [AISHA_RECORD, aRecord('ben', aPupil())];
  const sealed = await Promise.all(
    records.map((record) => port.sealRecord({ id: record.id, version: 5, wanted: false, record })),
  );
  await port.transact(async (tx) => {
    await tx.setMeta(aMeta());
    await tx.putRecords(sealed);
  });
  return {
    disk,
    parts,
    take: () => take(parts),
    receive: (turn: string, ...all: readonly ReplyLine[]) => receive(parts, turn, lines(...all), () => undefined),
    holds: (id: RecordId) => disk.tables.records.get(id),
    entries: (id: RecordId) =>
      Object.keys((disk.tables.records.get(id)?.box as CareersRecord | undefined)?.entries ?? {}),
    own: () => ownIn(disk.tables),
    note: (n: number) => save(port, [anEnvelope(n, 'note.add', { id: uuid(n), words: 'a' })]),
  };
}

describe('a request', () => {
  it('says what the device has, asks for what it lacks, and names one record to be checked', async () => {
    const { take: ask, disk } = await aDevice();
    await disk.port().transact((tx) => tx.wantRecords([BEN]));
    const { request } = await ask();
    expect(request).toMatchObject({ epoch: 'epoch-1', cookie: 10, hash: 'hash-1', want: [BEN], check: [[AISHA, 5]] });
  });
  it('takes the outbox along, marked as sent before anything leaves', async () => {
    const { take: ask, note, own } = await aDevice();
    await note(1);
    const { request, waiting } = await ask();
    expect(request.mutations.map(({ id }) => id)).toEqual([mutationId(1)]);
    expect(waiting).toBe(1);
    expect(own()[0]?.sent).toBe(true);
  });
  it('draws a new turn, which is on the disk before anything leaves', async () => {
    const { take: ask, disk } = await aDevice();
    const { turn } = await ask();
    expect(disk.tables.meta.turn).toBe(turn);
    expect((await ask()).turn).not.toBe(turn);
  });
});

describe('a reply', () => {
  it('replaces records whole and moves the cookie with done', async () => {
    const { take: ask, receive: get, entries, holds, disk } = await aDevice();
    const { turn } = await ask();
    const end = await get(turn, aHead(), lineOf(aRecord('aisha', aPupil())), done);
    expect(end.kind).toBe('done');
    expect(entries(AISHA)).toEqual(['pupil']);
    expect(holds(AISHA)).toMatchObject({ version: 15, wanted: false });
    expect(disk.tables.meta).toMatchObject({ cookie: 20, syncedAt: NOW });
  });
  it('that is cut keeps what has arrived and leaves the cookie', async () => {
    const { take: ask, receive: get, holds, disk } = await aDevice();
    const { turn } = await ask();
    expect((await get(turn, aHead(), lineOf(AISHA_RECORD))).kind).toBe('cut');
    expect(holds(AISHA)?.version).toBe(15);
    expect(disk.tables.meta.cookie).toBe(10);
  });
  it('to an older request than the newest changes nothing', async () => {
    const { take: ask, receive: get, note, own, disk } = await aDevice();
    await note(1);
    const { turn } = await ask();
    await ask();
    const before = disk.tables;
    expect((await get(turn, aHead({ outcomes: [applied(1, 20)] }), done)).kind).toBe('overtaken');
    expect(disk.tables).toEqual(before);
    expect(own()[0]?.taken).toBeNull();
  });
  it('that arrives in the middle of a newer request stops at the line where it was overtaken', async () => {
    const { take: ask, parts, holds, disk } = await aDevice();
    const { turn } = await ask();
    async function* slowly(): AsyncGenerator<ReplyLine> {
      yield aHead();
      await ask();
      yield lineOf(AISHA_RECORD);
      yield done;
    }
    expect((await receive(parts, turn, slowly(), () => undefined)).kind).toBe('overtaken');
    expect(holds(AISHA)?.version).toBe(5);
    expect(disk.tables.meta.cookie).toBe(10);
  });
  it('on its way while the person signs out brings no record back', async () => {
    const { take: ask, receive: get, disk, holds } = await aDevice();
    const { turn } = await ask();
    await disk.port().transact(async (tx) => {
      await tx.removeRecords([AISHA, BEN]);
      await tx.setMeta(signedOut(await tx.meta(), 'signed out'));
    });
    await get(turn, aHead({ grants: grantsTo({ NG: [AISHA] }) }), lineOf(AISHA_RECORD), done);
    expect(holds(AISHA)).toBeUndefined();
    expect(disk.tables.meta.cookie).toBeNull();
  });
  it('with a record that is not granted leaves it out', async () => {
    const { take: ask, receive: get, disk } = await aDevice();
    const { turn } = await ask();
    await get(turn, aHead(), lineOf(aRecord('cleo', aPupil())), done);
    expect([...disk.tables.records.keys()]).toEqual([AISHA, BEN]);
  });
  it.each<[string, readonly ReplyLine[]]>([
    ['begins with a record', [lineOf(AISHA_RECORD), aHead(), done]],
    ['has two heads', [aHead(), aHead(), done]],
    ['is empty', []],
  ])('that %s counts as cut', async (_, all) => {
    const { take: ask, receive: get, disk } = await aDevice();
    const { turn } = await ask();
    expect((await get(turn, ...all)).kind).toBe('cut');
    expect(disk.tables.meta.cookie).toBe(10);
  });
  it('of a first sync is written in transactions of fifty records, so that a cut one has what came', async () => {
    let commits = 0;
    const { take: ask, receive: get } = await aDevice({ committed: () => void (commits += 1) });
    const { turn } = await ask();
    commits = 0;
    const many = Array.from({ length: LINES_PER_TRANSACTION + 1 }, () => lineOf(AISHA_RECORD));
    await get(turn, aHead(), ...many, done);
    // The head, fifty, one, done.
    expect(commits).toBe(4);
  });
});

describe('grants that changed', () => {
  const regrant = async (groups: Groups) => {
    const device = await aDevice();
    const { turn } = await device.take();
    await device.receive(turn, aHead({ grants: grantsTo({ [groups.join('')]: [AISHA], NG: [BEN] }) }));
    return device;
  };
  it('take from a held record at once what the person may not read any more, and it is wanted', async () => {
    const { entries, holds } = await regrant(['N', 'T']);
    expect(entries(AISHA)).toEqual(['pupil']);
    expect(holds(AISHA)?.wanted).toBe(true);
    expect(holds(BEN)?.wanted).toBe(false);
  });
  it('are not known to the device before the records are filtered, whenever the power goes', async () => {
    const seen: [unknown, number][] = [];
    const hooks: { committed?: () => void } = {};
    const { parts, take: ask, disk } = await aDevice({ committed: () => hooks.committed?.() });
    const { turn } = await ask();
    hooks.committed = () => {
      const record = disk.tables.records.get(AISHA)?.box as CareersRecord;
      seen.push([disk.tables.meta.grants[AISHA]?.join(''), Object.keys(record.entries).length]);
    };
    const head = aHead({ grants: grantsTo({ NT: [AISHA], NG: [BEN] }) });
    await receive(parts, turn, lines(head), () => undefined);
    expect(seen).not.toContainEqual(['NT', 2]);
    expect(seen.at(-1)).toEqual(['NT', 1]);
  });
  it('remove a record that cannot be filtered because its box does not open; it is asked for again', async () => {
    const device = await aDevice();
    const { turn } = await device.take();
    void device.disk.spoil(AISHA);
    await device.receive(turn, aHead({ grants: grantsTo({ NT: [AISHA], NG: [BEN] }) }));
    expect(device.holds(AISHA)).toBeUndefined();
    expect((await device.take()).request.want).toEqual([AISHA]);
  });
  it('remove a record that is no longer granted', async () => {
    const device = await aDevice();
    const { turn } = await device.take();
    await device.receive(turn, aHead({ grants: grantsTo({ NG: [BEN] }) }));
    expect(device.holds(AISHA)).toBeUndefined();
  });
});

describe('an outcome', () => {
  it('puts a refused mutation under "Needs you", sealed again without the words of others', async () => {
    const { take: ask, receive: get, own, parts } = await aDevice();
    const write = { ...aWrite(1, [5]), base: 'words of somebody else' };
    await save(parts.port, [anEnvelope(1, 'aspiration.write', { write })]);
    const { turn } = await ask();
    await get(turn, aHead({ outcomes: [refused(1, 20)] }), done);
    expect(own()[0]).toMatchObject({ refused: 'not-permitted', taken: 20 });
    expect(own()[0]?.envelope?.args).toEqual({ write: aWrite(1, [5]) });
  });
  it('of a wording that was typed over meanwhile leaves the new wording in the outbox', async () => {
    const { take: ask, receive: get, own, parts } = await aDevice();
    await save(parts.port, [anEnvelope(1, 'aspiration.write', { write: aWrite(1) })]);
    const { turn } = await ask();
    await save(parts.port, [anEnvelope(2, 'aspiration.write', { write: aWrite(2, [1]) })]);
    await get(turn, aHead({ outcomes: [applied(1, 20)] }), done);
    expect(own()).toHaveLength(1);
    expect(own()[0]).toMatchObject({ id: mutationId(2), taken: null });
    expect(own()[0]?.envelope?.args).toEqual({ write: aWrite(2, [1]) });
  });
});
