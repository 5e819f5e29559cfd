/** A small school in a data folder, with a session for each device: what the real server is tortured over. */
import { join } from 'node:path';
import type { PersonId, SchoolId } from '../../src/domain/ids.ts';
import { toInstant } from '../../src/domain/time.ts';
import { openSession } from '../../src/server/accounts/sessions.ts';
import { ensureAccount } from '../../src/server/accounts/places.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import { foundedBy } from '../simulation/school-records.ts';
import { schoolMutations } from '../simulation/school.ts';

export const SCHOOL = 'school-1' as SchoolId;
const FILE = 'fingerpost.db';

/** The file of the school in a data folder. */
export const databaseIn = (dataDir: string): string => join(dataDir, FILE);

/** Founds the school and signs these people in; the tokens of their sessions, in their order. */
export async function foundSchool(dataDir: string, people: readonly string[]): Promise<readonly string[]> {
  const store = openStore(databaseIn(dataDir));
  try {
    let serial = 0;
    const id = () => `01990000-0000-7000-9000-${(++serial).toString(16).padStart(12, '0')}`;
    await createSchool(store.read, { id: SCHOOL, name: 'Example School', demo: false });
    await store.bulkLoad(SCHOOL, foundedBy('lea', schoolMutations(id)));
    const tokens: string[] = [];
    for (const person of people) {
      const account = await store.write((tx) => ensureAccount(tx, SCHOOL, person as PersonId));
      const opened = await openSession(store, account, toInstant(Date.now()));
      if (!opened) throw new Error(`${person} cannot sign in`);
      tokens.push(opened.token);
    }
    return tokens;
  } finally {
    await store.close();
  }
}
