/** What the careers leader has to look at before a copy is handed out: other people's words and names, and private notes. Pure. */
import { createHash } from 'node:crypto';
import { fullDate } from '../../domain/date-words.ts';
import { BASE_FIELDS } from '../../domain/entry.ts';
import type { Entry } from '../../domain/record.ts';
import { dateOf } from '../../domain/time.ts';
import type { MarkWhy } from '../../protocol/rights.ts';
import { fieldName, kindName } from './copy-words.ts';
import type { Material } from './material.ts';
import type { NameFinder, Span } from './names.ts';

/** A text of the copy, by the part that it is of and where it stands in it. */
interface Text {
  /** The part: the id of an entry, or of a refused change. */
  readonly part: string;
  /** "entry", "earlier 12", "refused": parts have one id in all of them. */
  readonly section: string;
  readonly path: readonly string[];
  readonly text: string;
}

/** A mark with where it stands: what is needed to black it. `span` null: the part as a whole. */
export interface Placed {
  readonly id: string;
  readonly why: MarkWhy;
  readonly part: string;
  readonly section: string;
  readonly path: readonly string[];
  readonly span: Span | null;
  readonly text: string;
  readonly place: string;
}

/** Private notes, published or not; and mutations with which they are written. */
export const isPrivate = (kind: string): boolean => /^(note|draft)(\.|$)|^interview\.finish$/.test(kind);
/** Who else was there is always somebody else. */
const ALSO_PRESENT = 'alsoPresent';

/** All marks, in the order of the copy. */
export function marksIn(material: Material, names: NameFinder): readonly Placed[] {
  const marks: Placed[] = [];
  for (const { part, title, kind, said } of saidIn(material)) {
    if (isPrivate(kind)) marks.push({ ...wholeMark(part), place: title, text: said.map(({ text }) => text).join(' ') });
    for (const text of said) marks.push(...marksOf(text, title, names));
  }
  // An earlier wording of a note is a part of the note.
  return [...new Map(marks.map((mark) => [mark.id, mark])).values()];
}

const wholeMark = (part: string) => ({
  id: idOf([part, 'whole']),
  why: 'note' as const,
  part,
  section: '',
  path: [],
  span: null,
});

const idOf = (of: readonly unknown[]): string =>
  `m-${createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 32)}`;

function marksOf(text: Text, title: string, names: NameFinder): readonly Placed[] {
  const place = [title, ...text.path.filter((step) => !/^\d+$/.test(step)).map(fieldName)].join(': ');
  const placed = (why: MarkWhy, span: Span): Placed => ({
    ...text,
    id: idOf([text.part, text.section, text.path, span, text.text]),
    why,
    span,
    place,
  });
  if (text.path.at(-1) === ALSO_PRESENT || text.path.includes(ALSO_PRESENT))
    return text.text.trim() === '' ? [] : [placed('also-present', { from: 0, to: text.text.length })];
  // An activity is named after places: "Queen Matilda Sixth Form".
  return names.in(text.text, text.path[0] === 'facts').map((span) => placed('name', span));
}

interface Said {
  readonly part: string;
  readonly title: string;
  readonly kind: string;
  readonly said: readonly Text[];
}

/** What is said in entries, in their earlier wordings, and in what was refused. */
function saidIn({ entries, earlier, refused }: Material): readonly Said[] {
  const ofEntry = (entry: Entry, section: string): Said => ({
    part: entry.id,
    title: titleOf(entry),
    kind: entry.kind,
    said: textsIn(entry, { part: entry.id, section }).filter(({ path }) => !isBase(path)),
  });
  return [
    ...entries.map((entry) => ofEntry(entry, 'entry')),
    ...earlier.map(({ until, was }) => ofEntry(was, `earlier ${until}`)),
    ...refused.map(({ change }) => ({
      part: change.id,
      title: `Not accepted, ${fullDate(dateOf(change.at))}`,
      kind: change.name,
      said: textsIn(change.args, { part: change.id, section: 'refused' }),
    })),
  ];
}

/** "Private note, 11 November 2026". */
export const titleOf = ({ kind, madeAt }: Entry): string => `${kindName(kind)}, ${fullDate(dateOf(madeAt))}`;

/** What all entries have says nothing; what a value replaced, and why an entry was removed, may. */
const isBase = ([first = '']: readonly string[]): boolean =>
  first in BASE_FIELDS && first !== 'withdrawn' && first !== 'replaced';

/** Ids, days and times, and what is chosen from a list ("gcse-options"). */
const IS_NO_WORDS = /^([0-9a-f]{8}-[0-9a-f-]{27}|[a-z0-9]+(-[a-z0-9]+)*|\d{4}-\d\d-\d\d(T[\d:.]+Z)?|\d\d:\d\d)$/;

function textsIn(value: unknown, at: Pick<Text, 'part' | 'section'>, path: readonly string[] = []): readonly Text[] {
  if (typeof value === 'string') return value === '' || IS_NO_WORDS.test(value) ? [] : [{ ...at, path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, at, [...path, key]));
}
