/**
 * Arbitrary values of a schema: what a zod schema accepts, with ids, people, dates and texts from small pools, so that
 * two values that are made apart are often about the same thing. A kind of schema that is not known here throws, so that
 * no mutation goes untested because nobody thought of its arguments.
 */
import fc from 'fast-check';
import * as core from 'zod/v4/core';
import { entryId, formCode, personId, recordId, textId } from '../../src/domain/ids.ts';
import { writtenText } from '../../src/domain/text.ts';
import type { TextHead } from '../../src/domain/text.ts';
import { clockTime, instant, isoDate } from '../../src/domain/time.ts';

/** What may be said of a place in a value: the names of the fields that lead to it; `[]` for an element, `{}` for a value by key. */
export type Path = readonly string[];
/** Values for some places, by their path; undefined: as the schema says. */
export type Hint = (path: Path, schema: core.$ZodType | null) => fc.Arbitrary<unknown> | undefined;

/** People of all generated records; the last is the pupil, whose person is their record. */
export const PEOPLE = ['jo-mercer', 'adviser-2', 'mr-lee', 'ms-brandt', 'mrs-okafor', 'mr-adeyemi', 'pupil-1'] as const;
/** A UUID that says its number. */
export const uuid = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const WORDINGS = Array.from({ length: 7 }, (_, n) => uuid(n + 1));
export const wording = fc.constantFrom(...WORDINGS);
export const person = fc.constantFrom(...PEOPLE);
export const aDate = fc.constantFrom('2025-09-01', '2026-10-25', '2026-11-11', '2026-11-26', '2028-02-29');
export const anInstant = fc.constantFrom(
  '2026-11-10T09:00:00.000Z',
  '2026-11-11T08:59:59.999Z',
  '2026-11-11T09:00:00.001Z',
  '2026-11-12T10:00:00.000Z',
);
const someText = fc.oneof(
  fc.constantFrom('Visit a college', 'Zoë wants to weld 🔥', 'toString', '__proto__', ' ', '</script>'),
  fc.string({ maxLength: 8 }),
);
const head = fc.record(
  { id: wording, text: someText, by: person, at: anInstant, base: someText },
  { requiredKeys: ['id', 'text', 'by', 'at'], noNullPrototype: true },
);

/** A written text as it can come about: heads in order, none of them written over, a base only where there are several. */
export const aWrittenText = fc
  .record({
    heads: fc.uniqueArray(head, { selector: (h) => h.id, maxLength: 3 }),
    past: fc.uniqueArray(wording, { maxLength: 4 }),
  })
  .map(({ heads, past }) => {
    const standing = heads.filter((h) => !past.includes(h.id)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const bare = standing.map(({ base: _, ...rest }) => rest);
    return { heads: (standing.length > 1 ? standing : bare) as unknown as TextHead[], past: past.toSorted() };
  });

const LEAVES = new Map<unknown, fc.Arbitrary<unknown>>([
  [personId, person],
  [recordId, fc.constant('pupil-1')],
  [textId, wording],
  [formCode, fc.constantFrom('10B', '11/3')],
  [isoDate, aDate],
  [instant, anInstant],
  [clockTime, fc.constantFrom('08:50', '10:05', '23:59')],
  [writtenText, aWrittenText],
]);

/** Values that the schema accepts. */
export function valuesOf(schema: core.$ZodType, hint: Hint, path: Path = []): fc.Arbitrary<unknown> {
  const hinted = hint(path, schema) ?? LEAVES.get(schema);
  if (hinted) return hinted;
  if (schema === entryId) throw new Error(`No generator says what the entry at ${path.join('.')} is`);
  const { def } = (schema as core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return objectsOf(def.shape as Readonly<Record<string, core.$ZodType>>, hint, path);
    case 'array':
      return fc.array(valuesOf(def.element, hint, [...path, '[]']), { maxLength: 3 });
    case 'record':
      return fc.dictionary(
        hint([...path, 'key'], null) as fc.Arbitrary<string>,
        valuesOf(def.valueType, hint, [...path, '{}']),
        { maxKeys: 3, noNullPrototype: true },
      );
    case 'nullable':
      return fc.option(valuesOf(def.innerType, hint, path));
    case 'optional':
    case 'readonly':
      return valuesOf(def.innerType, hint, path);
    default:
      return plainOf(schema, path);
  }
}

function objectsOf(shape: Readonly<Record<string, core.$ZodType>>, hint: Hint, path: Path): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape);
  const required = fields.filter(([, field]) => (field as core.$ZodTypes)._zod.def.type !== 'optional');
  const values = fields.map(([name, field]) => [name, valuesOf(field, hint, [...path, name])] as const);
  return fc.record(Object.fromEntries(values), {
    requiredKeys: required.map(([name]) => name),
    noNullPrototype: true,
  });
}

function plainOf(schema: core.$ZodType, path: Path): fc.Arbitrary<unknown> {
  const json = core.toJSONSchema(schema, { io: 'input' });
  if (Array.isArray(json.enum)) return fc.constantFrom(...(json.enum as unknown[]));
  if (json.const !== undefined) return fc.constant(json.const);
  if (json.type === 'boolean') return fc.boolean();
  if (json.type === 'integer') {
    const min = Math.max(json.minimum ?? 0, 0);
    return fc.integer({ min, max: Math.min(json.maximum ?? 5000, 5000) });
  }
  if (json.type === 'string' && json.pattern === undefined) {
    return someText.filter((text) => text.length >= (json.minLength ?? 0));
  }
  throw new Error(`No generator for ${JSON.stringify(json)} at ${path.join('.')}`);
}
