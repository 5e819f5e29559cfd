/** Taps, counted: what a screen promises is asserted with this. */
import type { Locator } from 'playwright-core';

/** A thumb. `taps()` is how often it has come down; typing is no tap. */
export function aThumb() {
  let count = 0;
  return {
    tap: async (on: Locator): Promise<void> => {
      count += 1;
      await on.click();
    },
    taps: (): number => count,
  };
}
