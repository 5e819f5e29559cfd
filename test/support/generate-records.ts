/**
 * Arbitrary records, a pupil's and the school's own, with entries of every kind as they can come about: of several
 * authors, withdrawn, with drafts of several people, texts of several wordings, and readers that somebody chose.
 */
import fc from 'fast-check';
import type * as core from 'zod/v4/core';
import { CAREER_READERS, DRAFT_TEXTS } from '../../src/domain/entries/career.ts';
import { SCHOOL_READERS } from '../../src/domain/entries/school.ts';
import { PENDING_RANK, PENDING_VERSION } from '../../src/domain/entry.ts';
import { GROUPS, groupSet } from '../../src/domain/group.ts';
import type { Readers } from '../../src/domain/group.ts';
import type { CareersRecord, Entry, Kind } from '../../src/domain/record.ts';
import { DEFAULT_READERS, entry as entrySchema } from '../../src/domain/record.ts';
import { anInstant, person, valuesOf } from './generate-values.ts';
import type { Path } from './generate-values.ts';

export const CAREER_KINDS = Object.keys(CAREER_READERS) as readonly Kind[];
export const SCHOOL_KINDS = Object.keys(SCHOOL_READERS) as readonly Kind[];
export const KINDS = [...CAREER_KINDS, ...SCHOOL_KINDS];
/** Kinds of which a record has one entry, under the kind's own name. */
export const SINGLETONS: ReadonlySet<Kind> = new Set<Kind>([
  'pupil',
  'identity',
  'adviser',
  'support',
  'adjustment',
  'grades',
  'aspiration',
  'intention',
  'preparation',
  'la-sharing',
  'school',
]);
/** What the design lets be withdrawn: an entry of its own in a pupil's record, published. */
export const isWithdrawable = (kind: Kind): boolean =>
  CAREER_KINDS.includes(kind) && !SINGLETONS.has(kind) && kind !== 'draft';

/** The ids under which entries of a kind are found in generated records. */
export const idsOf = (kind: Kind): readonly string[] =>
  SINGLETONS.has(kind) ? [kind] : [`${kind}-1`, `${kind}-2`, `${kind}-3`];
/** An id that an entry of this kind may have. */
export const anIdOf = (kind: Kind): fc.Arbitrary<string> => fc.constantFrom(...idsOf(kind));

const SCHEMAS = new Map(
  entrySchema._zod.def.options.map((option) => {
    const shape = option._zod.def.shape as Readonly<Record<string, core.$ZodType>>;
    return [(shape['kind'] as core.$ZodLiteral)._zod.def.values[0] as Kind, option] as const;
  }),
);
const BASE = new Set([
  'kind',
  'id',
  'readers',
  'author',
  'version',
  'at',
  'by',
  'ranks',
  'replaced',
  'madeAt',
  'withdrawn',
]);

const ABOUT: Readonly<Record<string, Kind>> = { interview: 'interview', visit: 'visit', draft: 'draft', on: 'step' };

/** Entries that fields name; keys of maps. */
function hintOf(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  return (path: Path) => {
    const [first = '', last = first] = [path[0], path.at(-1)];
    if (path.length === 1 && fields[first]) return fields[first];
    if (last === 'key') return first === 'steps' ? anIdOf('step') : fc.constantFrom(...DRAFT_TEXTS);
    const kind = ABOUT[last];
    return kind && path.length === 1 ? anIdOf(kind) : undefined;
  };
}

const rank = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 12 }) }, fc.constant(PENDING_RANK));

/** Names of the fields that are a kind's own. */
const ownFields = (kind: Kind): readonly string[] =>
  Object.keys(SCHEMAS.get(kind)?._zod.def.shape ?? {}).filter((field) => !BASE.has(field));

function replacedOf(kind: Kind): fc.Arbitrary<unknown> {
  const one = fc.record({ value: fc.constantFrom('before', null, true, 3), by: person, at: anInstant });
  return fc.dictionary(fc.constantFrom(...ownFields(kind)), one, { maxKeys: 2, noNullPrototype: true });
}

function ranksOf(kind: Kind): fc.Arbitrary<unknown> {
  const names = kind === 'draft' ? ['values.status', 'values.place', 'steps.step-1', 'closed'] : ownFields(kind);
  return fc.dictionary(fc.constantFrom(...names), rank, { maxKeys: 3, noNullPrototype: true });
}

/** Any set of groups, in order; not empty. */
export const anyGroups: fc.Arbitrary<Readers> = fc
  .subarray([...GROUPS], { minLength: 1 })
  .map((groups) => groupSet(groups));

function readersOf(kind: Kind): fc.Arbitrary<{ readers: Readers; withdrawn?: string }> {
  const usual = fc.constant({ readers: DEFAULT_READERS[kind] });
  if (!isWithdrawable(kind)) return usual;
  return fc.oneof(
    { weight: 4, arbitrary: usual },
    { weight: 1, arbitrary: fc.constant({ readers: ['L'] as Readers, withdrawn: 'Wrong pupil' }) },
    { weight: 1, arbitrary: anyGroups.map((readers) => ({ readers })) },
  );
}

/** An entry of this kind under this id. */
export function anEntryOf(kind: Kind, id: string): fc.Arbitrary<Entry> {
  const schema = SCHEMAS.get(kind);
  if (!schema) throw new Error(`No schema for ${kind}`);
  const base = {
    kind: fc.constant(kind),
    id: fc.constant(id),
    readers: fc.constant([]),
    author: person,
    version: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(PENDING_VERSION)),
    at: anInstant,
    by: person,
    ranks: ranksOf(kind),
    replaced: replacedOf(kind),
    madeAt: anInstant,
    withdrawn: fc.constant(undefined),
  };
  return fc.tuple(valuesOf(schema, hintOf(base)), readersOf(kind)).map(([value, seen]) => {
    const { withdrawn: _, ...fields } = value as Record<string, unknown>;
    return { ...fields, ...seen } as unknown as Entry;
  });
}

/** A record of this id with entries of these kinds, often some and seldom all; the kinds in `likely` are there more often. */
export function aRecordOf(id: string, kinds: readonly Kind[], likely: readonly Kind[]): fc.Arbitrary<CareersRecord> {
  const places = kinds.flatMap((kind) => idsOf(kind).map((entry) => ({ kind, entry, often: likely.includes(kind) })));
  const maybe = places.map(({ kind, entry, often }) =>
    fc.option(anEntryOf(kind, entry), { nil: null, freq: often ? 3 : 1 }),
  );
  return fc.tuple(...maybe).map((found) => {
    const entries = found.filter((e): e is Entry => e !== null);
    return { id, entries: Object.fromEntries(entries.map((e) => [e.id, e])) } as CareersRecord;
  });
}

/** Freezes a value and all in it, so that a function that changes its input throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
