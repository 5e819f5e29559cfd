/** What kinds of entry, their fields, and what was done are called in the copy that a pupil is given. */
import { fullDate } from '../../domain/date-words.ts';
import type { Entry, Kind } from '../../domain/record.ts';
import { dateOf } from '../../domain/time.ts';

const KINDS: Readonly<Partial<Record<Kind, string>>> = {
  pupil: 'Name and form',
  identity: 'Legal name and birth date',
  adviser: 'Named careers adviser',
  support: 'Support',
  adjustment: 'Adjustments',
  grades: 'Grades and options',
  aspiration: 'Career ideas',
  intention: 'Intended destination',
  preparation: 'Before an interview',
  request: 'Asked for an interview',
  interview: 'Interview',
  note: 'Private note',
  step: 'Next step',
  followup: 'Follow-up',
  ask: 'Question of a form tutor',
  experience: 'Experience',
  lmi: 'Use of facts about jobs',
  application: 'Application',
  'la-sharing': 'What the local authority may be told',
  concern: 'Something’s not right',
  draft: 'Unfinished interview',
  planned: 'Planned activity',
};

/** "Private note"; of a kind that came later, its own name. */
export const kindName = (kind: string): string => KINDS[kind as Kind] ?? inWords(kind);

/** "Private note, 11 November 2026". */
export const titleOf = ({ kind, madeAt }: Entry): string => `${kindName(kind)}, ${fullDate(dateOf(madeAt))}`;

/** What the parts of a copy are called that are not entries; each has a heading of its own in the page. */
export const PART_TITLES = {
  unfinished: 'Interviews that are still being written',
  seen: 'Who has opened and changed it',
  changes: 'Changes as the school’s server took them',
  sentTo: 'On whose devices it is, or was',
  moved: 'Moved between records',
  rosterChanges: 'Changes of the whole school’s list',
  requests: 'What was asked about this record',
  keptLonger: 'Kept longer',
  letGo: 'Let go of',
  owed: 'Still to be put right after the server was put back from a backup',
  account: 'Account and own devices',
} as const;

const FIELDS: Readonly<Record<string, string>> = {
  alsoPresent: 'Also present',
  why: 'Why',
  now: 'Where things are now',
  ideas: 'Ideas explored',
  barriers: 'What might get in the way',
  born: 'Birth date',
  upn: 'UPN',
  eal: 'English as an additional language',
  sen: 'Special educational needs',
  words: 'Words',
  should: 'It should say',
  withdrawn: 'Removed because',
};

/** "Also present"; of a field without a name of its own, its name in words. */
export const fieldName = (field: string): string => FIELDS[field] ?? inWords(field);

/** "closedOn" → "Closed on". */
const inWords = (name: string): string => {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll(/[-.]/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

const GROUPS: Readonly<Record<string, string>> = {
  N: 'name, form and year',
  P: 'what the pupil reads',
  T: 'what a form tutor reads',
  S: 'what staff who support pupils read',
  G: 'what a careers adviser reads',
  L: 'what the careers leader reads',
};

/** "what a careers adviser reads; name, form and year". */
export const groupsInWords = (groups: string): string =>
  [...groups]
    .toReversed()
    .map((group) => GROUPS[group] ?? group)
    .join('; ');
