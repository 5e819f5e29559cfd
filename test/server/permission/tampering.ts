/**
 * Mutations that were tampered with on the way: what the server takes is what an honest device would have had written, and
 * whoever may not, may not by any forged field. Source: threat 12.
 */
import fc from 'fast-check';
import type { Entry } from '../../../src/domain/record.ts';
import { NOW, uuid } from '../../support/builders.ts';
import type { OneMutation } from './made-up.ts';
import { NAMES, oneOf } from './made-up.ts';
import { ENDED, PARTS, partOf } from './people.ts';
import type { MatrixSchool } from './school.ts';
import { HERE } from './records.ts';
import { LEFT_BY_A_REFUSAL } from './send.ts';
import type { Sheet } from './sheet.ts';
import { aboutOf, mayToday } from './who-may.ts';

/** Whose rights have ended may still say, within the grace, that they wrote before: that is no tampering that can be seen. */
const ended = new Set(ENDED.map(({ part }) => part));
const ASKERS = Object.keys(PARTS).filter((part) => !ended.has(part));
/** What depends on when it was done is judged by the device's clock, for its author alone. */
const ON_A_PUPIL = NAMES.filter(
  (name) => aboutOf(name) === 'pupil' && !/^(entry\.withdraw|activity\.amend|la-sharing\.set)$/.test(name),
);

const someone = fc.constantFrom('mrs-okafor', 'jo-mercer', 'aisha', 'dr-head');
/** Fields that the server sets by itself, forged. */
const FORGED_FIELDS = fc.constantFrom<readonly [string, unknown]>(
  ['author', 'mrs-okafor'],
  ['by', 'jo-mercer'],
  ['readers', ['N']],
  ['readers', []],
  ['ranks', { status: 9e15 }],
  ['madeAt', NOW],
  ['withdrawn', ''],
  ['isLeader', true],
  ['roles', ['leader']],
  ['school', 'school-2'],
  ['person', 'mrs-okafor'],
);

/** How it was tampered with, and what must come of it. `honest`: what comes of it untouched. */
interface Tampering {
  readonly how: 'envelope' | 'args' | 'unknown' | 'honest';
  readonly over: object;
}
const version = fc.oneof(fc.integer({ min: 0, max: 1100 }), fc.constantFrom(499, 500, 1000, Number.MAX_SAFE_INTEGER));
const tampering: fc.Arbitrary<Tampering> = fc.oneof(
  FORGED_FIELDS.map(([field, value]) => ({ how: 'envelope' as const, over: { [field]: value } })),
  FORGED_FIELDS.map(([field, value]) => ({ how: 'args' as const, over: { [field]: value } })),
  fc.integer({ min: 3, max: 1000 }).map((version) => ({ how: 'unknown' as const, over: { version } })),
  fc
    .record(
      {
        at: fc.constantFrom(
          '0001-01-01T00:00:00.000Z',
          '2026-11-10T10:00:00.000Z',
          '2027-11-11T10:05:00.000Z',
          '9999-12-31T23:59:59.999Z',
        ),
        first: version,
        over: version,
        act: fc.integer({ min: 1, max: 9 }).map(uuid),
      },
      { requiredKeys: [] },
    )
    .map((over) => ({ how: 'honest' as const, over })),
);

/** One try. */
export const aTry = fc.record({
  part: fc.constantFrom(...ASKERS),
  name: fc.constantFrom(...ON_A_PUPIL),
  record: fc.constantFrom('aisha' as const, 'ben' as const, 'lena' as const),
  tampering,
  /** Sent first by somebody else, under the same id. */
  replayOf: fc.option(someone, { freq: 12 }),
});
type Try = typeof aTry extends fc.Arbitrary<infer T> ? T : never;

const asSaid = (outcome: { readonly status: string; readonly problem?: string } | undefined): string =>
  outcome?.problem ?? outcome?.status ?? 'none';

/** Tries it, and puts the school back. */
export async function checkTry(sheet: Sheet, school: MatrixSchool, one: Try): Promise<void> {
  const { part, name, record, tampering } = one;
  const mutation = oneOf(name, record);
  const { person } = partOf(part);
  const cell = `${name} on ${record} by ${part} with ${JSON.stringify(tampering.over)}`;
  const { args } = mutation;
  const sent =
    tampering.how === 'args'
      ? { ...mutation, args: { ...(args as object), ...tampering.over } }
      : { ...mutation, ...tampering.over };
  const honest = mayToday(part, name, record) ? 'applied' : 'not-permitted';
  if (tampering.how === 'envelope') return expectNoMessage(sheet, school, { cell, person, sent });
  if (one.replayOf !== null)
    return expectOwn(sheet, school, { cell, person, sent: mutation, by: one.replayOf, honest });
  const expected = { args: 'malformed', unknown: 'waits', honest }[tampering.how];
  const { outcomes } = await school.send(person, [sent]);
  sheet.cell(cell, expected, asSaid(outcomes[0]));
  if (expected === 'applied') await expectHonest(sheet, school, { cell, person, mutation });
  else sheet.cell(`the store after ${cell}`, [], await school.snapshot.changed(LEFT_BY_A_REFUSAL));
  await school.restore();
  return undefined;
}

/** An envelope with a field too many is no message at all. */
async function expectNoMessage(
  sheet: Sheet,
  school: MatrixSchool,
  { cell, person, sent }: { readonly cell: string; readonly person: string; readonly sent: object },
): Promise<void> {
  const body = school.requestOf(person, [sent]);
  const answer = await school.ask(person, ['POST', `/api/schools/${HERE}/sync`], body);
  sheet.cell(cell, 400, answer.status);
  sheet.cell(`the store after ${cell}`, [], await school.snapshot.changed(['session']));
}

interface Reused {
  readonly cell: string;
  readonly person: string;
  readonly sent: OneMutation;
  readonly by: string;
  readonly honest: string;
}

/** An id is its author's: what somebody else has sent under it makes no difference, and their own is not done twice. */
async function expectOwn(
  sheet: Sheet,
  school: MatrixSchool,
  { cell, person, sent, by, honest }: Reused,
): Promise<void> {
  await school.send(by, [{ ...oneOf('activity.log', 'aisha', { activity: 'replayed' }), id: sent.id }]);
  const before = await school.hashOf(HERE);
  const { outcomes } = await school.send(person, [sent]);
  if (by === person) sheet.cell(`our school after ${cell}, sent twice`, before, await school.hashOf(HERE));
  else sheet.cell(`${cell}, under an id of ${by}`, honest, asSaid(outcomes[0]));
  await school.restore();
}

const entriesOf = async (school: MatrixSchool, record: string) => (await school.stored()).entries.get(record) ?? {};

/** What an entry says, without when it was said and in which order things came. */
function said(entry: Entry | undefined): Readonly<Record<string, unknown>> {
  if (!entry) return {};
  const text = JSON.stringify(entry, (key, value: unknown) =>
    /^(at|madeAt|version|ranks|replaced|startedAt)$/.test(key) ? undefined : value,
  );
  return JSON.parse(text) as Record<string, unknown>;
}

/** Every field is as an honest device would have had it, or as it was: an earlier change gives way to a later one. */
async function expectHonest(
  sheet: Sheet,
  school: MatrixSchool,
  { cell, person, mutation }: { readonly cell: string; readonly person: string; readonly mutation: OneMutation },
): Promise<void> {
  const tampered = await entriesOf(school, mutation.record);
  await school.restore();
  const before = await entriesOf(school, mutation.record);
  await school.send(person, [oneOf(mutation.name, mutation.record)]);
  const honest = await entriesOf(school, mutation.record);
  sheet.cell(`the entries after ${cell}`, Object.keys(honest).toSorted(), Object.keys(tampered).toSorted());
  const changed = Object.keys(tampered).filter((id) => JSON.stringify(tampered[id]) !== JSON.stringify(before[id]));
  const odd = changed.flatMap((id) => {
    const [is, was, may] = [said(tampered[id]), said(before[id]), said(honest[id])];
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    const fields = Object.keys({ ...is, ...may }).filter(
      (field) => !same(is[field], may[field]) && !same(is[field], was[field]),
    );
    const late = (tampered[id]?.at ?? '') > NOW ? ['at'] : [];
    return [...fields, ...late].map((field) => `${id}.${field}`);
  });
  sheet.cell(`what is not as an honest device has it after ${cell}`, [], odd);
}
