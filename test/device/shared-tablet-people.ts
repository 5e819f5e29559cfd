/**
 * Who shares the tablet, what they write on it, and who may read that: a list of its own, written from the tables of the
 * design ("What a record holds, and who reads it"; roles; who may), with nothing of the product in it.
 */
import { PEOPLE } from '../support/builders.ts';
import { AISHA, AISHA_HERSELF, BEN } from '../server/school-server.ts';
import type { EntryId, PersonId, RecordId } from '../../src/domain/ids.ts';

/** Kim Ward advises Year 9; Jo Mercer Year 10; Mr Lee is the tutor of 10B; Aisha is in 10B, Ben in 9A. */
export const USERS = {
  adviser: PEOPLE.adviser,
  second: 'kim-ward' as PersonId,
  tutor: PEOPLE.tutor,
  leader: PEOPLE.leader,
  pupil: AISHA_HERSELF,
} as const;
export type User = keyof typeof USERS;
export const ALL_USERS = Object.keys(USERS) as readonly User[];
export const userOf = (person: string): User | null => ALL_USERS.find((user) => USERS[user] === person) ?? null;

/** She ticks "This is a shared computer": nothing of hers is kept. */
export const isMemoryOnly = (user: User): boolean => user === 'pupil';

export const RECORDS = { aisha: AISHA, ben: BEN } as const;
type About = keyof typeof RECORDS;
type Group = 'P' | 'T' | 'G' | 'L';

/** In which groups each is of each record, beside N, which reads names alone. */
const IN: Readonly<Record<About, Readonly<Record<User, readonly Group[]>>>> = {
  aisha: { adviser: ['G'], second: [], tutor: ['T'], leader: ['G', 'L'], pupil: ['P'] },
  ben: { adviser: [], second: ['G'], tutor: [], leader: ['G', 'L'], pupil: [] },
};

export type Kind = 'note' | 'step' | 'ask' | 'preparation' | 'concern' | 'draft';
const READERS: Readonly<Record<Kind, readonly Group[]>> = {
  note: ['G', 'L'],
  step: ['P', 'T', 'G', 'L'],
  ask: ['T', 'G', 'L'],
  preparation: ['P', 'G', 'L'],
  concern: ['P', 'L'],
  draft: [],
};

/** What each writes. A note of somebody who is not the pupil's adviser is refused by the school. */
export const WRITES: Readonly<Record<User, readonly (readonly [Kind, About])[]>> = {
  adviser: [['note', 'aisha'], ['step', 'aisha'], ['draft', 'aisha'], ['draft', 'aisha']],
  second: [['note', 'ben'], ['step', 'ben'], ['draft', 'aisha'], ['draft', 'ben'], ['note', 'aisha']],
  tutor: [['step', 'aisha'], ['ask', 'aisha'], ['note', 'aisha']],
  leader: [['step', 'aisha'], ['step', 'ben']],
  pupil: [['preparation', 'aisha'], ['preparation', 'aisha'], ['concern', 'aisha']],
}; // prettier-ignore

/** Words that somebody wrote, with a canary that nothing else has. */
export interface Words {
  readonly canary: string;
  readonly author: User;
  readonly kind: Kind;
  readonly about: About;
  /** Of the mutation that first carried them. */
  readonly mutation: string;
  /** The tablet has said that they are saved. */
  isSaved: boolean;
  /** Why they may be gone; null: they may not. */
  mayBeGone: string | null;
}

/** Long enough that no sealed bytes hold the least of its traces by chance: 12 characters of base64. */
const PREFIX = 'canary-bird-';
const CANARY = /canary-bird-\d{6}/g;
export const canaryOf = (n: number): string => `${PREFIX}${n.toString().padStart(6, '0')}`;
export const canariesIn = (text: string): readonly string[] => [...new Set(text.match(CANARY))];
/** The part that they share, in UTF-8, UTF-16 and base64 wherever it begins. */
export const TRACES: readonly Buffer[] = [
  Buffer.from(PREFIX, 'utf8'),
  Buffer.from(PREFIX, 'utf16le'),
  ...[0, 1, 2].map((before) => {
    const bytes = Buffer.from('\0'.repeat(before) + PREFIX, 'utf8');
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
    return Buffer.from(whole.slice(before === 0 ? 0 : 4), 'latin1');
  }),
];

const shares = (some: readonly Group[], others: readonly Group[]): boolean => some.some((one) => others.includes(one));

/** May this user see the words, anywhere? Everybody sees their own. */
export const mayRead = (user: User, { author, kind, about }: Words): boolean =>
  user === author || shares(READERS[kind], IN[about][user]);

/** Does the school take them? Notes are for the pupil's advisers; the rest is written by those who may. */
export const isTaken = ({ author, kind, about }: Words): boolean => kind !== 'note' || IN[about][author].includes('G');

interface Made {
  readonly name: string;
  readonly record: RecordId;
  readonly args: unknown;
}
/** `id`: of a new entry or wording; `draft`: of the author's draft on that record; `over`: the wordings that are there now. */
interface Writing {
  readonly words: Words;
  readonly id: EntryId;
  readonly draft: { readonly id: EntryId; readonly interview: EntryId; readonly startedAt: string };
  readonly there: readonly { readonly id: string; readonly text: string }[];
}

/** The change that saves them, as the app's screens make it. Typing goes on from what is there; of wordings side by side it keeps each word once. */
export function changeOf({ words: { canary, kind, about }, id, draft, there }: Writing): Made {
  const record = RECORDS[about];
  const typed = new Set(there.flatMap(({ text }) => text.split(' ')));
  const write = { id, text: [...typed, canary].join(' '), over: there.map((head) => head.id) };
  const of: Readonly<Record<Kind, readonly [string, unknown]>> = {
    note: ['note.add', { id, words: canary }],
    step: ['step.add', { id, what: canary, who: 'pupil', due: '2026-11-25', tutorChecks: true }],
    ask: ['ask.raise', { id, to: 'adviser', words: canary }],
    concern: ['concern.raise', { id, on: null, words: canary, should: '' }],
    preparation: ['preparation.write', { text: 'worries', write }],
    draft: ['draft.write', { ...draft, text: 'why', write }],
  };
  const [name, args] = of[kind];
  return { name, record, args };
}
