/**
 * A browser that was killed in the middle of a write must not cost what is written after it. Chromium keeps the tables of a
 * site in LevelDB, which writes to a log and, when a browser starts, goes on in the log of before. If that ends in half a
 * write, what follows makes it unreadable to the next start, and Chromium then deletes all tables of the site. A deleted
 * database makes it begin a new log, with all that was read from the old one put into a file of its own.
 */
import { asked, databaseNames } from './bare-tables.ts';

const NAME = 'fingerpost-new-log';

/** Has a new log begun, if there are tables. To be called at each start; never rejects. */
export async function beginNewLog(): Promise<void> {
  try {
    if ((await databaseNames()).length === 0) return;
    (await asked(indexedDB.open(NAME))).close();
    await asked(indexedDB.deleteDatabase(NAME));
  } catch {
    // No room, or no storage at all: whoever saves is told.
  }
}
