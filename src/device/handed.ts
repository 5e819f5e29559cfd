/**
 * What a window hands over to the next one, and how the service worker is asked to hold it for the moment between them.
 * It is held in memory only, and for HELD_MS at most: given meanwhile to whoever asks, for a window may be left again before
 * it has started, and two may start afresh at once.
 */
import type { OpenKey } from './key-ring.ts';

/** Longer than a slow tablet takes to start a page afresh; shorter than it takes to put one into other hands. */
export const HELD_MS = 10_000;

/** `carried`: what goes with the keys where nothing is kept on the device: who is signed in (a shared computer). */
export interface Handed {
  readonly keys: readonly OpenKey[];
  readonly carried: unknown;
}

/** To the worker, which answers on the port that comes with it. `hold`: with null; of null, let go of what is held. `give`: with a Handed or null. */
export type HandMessage = { readonly type: 'hold'; readonly handed: Handed | null } | { readonly type: 'give' };

/** Is it one? Whatever else the worker is told is not for this. */
export const isHandMessage = (data: unknown): data is HandMessage =>
  typeof data === 'object' && data !== null && 'type' in data && (data.type === 'hold' || data.type === 'give');

/** Holds one for a moment. `after`: timers of the worker. */
export function createHolder(after: (ms: number, then: () => void) => () => void) {
  let held: Handed | null = null;
  let stop = (): void => undefined;
  const hold = (handed: Handed | null): void => {
    stop();
    held = handed;
    if (handed !== null) stop = after(HELD_MS, () => (held = null));
  };
  return {
    hold,
    give: (): Handed | null => held,
  };
}
