/**
 * The words that people wrote into a pupil's record, entry by entry: what can be looked for. A table with a line for each
 * kind, so that a new kind must say what of it is words. Names are found as names (find-pupils.ts).
 */
import type { CAREER_READERS, DraftEntry } from './entries/career.ts';
import { ROUTE_NAMES } from './vocabulary-names.ts';
import { REASON_NAMES } from './entries/vocabulary.ts';
import type { Entry, EntryOf } from './record.ts';
import type { WrittenText } from './text.ts';
import { allWords } from './text-merge.ts';

/** A kind of entry of a pupil's record. */
export type CareerKind = keyof typeof CAREER_READERS;

/** An entry of a pupil's record. */
export type CareerEntry = EntryOf<CareerKind>;

type Words = readonly (string | null | undefined)[];
const text = (written: WrittenText | undefined): string => (written ? allWords(written) : '');
const NONE = (): Words => [];

const WORDS: { readonly [K in CareerKind]: (entry: EntryOf<K>) => Words } = {
  pupil: NONE,
  identity: NONE,
  adviser: NONE,
  support: ({ outcomes }) => [outcomes],
  adjustment: ({ words }) => [words],
  grades: ({ predicted, options }) => [predicted, options],
  aspiration: ({ words }) => [text(words)],
  intention: ({ route, detail, backUp }) => [route && ROUTE_NAMES[route], detail, backUp],
  preparation: ({ ideas, strengths, wants, worries }) => [ideas, strengths, wants, worries].map(text),
  request: ({ about, words, avoid }) => [about.map((one) => REASON_NAMES[one]).join(', '), words, avoid],
  interview: ({ why, summary, routes, agreed }) => [
    summary,
    routes.map((one) => ROUTE_NAMES[one]).join(', '),
    why,
    agreed?.words,
  ],
  note: ({ about, why, now, ideas, barriers, alsoPresent }) => [
    why,
    now,
    ideas,
    barriers,
    alsoPresent,
    about.map((one) => REASON_NAMES[one]).join(', '),
  ],
  step: ({ what, why }) => [what, why],
  followup: ({ words }) => [words],
  ask: ({ words, answer }) => [words, answer],
  experience: ({ why, reflection }) => [text(reflection), why],
  lmi: ({ source, decision }) => [source, decision],
  application: ({ provider, course, route }) => [provider, course, route && ROUTE_NAMES[route]],
  'la-sharing': NONE,
  concern: ({ words, should, answer }) => [words, should, answer],
  draft: (entry) => (entry.closed ? [] : draftWords(entry)),
};

const draftWords = ({ texts, steps }: DraftEntry): Words => [
  ...Object.values(texts).map(text),
  ...Object.values(steps).map((step) => step?.what),
];

/** The texts of an entry that have words; none of a school's own records, nor of what was taken out of sight. */
export const entryWords = (entry: Entry): readonly string[] => filled(entry, (one) => WORDS[one.kind](one as never));

/** The words of the activity that an experience came from: the same in the records of all who took part. */
export const activityWords = (entry: Entry): readonly string[] =>
  filled(entry, (one) =>
    one.kind === 'experience' ? [one.facts.title, one.facts.organisation, one.facts.occupation, one.facts.learned] : [],
  );

function filled(entry: Entry, words: (entry: CareerEntry) => Words): readonly string[] {
  if (!isCareer(entry) || entry.withdrawn !== undefined) return [];
  return words(entry).flatMap((one) => (one && one.trim() !== '' ? [one] : []));
}

const isCareer = (entry: Entry): entry is CareerEntry => entry.kind in WORDS;
