/** Work in small pieces, so that a key that is pressed meanwhile is answered at once. */

/** Milliseconds of one piece where the browser does not say how long it is idle: half of a picture's time. */
const PIECE_MS = 8;
/** How long a busy browser may put a piece off. */
const MOST_MS = 300;

/** Resolves when the browser has nothing else to do, or soon where it does not tell: the milliseconds that may be used. */
export const idle = (): Promise<number> =>
  new Promise((resolve) => {
    // Safari does not have it.
    if (typeof requestIdleCallback !== 'function') setTimeout(() => resolve(PIECE_MS), PIECE_MS);
    else requestIdleCallback((now) => resolve(Math.max(now.timeRemaining(), PIECE_MS / 2)), { timeout: MOST_MS });
  });
