/** The server's half of a sync (src/server/sync): what is sent to whom, what is judged, and how often. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { HeadLine, Outcome, RecordLine, ReplyLine } from '../../src/protocol/sync.ts';
import type { SmallSchool } from '../support/small-school.ts';
import { HERE, THERE, openSmallSchool } from '../support/small-school.ts';

let school: SmallSchool;
beforeEach(async () => {
  school = await openSmallSchool();
});
afterEach(() => school.close());

const id = () => school.newId() as never;
const addStep = (record: string = HERE) =>
  school.envelope('step.add', record, {
    id: id(),
    what: 'Visit a college',
    who: 'pupil',
    due: '2026-10-01',
    tutorChecks: true,
  });
const headOf = ([head]: readonly ReplyLine[]) => head as HeadLine;
const recordsIn = (lines: readonly ReplyLine[]) =>
  lines.flatMap((line) => (line.line === 'record' ? [(line as RecordLine).id as string] : []));
const send = async (person: string, ...mutations: readonly MutationEnvelope[]): Promise<readonly Outcome[]> =>
  headOf(await school.ask(person, { mutations: mutations.map((m) => ({ ...m })) })).outcomes;
const statuses = (outcomes: readonly Outcome[]) => outcomes.map((o) => (o.status === 'refused' ? o.problem : o.status));
/** What a person is sent who has everything up to a version. */
const newsFor = async (person: string, cookie: number) => recordsIn(await school.ask(person, { cookie }));
const now = async () => (await school.server.stored()).version;

describe('a record is sent', () => {
  it('to those who read what changed, and to nobody else', async () => {
    const before = await now();
    await send('adv', school.envelope('note.add', HERE, { id: id(), words: 'in private' }));
    expect(await newsFor('lea', before)).toEqual([HERE]);
    expect(await newsFor('tut', before)).toEqual([]);
    expect(await newsFor(HERE, before)).toEqual([]);
  });
  it('to its author alone when only a draft in it changed', async () => {
    const before = await now();
    const write = { id: id(), text: 'half a sentence', over: [] };
    const args = { id: id(), interview: id(), startedAt: '2026-09-14T08:00:00.000Z', text: 'why', write };
    await send('adv', school.envelope('draft.write', HERE, args));
    expect(await newsFor('adv', before)).toEqual([HERE]);
    expect(await newsFor('lea', before)).toEqual([]);
  });
  it('to those who may no longer read an entry, so that they lose it', async () => {
    const add = addStep();
    await send('tut', add);
    const before = await now();
    await school.desk('entry.withdraw', HERE, { id: (add.args as { id: never }).id, reason: 'wrong pupil' });
    const lines = await school.ask(HERE, { cookie: before });
    expect(recordsIn(lines)).toEqual([HERE]);
    expect(Object.values((lines[1] as RecordLine).entries).filter((e) => e.kind === 'step')).toEqual([]);
  });
  it('whatever its version when it is asked for by name, if it is granted', async () => {
    expect(recordsIn(await school.ask(HERE, { want: [HERE as never, THERE as never] }))).toEqual([HERE]);
  });
  it('when the one that is checked is older than what its holder may see', async () => {
    await send('tut', addStep());
    const version = await now();
    expect(recordsIn(await school.ask('tut', { check: [[HERE as never, version]] }))).toEqual([]);
    expect(recordsIn(await school.ask('tut', { check: [[HERE as never, version - 1]] }))).toEqual([HERE]);
  });
});

describe('a change', () => {
  it('is its author’s: nobody who has used its id before takes its place, and each learns of their own', async () => {
    const step = addStep();
    const theirs = { ...addStep(), id: step.id };
    const forbidden = { ...school.envelope('note.add', HERE, { id: id(), words: 'not theirs to write' }), id: step.id };
    expect(statuses(await send('adv', theirs))).toEqual(['applied']);
    expect(statuses(await send('lee', forbidden))).not.toEqual(['applied']);
    const said = await send('tut', step);
    expect(statuses(said)).toEqual(['applied']);
    const { entries } = await school.server.stored();
    expect(entries.get(HERE)?.[(step.args as { id: string }).id]).toMatchObject({ author: 'tut' });
    expect(await send('tut', step)).toEqual(said);
  });
});

describe('a field that was set by somebody who did not know what another had set', () => {
  it('is sent with both values to those who read it', async () => {
    const add = addStep();
    await send('tut', add);
    const over = await now();
    const close = (as: string, why: string | null) => {
      const args = { id: (add.args as { id: never }).id, as, why, on: '2026-09-14' };
      return { ...school.envelope('step.close', HERE, args), over };
    };
    expect(statuses(await send('tut', close('done', null)))).toEqual(['applied']);
    expect(statuses(await send('adv', close('not-needed', 'Moved away')))).toEqual(['applied']);
    const [, record] = await school.ask(HERE, { want: [HERE as never] });
    const steps = Object.values((record as RecordLine).entries).filter((e) => e.kind === 'step');
    expect(steps).toMatchObject([{ status: 'not-needed', replaced: { status: { value: 'done', by: 'tut' } } }]);
  });
});

describe('a device whose clock is years ahead', () => {
  it('may withdraw what its person has just written: the day counts from what the server took', async () => {
    const at = '2031-09-14T08:00:00.000Z' as never;
    const add = { ...addStep(), at };
    const args = { id: (add.args as { id: never }).id, reason: 'a slip' };
    const undo = { ...school.envelope('entry.withdraw', HERE, args), at };
    expect(statuses(await send('tut', add, undo))).toEqual(['applied', 'applied']);
  });
});

describe('the list of grants', () => {
  it('is sent when the device has another, and not when it has the same', async () => {
    const { grants } = headOf(await school.ask('tut', {}));
    expect(grants?.records).toMatchObject({ NT: [HERE, expect.any(String)] });
    expect(headOf(await school.ask('tut', { hash: grants?.hash ?? null })).grants).toBeNull();
    await school.desk('pupil.change', HERE, { form: '10B' as never });
    expect(headOf(await school.ask('tut', { hash: grants?.hash ?? null })).grants).not.toBeNull();
  });
  it('that moves in the middle of a reply ends the reply without done', async () => {
    const request = { protocol: 1, app: '', device: school.newId(), epoch: null, cookie: null, hash: null };
    const { lines } = await school.server.sync('tut', { ...request, want: [], check: [], mutations: [] });
    const seen: string[] = [];
    for await (const text of lines ?? []) {
      const { line } = JSON.parse(text) as ReplyLine;
      seen.push(line);
      if (seen.length === 2)
        for (const pupil of [HERE, THERE]) await school.desk('pupil.change', pupil, { form: '10C' as never });
    }
    expect(seen[0]).toBe('head');
    expect(seen).not.toContain('done');
  });
});

describe('a mutation', () => {
  it('that comes again gets its first outcome again, and is applied once', async () => {
    const add = addStep();
    const [first] = await send('tut', add);
    expect(await send('tut', add)).toEqual([first]);
    expect((await school.server.stored()).applied.filter((one) => one === add.id)).toHaveLength(1);
  });
  it('that was refused stays refused, even when it would be permitted now', async () => {
    const add = addStep(THERE);
    const [first] = await send('tut', add);
    expect(statuses([first as Outcome])).toEqual(['not-permitted']);
    await school.desk('pupil.change', THERE, { form: '10A' as never });
    expect(await send('tut', add)).toEqual([first]);
  });
  it('takes one version, refused or applied, in the order of commits', async () => {
    const before = await now();
    const outcomes = await send('tut', addStep(), addStep(THERE), addStep());
    expect(outcomes.map((o) => (o.status === 'waits' ? null : o.version))).toEqual([
      before + 1,
      before + 2,
      before + 3,
    ]);
  });
  it('that is refused leaves the rest of its request alone', async () => {
    expect(statuses(await send('tut', addStep(), addStep(THERE), addStep()))).toEqual([
      'applied',
      'not-permitted',
      'applied',
    ]);
  });
  it('that is refused is kept for the careers leader, without the words of others', async () => {
    const write = { id: id(), text: 'mine', over: [], base: 'words of somebody else' };
    await send(HERE, school.envelope('aspiration.write', THERE, { write }));
    const { quarantine } = await school.server.stored();
    expect(quarantine).toHaveLength(1);
    expect(quarantine[0]?.json).toContain('mine');
    expect(quarantine[0]?.json).not.toContain('words of somebody else');
  });
  it('may not write what its author may not read', async () => {
    const note = school.envelope('note.add', HERE, { id: id(), words: 'in private' });
    await send('adv', note);
    const outcomes = await send(
      'tut',
      school.envelope('entry.withdraw', HERE, { id: (note.args as { id: never }).id, reason: 'no' }),
    );
    expect(statuses(outcomes)).toEqual(['not-permitted']);
  });
  it('that only adds counts by the right of its claimed time, for sixty days after that right ended', async () => {
    await send('tut', addStep());
    const follow = { ...addStep(), at: '2026-09-13T10:00:00.000Z' as never };
    await school.desk('roster.end', 'roster', { id: 'tutor-1' as never, kind: 'tutor', to: '2026-09-13' as never });
    const reflect = {
      ...school.envelope('ask.raise', HERE, { id: id(), to: 'adviser', words: 'why?' }),
      at: follow.at,
    };
    expect(statuses(await send('tut', reflect, follow))).toEqual(['applied', 'not-permitted']);
    school.nowMs += 61 * 86_400_000;
    const late = { ...school.envelope('ask.raise', HERE, { id: id(), to: 'adviser', words: 'why?' }), at: follow.at };
    expect(statuses(await send('tut', late))).toEqual(['not-permitted']);
  });
});

describe('what cannot be judged yet', () => {
  const close = (entry: unknown) =>
    school.envelope('step.close', HERE, { id: entry, as: 'done', why: null, on: '2026-09-14' });
  it('waits for its entry, without an outcome, and takes no version', async () => {
    const before = await now();
    const add = addStep();
    const waiting = close((add.args as { id: never }).id);
    expect(statuses(await send('tut', waiting))).toEqual(['waits']);
    expect(await now()).toBe(before);
    expect(statuses(await send('tut', add, waiting))).toEqual(['applied', 'applied']);
  });
  it('waits for a server that knows its name or version', async () => {
    const [unknown, tomorrow] = [school.envelope('tarot.read', HERE, {}), { ...addStep(), version: 9 }];
    expect(statuses(await send('tut', unknown, tomorrow))).toEqual(['waits', 'waits']);
  });
  it('stands in front of nothing but what builds on it', async () => {
    const followup = { id: id(), step: id(), words: 'we talked' };
    const other = addStep();
    const outcomes = await send(
      'tut',
      school.envelope('followup.add', HERE, followup),
      other,
      school.envelope('followup.add', HERE, { ...followup, step: (other.args as { id: never }).id }),
    );
    expect(statuses(outcomes)).toEqual(['waits', 'applied', 'waits']);
  });
  it('is refused when the creation that it builds on was refused', async () => {
    const add = addStep(THERE);
    await send('tut', add);
    await school.desk('pupil.change', THERE, { form: '10A' as never });
    const build = { ...close((add.args as { id: never }).id), record: THERE as never };
    expect(statuses(await send('tut', build))).toEqual(['builds-on-refused']);
  });
});

describe('a mutation that brings the server down', () => {
  const bad = () => {
    const add = addStep();
    school.poison.add(add.id);
    return add;
  };
  const ask = async (...mutations: readonly MutationEnvelope[]) => {
    const { epoch } = await school.server.stored();
    const bare = { protocol: 1, app: '', device: school.newId(), epoch, cookie: 1, hash: null, want: [], check: [] };
    return (await school.server.sync('tut', { ...bare, mutations: mutations.map((m) => ({ ...m })) })).status;
  };
  it('is counted outside its transaction and refused the third time; the rest of its request is applied then', async () => {
    const [good, add] = [addStep(), bad()];
    expect(await ask(good, add)).toBe(500);
    expect((await school.server.stored()).applied).not.toContain(good.id);
    expect(await ask(good, add)).toBe(500);
    expect(statuses(await send('tut', good, add))).toEqual(['applied', 'brought-server-down']);
  });
  it('takes along what builds on it: that does not wait for an entry that will never come', async () => {
    const add = bad();
    await ask(add);
    await ask(add);
    const close = { id: (add.args as { id: never }).id, as: 'done', why: null, on: '2026-09-14' };
    const outcomes = await send('tut', add, school.envelope('step.close', HERE, close));
    expect(statuses(outcomes)).toEqual(['brought-server-down', 'builds-on-refused']);
  });
});
