/** The school of an installation, for commands. */
import type { SchoolId } from '../../domain/ids.ts';
import { toInstant } from '../../domain/time.ts';
import { mustBeLatest } from '../backups/put-back.ts';
import type { Run, Store } from '../store/store.ts';
import { NO_SCHOOL, openExistingData } from './settings.ts';
import type { Settings } from './settings.ts';
import { Usage } from './usage.ts';

/** The school; null: none was made. */
export async function schoolHere(run: Run): Promise<SchoolId | null> {
  const row = await run.selectFrom('school').select('id').executeTakeFirst();
  return row ? (row.id as SchoolId) : null;
}

/** Does work on the school that is there, and closes the data whatever comes of it. Throws Usage when there is none, UnusableData when an older copy lies in the place of the data. */
export async function withSchool<T>(
  settings: Settings,
  work: (store: Store, school: SchoolId) => Promise<T>,
): Promise<T> {
  const store = openExistingData(settings);
  try {
    const school = await schoolHere(store.read);
    if (school === null) throw new Usage(NO_SCHOOL);
    await mustBeLatest(store, toInstant(Date.now()));
    return await work(store, school);
  } finally {
    await store.close();
  }
}
