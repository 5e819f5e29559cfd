/** What stands on the line of a record, by school year, newest first. Pure. */
import { schoolYearOf } from '../../../domain/calendar.ts';
import { INTERVIEW_TYPE_NAMES } from '../../../domain/vocabulary-names.ts';
import type { CareersRecord, Entry, EntryOf, Kind } from '../../../domain/record.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { dateOf } from '../../../domain/time.ts';
import { whereWords } from './application-words.ts';

/** What the timeline can be narrowed to. */
export const ITEM_GROUPS = ['interviews', 'experiences', 'steps', 'plans'] as const;
export type ItemGroup = (typeof ITEM_GROUPS)[number];

/** One entry on the line. */
export interface TimelineItem {
  readonly entry: Entry;
  readonly group: ItemGroup;
  readonly date: IsoDate;
  /** "Interview", beside the date. */
  readonly kind: string;
  readonly title: string;
}

/** The items of one school year; `year` is the pupil's year group then. */
export interface TimelineYear {
  readonly startYear: number;
  readonly year: number;
  readonly items: readonly TimelineItem[];
}

type Made = Omit<TimelineItem, 'entry'>;
type Makers = { readonly [K in Kind]?: (entry: EntryOf<K>) => Made | null };

const made = (group: ItemGroup, kind: string, date: IsoDate, title: string): Made => ({ group, kind, date, title });

/** Does it wait for an answer? */
export const isOwed = (entry: Entry): boolean =>
  (entry.kind === 'ask' || entry.kind === 'concern') && entry.answer === null && entry.withdrawn === undefined;

/** What is shown in the summary of a pupil, or with the entry that it belongs to, has no place of its own here. */
const MAKERS: Makers = {
  interview: (entry) => made('interviews', 'Interview', entry.date, INTERVIEW_TYPE_NAMES[entry.type]),
  note: (entry) =>
    entry.interview === null || entry.withdrawn !== undefined
      ? made('interviews', 'Private note', dateOf(entry.madeAt), 'Private note')
      : null,
  request: (entry) => made('interviews', 'Request', entry.askedOn, 'Asked for an interview'),
  experience: (entry) => made('experiences', 'Experience', entry.facts.date, entry.facts.title),
  lmi: (entry) => made('experiences', 'Facts used', entry.date, entry.source),
  step: (entry) =>
    entry.interview === null || entry.withdrawn !== undefined
      ? made('steps', 'Next step', dateOf(entry.madeAt), entry.what)
      : null,
  aspiration: (entry) => made('plans', 'Plan', dateOf(entry.at), 'Career ideas'),
  intention: (entry) => made('plans', 'Plan', dateOf(entry.at), 'After school'),
  application: (entry) => made('plans', 'Application', dateOf(entry.at), whereWords(entry)),
  ask: (entry) => made('plans', 'Question', dateOf(entry.madeAt), 'A question from the form tutor'),
  concern: (entry) => made('plans', 'Concern', dateOf(entry.madeAt), 'Something’s not right'),
};

/** Every item, newest first. Steps of a removed or unseen interview stand by themselves: nothing is hidden silently. */
export function timelineItems(record: CareersRecord): readonly TimelineItem[] {
  return Object.values(record.entries)
    .flatMap((entry) => {
      const item = itemOf(entry) ?? orphanOf(entry, record);
      return item ? [{ ...item, entry }] : [];
    })
    .toSorted((a, b) => (a.date === b.date ? (a.entry.id > b.entry.id ? -1 : 1) : a.date > b.date ? -1 : 1));
}

// The maker of an entry's kind takes that kind, which the table's type cannot say.
const itemOf = (entry: Entry): Made | null =>
  (MAKERS[entry.kind] as ((entry: Entry) => Made | null) | undefined)?.(entry) ?? null;

function orphanOf(entry: Entry, record: CareersRecord): Made | null {
  if ((entry.kind !== 'step' && entry.kind !== 'note') || entry.interview === null) return null;
  const interview = record.entries[entry.interview];
  if (interview && interview.withdrawn === undefined) return null;
  return itemOf({ ...entry, interview: null });
}

/** The items by school year, newest first. `now`: the year group in which the pupil is in the school year of today. */
export function byYear(items: readonly TimelineItem[], now: number, today: IsoDate): readonly TimelineYear[] {
  const years = [...new Set(items.map(({ date }) => schoolYearOf(date)))].toSorted((a, b) => b - a);
  return years.map((startYear) => ({
    startYear,
    year: now - schoolYearOf(today) + startYear,
    items: items.filter(({ date }) => schoolYearOf(date) === startYear),
  }));
}

/** School years that are open at once: this one and the last. */
export const OPEN_YEARS = 2;

/** "Show Years 7 and 8: 6 more", for the years that are not open. */
export function olderWords(years: readonly TimelineYear[]): string {
  const names = years.map(({ year }) => year).toSorted((a, b) => a - b);
  const count = years.reduce((sum, { items }) => sum + items.length, 0);
  const [last] = names.slice(-1);
  return `Show ${names.length === 1 ? `Year ${last}` : `Years ${names.slice(0, -1).join(', ')} and ${last}`}: ${count} more`;
}
