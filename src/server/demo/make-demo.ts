/**
 * Puts the demo school into a store: generated from a seed and the moment, written in a few transactions of many records.
 * The demo has no passwords: `demoPerson` says whom each part is signed in as, the same for the same seed and moment.
 */
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { CareersRecord } from '../../domain/record.ts';
import { entriesOf } from '../../domain/record.ts';
import type { DemoPart } from '../../protocol/demo.ts';
import type { DemoRecord, DemoSchool } from './generate.ts';
import { generateDemoSchool } from './generate.ts';

/** The school of the demo in an installation. */
export const DEMO_SCHOOL = 'demo' as SchoolId;
/** Its seed: every installation shows the same people. */
export const DEMO_SEED = 'wexcombe';
/** Records to a transaction. */
export const DEMO_CHUNK = 500;

/** What the demo needs of the server. */
export interface DemoDeps {
  /**
   * Stores whole records in one transaction, in place of what is there: each entry gets the version of the load, and
   * grants are computed once after the last call.
   */
  readonly bulkLoad: (school: SchoolId, records: readonly DemoRecord[]) => Promise<void>;
  readonly now: () => Instant;
}

/** Makes the demo school: the school's own records first, so that whoever reads meanwhile finds a school. */
export async function makeDemoSchool({ bulkLoad, now }: DemoDeps): Promise<DemoSchool['people']> {
  const { records, people } = generateDemoSchool(DEMO_SEED, now());
  for (let at = 0; at < records.length; at += DEMO_CHUNK) {
    await bulkLoad(DEMO_SCHOOL, records.slice(at, at + DEMO_CHUNK));
  }
  return people;
}

/** Parts that a demo school could not be tried as from the beginning: one that is there gets them later. */
const LATER = ['pastoral', 'subject', 'senior', 'admin'] as const satisfies readonly DemoPart[];

/** Who has the later parts at a demo school that is there: those who do nothing else. */
export function laterPeople(school: CareersRecord): Partial<DemoSchool['people']> {
  const staff = entriesOf(school, 'staff').filter(({ left }) => !left);
  const found = LATER.flatMap((part) => {
    const one = staff.find(({ roles }) => roles.length === 1 && roles[0] === part);
    return one ? [[part, one.id as string as PersonId] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Whom a part of the demo is signed in as. `people`: what `makeDemoSchool` gave, kept with the school. */
export const demoPerson = (people: DemoSchool['people'], part: DemoPart): PersonId => people[part];
