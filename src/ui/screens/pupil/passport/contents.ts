/**
 * What goes into a career passport: what the pupil ticked, and nothing else. Made from confirmed experiences, which all who help
 * the pupil read, from applications, and from words written for the passport; interviews, notes, worries and support are never in it. Policy 5.3.3.
 */
import type { EntryId } from '../../../../domain/ids.ts';
import type { CareersRecord, EntryOf } from '../../../../domain/record.ts';
import { entriesOf, entryOf, singleton } from '../../../../domain/record.ts';
import type { ActivityKind, ApplicationStatus } from '../../../../domain/entries/vocabulary.ts';
import { allWords } from '../../../../domain/text-merge.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { dateOf } from '../../../../domain/time.ts';
import { APPLICATION_STATUS_NAMES, DAY_OF, whereWords } from '../../shared/application-words.ts';
import { intentionWords } from '../../shared/plan-words.ts';

/** Parts of the record, each thing of which can be left out: experiences and applications. */
export const ITEM_PARTS = ['experiences', 'workplaces', 'lessons', 'applications'] as const;
/** Parts that the pupil writes for the passport. */
export const OWN_PARTS = ['skills', 'achievements', 'contact'] as const;
/** One part, in the order of the page. */
const PASSPORT_PARTS = [...ITEM_PARTS, 'plans', ...OWN_PARTS] as const;
export type PassportPart = (typeof PASSPORT_PARTS)[number];

/** What the pupil chose. All is off at first: nothing is shared that was not ticked. */
export interface PassportChoice {
  readonly parts: readonly PassportPart[];
  /** Single things that were taken out of a ticked part. */
  readonly without: readonly EntryId[];
  readonly words: Readonly<Record<(typeof OWN_PARTS)[number], string>>;
}

/** The choice at first. */
export const NOTHING_CHOSEN: PassportChoice = {
  parts: [],
  without: [],
  words: { skills: '', achievements: '', contact: '' },
};

/** One experience or application on the passport. */
export interface PassportItem {
  readonly id: EntryId;
  readonly title: string;
  readonly date: IsoDate;
  /** Said beside the title: with whom it was, or how far it is; '' when the title says it. */
  readonly beside: string;
  /** What the pupil got out of it, in their words; '' when they did not say. */
  readonly words: string;
}

/** What can be ticked: what is on the record of each part. */
export interface PassportSource extends Readonly<Record<(typeof ITEM_PARTS)[number], readonly PassportItem[]>> {
  /** "Apprenticeship: Laboratory"; '' when nothing was said. */
  readonly plans: string;
}

/** Benchmark 6: a workplace was seen. */
const SEEING_WORKPLACES = '6';

/** What all do in lessons and in form time: there is much of it, and it says less of one pupil. */
const IN_LESSONS: ReadonlySet<ActivityKind> = new Set([
  'subject-careers',
  'tutor-time',
  'record-review',
  'labour-market',
]);

/** What the record has for a passport, the latest first. Only what staff confirmed and where the pupil was there. */
export function passportSource(record: CareersRecord): PassportSource {
  const all = entriesOf(record, 'experience')
    .filter(({ status, attended, withdrawn }) => status === 'confirmed' && attended && withdrawn === undefined)
    .toSorted((a, b) => (a.facts.date > b.facts.date ? -1 : 1));
  const intention = entryOf(record, singleton('intention'), 'intention');
  const of = (part: ExperiencePart) => all.filter((one) => partOf(one) === part).map(itemOf);
  return {
    experiences: of('experiences'),
    workplaces: of('workplaces'),
    lessons: of('lessons'),
    applications: entriesOf(record, 'application').flatMap(applicationOf),
    plans: intention ? intentionWords(intention) : '',
  };
}

type ExperiencePart = Exclude<(typeof ITEM_PARTS)[number], 'applications'>;

function partOf({ facts }: EntryOf<'experience'>): ExperiencePart {
  if (facts.counts.includes(SEEING_WORKPLACES)) return 'workplaces';
  return IN_LESSONS.has(facts.activity) ? 'lessons' : 'experiences';
}

const itemOf = ({ id, facts, reflection }: EntryOf<'experience'>): PassportItem => ({
  id,
  title: facts.title,
  date: facts.date,
  // Said once.
  beside: facts.title.includes(facts.organisation) ? '' : facts.organisation,
  words: allWords(reflection),
});

/** What goes on: not what the pupil only thinks of, nor what came to nothing. */
const GOES_ON: ReadonlySet<ApplicationStatus> = new Set(['applied', 'interview', 'offer', 'accepted']);

function applicationOf(application: EntryOf<'application'>): readonly PassportItem[] {
  const { id, status, withdrawn, at } = application;
  if (withdrawn !== undefined || !GOES_ON.has(status)) return [];
  const day = DAY_OF[status];
  const date = (day ? application[day] : null) ?? dateOf(at);
  const beside = APPLICATION_STATUS_NAMES[status].toLowerCase();
  return [{ id, title: whereWords(application), date, beside, words: '' }];
}

/** The passport's parts with what is in each, those only that were chosen and say something. */
export interface PassportContents {
  readonly items: readonly (readonly [part: (typeof ITEM_PARTS)[number], items: readonly PassportItem[]])[];
  readonly words: readonly (readonly [part: PassportPart, words: string])[];
}

/** What is printed and shared. */
export function passportContents(source: PassportSource, { parts, without, words }: PassportChoice): PassportContents {
  const kept = (items: readonly PassportItem[]) => items.filter(({ id }) => !without.includes(id));
  const all = { plans: source.plans, ...words };
  return {
    items: ITEM_PARTS.filter((part) => parts.includes(part) && kept(source[part]).length > 0).map((part) => [
      part,
      kept(source[part]),
    ]),
    words: (['plans', ...OWN_PARTS] as const)
      .filter((part) => parts.includes(part) && all[part].trim() !== '')
      .map((part) => [part, all[part].trim()]),
  };
}
