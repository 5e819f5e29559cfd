/** What a browser does to the storage of a site by itself: made to happen. */
import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
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

/** The log in which the browser of this profile writes its tables now. */
export async function logOfTables(profile: string): Promise<string> {
  const folder = join(profile, 'Default', 'IndexedDB');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.log'));
  const [log] = files;
  if (log === undefined || files.length > 1) throw new Error(`One log was looked for: ${files.join(', ')}`);
  return join(folder, log);
}

/** Leaves the tables as a browser does that is killed while it writes: a record in the log that ends after its first bytes. Gives the log. */
export async function cutAWrite(profile: string): Promise<string> {
  const log = await logOfTables(profile);
  // LevelDB's log: checksum, length (500 bytes), a whole record; then its bytes, none of which were written.
  await appendFile(log, Buffer.from([1, 2, 3, 4, 0xf4, 1, 1]));
  return log;
}
