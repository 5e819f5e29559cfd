/** When a journey fails, what the open pages showed is printed with it: a wait that is over says only what was not there. */
import { afterEach } from 'vitest';
import { openBrowsers } from '../../support/chromium.ts';

/** Characters of a page: enough to know which it is. */
const MOST = 800;

afterEach(async ({ task }) => {
  if ((task.result?.errors?.length ?? 0) === 0) return;
  for (const page of openBrowsers().flatMap((browser) => browser.pages())) {
    // oxlint-disable-next-line no-await-in-loop -- in their order
    const text = await page.evaluate(() => document.body.innerText).catch(String);
    console.error(`${page.url()} showed:\n${text.slice(0, MOST)}`);
  }
});
