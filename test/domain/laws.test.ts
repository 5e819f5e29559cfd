/**
 * The two laws of mutations, over every mutation and generated records, and what makes them
 * usable: applying never throws, never changes what it is given, and gives entries that the schema accepts.
 *
 * The second law assumes what SPEC assumes: ids are fresh. Nobody names an entry that is there and that they cannot see,
 * unless it is a blind mutation whose outcome they cannot see either. A server refuses the rest (I10), for it can tell.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible, view } from '../../src/domain/access.ts';
import { withEntries } from '../../src/domain/change.ts';
import type { CheckedMutation } from '../../src/domain/mutations/registry.ts';
import { recordOpened } from '../../src/domain/mutations/opened.ts';
import { MUTATIONS, applyMutation } from '../../src/domain/mutations/registry.ts';
import type { Context } from '../../src/domain/entry.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import { DEFAULT_READERS, entry as entrySchema } from '../../src/domain/record.ts';
import { may } from '../../src/domain/who-may.ts';
import type { Case } from '../support/generate-mutations.ts';
import { KIND_OF, aCaseOf, argsFor } from '../support/generate-mutations.ts';
import { frozen } from '../support/generate-records.ts';
import { SEED, runs } from '../support/seed.ts';

const RUNS = runs(500);
const NAMES = MUTATIONS.map((definition) => [definition.name, definition] as const);

/** The record after a mutation; as it was when the mutation is refused. */
function after(record: CareersRecord, mutation: CheckedMutation, ctx: Context): CareersRecord {
  const applied = applyMutation(record, mutation, ctx);
  return applied.ok ? withEntries(record, applied.value) : record;
}

/** Does the mutation name only entries that its author sees, or whose change its author cannot see? */
function isFair({ record, mutation, actor }: Case): boolean {
  const { definition, args } = mutation;
  return definition.touches(args).every(({ entry }) => {
    const there = record.entries[entry];
    if (!there || visible(there, actor.person, actor.groups)) return true;
    const wouldShow = visible(
      { readers: DEFAULT_READERS[there.kind], author: actor.person },
      actor.person,
      actor.groups,
    );
    return definition.blind === true && !wouldShow;
  });
}

function holdsShape({ record, mutation, ctx }: Case): void {
  const applied = applyMutation(record, mutation, ctx);
  expect(applyMutation(record, mutation, ctx), 'the same again').toEqual(applied);
  if (!applied.ok) return;
  for (const changed of applied.value) {
    const parsed = entrySchema.safeParse(changed);
    expect(parsed.success, `${changed.kind}: ${parsed.error?.issues[0]?.message}`).toBe(true);
    const before = record.entries[changed.id];
    const kept = before ? before.readers : DEFAULT_READERS[changed.kind];
    const withdrawn = mutation.definition.name === 'entry.withdraw' && kept.length > 0;
    expect(changed.readers).toEqual(withdrawn && changed.withdrawn !== undefined ? ['L'] : kept);
    if (before)
      expect([changed.kind, changed.author, changed.madeAt]).toEqual([before.kind, before.author, before.madeAt]);
  }
}

function holdsOnce({ record, mutation, ctx }: Case): void {
  const once = after(record, mutation, ctx);
  expect(after(frozen(once), mutation, ctx)).toEqual(once);
}

function holdsOnView({ record, mutation, actor, ctx }: Case): void {
  const seen = (whole: CareersRecord) => view(whole, actor.person, actor.groups);
  expect(seen(after(record, mutation, ctx))).toEqual(seen(after(frozen(seen(record)), mutation, ctx)));
}

describe(`the laws of mutations (seed ${SEED}, ${RUNS} cases each)`, () => {
  it('every mutation has a generator of its arguments', () => {
    expect(Object.keys(KIND_OF).toSorted()).toEqual(NAMES.map(([name]) => name).toSorted());
    for (const [, definition] of NAMES) expect(() => argsFor(definition)).not.toThrow();
  });

  it.each(NAMES)('%s holds both laws', (_name, definition) => {
    const tally = { changed: 0, judged: 0 };
    fc.assert(
      fc.property(aCaseOf(definition), (one) => {
        const { record, mutation, actor } = one;
        frozen([record, mutation.args, actor, one.ctx]);
        expect(definition.args.safeParse(mutation.args).success).toBe(true);
        holdsShape(one);
        holdsOnce(one);
        const allowed = may(actor, record, mutation);
        expect(may(actor, view(record, actor.person, actor.groups), mutation), 'may on the view').toBe(allowed);
        if (!allowed || !isFair(one)) return;
        tally.judged += 1;
        holdsOnView(one);
        if (after(record, mutation, one.ctx) !== record) tally.changed += 1;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    // The second law says nothing where nobody may or nothing happens: enough cases must count.
    expect(tally.judged).toBeGreaterThan(RUNS / 10);
    if (definition.name !== recordOpened.name) expect(tally.changed).toBeGreaterThan(RUNS / 25);
  });
});
