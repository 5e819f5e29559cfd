/** Blacking words of a copy: what was decided is put in their place, always as long, so that nothing of them is told. Pure. */
import type { Entry } from '../../domain/record.ts';
import { BASE_FIELDS } from '../../domain/entry.ts';
import type { Placed } from './marks.ts';
import type { Material } from './material.ts';

/** Stands for words that are not handed out. */
export const BLACK = '█████';

/** The words with those marks black, without the parts that are not wanted. */
export function blacked(material: Material, black: readonly Placed[], isWanted: (part: string) => boolean): Material {
  const whole = new Set(black.filter(({ span }) => span === null).map(({ part }) => part));
  const entry = (one: Entry, section: string): Entry =>
    whole.has(one.id) ? allBlack(one) : (blackIn(one, marksOf(black, one.id, section)) as Entry);
  return {
    ...material,
    entries: material.entries.filter(({ id }) => isWanted(id)).map((one) => entry(one, 'entry')),
    earlier: material.earlier
      .filter(({ was }) => isWanted(was.id))
      .map(({ until, was }) => ({ until, was: entry(was, `earlier ${until}`) })),
    refused: material.refused
      .filter(({ change }) => wanted(change, material, isWanted))
      .map(({ by, change }) => ({
        by,
        change: {
          ...change,
          args: whole.has(change.id)
            ? blackLeaves(change.args)
            : blackIn(change.args, marksOf(black, change.id, 'refused')),
        },
      })),
  };
}

/** What was refused about an entry that is held back is held back too. */
const wanted = (change: object, { entries }: Material, isWanted: (part: string) => boolean): boolean =>
  entries.every(({ id }) => isWanted(id) || !JSON.stringify(change).includes(id));

const marksOf = (black: readonly Placed[], part: string, section: string): readonly Placed[] =>
  black.filter((mark) => mark.span !== null && mark.part === part && mark.section === section);

function blackIn(value: unknown, marks: readonly Placed[], path: readonly string[] = []): unknown {
  if (marks.length === 0) return value;
  if (typeof value === 'string') {
    const here = marks
      .filter((mark) => mark.path.join('\n') === path.join('\n'))
      .toSorted((a, b) => start(b) - start(a));
    return here.reduce(
      (text, { span }) => (span ? text.slice(0, span.from) + BLACK + text.slice(span.to) : text),
      value,
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner: unknown, i) => blackIn(inner, marks, [...path, String(i)]));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, blackIn(inner, marks, [...path, key])]));
}

const start = ({ span }: Placed): number => span?.from ?? 0;

/** That there is a note, by whom and when, stays. */
function allBlack(entry: Entry): Entry {
  const fields = Object.entries(entry).map(([field, value]) => [
    field,
    field in BASE_FIELDS && field !== 'replaced' ? value : blackLeaves(value),
  ]);
  return Object.fromEntries(fields) as Entry;
}

function blackLeaves(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : BLACK;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(blackLeaves);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, blackLeaves(inner)]));
}
