/**
 * Every address of the app, made here only. Ids are random; no name, UPN or other personal datum is ever in an address.
 */
import type { EntryId, RecordId } from '../../domain/ids.ts';
import type { SharingList } from '../../domain/sharing-lists.ts';

const part = encodeURIComponent;

/** The addresses that have no id in them. */
export const PATHS = {
  home: '/',
  // everybody
  sending: '/sending',
  account: '/account',
  protect: '/protect',
  signingIn: '/account/signing-in',
  // careers adviser
  today: '/today',
  week: '/today/week',
  requests: '/today/requests',
  ready: '/ready',
  leave: '/leave',
  pupils: '/pupils',
  // form tutor
  form: '/form',
  formLog: '/form/log',
  formPupils: '/form/pupils',
  formPrint: '/form/print',
  // pastoral and SEND
  support: '/support',
  // pupil
  mySteps: '/my/steps',
  myExperiences: '/my/experiences',
  myRecord: '/my/record',
  ask: '/my/ask',
  before: '/my/before',
  myPlans: '/my/plans',
  passport: '/my/record/passport',
  whoSees: '/my/record/who',
  // careers leader
  dashboard: '/dashboard',
  editions: '/dashboard/editions',
  yearSoFar: '/dashboard/year',
  book: '/book',
  people: '/people',
  peopleForms: '/people/forms',
  peopleCodes: '/people/codes',
  peopleMoves: '/people/moves',
  bringIn: '/bring-in',
  settings: '/school',
  newYear: '/school/new-year',
  // senior leader, governor
  figures: '/figures',
  programme: '/programme',
  // subject lead
  subject: '/subject',
} as const;

/** A pupil's page: preparation for an adviser, the pupil's page for a tutor, the record for the careers leader. */
export const pupilPath = (record: RecordId): string => `/pupils/${part(record)}`;
/** Who has opened and changed a pupil's record, for the careers leader. */
export const historyPath = (record: RecordId): string => `${pupilPath(record)}/history`;
/** A tutor's page of one pupil. */
export const formPupilPath = (record: RecordId): string => `/form/pupils/${part(record)}`;
/** One pupil for whoever looks after their year. */
export const supportPupilPath = (record: RecordId): string => `/support/${part(record)}`;
/** Logging an activity for one pupil of a tutor. */
export const formLogForPath = (record: RecordId): string => `/form/log/${part(record)}`;
/** The editor of an interview, and the pages around it. */
export const interviewPath = (
  record: RecordId,
  interview: EntryId,
  page?: 'show' | 'check' | 'finished' | 'exit' | 'plan',
): string => `/interviews/${part(record)}/${part(interview)}${page ? `/${page}` : ''}`;
/** The names behind a number of the dashboard. */
export const gapPath = (benchmark: string, year: number): string => `/dashboard/${part(benchmark)}/${year}`;
/** The names of a list of the dashboard. */
export const waitingPath = (list: WaitingList): string => `/dashboard/waiting/${list}`;
/** What waits for the careers leader, who has no offer yet, and what stands about telling the local authority: lists of the dashboard. */
export type WaitingList =
  | 'requests'
  | 'steps'
  | 'questions'
  | 'concerns'
  | 'differences'
  | 'unlisted'
  | 'no-offer'
  | SharingList;
/** The careers programme of the school year that starts in this calendar year; an activity of it, or "add"; changing or logging that. */
export const programmePath = (startYear: number, activity?: string, page?: 'change' | 'log'): string =>
  `${PATHS.programme}/${[startYear, activity && part(activity), page].filter(Boolean).join('/')}`;
/** Logging a careers lesson: one of the programme, or another. */
export const subjectLogPath = (activity?: EntryId): string =>
  `${PATHS.subject}/log${activity ? `/${part(activity)}` : ''}`;
/** A page at one of its entries: the entry takes the focus when it is there. */
export const atEntry = (path: string, entry: EntryId): string => `${path}#${part(entry)}`;
