/** A server that was restored from a backup (src/server/sync/restore.ts), and the devices that know more than it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryOf } from '../../src/domain/record.ts';
import type { HeadLine } from '../../src/protocol/sync.ts';
import type { Handset, SmallSchool } from '../support/small-school.ts';
import { PUPILS } from '../simulation/school.ts';
import { HERE, THERE, openSmallSchool, refusedOfWrongPupil } from '../support/small-school.ts';

let school: SmallSchool;
beforeEach(async () => {
  school = await openSmallSchool();
});
afterEach(() => school.close());

const aStep = (what: string) => ({
  id: school.newId() as never,
  what,
  who: 'pupil' as const,
  due: '2026-10-01' as never,
  tutorChecks: true,
});
const held = (id: never, draft: never) => ({
  id,
  draft,
  over: [],
  date: '2026-09-15' as never,
  from: '11:00' as never,
  minutes: 30,
  place: 'L5',
  type: 'personal-guidance' as const,
  summary: 'We talked about college.',
  routes: [],
  explained: [],
  agreed: null,
  startedAt: '2026-09-15T10:00:00.000Z' as never,
  endedAt: '2026-09-15T10:30:00.000Z' as never,
  fromPaper: false,
  note: null,
  steps: [],
});
const aFair = {
  title: 'Careers fair',
  activity: 'careers-fair' as const,
  date: '2026-09-14' as never,
  counts: ['5' as const],
  organisation: '',
  providers: [],
  tags: [],
  occupation: '',
  learned: '',
};
const whats = (handset: Handset) =>
  Object.values(handset.device.shows(HERE).view?.entries ?? {}).flatMap((e) => (e.kind === 'step' ? [e.what] : []));

describe('a restored server', () => {
  it('has a new epoch and counts on above every version that was ever given', async () => {
    const backup = await school.server.backup();
    await school.desk('adjustment.set', HERE, { words: 'sits near the front' });
    const before = await school.server.stored();
    await school.restore(backup);
    const after = await school.server.stored();
    expect(after.epoch).not.toBe(before.epoch);
    expect(after.version).toBe(school.nowMs * 1000);
    expect(after.entries.get(HERE)?.['adjustment']).toBeUndefined();
  });
  it('counts on above the epoch before it, although its backup is older than the one that was put back then', async () => {
    const older = await school.server.backup();
    await school.restore(await school.server.backup());
    await school.restore(await school.server.backup());
    const { version } = await school.server.stored();
    await school.restore(older);
    expect((await school.server.stored()).version).toBeGreaterThan(version);
  });
  it('counts on above the backup although its clock has fallen behind', async () => {
    await school.restore(await school.server.backup());
    const { version } = await school.server.stored();
    const backup = await school.server.backup();
    school.nowMs -= 365 * 86_400_000;
    await school.restore(backup);
    expect((await school.server.stored()).version).toBeGreaterThan(version);
  });
  it('judges nothing from a device that does not know of it, and sends it everything', async () => {
    const { epoch } = await school.server.stored();
    await school.restore(await school.server.backup());
    const mutations = [{ ...school.envelope('step.add', HERE, aStep('too early')) }];
    const lines = await school.ask('tut', { epoch, cookie: school.nowMs * 1000, mutations });
    const head = lines[0] as HeadLine;
    expect(head.outcomes).toEqual([]);
    expect(head.records).toBe(6);
    expect((await school.server.stored()).applied).not.toContain(mutations[0]?.id);
  });
  it('is offered again what devices had sent, and nothing is lost', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    const backup = await school.server.backup();
    await tutor.do('step.add', HERE, aStep('after the backup'));
    await tutor.sync();
    await school.restore(backup);
    await tutor.sync();
    expect(whats(tutor)).toEqual(['after the backup']);
    const adviser = school.handset('adv');
    await adviser.sync();
    expect(whats(adviser)).toEqual(['after the backup']);
  });
  it('is offered again what a server had refused, since this one may see it otherwise', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    const backup = await school.server.backup();
    await tutor.do('step.add', HERE, aStep('refused'));
    await school.desk('pupil.change', HERE, { form: '10B' as never });
    await tutor.sync();
    expect(tutor.device.needs).toHaveLength(1);
    await school.desk('pupil.change', HERE, { form: '10A' as never });
    await school.restore(backup);
    await tutor.sync();
    expect(tutor.device.needs).toEqual([]);
    expect(whats(tutor)).toEqual(['refused']);
  });
  it('takes again what ended its author’s own right, which the ledger has ended already', async () => {
    const adviser = school.handset('ad2');
    await adviser.sync();
    const id = school.newId() as never;
    await adviser.do('interview.start', HERE, { id, date: '2026-09-14' as never, from: '11:00' as never, place: 'L2' });
    await adviser.sync();
    const backup = await school.server.backup();
    await adviser.do('interview.cancel', HERE, { id, why: 'The pupil had gone home.' });
    await adviser.sync();
    await school.restore(backup);
    await adviser.sync();
    await adviser.sync();
    expect(adviser.device.needs).toEqual([]);
    const stored = (await school.server.stored()).entries.get(HERE)?.[id];
    expect(stored).toMatchObject({ status: 'cancelled', why: 'The pupil had gone home.' });
  });
  it('has an interview as held although its booking was cancelled before that, whichever tablet comes back first', async () => {
    const backup = await school.server.backup();
    const [desk, tablet] = [school.handset('adv'), school.handset('adv')];
    await desk.sync();
    const id = school.newId() as never;
    await desk.do('interview.start', HERE, { id, date: '2026-09-14' as never, from: '11:00' as never, place: 'L2' });
    await desk.sync();
    await tablet.sync();
    await desk.do('interview.cancel', HERE, { id, why: 'No room.' });
    await desk.sync();
    await tablet.do('interview.finish', HERE, held(id, school.newId() as never));
    await tablet.sync();
    const isHeld = async () =>
      expect((await school.server.stored()).entries.get(HERE)?.[id]).toMatchObject({ status: 'finished', place: 'L5' });
    await isHeld();
    await school.restore(backup);
    for (const back of [tablet, desk, tablet]) {
      await back.sync();
      await isHeld();
    }
  });
  it('leaves what was moved to a record after something of the same id had left it', async () => {
    const adviser = school.handset('adv');
    await adviser.sync();
    // The same activity for two pupils: one id on both records.
    const activity = school.newId() as never;
    const [, ELSEWHERE] = PUPILS;
    for (const pupil of [HERE, ELSEWHERE])
      await adviser.do('activity.log', pupil, { activity, facts: aFair, attended: true });
    await adviser.sync();
    await school.server.move(ELSEWHERE, activity, THERE as never);
    await school.server.erase(THERE);
    await school.server.move(HERE, activity, ELSEWHERE as never);
    await school.restore(await school.server.backup());
    expect((await school.server.stored()).entries.get(ELSEWHERE)?.[activity]).toMatchObject({ kind: 'experience' });
  });
  it('takes nothing of somebody without the right because they name the version of another change of theirs', async () => {
    const tutor = school.handset('tut');
    const adviser = school.handset('adv');
    await adviser.sync();
    const step = aStep('as it was');
    await adviser.do('step.add', HERE, step);
    await adviser.sync();
    await tutor.sync();
    await tutor.do('step.change', HERE, { id: step.id, to: { what: 'as the tutor says' } });
    await tutor.sync();
    const changed = (await school.server.stored()).entries.get(HERE)?.[step.id];
    await school.restore(await school.server.backup());
    const lie = {
      ...school.envelope('entry.withdraw', HERE, { id: step.id, reason: 'mine' }),
      first: changed?.version,
    };
    const { epoch } = await school.server.stored();
    const [head] = await school.ask('tut', { epoch, mutations: [lie as never] });
    expect((head as HeadLine).outcomes).toMatchObject([{ status: 'refused', problem: 'not-permitted' }]);
  });
  it('lets the choice stand that was the last before the restore, in whatever order the devices come back', async () => {
    const [tutor, adviser] = [school.handset('tut'), school.handset('adv')];
    const step = aStep('as it was');
    await tutor.sync();
    await adviser.sync();
    await tutor.do('step.add', HERE, step);
    await tutor.sync();
    const backup = await school.server.backup();
    await adviser.sync();
    await tutor.do('step.change', HERE, { id: step.id, to: { what: 'the first choice' } });
    await tutor.sync();
    await adviser.do('step.change', HERE, { id: step.id, to: { what: 'the last choice' } });
    await adviser.sync();
    await school.restore(backup);
    await adviser.sync();
    await tutor.sync();
    await adviser.sync();
    expect([whats(tutor), whats(adviser)]).toEqual([['the last choice'], ['the last choice']]);
  });
  it('believes no first version that is not below its own beginning', async () => {
    await school.restore(await school.server.backup());
    const step = aStep('as it was');
    await school.ask('tut', { mutations: [{ ...school.envelope('step.add', HERE, step) }] });
    const change = (what: string) => school.envelope('step.change', HERE, { id: step.id, to: { what } });
    await school.ask('tut', { mutations: [{ ...change('the first'), first: Number.MAX_SAFE_INTEGER }] });
    await school.ask('tut', { mutations: [{ ...change('the second') }] });
    const entry = (await school.server.stored()).entries.get(HERE)?.[step.id] as EntryOf<'step'>;
    expect(entry.what).toBe('the second');
  });
});

describe('an erased pupil', () => {
  it('is gone from the server, from quarantine too, and what is written about them is refused', async () => {
    await school.ask('tut', { mutations: [{ ...school.envelope('step.add', THERE, aStep('not mine')) }] });
    expect((await school.server.stored()).quarantine).toHaveLength(1);
    await school.server.erase(THERE);
    const { quarantine, entries } = await school.server.stored();
    expect(quarantine).toEqual([]);
    expect(entries.get(THERE)).toBeUndefined();
    const mutations = [{ ...school.envelope('step.add', THERE, aStep('too late')) }];
    const [head] = await school.ask('tut', { mutations });
    // What was refused before is told of as well, to somebody who has not heard of the erasure.
    expect((head as HeadLine).outcomes).toMatchObject([
      { id: mutations[0]?.id, status: 'refused', problem: 'erased' },
      { status: 'refused', problem: 'erased' },
    ]);
    expect((await school.server.stored()).quarantine).toEqual([]);
  });
  it('leaves no word in quarantine, whatever else is wrong with what is written about them', async () => {
    await school.server.erase(THERE);
    const mutations = [{ ...school.envelope('step.add', THERE, { ...aStep('too late'), who: 'nobody' as never }) }];
    const [head] = await school.ask('tut', { mutations });
    expect((head as HeadLine).outcomes).toMatchObject([{ status: 'refused' }]);
    expect((await school.server.stored()).quarantine).toEqual([]);
  });
  it('is gone from devices with their next sync, own words about them too', async () => {
    const tutor = school.handset('tut');
    await tutor.sync();
    await tutor.do('step.add', HERE, aStep('not sent'));
    await school.server.erase(HERE);
    await tutor.sync();
    expect(tutor.device.row(HERE)).toBeNull();
    expect(tutor.device.own).toEqual([]);
  });
  it('takes what was refused out of “Needs you” when what it is about had gone to them', async () => {
    const tutor = await refusedOfWrongPupil(school);
    expect(tutor.device.needs).toHaveLength(1);
    await school.server.erase(THERE);
    expect((await school.server.stored()).quarantine).toEqual([]);
    await tutor.sync();
    expect(tutor.device.own).toEqual([]);
  });
  it('does not come back with a backup: the ledger of erasures is apart from it', async () => {
    const backup = await school.server.backup();
    await school.server.erase(HERE);
    await school.restore(backup);
    expect((await school.server.stored()).entries.get(HERE)).toBeUndefined();
    expect((await school.ask('tut', { want: [HERE as never] })).some((line) => line.line === 'record')).toBe(false);
  });
});
