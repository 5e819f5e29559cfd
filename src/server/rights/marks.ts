/**
 * What the careers leader has to look at before a copy is handed out: names of others wherever they stand in it, other people's
 * words, and private notes. Made from the copy's rows themselves, so that no text of it goes unlooked at. Pure.
 */
import { createHash } from 'node:crypto';
import type { MarkWhy } from '../../protocol/rights.ts';
import type { CopyRow, Path } from './copy-parts.ts';
import { fieldOf, isFact, pathWords, rowsOf, textsIn } from './copy-parts.ts';
import { fieldName } from './copy-words.ts';
import type { Material } from './material.ts';
import type { NameFinder, Span } from './names.ts';

/** A mark with where it stands: what is needed to black it. `span` null: the part as a whole. */
export interface Placed {
  readonly id: string;
  readonly why: MarkWhy;
  readonly part: string;
  readonly section: string;
  readonly path: Path;
  readonly span: Span | null;
  readonly text: string;
  readonly place: string;
}

/** All marks, in the order of the copy. */
export function marksIn(material: Material, names: NameFinder): readonly Placed[] {
  const marks: Placed[] = [];
  for (const row of rowsOf(material)) {
    if (row.isNote) marks.push(wholeMark(row));
    for (const { path, text } of textsIn(row.row)) marks.push(...marksOf(row, path, { text, names }));
  }
  // An earlier wording of a note is a part of the note.
  const seen = new Set<string>();
  return marks.filter(({ id }) => !seen.has(id) && seen.add(id));
}

const wholeMark = (row: CopyRow): Placed => ({
  id: idOf([row.part, 'whole']),
  why: 'note',
  part: row.part,
  section: '',
  path: [],
  span: null,
  place: row.title,
  text: wordsOf(row),
});

const idOf = (of: readonly unknown[]): string =>
  `m-${createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 32)}`;

interface Looking {
  readonly text: string;
  readonly names: NameFinder;
}

function marksOf(row: CopyRow, path: Path, { text, names }: Looking): readonly Placed[] {
  const { part, section } = row;
  const placed = (why: MarkWhy, span: Span): Placed => ({
    id: idOf([part, section, path, span, text]),
    why,
    part,
    section,
    path,
    span,
    text,
    place: [row.title, ...pathWords(path).map(fieldName)].join(': '),
  });
  const all = { from: 0, to: text.length };
  if (isOfOneBeside(path)) return text.trim() === '' ? [] : [placed('also-present', all)];
  if (isMade(path, text)) return [];
  // An activity is named after places: "Queen Matilda Sixth Form".
  const found = names.in(text, path.includes('facts')).map((span) => placed('name', span));
  return row.isOthers(path) && text.trim() !== '' ? [placed('others-words', all), ...found] : found;
}

/** Who else was there is always somebody else, in whatever words: "mum". */
const isOfOneBeside = (path: Path): boolean => path.includes('alsoPresent') && !NO_WORDS.has(fieldOf(path));
const NO_WORDS: ReadonlySet<string> = new Set(['id', 'by', 'at', 'over', 'past']);

/** Fields that a machine fills with letters in any order: a name in them is none. With a space in it, somebody wrote it. */
const MADE: ReadonlySet<string> = new Set(['id', 'sum', 'key', 'subject', 'groups', 'readers']);
const isMade = (path: Path, text: string): boolean => MADE.has(fieldOf(path)) && !/\s/.test(text);

/** Ids, days and times, and what is chosen from a list ("gcse-options", "pupil.enrol"). */
const IS_NO_WORDS = /^([0-9a-f]{8}-[0-9a-f-]{27}|[a-z0-9]+([-._][a-z0-9]+)*|\d{4}-\d\d-\d\d(T[\d:.]+Z)?|\d\d:\d\d)$/;

/** What people wrote in a row, one after the other: to know it by. */
export const wordsOf = ({ row }: CopyRow): string =>
  textsIn(row)
    .filter(({ path, text }) => !isFact(path) && !isMade(path, text) && !IS_NO_WORDS.test(text))
    .map(({ text }) => text)
    .join(' ');
