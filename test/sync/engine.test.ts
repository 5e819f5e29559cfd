/** The engine (src/sync/engine.ts) of a few people at a small school, with the real server behind the wire. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BATCH_MAX } from '../../src/protocol/limits.ts';
import type { WireReply } from '../../src/sync/ports.ts';
import type { Status } from '../../src/sync/status.ts';
import type { Handset, SmallSchool } from '../support/small-school.ts';
import { HERE, THERE, openSmallSchool } from '../support/small-school.ts';

let school: SmallSchool;
beforeEach(async () => {
  school = await openSmallSchool();
});
afterEach(() => school.close());

const step = (what: string) => ({
  id: school.newId() as never,
  what,
  who: 'pupil' as const,
  due: '2026-10-01' as never,
  tutorChecks: true,
});
const problem = (status: number): WireReply => ({
  kind: 'problem',
  problem: { type: '/problems/test', title: 'planned', status },
  retryAfterMs: 5000,
});
const whats = (handset: Handset, record: string = HERE) =>
  Object.values(handset.device.shows(record).view?.entries ?? {}).flatMap((e) => (e.kind === 'step' ? [e.what] : []));

describe('a first sync', () => {
  it('brings every record that the person is granted, as they may see it, and says how far it is', async () => {
    const tutor = school.handset('tut');
    expect(await tutor.sync()).toEqual({ result: 'ok', retryAfterMs: null });
    const { rows, meta } = tutor.device;
    expect(rows.map(({ id }) => id).toSorted()).toEqual(Object.keys(meta.grants).toSorted());
    expect(Object.keys(tutor.device.row(HERE)?.record.entries ?? {})).toEqual(['pupil']);
    expect((await tutor.refresh()).firstSync).toBeNull();
  });
  it('that was cut goes on with what is missing', async () => {
    const tutor = school.handset('tut');
    tutor.through = async (request, deliver) => {
      const reply = await deliver(request);
      if (reply.kind !== 'reply') return reply;
      async function* three() {
        let left = 3;
        for await (const line of (reply as Extract<WireReply, { kind: 'reply' }>).lines)
          if ((left -= 1) >= 0) yield line;
      }
      return { kind: 'reply', lines: three() };
    };
    expect((await tutor.sync()).result).toBe('not-answering');
    expect(tutor.device.rows).toHaveLength(2);
    expect((await tutor.refresh()).firstSync).toEqual({ done: 2, of: 6 });
    tutor.through = (request, deliver) => deliver(request);
    expect((await tutor.sync()).result).toBe('ok');
    expect(tutor.asked[1]?.want).toHaveLength(4);
    expect(tutor.device.want).toEqual([]);
  });
});

describe('what somebody saves', () => {
  it('is seen at once, reaches the school, and is seen by whom it concerns', async () => {
    const [tutor, adviser] = [school.handset('tut'), school.handset('adv')];
    await tutor.sync();
    await adviser.sync();
    await tutor.do('step.add', HERE, step('Visit a college'));
    expect(whats(tutor)).toEqual(['Visit a college']);
    await tutor.sync();
    await adviser.sync();
    expect(whats(adviser)).toEqual(['Visit a college']);
    expect((await tutor.refresh()).waiting).toBe(0);
  });
  it('waits while there is no internet, whatever answers in the place of the server', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    await tutor.do('step.add', HERE, step('Visit a college'));
    const answers: readonly [WireReply, string][] = [
      [{ kind: 'no-internet' }, 'no-internet'],
      [problem(401), 'refused-signed-out'],
      [problem(429), 'not-answering'],
      [problem(500), 'not-answering'],
      [problem(426), 'app-too-old'],
    ];
    for (const [answer, result] of answers) {
      tutor.through = async () => answer;
      expect((await tutor.sync()).result).toBe(result);
      expect((await tutor.refresh()).waiting).toBe(1);
    }
    tutor.through = (request, deliver) => deliver(request);
    await tutor.sync();
    expect((await tutor.refresh()).waiting).toBe(0);
  });
  it('is applied once when the reply to it was lost', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    const id = await tutor.do('step.add', HERE, step('Visit a college'));
    tutor.through = async (request, deliver) => {
      await deliver(request);
      return { kind: 'no-internet' };
    };
    await tutor.sync();
    tutor.through = (request, deliver) => deliver(request);
    await tutor.sync();
    expect((await school.server.stored()).applied.filter((one) => one === id)).toEqual([id]);
    expect(whats(tutor)).toEqual(['Visit a college']);
  });
  it('in more than a request holds goes in several, in one sync', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    for (let i = 0; i < 101; i += 1) await tutor.do('step.add', HERE, step(`step ${i}`));
    await tutor.sync();
    expect(tutor.asked.slice(1).map((request) => request.mutations.length)).toEqual([100, 1]);
    expect((await tutor.refresh()).waiting).toBe(0);
  });
  it('and has to wait, more of it than a request holds, is asked about once in a sync', async () => {
    const pupil = school.handset(HERE);
    await pupil.sync();
    school.server.knowsAll(false);
    for (let n = 0; n <= BATCH_MAX; n += 1)
      await pupil.do('intention.write', HERE, { route: 'college', detail: `plan ${n}`, backUp: '' });
    const before = pupil.asked.length;
    expect((await pupil.sync()).result).toBe('ok');
    expect(pupil.asked.length - before).toBeLessThanOrEqual(2);
    school.server.knowsAll(true);
    await pupil.sync();
    expect(pupil.device.outbox).toEqual([]);
  });
  it('on a record that the person has lost is refused, and stands under "Needs you" with its words', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    await tutor.do('step.add', HERE, step('Visit a college'));
    await school.desk('pupil.change', HERE, { form: '10B' as never });
    await tutor.sync();
    expect(await tutor.refresh()).toMatchObject({ waiting: 0, needsYou: 1 });
    const [needs] = tutor.device.needs;
    expect(needs).toMatchObject({ refused: 'not-permitted', envelope: { args: { what: 'Visit a college' } } });
    await tutor.forgetNeeds(needs?.order ?? 0);
    expect((await tutor.refresh()).needsYou).toBe(0);
  });
});

describe('rights that change', () => {
  it('bring a record in the same sync in which the device hears of them', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    expect(Object.keys(tutor.device.row(THERE)?.record.entries ?? {})).toEqual(['pupil']);
    await school.desk('adjustment.set', THERE, { words: 'sits near the front' });
    await tutor.sync();
    // The pupil's record does not change with the tutor's duty: it must be asked for by name.
    const duty = { id: 'tutor-1' as never, form: '10B' as never, person: 'tut' as never, cover: false };
    await school.desk('roster.tutor', 'roster', { ...duty, from: '2026-09-01' as never, to: null });
    await tutor.sync();
    expect(tutor.asked.at(-1)?.want).toContain(THERE);
    expect(tutor.device.meta.grants[THERE]).toEqual(['N', 'T']);
    expect(tutor.device.row(THERE)?.record.entries['adjustment']).toMatchObject({ words: 'sits near the front' });
  });
});

describe('two tabs', () => {
  it('of one browser each lose nothing when they sync at once: the later request counts', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    await tutor.do('step.add', HERE, step('Visit a college'));
    const other = tutor.tab();
    tutor.through = async (request, deliver) => {
      const reply = await deliver(request);
      expect((await other.sync()).result).toBe('ok');
      return reply;
    };
    expect((await tutor.sync()).result).toBe('overtaken');
    expect(whats(tutor)).toEqual(['Visit a college']);
    expect((await tutor.refresh()).waiting).toBe(0);
  });
});

describe('signing out', () => {
  it('takes the records off the device and keeps what was not sent', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    await tutor.do('step.add', HERE, step('Visit a college'));
    await tutor.signOut();
    expect(tutor.device.rows).toEqual([]);
    expect(tutor.device.meta).toMatchObject({ cookie: null, hash: null, grants: {} });
    expect(await tutor.refresh()).toMatchObject({ waiting: 1 });
    await tutor.sync();
    expect(whats(tutor)).toEqual(['Visit a college']);
  });
});

describe('a device that differs from the server', () => {
  it('is healed by the record that each request has checked', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    const [{ id } = { id: HERE }] = tutor.device.rows;
    void tutor.device.disk.overwrite({ id, version: 0, wanted: false, record: { id, entries: {} } } as never);
    await tutor.sync();
    expect(Object.keys(tutor.device.row(id)?.record.entries ?? {})).not.toEqual([]);
  });
  it('asks again for a record whose box does not open', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    void tutor.device.disk.spoil(HERE as never);
    await tutor.device.disk.port().openRecords([HERE as never]);
    await tutor.sync();
    expect(tutor.device.row(HERE)?.record.entries['pupil']).toBeDefined();
  });
});

describe('the facts', () => {
  it('are told to whoever listens, from the save to the outcome', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    const told: Status[] = [];
    const stop = tutor.subscribe((status) => told.push(status));
    await tutor.do('step.add', HERE, step('Visit a college'));
    await tutor.refresh();
    expect(told.at(-1)).toMatchObject({ waiting: 1, oldestWaitingAt: '2026-09-14T08:00:00.000Z' });
    await tutor.sync();
    await tutor.refresh();
    expect(told.at(-1)).toMatchObject({ waiting: 0, lastResult: 'ok', sending: null });
    expect(told.some(({ sending }) => sending?.of === 1)).toBe(true);
    stop();
    const { length } = told;
    await tutor.refresh();
    expect(told).toHaveLength(length);
  });
});
