/**
 * A window whose person has gone in another one goes as well. It is told, by that window or by the browser; one that was
 * asleep finds out when it wakes.
 */
import type { Gone, Tabs } from '../../device/tabs.ts';
import { whetherHere } from '../../device/who-is-here.ts';
import type { Engine } from '../../sync/engine.ts';
import type { LeavingParts } from './leaving.ts';
import { followGone } from './leaving.ts';

interface Parts extends Pick<LeavingParts, 'scope' | 'sealed' | 'stop'> {
  readonly tabs: Tabs;
  readonly engine: Engine;
  readonly isHere: () => boolean;
  /** Nothing of theirs is put back from now on, whatever becomes of the tables. */
  readonly forget: () => void;
}

/** What follows. */
export interface Following {
  /** Who leaves in this window is not followed by it. */
  leave<T>(work: () => Promise<T>): Promise<T>;
  stop(): void;
}

/** Follows from now on. */
export function createFollowing({ tabs, engine, isHere, forget, ...parts }: Parts): Following {
  let isGoing = false;
  const go = (gone: Gone): void => {
    forget();
    if (isGoing) return;
    isGoing = true;
    void followGone({ ...parts, gone });
  };
  const look = (): void => {
    if (!isHere()) go(whetherHere(parts.scope) === 'left' ? 'left' : 'lock');
  };
  const stops = [
    tabs.onGone(go),
    // A request that was not sent, for its person is not here.
    engine.subscribe(look),
    heard(document, 'visibilitychange', look),
    ...(['online', 'pageshow', 'storage'] as const).map((name) => heard(globalThis, name, look)),
  ];
  look();
  return {
    async leave(work) {
      isGoing = true;
      try {
        return await work();
      } finally {
        isGoing = !isHere();
      }
    },
    stop: () => stops.forEach((stop) => void stop()),
  };
}

function heard(
  where: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>,
  name: string,
  then: () => void,
): () => void {
  where.addEventListener(name, then);
  return () => where.removeEventListener(name, then);
}
