/** Are two values the same as data? The order of keys does not count. Entries are never changed in place: their text is kept. */

const plainTexts = new WeakMap<object, string>();

function plain(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(JSON.stringify(value));
  const text = plainTexts.get(value) ?? JSON.stringify(value);
  plainTexts.set(value, text);
  return text;
}

/** A value as text that does not depend on the order of keys. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    isKeyed(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part,
  );

const isKeyed = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of two values whose texts are of one length: a key is in one as in the other, or nothing stands there. */
function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((part, i) => alike(part, b[i]));
  if (!isKeyed(a) || !isKeyed(b)) return false;
  return Object.keys({ ...a, ...b }).every((key) => alike(a[key], b[key]));
}

/** Nothing is the same as nothing only when it is the same nothing. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const [one, other] = [plain(a), plain(b)];
  // Most values were written by the same code: the slow way is for those that differ at first sight. Another order is no shorter.
  return one === other || (one.length === other.length && alike(a, b));
}
