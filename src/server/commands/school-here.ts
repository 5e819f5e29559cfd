/** The schools of an installation, for commands. */
import { sql } from 'kysely';
import type { SchoolId } from '../../domain/ids.ts';
import { toInstant } from '../../domain/time.ts';
import { schoolNameOf } from '../accounts/accounts.ts';
import { mustBeLatest } from '../backups/put-back.ts';
import type { Run, Store } from '../store/store.ts';
import { NO_SCHOOL, openExistingData } from './settings.ts';
import type { Settings } from './settings.ts';
import { Usage, shown } from './usage.ts';

/** A school as people name it. */
interface NamedSchool {
  readonly id: SchoolId;
  readonly name: string;
}

/** The schools, in the order in which they were made. */
export async function schoolsHere(run: Run): Promise<readonly NamedSchool[]> {
  const rows = await run
    .selectFrom('school')
    .select('id')
    .orderBy(sql`rowid`)
    .execute();
  const ids = rows.map(({ id }) => id as SchoolId);
  return Promise.all(ids.map(async (id) => ({ id, name: await schoolNameOf(run, id) })));
}

/** The words by which a school is named on the command line. */
export const schoolOption = ({ name }: NamedSchool): string => `--school ${shown(name)}`;

/** The school of this name or id; without a name the only one. Throws Usage. */
export async function schoolCalled(run: Run, called: string | undefined): Promise<NamedSchool> {
  const schools = await schoolsHere(run);
  const [only, ...others] = schools;
  if (!only) throw new Usage(NO_SCHOOL);
  if (called === undefined && others.length === 0) return only;
  const choice = `Say which one: ${schools.map(schoolOption).join(' or ')}`;
  if (called === undefined) throw new Usage(`There are several schools here. ${choice}`);
  const found = schools.filter(({ id, name }) => id === called || isSameName(name, called));
  if (found.length > 1) throw new Usage(`Several schools are called so. Name it by its id: ${ids(found)}`);
  if (!found[0]) throw new Usage(`There is no school ${shown(called)} here. ${choice}`);
  return found[0];
}

const ids = (schools: readonly NamedSchool[]): string => schools.map(({ id }) => `--school ${id}`).join(' or ');

/** People write names as they like. */
export const isSameName = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** Does work on the data that are there, and closes them whatever comes of it. Throws Usage when there is no school, UnusableData when an older copy lies in the place of the data. */
export async function withData<T>(settings: Settings, work: (store: Store) => Promise<T>): Promise<T> {
  const store = openExistingData(settings);
  try {
    if ((await schoolsHere(store.read)).length === 0) throw new Usage(NO_SCHOOL);
    await mustBeLatest(store, toInstant(Date.now()));
    return await work(store);
  } finally {
    await store.close();
  }
}

/** As `withData`, on the school of this name, or on the only one. */
export const withSchool = <T>(
  settings: Settings,
  called: string | undefined,
  work: (store: Store, school: SchoolId) => Promise<T>,
): Promise<T> => withData(settings, async (store) => work(store, (await schoolCalled(store.read, called)).id));
