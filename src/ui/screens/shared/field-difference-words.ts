/** The two sides of a difference of fields, in words. */
import { fullDate, shortDate } from '../../../domain/date-words.ts';
import type { Route } from '../../../domain/entries/vocabulary.ts';
import { ROUTE_NAMES } from '../../../domain/vocabulary-names.ts';
import type { FieldDifference, SetEntry } from '../../../domain/field-differences.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import type { EntryOf } from '../../../domain/record.ts';
import type { IsoDate } from '../../../domain/time.ts';
import type { SchoolFacts } from '../../queries/school.ts';
import { APPLICATION_STATUS_NAMES, whereWords } from './application-words.ts';
import { DECISION_NAMES } from './sharing-words.ts';
import { ownerWords } from './step-words.ts';

/** What differs, as a title: “Visit Barnsley College”, the interview, the plan. */
export function titleOf({ standing }: FieldDifference): string {
  switch (standing.kind) {
    case 'step':
      return `The next step “${standing.what}”`;
    case 'interview':
      return `The interview of ${fullDate(standing.date)}`;
    case 'experience':
      return `“${standing.facts.title}”`;
    case 'intention':
      return 'The plan for what comes next';
    case 'application':
      return `The application “${whereWords(standing)}”`;
    case 'la-sharing':
      return 'What the local authority is told';
    case 'adjustment':
      return 'What helps in class';
  }
}

const STEP = { 'to-do': 'To do', talked: 'Talked about', done: 'Done', 'not-needed': 'Not needed' } as const;
const BOOKING = {
  booked: 'Booked',
  finished: 'Held',
  'did-not-attend': 'Did not attend',
  cancelled: 'Cancelled',
  declined: 'Declined',
} as const;
const CLAIM = { confirmed: 'Confirmed', claimed: 'Claimed', 'not-counted': 'Not counted' } as const;

/** One side in a sentence or two: only the fields that differ. */
export function sideWords(entry: SetEntry, fields: FieldDifference['fields'], school: SchoolFacts): string {
  return parts(entry, fields, school).join('. ').concat('.');
}

function parts(entry: SetEntry, fields: FieldDifference['fields'], school: SchoolFacts): readonly string[] {
  const has = (...names: readonly string[]) => names.some((name) => fields.has(name));
  switch (entry.kind) {
    case 'step':
      return [
        ...when(has('what'), entry.what),
        ...when(has('who'), ownerWords(entry.who, 'Pupil')),
        ...when(has('due'), `By ${shortDate(entry.due)}`),
        ...when(has('tutorChecks'), entry.tutorChecks ? 'The tutor checks in' : 'The tutor does not check in'),
        ...when(has('status', 'why'), because(STEP[entry.status], entry.why)),
      ];
    case 'interview':
      return bookingParts(entry, has, school);
    case 'experience':
      return [because(CLAIM[entry.status], entry.why)];
    case 'intention':
      return [
        ...when(has('route'), routeName(entry)),
        ...when(has('detail'), entry.detail || 'Nothing more said'),
        ...when(has('backUp'), entry.backUp ? `Back-up: ${entry.backUp}` : 'No back-up'),
      ];
    case 'application':
      return applicationParts(entry, has);
    case 'la-sharing':
      return when(has('decision'), DECISION_NAMES[entry.decision]);
    case 'adjustment':
      return [entry.words || 'Nothing'];
  }
}

type Has = (...names: readonly string[]) => boolean;

function bookingParts(entry: EntryOf<'interview'>, has: Has, school: SchoolFacts): readonly string[] {
  return [
    ...when(has('date', 'from', 'minutes'), `${shortDate(entry.date)}, ${entry.from}, ${entry.minutes} minutes`),
    ...when(has('place'), entry.place || 'No room'),
    ...when(has('adviser'), `With ${staffNameOf(school.staffById, entry.adviser)}`),
    ...when(has('status', 'why'), because(BOOKING[entry.status], entry.why)),
  ];
}

function applicationParts(entry: EntryOf<'application'>, has: Has): readonly string[] {
  return [
    ...when(has('provider'), entry.provider || 'Not said where'),
    ...when(has('course'), entry.course || 'No course named'),
    ...when(has('route'), routeName(entry)),
    ...when(has('status'), APPLICATION_STATUS_NAMES[entry.status]),
    ...when(has('appliedOn'), day('Applied', entry.appliedOn)),
    ...when(has('interviewOn'), day('Interview', entry.interviewOn)),
    ...when(has('offeredOn'), day('Offer', entry.offeredOn)),
  ];
}

const when = (isTold: boolean, words: string): readonly string[] => (isTold ? [words] : []);
const routeName = ({ route }: { readonly route: Route | null }): string =>
  route ? ROUTE_NAMES[route] : 'No way on chosen';
const day = (what: string, date: IsoDate | null): string =>
  `${what} ${date ? `on ${shortDate(date)}` : 'on no day named'}`;
const because = (words: string, why: string | null): string => (why ? `${words}: ${why}` : words);
