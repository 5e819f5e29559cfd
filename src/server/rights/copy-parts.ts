/**
 * The copy taken apart: each row of each part of the material, with how it is called, whether it can be held back, and which of
 * its words are somebody else's. A new part of the material has to stand here, or this does not compile. Pure.
 */
import { createHash } from 'node:crypto';
import { fullDate } from '../../domain/date-words.ts';
import { BASE_FIELDS } from '../../domain/entry.ts';
import type { Instant, IsoDate } from '../../domain/time.ts';
import { dateOf } from '../../domain/time.ts';
import { PART_TITLES, titleOf } from './copy-words.ts';
import type { Material } from './material.ts';

/** Where a text stands in a row: fields, and places in lists. */
export type Path = readonly string[];

/** A row of the copy. */
export interface CopyRow {
  /** What is decided about: an entry with its earlier wordings, or a row by itself. */
  readonly part: string;
  /** "entries", "earlier 12": rows of one part are told apart by it. */
  readonly section: string;
  readonly title: string;
  readonly row: object;
  readonly canHold: boolean;
  /** A private note, or a change that writes one: looked at as a whole. */
  readonly isNote: boolean;
  /** What becomes of it when it names something that is held back. */
  readonly naming: 'goes' | 'bare' | 'stays';
  /** Is the text that stands there what somebody else wrote about the pupil, and not an entry? */
  readonly isOthers: (path: Path) => boolean;
}

/** What is to be known of the rows of one part. `R`: such a row. */
interface Traits<R> {
  readonly part: (row: R) => string;
  readonly title: (row: R) => string;
  readonly section?: (row: R) => string;
  /** The kind of an entry, or the name of a change. */
  readonly kind?: (row: R) => string;
  readonly canHold: boolean;
  readonly naming?: CopyRow['naming'];
  /** The fields that are no words of somebody else; without it, none of its words is. */
  readonly facts?: (row: R) => ReadonlySet<string>;
}

type RowOf<P> = P extends readonly (infer R)[] ? R : P;

const text = (row: object, field: string): string => (row as Readonly<Record<string, string | undefined>>)[field] ?? '';
/** Rows without words: ids, codes, days and times. */
const wordless = (part: keyof typeof PART_TITLES): Traits<object> => ({
  part: () => part,
  // Rows of one part are told apart by what they say: others come before and after them.
  section: (row) => `${part} ${JSON.stringify(row)}`,
  title: () => PART_TITLES[part],
  canHold: false,
});

const REQUEST_FACTS = ['school', 'id', 'record', 'kind', 'asker', 'received', 'logged', 'logged_by', 'closed'];
const factsOfRequest = (row: object): ReadonlySet<string> =>
  new Set([...REQUEST_FACTS, 'outcome', 'from', 'to', ...(text(row, 'asker') === 'pupil' ? ['words'] : [])]);
const LONGER_FACTS: ReadonlySet<string> = new Set(['school', 'record', 'until', 'by', 'at']);

const TRAITS: { readonly [P in keyof Material]: Traits<RowOf<Material[P]>> } = {
  entries: { part: ({ id }) => id, title: titleOf, kind: ({ kind }) => kind, canHold: true },
  earlier: {
    part: ({ was }) => was.id,
    section: ({ until }) => `earlier ${until}`,
    title: ({ was }) => titleOf(was),
    kind: ({ was }) => was.kind,
    canHold: true,
  },
  refused: {
    part: ({ change }) => change.id,
    title: ({ change }) => `Not accepted, ${fullDate(dateOf(change.at))}`,
    kind: ({ change }) => change.name,
    canHold: true,
    naming: 'goes',
  },
  unfinished: wordless('unfinished'),
  changes: wordless('changes'),
  seen: { ...wordless('seen'), naming: 'bare' },
  sentTo: wordless('sentTo'),
  moved: { ...wordless('moved'), naming: 'goes' },
  rosterChanges: {
    part: (row) => `roster-${createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32)}`,
    title: (row) => `${PART_TITLES.rosterChanges}, ${fullDate(dateOf(text(row, 'begun') as Instant))}`,
    canHold: true,
    naming: 'goes',
  },
  requests: {
    part: (row) => text(row, 'id'),
    title: (row) => `${PART_TITLES.requests}, ${fullDate(text(row, 'received') as IsoDate)}`,
    canHold: true,
    facts: factsOfRequest,
  },
  keptLonger: {
    part: (row) => `longer-${text(row, 'at')}`,
    title: (row) => `${PART_TITLES.keptLonger}, until ${fullDate(text(row, 'until') as IsoDate)}`,
    canHold: true,
    facts: () => LONGER_FACTS,
  },
  letGo: wordless('letGo'),
  owed: wordless('owed'),
  // What the pupil calls a passkey is the pupil's own.
  account: { part: () => 'account', title: () => PART_TITLES.account, canHold: false },
  // An activity has the id of what the pupil did in it: both are held back together.
  activities: { part: ({ id }) => id, title: titleOf, canHold: true },
};

/** Private notes, published or not; and mutations with which they are written. */
const isPrivate = (kind: string): boolean => /^(note|draft)(\.|$)|^interview\.finish$/.test(kind);

function rowIn(part: keyof Material, row: object): CopyRow {
  const traits = TRAITS[part] as unknown as Traits<object>;
  const facts = traits.facts?.(row);
  return {
    part: traits.part(row),
    section: traits.section?.(row) ?? part,
    title: traits.title(row),
    row,
    canHold: traits.canHold,
    isNote: traits.kind !== undefined && isPrivate(traits.kind(row)),
    naming: traits.naming ?? 'stays',
    isOthers: (path) => facts !== undefined && !facts.has(fieldOf(path)),
  };
}

/** The material with other rows in the place of its own; null: without that row. */
export const withRows = (material: Material, other: (row: CopyRow) => object | null): Material =>
  Object.fromEntries(
    Object.entries(material).map(([name, rows]: [string, object]) => {
      const of = (row: object): object | null => other(rowIn(name as keyof Material, row));
      return [name, Array.isArray(rows) ? rows.flatMap((row: object) => of(row) ?? []) : (of(rows) ?? {})];
    }),
  ) as unknown as Material;

/** All rows, in the order of the copy. */
export function rowsOf(material: Material): readonly CopyRow[] {
  const rows: CopyRow[] = [];
  withRows(material, (row) => {
    rows.push(row);
    return null;
  });
  return rows;
}

/** The field in which a text stands, whatever its place in a list there. */
export const fieldOf = (path: Path): string => path.findLast((step) => !/^\d+$/.test(step)) ?? '';

/** Where the words of a row begin: those of an earlier wording and of a refused change stand within. */
const WITHIN = new Set(['was', 'change', 'args']);
/** The path as it is told: "Pauses: Why". */
export const pathWords = (path: Path): Path => path.filter((step) => !/^\d+$/.test(step) && !WITHIN.has(step));

/** What every entry and every change has, beside what somebody wrote: it stays where a whole note is black. */
const FACTS: ReadonlySet<string> = new Set(
  [...Object.keys(BASE_FIELDS), 'name', 'record', 'act', 'until'].filter(
    (field) => field !== 'withdrawn' && field !== 'replaced',
  ),
);

/** Is it no word that somebody wrote into an entry, but who, when and the like? */
export const isFact = (path: Path): boolean => FACTS.has(path[path[0] === 'was' || path[0] === 'change' ? 1 : 0] ?? '');

/** Every text that stands in a value. */
export function textsIn(value: unknown, path: Path = []): readonly { readonly path: Path; readonly text: string }[] {
  if (typeof value === 'string') return value === '' ? [] : [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}

/** The value with other texts in the place of its own. */
export function withTexts(value: unknown, other: (text: string, path: Path) => string, path: Path = []): unknown {
  if (typeof value === 'string') return other(value, path);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner: unknown, i) => withTexts(inner, other, [...path, String(i)]));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withTexts(inner, other, [...path, key])]),
  );
}
