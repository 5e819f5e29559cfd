/**
 * Arbitrary mutations: arguments for every mutation of the registry, about entries that are there, that are not, and now
 * and then about something odd (another kind, another kind's own name); with people who may and people who may not.
 */
import fc from 'fast-check';
import type { Context } from '../../src/domain/entry.ts';
import { PENDING_RANK, PENDING_VERSION } from '../../src/domain/entry.ts';
import { ROLES } from '../../src/domain/group.ts';
import { entryId } from '../../src/domain/ids.ts';
import type { MutationId, PersonId, RecordId } from '../../src/domain/ids.ts';
import type { Actor, MutationDefinition } from '../../src/domain/mutation.ts';
import type { CheckedMutation } from '../../src/domain/mutations/registry.ts';
import type { CareersRecord, Kind } from '../../src/domain/record.ts';
import type { Instant } from '../../src/domain/time.ts';
import { dateOf } from '../../src/domain/time.ts';
import { WHO_MAY } from '../../src/domain/who-may.ts';
import type { MayRule } from '../../src/domain/who-may.ts';
import {
  CAREER_KINDS,
  KINDS,
  SCHOOL_KINDS,
  SINGLETONS,
  aRecordOf,
  anIdOf,
  anyGroups,
  idsOf,
  isWithdrawable,
} from './generate-records.ts';
import { anInstant, person, uuid, valuesOf } from './generate-values.ts';
import type { Path } from './generate-values.ts';

/** Kinds of the entry that `id` names in each mutation's arguments: null where there is no `id`. Each mutation has a row. */
export const KIND_OF: Readonly<Record<string, Kind | 'any' | null>> = {
  'interview.book': 'interview',
  'interview.move': 'interview',
  'interview.cancel': 'interview',
  'interview.did-not-attend': 'interview',
  'interview.decline': 'interview',
  'interview.reinstate': 'interview',
  'interview.start': 'interview',
  'interview.finish': 'interview',
  'interview.addendum': 'followup',
  'note.add': 'note',
  'interview.request': 'request',
  'draft.write': 'draft',
  'draft.set': 'draft',
  'draft.step': 'draft',
  'draft.discard': 'draft',
  'step.add': 'step',
  'step.change': 'step',
  'step.close': 'step',
  'step.reopen': 'step',
  'followup.add': 'followup',
  'step.claim': 'followup',
  'ask.raise': 'ask',
  'ask.answer': 'ask',
  'activity.log': 'experience',
  'activity.unlog': 'experience',
  'activity.amend': 'experience',
  'experience.claim': 'experience',
  'experience.confirm': 'experience',
  'experience.not-counted': 'experience',
  'experience.reflect': 'experience',
  'lmi.use': 'lmi',
  'application.add': 'application',
  'application.change': 'application',
  'la-sharing.set': null,
  'pupil.enrol': null,
  'unlisted.add': null,
  'unlisted.close': null,
  'pupil.change': null,
  'pupil.leave': null,
  'identity.set': null,
  'adviser.name': null,
  'support.set': null,
  'adjustment.set': null,
  'grades.set': null,
  'aspiration.write': null,
  'intention.write': null,
  'preparation.write': null,
  'concern.raise': 'concern',
  'concern.answer': 'concern',
  'record.opened': null,
  'entry.withdraw': 'any',
  'school.set': null,
  'terms.set': 'terms',
  'form.set': 'form',
  'staff.set': 'staff',
  'roster.tutor': 'tutor',
  'roster.caseload': 'caseload',
  'roster.pastoral': 'pastoral',
  'roster.end': 'tutor',
  'visit.set': 'visit',
  'visit.close': 'visit',
  'programme.set': 'planned',
};

/** What the other fields that hold an id are about. */
const FIELDS: Readonly<Record<string, Kind>> = {
  interview: 'interview',
  draft: 'draft',
  step: 'step',
  activity: 'experience',
  visit: 'visit',
  on: 'interview',
  'note.id': 'note',
  'steps.[].id': 'step',
};

const odd = fc.constantFrom('aspiration', 'pupil', 'note-1', 'step-1', 'interview-1', 'draft-1', uuid(99));
const usually = (arbitrary: fc.Arbitrary<string>) => fc.oneof({ weight: 12, arbitrary }, { weight: 1, arbitrary: odd });
const anyKind = fc.constantFrom(...KINDS.filter((kind) => kind !== 'pupil').flatMap(idsOf));

function hintOf(name: string) {
  return (path: Path, schema: unknown) => {
    if (schema !== entryId) return undefined;
    const place = path.join('.');
    const kind = place === 'id' ? KIND_OF[name] : FIELDS[place];
    if (kind === undefined || kind === null) return undefined;
    return usually(kind === 'any' ? anyKind : anIdOf(kind));
  };
}

/** Arguments that a mutation accepts. */
export function argsFor(definition: MutationDefinition<unknown>): fc.Arbitrary<unknown> {
  if (KIND_OF[definition.name] === undefined) throw new Error(`No generator for ${definition.name}`);
  return valuesOf(definition.args, hintOf(definition.name));
}

/** Who may do it, from the table of the code, to make most cases count; test/domain/who-may.test.ts judges that table. */
function ruleOf(name: string): MayRule {
  const rules: Readonly<Record<string, MayRule | undefined>> = WHO_MAY;
  const rule = rules[name];
  if (!rule) throw new Error(`Nobody may ${name}`);
  return rule;
}

function anActor(name: string): fc.Arbitrary<Actor> {
  const rule = ruleOf(name);
  const today = dateOf('2026-11-11T09:00:00.000Z' as Instant);
  const roles = fc.subarray([...ROLES], { minLength: 1 });
  const anybody = fc.record({ person, groups: anyGroups, roles });
  const permitted = fc
    .tuple(anybody, fc.constantFrom(...rule.groups), fc.constantFrom(...(rule.roles ?? ROLES)))
    .filter(([any, group]) => any.groups.includes(group))
    .map(([any, , role]) => ({ ...any, roles: [...any.roles, role] }));
  return fc
    .oneof({ weight: 4, arbitrary: permitted }, { weight: 1, arbitrary: anybody })
    .map((who) => ({ ...who, person: who.person as PersonId, today }));
}

const RECORDS = { school: 'school', roster: 'roster', programme: 'programme/2026' } as const;

/** The record that a mutation is about: a pupil's, or one of the school's own. */
export const recordIdFor = (name: string): RecordId => {
  const about = ruleOf(name).about;
  return (about ? RECORDS[about] : 'pupil-1') as RecordId;
};

const likelyFor = (name: string): readonly Kind[] => {
  const kind = KIND_OF[name];
  if (kind === 'any') return CAREER_KINDS.filter(isWithdrawable);
  if (name === 'interview.finish') return ['interview', 'draft', 'step'];
  if (name.startsWith('activity')) return ['experience'];
  return kind ? [kind, 'step', 'interview'] : [...SINGLETONS];
};

/** A record for the mutation: with what it is about, and some of everything else. */
export const aRecordFor = (name: string): fc.Arbitrary<CareersRecord> =>
  aRecordOf(recordIdFor(name), ruleOf(name).about ? SCHOOL_KINDS : CAREER_KINDS, likelyFor(name));

/** A mutation that has been checked, of this definition. */
export function aMutationOf(definition: MutationDefinition<unknown>): fc.Arbitrary<CheckedMutation> {
  return fc.tuple(argsFor(definition), anInstant).map(([args, at]) => ({
    definition,
    args,
    envelope: {
      id: uuid(1) as MutationId,
      name: definition.name,
      version: definition.version,
      record: recordIdFor(definition.name),
      at: at as Instant,
      args,
    },
  }));
}

/** As which version it is taken: on a device none yet, on a server one, after a restore an earlier one; and what its author knew. */
export const aVersion: fc.Arbitrary<Pick<Context, 'version' | 'rank' | 'over'>> = fc
  .tuple(
    fc.oneof(
      fc.constant({ version: PENDING_VERSION, rank: PENDING_RANK }),
      fc.integer({ min: 1, max: 14 }).map((rank) => ({ version: 20, rank })),
      fc.constant({ version: 21, rank: 21 }),
    ),
    fc.option(fc.integer({ min: 0, max: 14 }), { nil: undefined }),
  )
  .map(([as, over]) => ({ ...as, over }));

/** One case: a record, a mutation, and somebody who wants it. */
export interface Case {
  readonly record: CareersRecord;
  readonly mutation: CheckedMutation;
  readonly actor: Actor;
  readonly ctx: Context;
}

/** Cases of one mutation. */
export const aCaseOf = (definition: MutationDefinition<unknown>): fc.Arbitrary<Case> =>
  fc
    .record({
      record: aRecordFor(definition.name),
      mutation: aMutationOf(definition),
      actor: anActor(definition.name),
      as: aVersion,
    })
    .map(({ record, mutation, actor, as }) => ({
      record,
      mutation,
      actor,
      ctx: { person: actor.person, at: mutation.envelope.at, ...as },
    }))
    .map((one) => ({ ...one, [fc.toStringMethod]: () => JSON.stringify({ ...one, mutation: one.mutation.envelope }) }));
