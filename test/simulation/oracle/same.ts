/** Are two values the same as data? The order of keys does not count. Entries are never changed in place: their text is kept. */

const plainTexts = new WeakMap<object, string>();
const canonicalTexts = new WeakMap<object, string>();

function kept(texts: WeakMap<object, string>, value: unknown, make: (value: unknown) => string): string {
  if (typeof value !== 'object' || value === null) return String(JSON.stringify(value));
  const text = texts.get(value) ?? make(value);
  texts.set(value, text);
  return text;
}
const plain = (value: unknown): string => kept(plainTexts, value, (object) => JSON.stringify(object));

/** A value as text that does not depend on the order of keys. */
export const canonical = (value: unknown): string =>
  kept(canonicalTexts, value, (object) =>
    JSON.stringify(object, (_, part: unknown) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ),
  );

/** Nothing is the same as nothing only when it is the same nothing. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  // Most values were written by the same code: the slow way is for those that differ at first sight.
  return plain(a) === plain(b) || canonical(a) === canonical(b);
}
