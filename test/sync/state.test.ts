/** What a reply does to the tables (src/sync/state.ts), from their clear parts alone. */
import { describe, expect, it } from 'vitest';
import { WANT_MAX } from '../../src/protocol/limits.ts';
import { checkOne, grantsOf, signedOut, takeDone, takeHead, wanted, wantedNow } from '../../src/sync/state.ts';
import type { Tables } from '../../src/sync/state.ts';
import { NOW } from '../support/builders.ts';
import { newMeta } from '../support/memory-device.ts';
import { AISHA, BEN, aHead, aMeta, aRow, applied, refused, waits } from './support.ts';

const held = (id: typeof AISHA, wantedNowToo = false) => ({ id, version: 5, wanted: wantedNowToo });
const tables = (over: Partial<Tables> = {}): Tables => ({
  meta: aMeta(),
  own: [],
  records: [held(AISHA), held(BEN)],
  ...over,
});
const grants = (records: Record<string, (typeof AISHA)[]>, erased: (typeof AISHA)[] = []) => ({
  hash: 'hash-2',
  records,
  erased,
});

describe('the cookie', () => {
  it('is the version of the head on a first sync, when everything is wanted', () => {
    const { meta } = takeHead(tables({ meta: { ...newMeta('d'), epoch: null }, records: [] }), aHead(), NOW);
    expect(meta.cookie).toBe(20);
  });
  it('stays where it was until the reply is done', () => {
    expect(takeHead(tables(), aHead(), NOW).meta.cookie).toBe(10);
  });
  it('moves with done, to what done says', () => {
    const done = { line: 'done', cookie: 20, serverTime: NOW } as const;
    expect(takeDone(tables(), aHead(), done).meta).toMatchObject({ cookie: 20, syncedAt: NOW });
  });
});

describe('grants', () => {
  it('are read from the groups that are joined', () => {
    expect(grantsOf(grants({ NGL: [AISHA], N: [BEN] }))).toEqual({ [AISHA]: ['N', 'G', 'L'], [BEN]: ['N'] });
  });
  it('that are not in the head stay as they are', () => {
    const effects = takeHead(tables(), aHead(), NOW);
    expect(effects.meta).toMatchObject({ grants: aMeta().grants, hash: 'hash-1' });
    expect(effects.wantRecords).toEqual([]);
    expect(effects.dropRecords).toEqual([]);
  });
  it('drop a record that is no longer granted, and want one whose groups changed', () => {
    const effects = takeHead(tables(), aHead({ grants: grants({ N: [BEN] }) }), NOW);
    expect(effects.dropRecords).toEqual([AISHA]);
    expect(effects.wantRecords).toEqual([BEN]);
    expect(effects.meta).toMatchObject({ grants: { [BEN]: ['N'] }, hash: 'hash-2' });
  });
  it('leave a record alone whose groups are the same', () => {
    expect(takeHead(tables(), aHead({ grants: grants({ NG: [AISHA, BEN] }) }), NOW).wantRecords).toEqual([]);
  });
  it('leave what was written on a lost record in the outbox', () => {
    const own = [aRow(1)];
    const effects = takeHead(tables({ own }), aHead({ grants: grants({ N: [BEN] }) }), NOW);
    expect(effects.forgetOwn).toEqual([]);
  });
});

describe('outcomes', () => {
  const after = (outcome: Parameters<typeof aHead>[0], own = [aRow(1)]) =>
    takeHead(tables({ own }), aHead(outcome), NOW).changedOwn;
  it('put what was applied into the journal', () => {
    expect(after({ outcomes: [applied(1, 20)] })).toEqual([aRow(1, { taken: 20, takenAt: NOW })]);
  });
  it('put what was refused under "Needs you", with the version and the reason', () => {
    expect(after({ outcomes: [refused(1, 20)] })).toEqual([
      aRow(1, { taken: 20, takenAt: NOW, refused: 'not-permitted' }),
    ]);
  });
  it('count how often something has had to wait, and keep it in the outbox', () => {
    expect(after({ outcomes: [waits(1)] })).toEqual([aRow(1, { waited: 1 })]);
  });
  it('that come a second time change nothing', () => {
    const own = [aRow(1, { taken: 18 }), aRow(2, { taken: 19, refused: 'missing' })];
    expect(after({ outcomes: [applied(1, 20), applied(2, 20)] }, own)).toEqual([]);
  });
  it('of mutations that this device does not have change nothing', () => {
    expect(after({ outcomes: [applied(7, 20)] })).toEqual([]);
  });
});

describe('a restored server', () => {
  const own = [aRow(1, { taken: 8, takenAt: NOW }), aRow(2, { taken: 9, refused: 'missing' }), aRow(3)];
  const head = aHead({ epoch: 'epoch-2', start: 500 });
  it('has everything wanted and the cookie at its start', () => {
    const effects = takeHead(tables({ own }), head, NOW);
    expect(effects.wantRecords).toBe('all');
    expect(effects.meta).toMatchObject({ epoch: 'epoch-2', cookie: 500 });
  });
  it('is offered journal and "Needs you" again, each with the version it first got', () => {
    expect(takeHead(tables({ own }), head, NOW).changedOwn).toEqual([
      aRow(1, { first: 8, taken: null, takenAt: null }),
      aRow(2, { first: 9, taken: null, refused: null }),
    ]);
  });
  it('leaves the version of the first time as it is at a second restore', () => {
    const twice = [aRow(1, { first: 8, taken: 300 })];
    expect(takeHead(tables({ own: twice }), head, NOW).changedOwn).toEqual([aRow(1, { first: 8, taken: null })]);
  });
});

describe('an erased pupil', () => {
  it('takes along the words about them from outbox, journal and "Needs you"', () => {
    const own = [aRow(1), aRow(2, { taken: 8 }), aRow(3, { taken: 9, refused: 'missing' }), aRow(4, { record: BEN })];
    const effects = takeHead(tables({ own }), aHead({ grants: grants({ NG: [BEN] }, [AISHA]) }), NOW);
    expect(effects.forgetOwn).toEqual([1, 2, 3]);
    expect(effects.dropRecords).toEqual([AISHA]);
  });
  it('is remembered, so that later words about them go too', () => {
    const own = [aRow(1)];
    const erased = tables({ own, meta: aMeta({ erased: [AISHA] }) });
    expect(takeHead(erased, aHead(), NOW).forgetOwn).toEqual([1]);
  });
});

describe('the journal', () => {
  it('is kept until no backup that may be restored is without it', () => {
    const own = [aRow(1, { taken: 8 }), aRow(2, { taken: 9 }), aRow(3)];
    const done = { line: 'done', cookie: 20, serverTime: NOW } as const;
    expect(takeDone({ meta: aMeta(), own }, aHead({ stable: 8 }), done).forgetOwn).toEqual([1]);
    expect(takeDone({ meta: aMeta(), own }, aHead({ stable: 0 }), done).forgetOwn).toEqual([]);
  });
  it('never takes along what waits for the person under "Needs you"', () => {
    const own = [aRow(1, { taken: 8, refused: 'missing' })];
    const done = { line: 'done', cookie: 20, serverTime: NOW } as const;
    expect(takeDone({ meta: aMeta(), own }, aHead({ stable: 8 }), done).forgetOwn).toEqual([]);
  });
});

describe('what is asked for', () => {
  it('after signing out is nothing, and the turn is another', () => {
    const meta = signedOut(aMeta({ turn: 'a' }), 'b');
    expect(meta).toMatchObject({ cookie: null, hash: null, grants: {}, turn: 'b', syncedAt: null, epoch: 'epoch-1' });
    expect(wanted({ meta, records: [] })).toEqual([]);
  });
  it('by name is what is granted and not held, or held as wanted', () => {
    expect(wanted(tables({ records: [held(AISHA, true)] }))).toEqual([AISHA, BEN]);
    expect(wanted(tables())).toEqual([]);
  });
  it('by name in one request is as much as a request may name', () => {
    const many = Object.fromEntries(Array.from({ length: WANT_MAX + 1 }, (_, i) => [`pupil-${i}`, ['N'] as const]));
    expect(wantedNow({ meta: aMeta({ grants: many }), records: [] })).toHaveLength(WANT_MAX);
  });
  it('to be checked is one held record at random, none that is wanted anyway', () => {
    const records = [held(AISHA, true), held(BEN)];
    expect(checkOne(records, 0)).toEqual([[BEN, 5]]);
    expect(checkOne([held(AISHA), held(BEN)], 0.99)).toEqual([[BEN, 5]]);
    expect(checkOne([held(AISHA, true)], 0.5)).toEqual([]);
  });
});
