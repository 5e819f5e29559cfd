/** Work that takes much memory is done a few at a time; the others wait in order, and more than can wait are sent away. */

/** Too many are waiting: answer 429 and try again in a few seconds. */
export class TooBusy extends Error {
  override name = 'TooBusy';
}

/** Runs work in its turn. Rejects with TooBusy when `waiting` are waiting already. */
export function createTurns(atOnce: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running += 1;
    else if (queue.length >= waiting) throw new TooBusy();
    else await new Promise<void>((go) => void queue.push(go));
    try {
      return await work();
    } finally {
      // The place is handed over, so that nobody who comes just now takes it.
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
