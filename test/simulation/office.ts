/**
 * The school office: pupils change form and year, leave and come back; duties change hands; entries are withdrawn or moved
 * to another pupil, pupils erased.
 */
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { toInstant } from '../../src/domain/time.ts';
import type { Part } from './made-up-parts.ts';
import type { Chance } from './random.ts';
import { PUPILS, TODAY, UNLISTED } from './school.ts';
import type { ServerRoom } from './server-room.ts';
import type { Stage } from './stage.ts';
import { short } from './story.ts';

/** What is done at the desk. */
interface Deed {
  readonly record: string;
  readonly name: string;
  readonly args: object;
  readonly parts?: readonly Part[];
}

const duty = (name: string, args: object): Deed => ({
  record: 'roster',
  name,
  args: { from: '2026-09-01', to: null, ...args },
});

type Kind = readonly [weight: number, deed: (stage: Stage, record: string) => Deed];
const DEEDS: readonly Kind[] = [
  [21, ({ chance }, record) => ({ record, name: 'pupil.change', args: { form: chance.pick(['10A', '10B']) } })],
  [8, ({ chance }, record) => ({ record, name: 'pupil.change', args: { year: chance.pick([10, 11]) } })],
  [10, ({ chance }, record) => ({ record, name: 'pupil.leave', args: { to: chance.pick(['2026-09-01', null]) } })],
  [
    12,
    ({ chance }) =>
      duty('roster.tutor', { id: 'tutor-1', form: chance.pick(['10A', '10B']), person: 'tut', cover: false }),
  ],
  [
    8,
    ({ chance }) =>
      duty('roster.caseload', {
        id: 'caseload-1',
        person: chance.pick(['adv', 'ad2']),
        years: [chance.pick([10, 11])],
      }),
  ],
  [
    5,
    ({ chance }) => duty('roster.pastoral', { id: 'pastoral-1', person: 'pas', years: chance.pick([[10], [11], []]) }),
  ],
  [
    5,
    ({ chance }) => ({
      record: 'roster',
      name: 'roster.end',
      args: { id: 'tutor-1', kind: 'tutor', to: chance.pick(['2026-09-01', TODAY]) },
    }),
  ],
  [8, ({ chance }) => ({ record: 'school', name: 'staff.set', args: tutorAs(chance.pick(ROLES_OF_TUTOR)) })],
  [3, ({ chance }, record) => ({ record, name: 'identity.set', args: identity(words(chance)) })],
  [2, ({ chance }, record) => ({ record, name: 'grades.set', args: { predicted: words(chance), options: '' } })],
];
const words = (chance: Chance) => `words ${chance.id().slice(-6)}`;
const identity = (legalForename: string) => ({
  legalForename,
  legalSurname: 'Example',
  born: '2012-01-01',
  upn: null,
  sex: null,
});
const ROLES_OF_TUTOR = [['tutor'], ['tutor', 'pastoral'], ['subject'], ['tutor', 'adviser']] as const;
const tutorAs = (roles: readonly string[]) => ({ id: 'tut', name: 'tut', roles, guidance: null, left: false });

/** What is not a plain mutation comes in the rest of a hundred. */
const WITHDRAWN_OF_REST = 10;
const MOVED_OF_REST = 7;

/** One piece of work at the desk. */
export async function workAtDesk(stage: Stage, room: ServerRoom): Promise<void> {
  const { chance } = stage;
  const record = chance.pick(PUPILS);
  if (chance.happens(0.05)) return putRight(stage, room, chance.pick(Object.values(UNLISTED)));
  if (stage.mood['move'] !== undefined && chance.happens(0.4)) return move(stage, room, record);
  let left = chance.random() * 100;
  for (const [weight, deed] of DEEDS) {
    left -= weight;
    if (left < 0) return send(stage, room, deed(stage, record));
  }
  left -= WITHDRAWN_OF_REST;
  if (left < 0) return withdraw(stage, room, record);
  await (left < MOVED_OF_REST ? move : erase)(stage, room, record);
}

async function send(stage: Stage, room: ServerRoom, { record, name, args, parts = [] }: Deed): Promise<void> {
  if (stage.oracle.erased.has(record)) return;
  const id = stage.chance.id();
  const envelope = { id, name, version: 1, record, at: toInstant(stage.now), args } as unknown as MutationEnvelope;
  stage.trace(() => `the office does ${name} on ${short(record)} ${JSON.stringify(args)}`);
  stage.oracle.wasSaved(null, { id, by: 'office', record, parts, name, day: TODAY }, args, null);
  const { status } = await room.office(envelope);
  if (status !== 'applied') throw new Error(`the office may not ${name}: ${status}`);
}

async function withdraw(stage: Stage, room: ServerRoom, record: string): Promise<void> {
  const entries = Object.values(room.stored.entries.get(record) ?? {}).filter(
    (entry) => entry.readers.length > 0 && entry.id !== entry.kind && !entry.withdrawn,
  );
  if (entries.length === 0) return;
  const { id } = stage.chance.pick(entries);
  const parts: readonly Part[] = [{ kind: 'set', entry: id, field: 'readers', value: ['L'] }];
  await send(stage, room, { record, name: 'entry.withdraw', args: { id, reason: 'wrong pupil' }, parts });
}

/** Somebody was not on the list: what is on their record goes to the right pupil, then it is closed. */
async function putRight(stage: Stage, room: ServerRoom, record: string): Promise<void> {
  const entries = Object.values(room.stored.entries.get(record) ?? {});
  if (entries.length === 0 || stage.oracle.erased.has(record)) return;
  await move(stage, room, record);
  if (!stage.chance.happens(0.4)) return;
  const parts: readonly Part[] = [{ kind: 'set', entry: 'pupil', field: 'unlisted', value: 'closed' }];
  await send(stage, room, { record, name: 'unlisted.close', args: {}, parts });
}

/** What was last said of the wrong pupil; now and then it goes to and fro. */
async function move({ chance, oracle }: Stage, room: ServerRoom, record: string): Promise<void> {
  const entries = Object.values(room.stored.entries.get(record) ?? {})
    .filter(({ kind }) => MOVABLE.test(kind))
    .toSorted((a, b) => a.version - b.version)
    .slice(-6);
  const others = PUPILS.filter((pupil) => pupil !== record && !oracle.erased.has(pupil));
  if (entries.length === 0 || others.length === 0) return;
  const to = chance.happens(0.5) ? (others[0] ?? record) : chance.pick(others);
  await room.move(record, chance.pick(entries).id, to);
}
const MOVABLE = /^(interview|note|step|ask|experience|lmi|application)$/;

async function erase(stage: Stage, room: ServerRoom, record: string): Promise<void> {
  if (stage.oracle.erased.has(record)) return;
  stage.trace(() => `${short(record)} is erased`);
  await room.erase(record);
}
