/**
 * Looking for words in the records that are held: one after another, as the person may see them, in idle pieces, until the
 * next key. What was opened is kept in memory for as long as its digest is the one of now and the search is open.
 * Nothing of what is typed or found leaves this file but to the screen.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Digest } from '../../domain/digest.ts';
import { findPupils, hasLegalName } from '../../domain/find-pupils.ts';
import type { ReadyWords, WordsGathered } from '../../domain/find-words.ts';
import { findWords, gatherWords, readyWords, wantedWords } from '../../domain/find-words.ts';
import type { RecordId } from '../../domain/ids.ts';
import type { CareersRecord } from '../../domain/record.ts';
import type { IsoDate } from '../../domain/time.ts';
import type { Holdings } from './house.tsx';
import { useHouse } from './house.tsx';
import { idle } from './idle.ts';
import { firstOf, useLive } from './live.ts';

/** How far the search has come. */
export interface Looking {
  readonly found: readonly WordsGathered[];
  /** Pupils whose legal name fits what is typed and whose everyday name does not. */
  readonly legal: readonly RecordId[];
  readonly through: number;
  readonly of: number;
  /** Records that could not be opened. */
  readonly failed: number;
  /** `nothing`: too little is typed. `full`: it stopped at as many as were asked for. */
  readonly state: 'nothing' | 'looking' | 'full' | 'done';
}

interface Wish {
  /** What is typed. */
  readonly typed: string;
  readonly digests: readonly Digest[];
  /** Entries after which it stops. */
  readonly most: number;
  readonly today: IsoDate;
}

/** What is found so far in the records of these pupils; begins afresh when something else is typed. */
export function useWordSearch({ typed, digests, most, today }: Wish): Looking {
  const { holdings } = useHouse();
  const meta = useLive(['meta'], () => holdings.meta());
  const grants = meta.state === 'ready' ? meta.value.grants : null;
  const opener = useMemo(() => createOpener(holdings), [holdings]);
  const words = wantedWords(typed);
  const key = words.join(' ');
  const [looking, setLooking] = useState<Run>({ key: '', order: [], now: NOTHING });
  // A record that comes in meanwhile is found at the next key; a list that begins afresh at each would never end.
  const heldRef = useRef(digests);
  heldRef.current = digests;
  useEffect(() => {
    if (grants === null || key === '') return;
    // Asked to look further, it goes on where it stopped.
    const goneOn = looking.key === key && looking.now.state === 'full';
    const order = goneOn ? looking.order : lookOrder(heldRef.current, grants, today);
    const from: Looking = { ...(goneOn ? looking.now : NOTHING), of: order.length, state: 'looking' };
    return look({ typed, words, most, order, opener }, from, (now) => setLooking({ key, order, now }));
  }, [opener, key, most, grants === null]);
  const here = useMemo(() => new Set<string>(digests.map(({ record }) => record)), [digests]);
  if (key === '') return NOTHING;
  if (looking.key !== key) return { ...NOTHING, of: digests.length, state: 'looking' };
  // What is no longer held is not shown, though it was found a moment ago.
  const { now } = looking;
  return {
    ...now,
    found: now.found.filter(({ record }) => here.has(record)),
    legal: now.legal.filter((record) => here.has(record)),
  };
}

/** What was looked for, in which order, and how far that has come. */
interface Run {
  readonly key: string;
  readonly order: readonly Digest[];
  readonly now: Looking;
}

const NOTHING: Looking = { found: [], legal: [], through: 0, of: 0, failed: 0, state: 'nothing' };

/** Records with more in them than a name come first; within both, the order of the register. */
function lookOrder(
  digests: readonly Digest[],
  grants: Readonly<Record<string, readonly string[]>>,
  today: IsoDate,
): readonly Digest[] {
  const register = findPupils(digests, { words: '', year: null, form: null, all: true }, today);
  const onlyName = ({ record }: Digest) => (grants[record] ?? []).every((group) => group === 'N');
  return [...register.filter((one) => !onlyName(one)), ...register.filter(onlyName)];
}

/** A record ready to be looked through; null: not on this device. */
interface Opened {
  readonly ready: ReadyWords;
  readonly record: Pick<CareersRecord, 'id' | 'entries'>;
}
type Opener = (digest: Digest) => Promise<Opened | null>;

/** Opens records as the person may see them, each once: a change to one gives it another digest. */
function createOpener(holdings: Holdings): Opener {
  const opened = new WeakMap<Digest, Opened>();
  return async (digest) => {
    const known = opened.get(digest);
    if (known) return known;
    const { value } = await firstOf(holdings.record(digest.record));
    if (value === null) return null;
    // Of the record itself only what names are compared with is kept.
    const { pupil, identity } = value.entries;
    const names = { ...(pupil && { pupil }), ...(identity && { identity }) };
    const made = { ready: readyWords(value), record: { id: value.id, entries: names } };
    opened.set(digest, made);
    return made;
  };
}

interface Look {
  readonly typed: string;
  readonly words: readonly string[];
  readonly most: number;
  readonly order: readonly Digest[];
  readonly opener: Opener;
}

/** Records opened at once: opening waits for the disk and for the vault, not for this thread. */
const AT_ONCE = 8;

/** Looks through the rest of them, telling how far it is after each piece; gives how to stop it. */
function look(wish: Look, from: Looking, tell: (now: Looking) => void): () => void {
  const stop = new AbortController();
  const run = async () => {
    let now = from;
    while (now.state === 'looking' && !stop.signal.aborted) {
      const piece = await idle();
      now = await lookUntil(performance.now() + piece, { now, wish, signal: stop.signal });
      if (!stop.signal.aborted) tell(now);
    }
  };
  void run();
  return () => stop.abort();
}

interface Far {
  readonly now: Looking;
  readonly wish: Look;
  readonly signal: AbortSignal;
}

/** One handful at least, and more until the time is over. */
async function lookUntil(until: number, { now: from, wish, signal }: Far): Promise<Looking> {
  let now = await lookFurther(from, wish);
  while (now.state === 'looking' && !signal.aborted && performance.now() < until) now = await lookFurther(now, wish);
  return now;
}

/** One handful further. It may find a few entries more than were asked for: a record is looked through wholly. */
async function lookFurther(before: Looking, { typed, words, most, order, opener }: Look): Promise<Looking> {
  const next = order.slice(before.through, before.through + AT_ONCE);
  const all = await Promise.all(next.map((digest) => opener(digest).catch(() => 'failed' as const)));
  const opened = all.filter((one) => one !== null && one !== 'failed');
  const through = before.through + next.length;
  const fresh = opened.flatMap(({ ready }) => findWords(ready, words));
  const found = fresh.length > 0 ? gatherWords(before.found, fresh) : before.found;
  const legal = opened.filter(({ record }) => hasLegalName(record, typed)).map(({ record }) => record.id);
  return {
    found,
    legal: [...before.legal, ...legal],
    through,
    of: order.length,
    failed: before.failed + all.filter((one) => one === 'failed').length,
    state: through >= order.length ? 'done' : found.length >= most ? 'full' : 'looking',
  };
}
