/**
 * The shape of a schema in words, so that a change of it can be seen and compared: the fields with what they take, and
 * every bound. A rule that is a function shows as "custom": that it is there can be seen, what it says cannot.
 */
import type * as core from 'zod/v4/core';

type Def = core.$ZodTypes['_zod']['def'];
type Fields = Readonly<Record<string, core.$ZodType>>;

/** The shape of a schema. The same text, the same shape. */
export function shapeOf(schema: core.$ZodType): string {
  const { def } = (schema as core.$ZodTypes)._zod;
  const bounds = [...('format' in def ? [def.format] : []), ...(def.checks ?? []).map(boundOf)];
  const text = withoutBounds(def);
  return bounds.length === 0 ? text : `${text}(${bounds.join(', ')})`;
}

function withoutBounds(def: Def): string {
  switch (def.type) {
    case 'object':
      return `{ ${fieldsOf(def.shape as Fields)}${isStrict(def) ? '' : ', …'} }`;
    case 'array':
      return `[${shapeOf(def.element)}]`;
    case 'tuple':
      return `[${def.items.map(shapeOf).join(', ')}]`;
    case 'record':
      return `{ [${shapeOf(def.keyType)}]: ${shapeOf(def.valueType)} }`;
    case 'nullable':
      return `${shapeOf(def.innerType)} | null`;
    case 'optional':
    case 'readonly':
      return shapeOf(def.innerType);
    case 'union':
      return def.options.map(shapeOf).join(' | ');
    case 'enum':
      return Object.values(def.entries).map(quoted).join(' | ');
    case 'literal':
      return def.values.map(quoted).join(' | ');
    default:
      return def.type;
  }
}

const quoted = (value: unknown): string => `'${String(value)}'`;

const isStrict = (def: core.$ZodObjectDef): boolean => def.catchall?._zod.def.type === 'never';

/** In order of name: the order of fields is no part of a shape. */
const fieldsOf = (shape: Fields): string =>
  Object.entries(shape)
    .map(([name, field]) => `${name}${field._zod.def.type === 'optional' ? '?' : ''}: ${shapeOf(field)}`)
    .toSorted()
    .join(', ');

/** A bound with its numbers, its pattern or its format. */
function boundOf(check: core.$ZodCheck<never>): string {
  const { check: name, ...rest } = check._zod.def as unknown as Readonly<Record<string, unknown>>;
  const said = Object.values(rest).filter(
    (value) => ['number', 'string'].includes(typeof value) || value instanceof RegExp || value === false,
  );
  return [name, ...said.map(String)].join(' ');
}
