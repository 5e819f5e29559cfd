/** Where things are: only on this device, on the way, with the school, or refused. */
import { useEffect, useState } from 'preact/hooks';
import { sentNote } from '../../device/last-key.ts';
import type { EntryId, RecordId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { clockOf } from '../../domain/time.ts';
import type { OwnMutation } from '../../sync/ports.ts';
import type { SendingFacts } from './house.tsx';
import { useHouse } from './house.tsx';
import type { Loaded } from './live.ts';
import { useLive } from './live.ts';
import { useOtherSchools } from './other-schools.ts';
import { countOwn } from './own-things.ts';

/** Where one record's or entry's changes are. `at`: when the school got them (server time as far as it is known). */
export type Receipt =
  | { readonly kind: 'tablet' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'school'; readonly at: Instant }
  | { readonly kind: 'needs' };

/** The facts of sending, as they are now. */
export function useSendingStatus(): SendingFacts {
  const { engine } = useHouse();
  const [status, setStatus] = useState(() => engine.status());
  useEffect(() => {
    setStatus(engine.status());
    return engine.subscribe(() => setStatus(engine.status()));
  }, [engine]);
  return status;
}

/** Whether every file of the app is on this device, so that any screen opens without internet. */
export function useAppKept(): boolean {
  const { appKept } = useHouse();
  const [kept, setKept] = useState(appKept.now());
  useEffect(() => {
    const look = () => setKept(appKept.now());
    look();
    return appKept.subscribe(look);
  }, [appKept]);
  return kept;
}

/** Own changes on this device, in order: waiting, sent and still remembered, refused. */
export function useOwn(): Loaded<readonly OwnMutation[]> {
  const { holdings } = useHouse();
  return useLive(['own'], () => holdings.own());
}

/** Own changes whose words no record shows, in order. */
export function useUnplaced(): Loaded<readonly OwnMutation[]> {
  const { holdings } = useHouse();
  return useLive(['unplaced'], () => holdings.unplaced());
}

/**
 * The facts, counted as people count: a draft with ten changes is one thing, and so is what was refused together. What
 * waits at the account's other schools is on this device as well, and counts.
 */
export function useCountedSending(): SendingFacts {
  const facts = useSendingStatus();
  const own = useOwn();
  const others = useOtherSchools();
  const things = own.state === 'ready' ? countOwn(own.value) : facts;
  // The facts are read at another moment than the changes: nothing is said to be none that is some.
  const all = (what: 'waiting' | 'needsYou') => Math.min(facts[what], Math.max(1, things[what])) + others[what];
  const [here, there] = [facts.oldestWaitingAt, others.oldestWaitingAt];
  return {
    ...facts,
    waiting: all('waiting'),
    needsYou: all('needsYou'),
    oldestWaitingAt: here && there && there < here ? there : (here ?? there),
  };
}

/** Notes when this device last sent and how much waits, for the case that the browser throws the rest away. */
export function useSentNote({ lastSyncedAt: at, waiting }: SendingFacts): void {
  const { shared } = useHouse();
  useEffect(() => (at === null || shared ? undefined : sentNote.put({ at, waiting })), [at, waiting]);
}

/** The receipt of an entry that this device wrote, or that came from the school (`fallbackAt`: when the entry says it was changed). */
export function useReceipt(record: RecordId, entry: EntryId, fallbackAt: Instant): Receipt {
  const own = useOwn();
  const { sending } = useSendingStatus();
  const mine =
    own.state === 'ready'
      ? own.value.filter((m) => m.record === record && m.touches.some((t) => t.entry === entry))
      : [];
  if (mine.some((m) => m.refused !== null)) return { kind: 'needs' };
  const waiting = mine.filter((m) => m.taken === null);
  if (waiting.length > 0) return { kind: sending && waiting.some((m) => m.sent) ? 'sending' : 'tablet' };
  const taken = mine.at(-1)?.takenAt;
  return { kind: 'school', at: taken ? (taken as Instant) : fallbackAt };
}

/** A receipt in words: "Only on this tablet", "Sending", "With the school, 14:02", "Needs you". */
export function receiptWords(receipt: Receipt): string {
  switch (receipt.kind) {
    case 'tablet':
      return 'Only on this tablet';
    case 'sending':
      return 'Sending';
    case 'needs':
      return 'Needs you';
    case 'school':
      return `With the school, ${clockOf(receipt.at)}`;
  }
}
