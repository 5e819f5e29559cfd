/**
 * A sync in good form with hostile mutations in it, and whatever else may stand in a request: each mutation has its outcome, no
 * record is touched, nobody is held up, and nothing brings the server down. Source: SPEC I9, I12.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MUTATIONS } from '../../src/domain/mutations/registry.ts';
import { DEPTH_MAX, MUTATION_MAX_BYTES } from '../../src/protocol/limits.ts';
import type { Outcome, SyncRequest } from '../../src/protocol/sync.ts';
import { PEOPLE } from '../support/builders.ts';
import { argsFor, recordIdFor } from '../support/generate-mutations.ts';
import { SEED, runs } from '../support/seed.ts';
import { HOSTILE_VALUES, placesIn, withAt } from './hostile.ts';
import type { SchoolServer } from './school-server.ts';
import {
  AISHA,
  AISHA_HERSELF,
  BEN,
  SCHOOL,
  UNPACED,
  addStep,
  aMutation,
  firstSync,
  openSchoolServer,
  repliedIn,
  writeDraft,
} from './school-server.ts';

let school: SchoolServer;
beforeAll(async () => {
  school = await openSchoolServer({ pace: UNPACED });
});
afterAll(() => school.end());

const SENDERS = [PEOPLE.leader, PEOPLE.adviser, PEOPLE.tutor, AISHA_HERSELF];
const entries = async () =>
  JSON.stringify(await school.store.read.selectFrom('entry').selectAll().orderBy('record').orderBy('id').execute());
const wordOf = (outcome: Outcome): string => (outcome.status === 'refused' ? outcome.problem : outcome.status);

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
/** Would the request be read at all? If not, its endpoint refuses it, which is tested elsewhere. */
const isRead = ({ args }: SyncRequest['mutations'][number]): boolean =>
  depthOf(args) < DEPTH_MAX - 1 && JSON.stringify(args ?? null).length < MUTATION_MAX_BYTES - 1000;

describe('a mutation with hostile arguments', () => {
  it.each(MUTATIONS.map(({ name }) => name))('has an outcome, and touches no record: %s', async (name) => {
    const definition = MUTATIONS.find((one) => one.name === name)!;
    const [good] = fc.sample(argsFor(definition), { numRuns: 1, seed: SEED });
    const asSent = JSON.parse(JSON.stringify(good)) as unknown;
    const args = placesIn(asSent)
      .flatMap((place) => HOSTILE_VALUES.map((value) => withAt(asSent, place, value)))
      .filter((value) => !definition.args.safeParse(JSON.parse(JSON.stringify(value))).success);
    const about = recordIdFor(name);
    const record = about === ('pupil-1' as typeof about) ? AISHA : about;
    const all = args.map((value) => aMutation(name, record, value, { version: definition.version })).filter(isRead);
    expect(all.length).toBeGreaterThan(20);
    const before = await entries();
    for (const [n, from] of Array.from({ length: Math.ceil(all.length / 25) }, (_, i) => [i, i * 25] as const)) {
      // As many as fit into a body.
      const mutations = all.slice(from, from + 25).filter((one) => JSON.stringify(one).length < 10_000);
      const { head } = await school.sendAs(SENDERS[n % SENDERS.length] ?? PEOPLE.leader, ...mutations);
      expect(head.outcomes.map(({ id }) => id)).toEqual(mutations.map(({ id }) => id));
      expect(new Set(head.outcomes.map(wordOf))).toEqual(new Set(mutations.length > 0 ? ['malformed'] : []));
    }
    expect(await entries()).toBe(before);
  });

  it('does not stop the good ones before and after it', async () => {
    const sent = [addStep(), aMutation('step.add', AISHA, { id: 1 }), addStep(BEN), addStep()];
    const { head } = await school.sendAs(PEOPLE.tutor, ...sent);
    expect(head.outcomes.map(wordOf)).toEqual(['applied', 'malformed', 'not-permitted', 'applied']);
  });
});

describe('a mutation', () => {
  it.each([
    ['a name that nobody knows', { name: 'no.such' }, 'waits'],
    ['a version that is not yet', { version: 1000 }, 'waits'],
    ['a record that nobody has', { record: 'nobody' }, 'no-record'],
    ['a record of the school', { record: 'school' }, 'not-permitted'],
    ['a time before all times', { at: '0000-01-01T00:00:00.000Z' }, 'applied'],
    ['a time after all times', { at: '9999-12-31T23:59:59.999Z' }, 'applied'],
    ['a day that is not', { at: '2026-02-31T00:00:00.000Z' }, 'applied'],
    ['an hour that is not', { at: '2026-11-11T24:00:00.000Z' }, 'applied'],
    ['a first version above all', { first: Number.MAX_SAFE_INTEGER }, 'applied'],
  ])('with %s has its outcome', async (_, over, word) => {
    for (const mutation of [addStep(), writeDraft('x')]) {
      const { head } = await school.sendAs(PEOPLE.adviser, { ...mutation, ...(over as object) });
      expect(head.outcomes.map(wordOf)).toEqual([word]);
    }
  });
});

describe('a sync in good form', () => {
  it(`is answered to its end, whatever is in it (seed ${SEED})`, async () => {
    const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 64 }), fc.constantFrom('', AISHA));
    const version = fc.oneof(fc.nat(), fc.constantFrom(0, Number.MAX_SAFE_INTEGER));
    const request = fc.record({
      protocol: fc.constantFrom(1, 2, 1e9),
      app: word,
      device: fc.constant(firstSync.device),
      epoch: fc.option(word),
      cookie: fc.option(version),
      hash: fc.option(word),
      want: fc.array(fc.constantFrom(AISHA, BEN, 'school', 'nobody'), { maxLength: 5 }),
      check: fc.array(fc.tuple(fc.constantFrom(AISHA, 'nobody'), version), { maxLength: 1 }),
      mutations: fc.constant([]),
    });
    await fc.assert(
      fc.asyncProperty(request, fc.constantFrom(...SENDERS), async (body, as) => {
        const answer = await school.ask('POST', `/api/schools/${SCHOOL}/sync`, { as, body });
        expect(answer.status).toBe(200);
        expect(repliedIn(await answer.text()).done).not.toBeNull();
      }),
      { seed: SEED, numRuns: runs(100) },
    );
  });
});
