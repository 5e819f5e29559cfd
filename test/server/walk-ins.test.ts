/** Walk-ins (src/server/sync/walk-ins.ts): each gives its adviser a pupil's record for a month, so there are ten in a day. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { toInstant } from '../../src/domain/time.ts';
import type { HeadLine } from '../../src/protocol/sync.ts';
import { PUPILS, SCHOOL_FACTS } from '../simulation/school.ts';
import type { SmallSchool } from '../support/small-school.ts';
import { HERE, THERE, openSmallSchool } from '../support/small-school.ts';

const DAY_MS = 86_400_000;

/** Of Year 11: `adv` has Year 10, of which the other pupils are; `ad2` has no caseload. */
const [, , , ELDEST] = PUPILS;
let school: SmallSchool;
beforeEach(async () => {
  school = await openSmallSchool();
});
afterEach(() => school.close());

/** A walk-in that was begun so many days ago, by the clock of its tablet. */
function walkIn(record: string, { ago = 0, date = '2026-09-14' } = {}): MutationEnvelope {
  const args = { id: school.newId(), date, from: '11:00', place: 'L2' };
  return { ...school.envelope('interview.start', record, args), at: toInstant(school.nowMs - ago * DAY_MS) };
}
const some = (count: number, record: string, over: Parameters<typeof walkIn>[1] = {}) =>
  Array.from({ length: count }, () => walkIn(record, over));
const applied = (count: number) => Array.from({ length: count }, () => 'applied');

async function send(person: string, ...mutations: readonly MutationEnvelope[]): Promise<readonly string[]> {
  const [head] = await school.ask(person, { mutations: mutations.map((m) => ({ ...m })) });
  return (head as HeadLine).outcomes.map((o) => (o.status === 'refused' ? o.problem : o.status));
}
async function groupsIn(person: string, record: string): Promise<string | undefined> {
  const [head] = await school.ask(person, {});
  const granted = Object.entries((head as HeadLine).grants?.records ?? {});
  return granted.find(([, ids]) => ids.some((id) => id === record))?.[0];
}
const pass = (days: number) => (school.nowMs += days * DAY_MS);

describe('a date far ahead gives no longer than', () => {
  it('thirty days from the day of a walk-in', async () => {
    expect(await send('ad2', walkIn(HERE, { date: '2099-12-31' }))).toEqual(['applied']);
    expect(await groupsIn('ad2', HERE)).toBe('NG');
    pass(30);
    expect(await groupsIn('ad2', HERE)).toBe('NG');
    pass(1);
    expect(await groupsIn('ad2', HERE)).toBe('N');
  });

  it('thirty days from the day on which the interview was finished', async () => {
    const start = walkIn(HERE);
    await send('ad2', start);
    pass(20);
    const { id } = start.args as { readonly id: string };
    const held = {
      id,
      draft: school.newId(),
      over: [],
      date: '2099-12-31',
      from: '11:00',
      minutes: 30,
      place: 'L2',
      type: 'personal-guidance',
      summary: 'We talked about college.',
      routes: [],
      explained: [],
      agreed: null,
      startedAt: toInstant(school.nowMs),
      endedAt: toInstant(school.nowMs),
      fromPaper: false,
      note: null,
      steps: [],
    };
    expect(await send('ad2', school.envelope('interview.finish', HERE, held))).toEqual(['applied']);
    pass(30);
    expect(await groupsIn('ad2', HERE)).toBe('NG');
    pass(1);
    expect(await groupsIn('ad2', HERE)).toBe('N');
  });

  it('a year, a day and thirty days from when a booking was last moved', async () => {
    const start = walkIn(HERE);
    await send('ad2', start);
    const { id } = start.args as { readonly id: string };
    const slot = { adviser: 'ad2', date: '2099-12-31', from: '11:00', minutes: 45, place: 'L2' };
    const booking = { id: school.newId(), ...slot, type: 'personal-guidance', visit: null };
    expect(await send('ad2', school.envelope('interview.book', HERE, booking))).toEqual(['applied']);
    // The walk-in is no booking, wherever it is moved.
    expect(await send('ad2', school.envelope('interview.move', HERE, { id, ...slot, visit: null }))).toEqual([
      'applied',
    ]);
    pass(366 + 30);
    expect(await groupsIn('ad2', HERE)).toBe('NG');
    pass(1);
    expect(await groupsIn('ad2', HERE)).toBe('N');
  });
});

describe('of an adviser’s walk-ins', () => {
  it('ten are taken in a day, and the next day ten more', async () => {
    expect(await send('ad2', ...some(11, HERE))).toEqual([...applied(10), 'not-permitted']);
    expect(await send('ad2', walkIn(THERE))).toEqual(['not-permitted']);
    pass(1);
    expect(await send('ad2', ...some(11, THERE))).toEqual([...applied(10), 'not-permitted']);
  });

  it('the eleventh gives nothing, and its author keeps every word', async () => {
    const tablet = school.handset('ad2');
    await tablet.sync();
    await send('ad2', ...some(10, THERE));
    const [id, draft] = [school.newId() as never, school.newId() as never];
    const at = toInstant(school.nowMs);
    const eleventh = await tablet.do('interview.start', HERE, {
      id,
      date: '2026-09-14' as never,
      from: '11:00' as never,
      place: 'L2',
    });
    const write = { id: school.newId() as never, text: 'what she told me', over: [] };
    await tablet.do('draft.write', HERE, { id: draft, interview: id, startedAt: at, text: 'why', write });
    await tablet.sync();
    expect(tablet.device.needs.map((own) => own.id)).toEqual([eleventh]);
    expect((await school.server.stored()).quarantine.map((one) => one.id)).toEqual([eleventh]);
    expect(JSON.stringify(tablet.device.shows(HERE).view)).toContain('what she told me');
    expect(await groupsIn('ad2', HERE)).toBe('N');
  });

  it('those with pupils of the caseload do not count', async () => {
    expect(await send('adv', ...some(12, HERE))).toEqual(applied(12));
    expect(await send('adv', ...some(11, ELDEST))).toEqual([...applied(10), 'not-permitted']);
    expect(await send('adv', walkIn(HERE))).toEqual(['applied']);
  });

  it('none count where every adviser sees all pupils', async () => {
    await school.desk('school.set', 'school', { ...SCHOOL_FACTS, everyAdviserSeesAll: true } as never);
    expect(await send('ad2', ...some(12, HERE))).toEqual(applied(12));
  });

  it('one with a pupil who is not on the list does not count, and can always be begun', async () => {
    await send('ad2', ...some(10, HERE));
    const stranger = school.newId();
    const met = { name: 'Tom', surname: 'Frost', year: 10, on: '2026-09-14' };
    const acts = [school.envelope('unlisted.add', stranger, met), walkIn(stranger)];
    expect(await send('ad2', ...acts)).toEqual(['applied', 'applied']);
  });

  it('those that were cancelled count: the record was theirs', async () => {
    const ten = some(10, HERE);
    await send('ad2', ...ten);
    for (const { args } of ten) {
      const { id } = args as { readonly id: string };
      await send('ad2', school.envelope('interview.cancel', HERE, { id, why: null }));
    }
    expect(await send('ad2', walkIn(THERE))).toEqual(['not-permitted']);
  });

  it('those of others do not count', async () => {
    await send('ad2', ...some(10, ELDEST));
    expect(await send('adv', walkIn(ELDEST))).toEqual(['applied']);
  });

  it('those of a tablet that was away count for the day on which they were begun', async () => {
    expect(await send('ad2', ...some(11, HERE, { ago: 1 }))).toEqual([...applied(10), 'not-permitted']);
    expect(await send('ad2', ...some(10, HERE))).toEqual(applied(10));
    expect(await send('ad2', walkIn(HERE, { ago: 1 }))).toEqual(['not-permitted']);
  });

  it('those of a clock that is fast count for the day on which they came', async () => {
    await send('ad2', ...some(5, HERE, { ago: -3 }), ...some(5, HERE, { ago: -4 }));
    expect(await send('ad2', walkIn(HERE), walkIn(HERE, { ago: -5 }))).toEqual(['not-permitted', 'not-permitted']);
  });

  it('fifty are received in a day, whatever days they claim', async () => {
    const days = [1, 2, 3, 4, 5];
    for (const ago of days) expect(await send('ad2', ...some(10, HERE, { ago }))).toEqual(applied(10));
    expect(await send('ad2', walkIn(HERE, { ago: 6 }))).toEqual(['not-permitted']);
    pass(1);
    expect(await send('ad2', walkIn(HERE, { ago: 7 }))).toEqual(['applied']);
  });
});

describe('a restored server', () => {
  it('takes all the walk-ins that it had, though they come in one day', async () => {
    const tablet = school.handset('ad2');
    await tablet.sync();
    const backup = await school.server.backup();
    for (let day = 0; day < 6; day += 1) {
      for (let n = 0; n < 10; n += 1)
        await tablet.do('interview.start', HERE, {
          id: school.newId() as never,
          date: '2026-09-14' as never,
          from: '11:00' as never,
          place: 'L2',
        });
      await tablet.sync();
      pass(1);
    }
    await school.restore(backup);
    await tablet.sync();
    await tablet.sync();
    expect(tablet.device.needs).toEqual([]);
    const walkIns = Object.values((await school.server.stored()).entries.get(HERE) ?? {}).filter(
      (entry) => entry.kind === 'interview' && entry.walkIn,
    );
    expect(walkIns).toHaveLength(60);
  });
});
