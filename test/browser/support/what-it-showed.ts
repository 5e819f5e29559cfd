/** When a journey fails, what its pages showed is printed with it: a wait that is over says only what was not there. */
import { afterEach } from 'vitest';
import { pagesShown } from '../../support/chromium.ts';

// What other hooks close is closed before this.
afterEach(async ({ task }) => {
  if ((task.result?.errors?.length ?? 0) > 0) for (const text of await pagesShown.read()) console.error(text);
  pagesShown.forget();
});
