/**
 * Free text that somebody types outlives a lock and a reload: no field for it keeps its words in plain component state.
 * `useKept` and the typed texts of a record do that (src/ui/screens/shared/use-kept.ts, src/ui/queries/typing.ts).
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const screens = fileURLToPath(new URL('../../src/ui/screens', import.meta.url));

/** Fields of so many characters hold sentences; names and codes are shorter. */
const SENTENCE = 200;

/** Names and places, and a reason in a request of rights, which is not yet kept. */
const SHORT: ReadonlySet<string> = new Set([
  'leader/school/facts-form.tsx draft',
  'adviser/slot-fields.tsx slot',
  'adviser/interview/about-part.tsx place',
  'leader/rights/close-request.tsx why',
]);

/** "<file> <state>" of each field whose words are in plain state. */
function plainIn(name: string, code: string): readonly string[] {
  const states = new Set(Array.from(code.matchAll(/const \[(\w+), \w+\] = useState\b/g), ([, state = '']) => state));
  return [...code.matchAll(/<(TextArea|TextInput)\b([^>]|=>)*?\/>/g)].flatMap(([field, kind]) => {
    const most = Number(/maxLength=\{(\d+)\}/.exec(field)?.[1] ?? 0);
    const [, state = ''] = /\bvalue=\{(\w+)/.exec(field) ?? [];
    const isSentence = kind === 'TextArea' || (most >= SENTENCE && !/type="/.test(field));
    return isSentence && states.has(state) && !SHORT.has(`${name} ${state}`) ? [`${name} ${state}`] : [];
  });
}

it('is kept', () => {
  const files = readdirSync(screens, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap((name) => plainIn(name, readFileSync(join(screens, name), 'utf8')))).toStrictEqual([]);
});

it('would be missed if it were not', () => {
  const code = (field: string) => `const [words, setWords] = useState('');\nreturn ${field};`;
  expect(plainIn('a.tsx', code('<TextArea rows={2} value={words} onText={setWords} />'))).toStrictEqual([
    'a.tsx words',
  ]);
  expect(
    plainIn('a.tsx', code('<TextInput value={words} onText={(t) => setWords(t)} maxLength={200} />')),
  ).toHaveLength(1);
  expect(plainIn('a.tsx', code('<TextInput type="search" value={words} onText={setWords} />'))).toStrictEqual([]);
});
