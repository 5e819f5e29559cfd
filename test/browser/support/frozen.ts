/**
 * A window that the system has frozen in the background. Chromium freezes no page that is in sight, and all pages of these
 * browsers are: its script is paused instead, at whatever it would do next.
 */
import type { Page } from 'playwright-core';

/** Freezes it; gives how to let it go on. Nothing can be asked of the page meanwhile. */
export async function freeze(page: Page): Promise<() => Promise<void>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Debugger.enable');
  await cdp.send('Debugger.pause');
  return async () => {
    await cdp.send('Debugger.resume').catch(() => undefined);
    await cdp.send('Debugger.disable');
    await cdp.detach();
  };
}
