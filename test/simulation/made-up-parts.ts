/** What a made-up mutation is made of: who acts on what, what it does to which entry, and the words and facts that fill it. */
import type { CareersRecord, Entry, EntryOf } from '../../src/domain/record.ts';
import type { Chance } from './random.ts';

/** What one mutation does to one entry, as its author means it. */
export type Part =
  /** An entry that did not exist. `blind`: whoever only logs need not see it. */
  | { readonly kind: 'make'; readonly entry: string; readonly blind?: boolean }
  /** A wording of a text, written over others. */
  | { readonly kind: 'text'; readonly entry: string; readonly tok: string; readonly over: readonly string[] }
  /** Wordings that are closed, since they are said elsewhere or thrown away. */
  | { readonly kind: 'close'; readonly entry: string; readonly over: readonly string[] }
  /** A field that the last one sets. */
  | { readonly kind: 'set'; readonly entry: string; readonly field: string; readonly value: unknown };

/** A mutation, and what its author means by it. */
export interface Act {
  readonly name: string;
  readonly args: unknown;
  readonly parts: readonly Part[];
}

/** Who acts, on what. */
export interface Doing {
  readonly person: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  readonly record: CareersRecord;
  readonly chance: Chance;
  readonly at: string;
  /** Much of what is done is of a kind that an old server does not know. */
  readonly novel: boolean;
  /** People mostly type, over what they typed before. */
  readonly typing: boolean;
  /** People often change the same few things. */
  readonly contested: boolean;
}

/** Null when there is nothing to do it to. */
export type Generator = (doing: Doing) => Omit<Act, 'name'> | null;

/** The entries that the person sees. */
export const all = ({ record }: Doing) => Object.values(record.entries);
/** One of the newest of a kind, or null. */
export const some = <K extends Entry['kind']>(
  doing: Doing,
  kind: K,
  which: (e: EntryOf<K>) => boolean = () => true,
) => {
  const found = all(doing).filter((e): e is EntryOf<K> => e.kind === kind && which(e as EntryOf<K>));
  return found.length === 0 ? null : doing.chance.pick(found.slice(-3));
};
/** Words that are nowhere else. */
export const words = ({ chance }: Doing) => `words ${chance.id().slice(-6)}`;
/** A new entry and nothing else. */
export const made = (id: string, rest: object): Omit<Act, 'name'> => ({
  args: { id, ...rest },
  parts: [{ kind: 'make', entry: id }],
});
/** Fields of an entry, each set. */
export const sets = (entry: string, fields: Readonly<Record<string, unknown>>): readonly Part[] =>
  Object.entries(fields).map(([field, value]) => ({ kind: 'set', entry, field, value }));

/** When and where an interview is. */
export const slot = (doing: Doing) => ({
  adviser: doing.roles.includes('adviser') ? doing.person : 'adv',
  date: doing.at.slice(0, 10),
  from: '10:00',
  minutes: 40,
  place: words(doing),
});
/** What an activity is. */
export const facts = (doing: Doing) => ({
  title: words(doing),
  activity: 'careers-fair',
  date: doing.at.slice(0, 10),
  counts: ['5'],
  organisation: '',
  providers: [],
  tags: [],
  occupation: '',
  learned: '',
});
/** What a next step says. */
export const step = (doing: Doing) => ({ what: words(doing), who: 'pupil', due: '2026-10-01', tutorChecks: true });

/** A text as it is typed: over all that is shown, or (unaware) over the last wording only. */
export function typed(doing: Doing, entry: string, heads: readonly { readonly id: string; readonly text: string }[]) {
  const tok = doing.chance.id();
  const over = (doing.chance.happens(0.8) ? heads : heads.slice(-1)).map((head) => head.id);
  const write = { id: tok, text: `text ${tok.slice(-6)}`, over, ...(heads[0] ? { base: heads[0].text } : {}) };
  return { write, part: { kind: 'text', entry, tok, over } as const };
}
