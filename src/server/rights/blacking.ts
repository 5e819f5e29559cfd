/** Blacking words of a copy: what was decided is put in their place, always as long, so that nothing of them is told. Pure. */
import type { CopyRow, Path } from './copy-parts.ts';
import { isFact, withRows, withTexts } from './copy-parts.ts';
import type { Placed } from './marks.ts';
import type { Material } from './material.ts';
import type { Span } from './names.ts';

/** Stands for words that are not handed out. */
export const BLACK = '█████';

/** The words with those marks black, without the parts that are held back and without what names them. */
export function blacked(material: Material, black: readonly Placed[], held: ReadonlySet<string>): Material {
  const whole = new Set(black.filter(({ span }) => span === null).map(({ part }) => part));
  const spans = new Map<string, Span[]>();
  for (const { span, ...mark } of black) if (span) spans.set(keyOf(mark), [...(spans.get(keyOf(mark)) ?? []), span]);
  return withRows(material, (one) => {
    if (isGone(one, held)) return null;
    const { part, section } = one;
    const isBlack = (text: string, path: Path) => text !== '' && whole.has(part) && !isFact(path);
    const row = withTexts(one.row, (text, path) =>
      isBlack(text, path) ? BLACK : blackIn(text, spans.get(keyOf({ part, section, path })) ?? []),
    ) as object;
    return namesHeld(one, held) ? { ...row, detail: {} } : row;
  });
}

const keyOf = ({ part, section, path }: Pick<Placed, 'part' | 'section' | 'path'>): string =>
  JSON.stringify([part, section, path]);

/** Is a row not in the copy, because it is held back or is about what is? */
export const isGone = (row: CopyRow, held: ReadonlySet<string>): boolean =>
  held.has(row.part) || (row.naming === 'goes' && names(row, held));

/** That something was done stays; on what, is not told. */
const namesHeld = (row: CopyRow, held: ReadonlySet<string>): boolean => row.naming === 'bare' && names(row, held);

function names({ row }: CopyRow, held: ReadonlySet<string>): boolean {
  if (held.size === 0) return false;
  const text = JSON.stringify(row);
  return [...held].some((id) => text.includes(id));
}

/** Spans may lie in each other: a name in words that are black as a whole. */
function blackIn(text: string, spans: readonly Span[]): string {
  let [out, end] = ['', 0];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (from >= end) out += text.slice(end, from) + BLACK;
    end = Math.max(end, to);
  }
  return out + text.slice(end);
}
