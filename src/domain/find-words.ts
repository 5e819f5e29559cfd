/**
 * Finding words in pupils' records. It is given a record as a person may see it (sync/view.ts) and finds nothing else.
 * A record is made ready once and looked through at each key: every word that is typed must begin a word of the entry.
 */
import type { EntryId, RecordId } from './ids.ts';
import type { CareerEntry, CareerKind } from './entry-words.ts';
import { activityWords, entryWords } from './entry-words.ts';
import { plain, plainWords, wordStarts } from './plain-words.ts';
import type { CareersRecord, Entry } from './record.ts';
import { entryOf } from './record.ts';
import type { Piece } from './snippet.ts';
import { snippetOf } from './snippet.ts';
import type { IsoDate } from './time.ts';
import { dateOf } from './time.ts';

/** Fewest letters and figures that are looked for in records: with fewer, nearly every entry would be found. */
const LEAST_TYPED = 3;

/** What is looked for in records: plain words, none while too little is typed. */
export function wantedWords(typed: string): readonly string[] {
  const words = plainWords(typed);
  return words.join('').length < LEAST_TYPED ? [] : words;
}

/** An entry in which all the words stand. */
export interface WordsFound {
  readonly record: RecordId;
  readonly entry: EntryId;
  readonly kind: CareerKind;
  /** The interview that it was written in or belongs to, if any; its own id when it is one. */
  readonly interview: EntryId | null;
  /** Is that interview finished? Then its plan can be read. */
  readonly finished: boolean;
  /** The entry under which it is shown: its interview, the step that was talked about, else itself. */
  readonly shownWith: EntryId;
  /** The day of an interview or an activity, else the day on which it was written. */
  readonly date: IsoDate;
  readonly snippet: readonly Piece[];
  /** The words are those of the activity, the same for all who took part. */
  readonly activity: boolean;
}

/** A record made ready: its entries with words, newest first. */
export type ReadyWords = readonly Passage[];
interface Passage {
  readonly of: Omit<WordsFound, 'snippet'>;
  readonly texts: readonly string[];
  /** All its texts, plain, a line each. */
  readonly plain: string;
}

/** Makes a record ready. `record`: as the person may see it. */
export function readyWords(record: CareersRecord): ReadyWords {
  return Object.values(record.entries)
    .toSorted((a, b) => (a.madeAt === b.madeAt ? (a.id < b.id ? 1 : -1) : a.madeAt < b.madeAt ? 1 : -1))
    .flatMap((entry) => [
      ...passage(record, entry, { texts: entryWords(entry), activity: false }),
      ...passage(record, entry, { texts: activityWords(entry), activity: true }),
    ]);
}

/** The entries in which all the words stand, newest first. `words`: of `wantedWords`; without any, nothing is found. */
export function findWords(ready: ReadyWords, words: readonly string[]): readonly WordsFound[] {
  if (words.length === 0) return [];
  return ready
    .filter((one) => words.every((word) => wordStarts(one.plain, word).length > 0))
    .map(({ of, texts }) => ({ ...of, snippet: bestSnippet(texts, words) }));
}

/** The words found, with how many other pupils the same words of the same activity were found for. */
export interface WordsGathered extends WordsFound {
  readonly others: number;
}

/** What was found so far and what is new, in this order; an activity stands once, however many took part. */
export function gatherWords(before: readonly WordsGathered[], found: readonly WordsFound[]): readonly WordsGathered[] {
  const gathered = [...before];
  const at = new Map(gathered.flatMap((one, i) => (one.activity ? [[one.entry, i] as const] : [])));
  for (const one of found) {
    const same = one.activity ? at.get(one.entry) : undefined;
    const first = same === undefined ? undefined : gathered[same];
    if (same !== undefined && first) gathered[same] = { ...first, others: first.others + 1 };
    else {
      if (one.activity) at.set(one.entry, gathered.length);
      gathered.push({ ...one, others: 0 });
    }
  }
  return gathered;
}

interface Written {
  readonly texts: readonly string[];
  readonly activity: boolean;
}

function passage(record: CareersRecord, entry: Entry, { texts, activity }: Written): readonly Passage[] {
  if (texts.length === 0) return [];
  const career = entry as CareerEntry;
  const interview = interviewOf(record, entry);
  const of = {
    record: record.id,
    entry: entry.id,
    kind: career.kind,
    interview,
    finished: interview !== null && entryOf(record, interview, 'interview')?.status === 'finished',
    shownWith: interview ?? (entry.kind === 'followup' ? entry.on : entry.id),
    date: dayOf(career),
    activity,
  };
  return [{ of, texts, plain: texts.map(plain).join('\n') }];
}

/** The interview of a note, a step or a draft, and of what was said on one of these afterwards. */
function interviewOf(record: CareersRecord, entry: Entry): EntryId | null {
  if (entry.kind === 'interview') return entry.id;
  if (entry.kind === 'note' || entry.kind === 'step' || entry.kind === 'draft') return entry.interview;
  const on = entry.kind === 'followup' ? record.entries[entry.on] : undefined;
  return on && on.kind !== 'followup' ? interviewOf(record, on) : null;
}

function dayOf(entry: CareerEntry): IsoDate {
  if (entry.kind === 'interview') return entry.date;
  return entry.kind === 'experience' ? entry.facts.date : dateOf(entry.madeAt);
}

/** Of the texts in which most of the words stand, the first. */
function bestSnippet(texts: readonly string[], words: readonly string[]): readonly Piece[] {
  const counted = texts.map((text) => {
    const searched = plain(text);
    return { text, count: words.filter((word) => wordStarts(searched, word).length > 0).length };
  });
  const most = Math.max(...counted.map(({ count }) => count));
  return snippetOf(counted.find(({ count }) => count === most)?.text ?? '', words);
}
