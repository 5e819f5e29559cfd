/** Words that somebody must not be told: names, ids and texts of the entries that the tables hide from them. */
import type { Entry } from '../../../src/domain/record.ts';
import type { HeldRecord } from './people.ts';
import { RECORDS, lettersIn, partOf } from './people.ts';
import { reads } from './reads.ts';
import type { MatrixSchool } from './school.ts';

/** Fields that every entry has, and that say nothing of what it is about. */
const ABOUT_THE_ENTRY = new Set([
  'kind',
  'id',
  'readers',
  'author',
  'version',
  'at',
  'by',
  'madeAt',
  'ranks',
  'adviser',
  'interview',
]);

/** A time, or a day that is nobody's birthday, tells nothing by itself. */
const TELLS_NOTHING = /^([a-z-]+|\d\d:\d\d|20(?!1[0-4]-)\d\d-[^ ]*)$/;

/** The texts of an entry that are somebody's words: not its choices ("to-do"), nor what is shorter than a word that tells. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.length >= 5 && !TELLS_NOTHING.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (ABOUT_THE_ENTRY.has(key) ? [] : wordsIn(inner)));
}

const known = new WeakMap<MatrixSchool, Map<string | null, readonly string[]>>();

/** What a part may not be told of the snapshot; null: of everything. What they may read elsewhere is left out. */
export async function hiddenFrom(school: MatrixSchool, asker: string | null): Promise<readonly string[]> {
  const ofSchool = known.get(school) ?? new Map<string | null, readonly string[]>();
  known.set(school, ofSchool);
  const before = ofSchool.get(asker);
  if (before) return before;
  const { entries } = await school.stored();
  const there = RECORDS.flatMap((record) =>
    Object.values(entries.get(record) ?? {}).map((entry) => [record, entry] as const),
  );
  const isShown = (record: HeldRecord, entry: Entry) =>
    asker !== null && reads(lettersIn(asker, record), partOf(asker).person, entry);
  const [hidden, shown] = [new Set<string>(), new Set<string>()];
  for (const [record, entry] of there) {
    const into = isShown(record, entry) ? shown : hidden;
    for (const word of wordsIn(entry)) into.add(word);
    // The name of a kind is no secret.
    if (entry.id !== (entry.kind as string)) into.add(entry.id);
  }
  // What they may read elsewhere, in the programme or in another entry, is no secret.
  const own = ['school', 'programme/2026'].flatMap((record) => wordsIn(Object.values(entries.get(record) ?? {})));
  const all = [...shown, ...own].join('\n');
  const words = [...hidden].filter((word) => !all.includes(word));
  ofSchool.set(asker, words);
  return words;
}
