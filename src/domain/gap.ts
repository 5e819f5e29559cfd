/**
 * The names behind a number of the careers dashboard, in order of need: who asked, who has no plan yet, who has an EHC plan
 * or is looked after, then the rest. Date-free facts from digests; what is booked depends on today.
 * Source: policy 5.4.3, 5.5.11 (pupils with more need first), 5.12.1.
 */
import type { PupilBenchmark } from './benchmarks/rule.ts';
import type { Digest, InterviewDigest } from './digest.ts';
import type { FormCode, RecordId } from './ids.ts';
import type { PupilName } from './person-names.ts';
import { bySurname } from './person-names.ts';
import type { Route } from './entries/vocabulary.ts';
import type { Instant, IsoDate } from './time.ts';
import { dateOf } from './time.ts';

/** Why a pupil stands where they stand in the list. */
export type GapNeed = (typeof NEEDS)[number];
const NEEDS = ['asked', 'no-plan', 'support', 'rest'] as const;

/** One pupil of a gap list. */
export interface GapRow {
  readonly record: RecordId;
  readonly pupil: PupilName;
  readonly form: FormCode | null;
  /** "EHCP", "SEN support", "Looked after", "Plan"; none: nothing on the record. */
  readonly support: readonly string[];
  readonly destination: Route | null;
  /** The last day on which somebody held an interview with them or talked about a next step; null: never. */
  readonly lastContact: IsoDate | null;
  /** The next interview that is booked. */
  readonly booked: Pick<InterviewDigest, 'date' | 'from'> | null;
  /** The first open request. */
  readonly asked: { readonly on: IsoDate; readonly soon: boolean } | null;
  readonly need: GapNeed;
}

/** The rows of these pupils, most in need first; within a need the longest waiting, then by surname. */
export function gapRows(digests: readonly Digest[], ids: readonly RecordId[], today: IsoDate): readonly GapRow[] {
  const wanted = new Set<RecordId>(ids);
  return digests
    .filter(({ record }) => wanted.has(record))
    .flatMap((digest) => rowOf(digest, today) ?? [])
    .toSorted(byNeed);
}

function rowOf(digest: Digest, today: IsoDate): GapRow | null {
  const { record, pupil } = digest;
  if (!pupil) return null;
  const row = {
    record,
    pupil: { name: pupil.name, surname: pupil.surname },
    form: pupil.form,
    support: supportWords(digest),
    destination: digest.intention?.route ?? null,
    lastContact: lastContact(digest, today),
    booked: nextBooking(digest, today),
    asked: firstRequest(digest),
  };
  return { ...row, need: needOf(row, digest) };
}

function needOf({ asked, destination }: Pick<GapRow, 'asked' | 'destination'>, { support }: Digest): GapNeed {
  if (asked) return 'asked';
  if (destination === null) return 'no-plan';
  return support && (support.sen === 'E' || support.lookedAfter) ? 'support' : 'rest';
}

/** The flags in words. Pupil premium is never one: it says nothing about what a pupil needs. */
function supportWords({ support, plan }: Digest): readonly string[] {
  const words = [
    ...(support?.sen === 'E' ? ['EHCP'] : []),
    ...(support?.sen === 'K' ? ['SEN support'] : []),
    ...(support?.lookedAfter ? ['Looked after'] : []),
  ];
  return words.length === 0 && plan ? ['Plan'] : words;
}

function lastContact({ interviews, steps }: Digest, today: IsoDate): IsoDate | null {
  const held = interviews.filter(({ status, date }) => status === 'finished' && date <= today).map(({ date }) => date);
  const talked = steps.flatMap(({ talkedAt }): readonly Instant[] => (talkedAt ? [talkedAt] : [])).map(dateOf);
  return [...held, ...talked].toSorted().at(-1) ?? null;
}

const nextBooking = ({ interviews }: Digest, today: IsoDate): GapRow['booked'] =>
  interviews
    .filter(({ status, date }) => status === 'booked' && date >= today)
    .toSorted((a, b) => compare(`${a.date} ${a.from}`, `${b.date} ${b.from}`))
    .map(({ date, from }) => ({ date, from }))[0] ?? null;

const firstRequest = ({ requests }: Digest): GapRow['asked'] =>
  requests.toSorted((a, b) => compare(a.askedOn, b.askedOn)).map(({ askedOn, soon }) => ({ on: askedOn, soon }))[0] ??
  null;

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** "Soon" before "no rush", then the day on which it was asked. */
const urgencyOf = ({ asked }: GapRow): string => (asked ? `${asked.soon ? 0 : 1} ${asked.on}` : '');

function byNeed(a: GapRow, b: GapRow): number {
  return (
    NEEDS.indexOf(a.need) - NEEDS.indexOf(b.need) ||
    compare(urgencyOf(a), urgencyOf(b)) ||
    bySurname(a.pupil, b.pupil) ||
    compare(a.record, b.record)
  );
}

/** What is missing, in the words of each benchmark. */
const MISSING: Readonly<Record<PupilBenchmark, string>> = {
  '2': 'facts about jobs and courses not used yet',
  '3': 'record or plans not complete yet',
  '5': 'no employer met yet this year',
  '6': 'workplaces not seen yet',
  '7': 'colleges, training and universities not all met yet',
  '8': 'no interview yet',
};

const TUTOR_ASKS: Readonly<Record<PupilBenchmark, string>> = {
  '2': 'Look at facts about jobs and courses together',
  '3': 'Look at the career record together',
  '5': 'Talk about an employer to meet',
  '6': 'Talk about a workplace to see',
  '7': 'Talk about a college, training provider or university to visit',
  '8': 'Talk about an interview with the careers adviser',
};
/** What a form tutor is asked to do about what is missing, as the words of a next step. */
export const tutorAskWords = (benchmark: PupilBenchmark): string => TUTOR_ASKS[benchmark];

/** Sixth formers had theirs before Year 12: what is missing is the next one. */
const FIRST_OF_SIXTH_FORM = 12;

/** "Year 11: no interview yet (38)". */
export function gapTitle(benchmark: PupilBenchmark, year: number, count: number): string {
  const further = benchmark === '8' && year >= FIRST_OF_SIXTH_FORM;
  return `Year ${year}: ${further ? 'no further interview yet' : MISSING[benchmark]} (${count})`;
}
