/**
 * A school's data file in which every text that people write ends in payloads: the kinds of entry are walked by their schemas,
 * so that a field that is new is spoiled as well. What a row must hold (lengths, well-formed text) it holds.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import { entry as entrySchema } from '../../../src/domain/record.ts';
import { TEXT_MAX, line, prose } from '../../../src/domain/text.ts';
import type { Payload } from '../../support/payloads.ts';
import { PAYLOADS } from '../../support/payloads.ts';

/** What of a zod schema is looked at here. */
interface Schema {
  readonly _zod: { readonly def: Def };
}
interface Def {
  readonly type: string;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly options?: readonly Schema[];
  readonly values?: readonly unknown[];
}
type Json = Readonly<Record<string, unknown>>;

const LINE_MAX = 200;
const KINDS = (entrySchema as unknown as Schema)._zod.def.options ?? [];
const shapeOf = (schema: Schema) => schema._zod.def.shape ?? {};
const kindOf = (schema: Schema): string => String(shapeOf(schema)['kind']?._zod.def.values?.[0]);
const isText = (schema: Schema): boolean => [prose, line].some((one) => (one as unknown as Schema) === schema);
/** Past what may be null, not there, or is read only. */
const within = (schema: Schema): Schema => (schema._zod.def.innerType ? within(schema._zod.def.innerType) : schema);

/** What somebody set before, which is spoiled apart, and the wording that a text was written over, which nobody is shown. */
const UNSEEN = new Set(['replaced', 'base']);

/** Every field of the kinds of entry that is free text: "interview.summary", "draft.texts.heads.text". */
export const FREE_TEXTS: readonly string[] = KINDS.flatMap((kind) => textsIn(kind, kindOf(kind)));

function textsIn(schema: Schema, path: string): readonly string[] {
  const inner = within(schema);
  const { shape = {}, element, valueType } = inner._zod.def;
  if (isText(inner)) return [path];
  const below = element ?? valueType;
  if (below) return textsIn(below, path);
  return Object.entries(shape).flatMap(([name, one]) => (UNSEEN.has(name) ? [] : textsIn(one, `${path}.${name}`)));
}

/** How texts are spoiled. */
interface Way {
  /** The text that stands in place of one. `most`: its longest length. */
  readonly give: (text: string, path: string, most: number) => string;
  /** A text that may be there and is not is spoiled as well. */
  readonly fill: boolean;
}

/** The value with texts given. */
function spoiled(schema: Schema, value: unknown, path: string, way: Way): unknown {
  const inner = within(schema);
  if (isText(inner)) {
    if (typeof value !== 'string') return way.fill && value === null ? way.give('', path, lengthOf(inner)) : value;
    return way.give(value, path, lengthOf(inner));
  }
  if (typeof value !== 'object' || value === null) return value;
  const { shape, element, valueType } = inner._zod.def;
  if (element) return (value as readonly unknown[]).map((one) => spoiled(element, one, path, way));
  const each = (name: string, one: unknown): unknown => {
    const below = valueType ?? shape?.[name];
    if (!below || UNSEEN.has(name)) return one;
    return spoiled(below, one, valueType ? path : `${path}.${name}`, way);
  };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, each(name, one)]));
}

const lengthOf = (schema: Schema): number => ((line as unknown as Schema) === schema ? LINE_MAX : TEXT_MAX);

/** What was done. */
export interface Spoiled {
  /** How many texts, by field. */
  readonly fields: ReadonlyMap<string, number>;
  /** The payloads that stand somewhere. */
  readonly used: ReadonlySet<number>;
}

interface Row {
  readonly school: string;
  readonly record: string;
  readonly id: string;
  readonly kind: string;
  readonly json: string;
}

/** Payloads to a long text of a pupil who is looked at closely; of one whose record is opened, so that each comes to several of their texts. */
const MANY = 12;
const MOST = 36;
/** Of the activities of all other pupils one in so many: there are tens of thousands. */
const ONE_IN = 5;

/** Spoils the data file of a server that is stopped. `closely`: names of pupils whose first names screens are opened by, with their forms. */
export function spoilSchool(file: string, closely: readonly string[]): Spoiled {
  const database = new DatabaseSync(file);
  const rows = database.prepare('SELECT school, record, id, kind, json FROM entry').all() as unknown as readonly Row[];
  const { named, near } = nearOf(rows, closely);
  const fields = new Map<string, number>();
  const used = new Set<number>();
  // Whose whole record is opened has a turn of its own, so that all of them come to a screen.
  const [nextOfNamed, nextOfOthers] = [inTurn(used), inTurn(used)];
  const write = database.prepare('UPDATE entry SET json = ? WHERE school = ? AND record = ? AND id = ?');
  database.exec('BEGIN');
  for (const [i, row] of rows.entries()) {
    const isNear = near.has(row.record);
    const [next, many] = named.has(row.record) ? ([nextOfNamed, MOST] as const) : ([nextOfOthers, MANY] as const);
    if (row.kind === 'experience' && !isNear && i % ONE_IN > 0) continue;
    const give: Way['give'] = (text, path, most) => {
      // A first name that screens are opened by stays; the surname has what the name would.
      if (isNear && path === 'pupil.name') return text;
      fields.set(path, (fields.get(path) ?? 0) + 1);
      return withPayloads(text, most, isNear && most > LINE_MAX ? many : 1, next);
    };
    const kind = KINDS.find((one) => kindOf(one) === row.kind);
    if (!kind) throw new Error(`There is no kind ${row.kind}.`);
    const after = spoiled(kind, withStep(JSON.parse(row.json) as Json), row.kind, { give, fill: i % 2 === 0 }) as Json;
    write.run(JSON.stringify(isNear ? contested(after, next) : after), row.school, row.record, row.id);
  }
  database.prepare('UPDATE school SET name = ?').run(withPayloads('Wexcombe School', LINE_MAX, 1, nextOfNamed));
  database.exec('COMMIT');
  database.close();
  return { fields, used };
}

/** The records of these pupils; and with them those of everybody in their forms, and those that stand first in lists. */
function nearOf(
  rows: readonly Row[],
  names: readonly string[],
): { readonly named: ReadonlySet<string>; readonly near: ReadonlySet<string> } {
  const pupils = rows
    .filter(({ kind }) => kind === 'pupil')
    .map(({ record, json }) => ({ record, ...(JSON.parse(json) as { name: string; surname: string; form: string }) }))
    .toSorted((a, b) => a.surname.localeCompare(b.surname, 'en-GB'));
  const named = pupils.filter(({ name, surname }) => names.includes(`${name} ${surname}`));
  const forms = new Set(named.map(({ form }) => form));
  const recordsOf = (some: typeof pupils) => new Set(some.map(({ record }) => record));
  return {
    named: recordsOf(named),
    near: recordsOf([...pupils.filter(({ form }) => forms.has(form)), ...pupils.slice(0, 10)]),
  };
}

/** Payloads one after another, and from the first again. */
function inTurn(used: Set<number>): () => Payload {
  let at = 0;
  return () => {
    const payload = PAYLOADS[at++ % PAYLOADS.length] as Payload;
    used.add(payload.n);
    return payload;
  };
}

/** The text with so many payloads after it, or the first one alone where both do not go in. */
function withPayloads(text: string, most: number, count: number, next: () => Payload): string {
  const added = Array.from({ length: count }, () => next().text);
  const whole = [text, ...added].join(' ');
  return whole.length <= most ? whole : (added[0] ?? '');
}

/** The demo's unfinished interview has no step yet. */
const withStep = (entry: Json): Json => {
  if (entry['kind'] !== 'draft') return entry;
  const step = { what: 'Ring the college', who: 'pupil', due: String(entry['at']).slice(0, 10), tutorChecks: true };
  return { ...entry, steps: { '00000000-0000-4000-8000-000000000002': step } };
};

/** A step that somebody else had worded otherwise, a text that two wrote at once: both wordings are shown side by side. */
function contested(entry: Json, next: () => Payload): Json {
  const { kind, author: by, at } = entry;
  if (kind === 'step') return { ...entry, replaced: { what: { value: next().text, by, at } } };
  if (kind !== 'aspiration') return entry;
  const { heads, past } = entry['words'] as { readonly heads: readonly Json[]; readonly past: readonly string[] };
  const other = { id: '00000000-0000-4000-8000-000000000001', text: next().text, by, at };
  return { ...entry, words: { heads: [other, ...heads], past } };
}

/** What is opened by an address of its own: the record of a pupil of a form, and an activity that was held, with the record it is planned in. */
export interface Addresses {
  readonly pupil: string;
  readonly activity: string;
}

/** Their addresses, from the data file. */
export function addressesIn(file: string, name: string, form: string): Addresses {
  const database = new DatabaseSync(file, { readOnly: true });
  const pupil = database
    .prepare(
      "SELECT record FROM entry WHERE kind = 'pupil' AND json_extract(json, '$.name') = ? AND json_extract(json, '$.form') = ?",
    )
    .get(name, form) as { readonly record: string };
  const held = database
    .prepare(
      "SELECT plan.record AS programme, plan.id FROM entry AS done JOIN entry AS plan ON plan.school = done.school AND plan.kind = 'planned' AND plan.id = done.id WHERE done.kind = 'experience' AND json_extract(done.json, '$.attended') = 0 LIMIT 1",
    )
    .get() as { readonly programme: string; readonly id: string };
  database.close();
  return { pupil: pupil.record, activity: `/${held.programme}/${held.id}` };
}
