/** What a browser does to the storage of a site by itself: made to happen. */
import type { BrowserContext, Page } from 'playwright-core';

/** Clears it under whatever windows are open. `what`: kinds of storage as the browser calls them, with commas. */
export async function clearStorage(context: BrowserContext, origin: string, what: string): Promise<void> {
  const [page] = context.pages();
  if (!page) throw new Error('No window is open.');
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: what });
  await cdp.detach();
}

/** Leaves so much room beyond what is used now, in bytes; null: what there is. `origin`: where the page is not on it. */
export async function roomFor(page: Page, bytes: number | null, origin = new URL(page.url()).origin): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  // Not detached: the browser forgets it with the session.
  const { usage } = await cdp.send('Storage.getUsageAndQuota', { origin });
  const quotaSize = bytes === 0 ? 1000 : usage + (bytes ?? 0);
  await cdp.send('Storage.overrideQuotaForOrigin', bytes === null ? { origin } : { origin, quotaSize });
}
