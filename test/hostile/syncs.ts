/**
 * Syncs in good form in which no change may be applied: arguments that are malformed, names too many (an author, a school), records of
 * another school or of nobody, an id that its sender has used before, with the same words and with others. An id that somebody else
 * has used is the sender's own all the same (SPEC I8): what comes under it is judged as theirs.
 */
import fc from 'fast-check';
import type { MutationId, RecordId } from '../../src/domain/ids.ts';
import { MUTATIONS } from '../../src/domain/mutations/registry.ts';
import { DEPTH_MAX } from '../../src/protocol/limits.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { uuid } from '../support/builders.ts';
import { argsFor, recordIdFor } from '../support/generate-mutations.ts';
import { SEED } from '../support/seed.ts';
import { HOSTILE_VALUES, placesIn, withAt } from '../server/hostile.ts';
import { AISHA, BEN, aMutation, addStep, firstSync } from '../server/school-server.ts';
import { LEO } from '../server/second-school.ts';
import type { Chance } from '../simulation/random.ts';

type Mutation = SyncRequest['mutations'][number];

/** The tutor sends this once, before: whatever comes under its id later is a replay. */
export const sentBefore = (known: Known): SyncRequest => ({ ...firstSync, ...known, mutations: [BEFORE] });
const BEFORE = addStep();

/** What a device has that has synced: changes of one that has not are not looked at. */
export interface Known {
  readonly epoch: string;
  readonly cookie: number;
}

const ARGS_MAX = 8000;
const AT_ONCE = 20;
const FORGED = ['author', 'person', 'school', 'by', 'readers', 'at', 'version', 'rank'];

const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown;
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

/** By mutation: good arguments, and what no schema takes. */
const POOL = MUTATIONS.map((definition) => {
  const good = fc.sample(argsFor(definition), { numRuns: 3, seed: SEED }).map(asSent);
  const isBad = (args: unknown): boolean =>
    !definition.args.safeParse(asSent(args)).success &&
    depthOf(args) < DEPTH_MAX - 1 &&
    JSON.stringify(args ?? null).length < ARGS_MAX;
  const bad = good.flatMap((args) => [
    ...placesIn(args).flatMap((place) => HOSTILE_VALUES.map((value) => withAt(args, place, value))),
    ...FORGED.map((name) => ({ ...(args as object), [name]: 'mrs-okafor' })),
  ]);
  return { definition, good, bad: bad.filter(isBad) };
});

/** These begin a record, under an id that nobody has yet: whoever may send them may do so. */
const BEGIN: ReadonlySet<string> = new Set(['unlisted.add', 'pupil.enrol']);

/** One change that must not be applied, whoever sends it. */
function hostileMutation(chance: Chance): Mutation {
  const { definition, good, bad } = chance.pick(POOL);
  const { name, version } = definition;
  if (!BEGIN.has(name) && chance.happens(0.3))
    return aMutation(name, chance.pick([LEO, 'nobody' as RecordId]), chance.pick(good), { version });
  const about = recordIdFor(name);
  const record = about === ('pupil-1' as RecordId) ? chance.pick([AISHA, BEN]) : about;
  return aMutation(name, record, chance.pick(bad), { version });
}

function replay(chance: Chance): Mutation {
  return chance.pick([
    BEFORE,
    { ...BEFORE, record: BEN },
    { ...BEFORE, at: '2020-01-01T00:00:00.000Z' as Mutation['at'] },
    { ...BEFORE, args: { id: uuid(5) } },
  ]);
}

/** A sync of such changes. */
export const hostileSync = (chance: Chance, known: Known): SyncRequest => syncOf(hostileMutation, chance, known);

/** A sync of such changes by the tutor, and of what they have sent before. */
export const syncAgain = (chance: Chance, known: Known): SyncRequest =>
  syncOf(() => (chance.happens(0.3) ? replay(chance) : hostileMutation(chance)), chance, known);

/** By a device that has what it should, or says that it has something else. */
function syncOf(make: (chance: Chance) => Mutation, chance: Chance, known: Known): SyncRequest {
  const all = Array.from({ length: 1 + Math.floor(chance.random() * AT_ONCE) }, () => make(chance));
  const once = new Map(all.map((mutation) => [mutation.id as MutationId, mutation]));
  return {
    ...firstSync,
    ...(chance.happens(0.8)
      ? known
      : { epoch: chance.pick([known.epoch, '', '__proto__']), cookie: chance.pick([0, Number.MAX_SAFE_INTEGER]) }),
    want: chance.pick([[], [AISHA], [LEO], ['nobody' as RecordId, 'school' as RecordId]]),
    mutations: [...once.values()],
  };
}
