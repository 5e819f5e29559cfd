/**
 * A tablet that is away for sixty days, over the roll-over in September: the real engine on its tables in memory, the real server.
 * What an adviser did meanwhile arrives whole, and nothing is asked but what truly differs.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EntryId, PersonId, TextId } from '../../src/domain/ids.ts';
import { differencesIn } from '../../src/domain/differences.ts';
import { fieldDifferencesIn } from '../../src/domain/field-differences.ts';
import type { EntryOf } from '../../src/domain/record.ts';
import { entriesOf } from '../../src/domain/record.ts';
import type { FormCode } from '../../src/domain/ids.ts';
import type { ClockTime, IsoDate } from '../../src/domain/time.ts';
import { dateOf, toInstant } from '../../src/domain/time.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { PUPILS } from '../simulation/school.ts';
import type { Handset, SmallSchool } from '../support/small-school.ts';
import { HERE, openSmallSchool } from '../support/small-school.ts';

const [, SECOND, LEAVER] = PUPILS;
const DAY_MS = 86_400_000;
const JULY_MS = Date.parse('2027-07-05T08:00:00.000Z');
const DAYS = 60;
const EDITS = 500;

let school: SmallSchool;
beforeEach(async () => {
  school = await openSmallSchool();
  school.nowMs = JULY_MS;
});
afterEach(() => school.close());

const entry = () => school.newId() as EntryId;
const text = (words: string, over: readonly TextId[] = [], base?: string) => ({
  id: school.newId() as TextId,
  text: words,
  over,
  ...(base === undefined ? {} : { base }),
});
const today = (): IsoDate => dateOf(toInstant(school.nowMs));
const aStep = (id: EntryId) => ({
  id,
  what: 'Visit a college',
  who: 'pupil' as const,
  due: '2027-07-20' as IsoDate,
  tutorChecks: true,
});

/** Seven things of an adviser's day with one pupil, by turns: an interview from the booking to the addendum, a step, a talk. */
async function aDay(adviser: Handset, record: string, round: number): Promise<void> {
  const [id, draft, step] = [entry(), entry(), entry()];
  const startedAt = toInstant(school.nowMs);
  const slot = { adviser: 'adv' as PersonId, date: today(), from: '09:00' as ClockTime, minutes: 40, place: 'Library' };
  await adviser.do('interview.book', record, { id, ...slot, type: 'personal-guidance', visit: null });
  const why = text(`why ${round}`);
  await adviser.do('draft.write', record, { id: draft, interview: id, startedAt, text: 'why', write: why });
  await adviser.do('draft.set', record, { id: draft, interview: id, startedAt, values: { routes: ['college'] } });
  await adviser.do('interview.finish', record, {
    id,
    draft,
    over: [why.id],
    date: today(),
    from: '09:00' as ClockTime,
    minutes: 38,
    place: 'Library',
    type: 'personal-guidance',
    summary: `summary ${round}`,
    routes: ['college'],
    explained: ['who-will-see'],
    agreed: null,
    startedAt,
    endedAt: startedAt,
    fromPaper: false,
    note: { id: entry(), about: [], why: `why ${round}`, now: '', ideas: '', barriers: '', alsoPresent: '' },
    steps: [aStep(step)],
  });
  await adviser.do('interview.addendum', record, { id: entry(), interview: id, words: `more ${round}` });
  await adviser.do('followup.add', record, { id: entry(), step, words: `talk ${round}` });
  await adviser.do('step.close', record, { id: step, as: 'done', why: null, on: today() });
}
const IN_A_DAY = 7;

/** The school goes into the next year while the tablet is away. */
async function rollOver(): Promise<void> {
  await school.desk('pupil.leave', LEAVER, { to: '2027-07-20' as IsoDate });
  for (const record of [HERE, SECOND]) await school.desk('pupil.change', record, { year: 11, form: '11A' as FormCode });
  const from = '2027-09-01' as IsoDate;
  const duty = { from, to: null };
  await school.desk('roster.caseload', 'roster', { id: entry(), person: 'adv' as PersonId, years: [10, 11], ...duty });
  await school.desk('roster.tutor', 'roster', {
    id: entry(),
    form: '11A' as FormCode,
    person: 'tut' as PersonId,
    cover: false,
    ...duty,
  });
}

const send = async (person: string, name: string, args: unknown) => {
  const { version } = await school.server.stored();
  await school.ask(person, { mutations: [{ ...school.envelope(name, HERE, args), over: version }] });
};
const cutOff = async () => ({ kind: 'no-internet' as const });
const steps = (handset: Handset) =>
  entriesOf(handset.device.shows(HERE).view ?? { id: HERE as never, entries: {} }, 'step');

it(
  'brings five hundred edits of sixty days with it, and asks about what truly differs alone',
  { timeout: 60_000 },
  async () => {
    const adviser = school.handset('adv');
    const [done, contested, forgotten] = [entry(), entry(), entry()];
    for (const id of [done, contested, forgotten]) await adviser.do('step.add', HERE, aStep(id));
    const first = text('Wants to work outside.');
    await adviser.do('aspiration.write', HERE, { write: first });
    await adviser.do('intention.write', HERE, { route: null, detail: '', backUp: '' });
    await adviser.sync();
    await adviser.sync();
    adviser.through = cutOff;

    // Away. On the tablet, what the tutor closes too, and words and a plan that others change at school.
    await adviser.do('step.close', HERE, { id: done, as: 'done', why: null, on: today() });
    await adviser.do('step.close', HERE, { id: contested, as: 'not-needed', why: 'Moved away', on: today() });
    await adviser.do('aspiration.write', HERE, { write: text('Wants to work in a forest.', [first.id], first.text) });
    await adviser.do('intention.write', HERE, { route: 'college', detail: 'Forestry', backUp: '' });
    let edits = 4;
    for (let n = 0; n < 12; n += 1, edits += 1)
      await adviser.do('note.add', LEAVER, { id: entry(), words: `note ${n}` });
    for (let round = 0; edits + IN_A_DAY <= EDITS; round += 1, edits += IN_A_DAY) {
      school.nowMs = JULY_MS + Math.floor((round * DAYS * IN_A_DAY) / EDITS) * DAY_MS;
      await aDay(adviser, round % 2 === 0 ? HERE : SECOND, round);
    }
    for (; edits < EDITS; edits += 1) await adviser.do('note.add', SECOND, { id: entry(), words: `late ${edits}` });
    expect(adviser.device.own.length).toBeGreaterThan(EDITS);
    const saved = adviser.device.outbox.map(({ id }) => id);
    expect(saved).toHaveLength(EDITS);

    // Meanwhile at school.
    school.nowMs = JULY_MS + 3 * DAY_MS;
    await send('tut', 'step.close', { id: done, as: 'done', why: null, on: today() });
    await send('tut', 'step.close', { id: contested, as: 'done', why: null, on: today() });
    await send('lea', 'intention.write', { route: 'apprenticeship', detail: 'Carpentry', backUp: '' });
    await send('lea', 'aspiration.write', { write: text('Wants to work with animals.', [first.id], first.text) });
    school.nowMs = JULY_MS + 58 * DAY_MS;
    await rollOver();

    // Back, with an app of three releases ago.
    school.nowMs = JULY_MS + DAYS * DAY_MS;
    adviser.through = (request: SyncRequest, deliver) => deliver({ ...request, protocol: 1, app: '0.0.1' });
    for (let left = 10; left > 0 && adviser.device.outbox.length > 0; left -= 1) await adviser.sync();
    await adviser.sync();

    const { device } = adviser;
    expect(device.outbox).toStrictEqual([]);
    expect(device.needs.map(({ envelope, refused }) => [envelope?.name, refused])).toStrictEqual([]);
    const { applied, entries } = await school.server.stored();
    expect(saved.filter((id) => !applied.includes(id))).toStrictEqual([]);
    expect(new Set(applied).size).toBe(applied.length);
    const notes = Object.values(entries.get(LEAVER) ?? {}).filter((e) => (e as { kind: string }).kind === 'note');
    expect(notes).toHaveLength(12);

    // The record as both now see it.
    const view = device.shows(HERE).view!;
    expect(entriesOf(view, 'pupil')).toMatchObject([{ year: 11, form: '11A' }]);
    const status = (id: EntryId) => (steps(adviser).find((step) => step.id === id) as EntryOf<'step'>).status;
    expect([done, contested, forgotten].map(status)).toStrictEqual(['done', 'not-needed', 'to-do']);
    expect(differencesIn(view).map(({ text: { in: where } }) => where)).toStrictEqual(['aspiration']);
    const differing = fieldDifferencesIn(view).map(({ standing, by }) => [standing.kind, standing.id, by]);
    expect(differing.toSorted()).toStrictEqual(
      [
        ['intention', 'intention', 'lea'],
        ['step', contested, 'tut'],
      ].toSorted(),
    );
    expect(device.shows(SECOND).view).not.toBeNull();
  },
);
