/** One part of the matrix until the first wrong cell: run by the code with a fault in it (bent.ts). */
import fc from 'fast-check';
import { SEED } from '../../support/seed.ts';
import type { Fault } from './faults.ts';
import { CHECKS } from './matrix.ts';
import { MatrixSchool } from './school.ts';
import { FoundFault, Sheet } from './sheet.ts';
import { aTry, checkTry } from './tampering.ts';

/** Tries until a fault must have been found. */
const TRIES = 300;

/** The first wrong cell; null: every cell is as the tables say. */
export async function findFault(by: Fault['by'], names?: readonly string[]): Promise<string | null> {
  const sheet = new Sheet({ stop: true });
  const school = await MatrixSchool.open();
  try {
    if (by !== 'tampering') await CHECKS[by](sheet, school, names);
    else for (const one of fc.sample(aTry, { numRuns: TRIES, seed: SEED })) await checkTry(sheet, school, one);
    return null;
  } catch (problem) {
    if (problem instanceof FoundFault) return problem.message;
    throw problem;
  } finally {
    await school.close();
  }
}
