/** The parts of the matrix by name, each with the cells of which it is made. */
import type { MatrixSchool } from './school.ts';
import type { Sheet } from './sheet.ts';
import { checkHidden } from './hidden.ts';
import { checkAbsent, checkEnded, checkMutations, checkNames } from './mutations.ts';
import { checkPokes, checkSetting } from './pokes.ts';
import { checkReads, checkRows } from './reads.ts';
import { checkRelations } from './relations.ts';
import { checkRoutes } from './routes.ts';

/** Fills in the cells of one part. */
export type Check = (sheet: Sheet, school: MatrixSchool) => Promise<void>;

export const CHECKS = {
  'has a line for every mutation and every kind of entry, and for no other': async (sheet) => {
    checkNames(sheet);
    checkRows(sheet);
  },
  'sends each person what the tables give them, whatever they ask for': checkReads,
  'lets each person read more where every adviser sees all, and nobody else': checkSetting,
  'answers each person at each route as the table says, in words that are theirs to read': checkRoutes,
  'takes each mutation from those who may, and from nobody else': checkMutations,
  'takes none about a pupil who was erased or is of another school': checkAbsent,
  'takes from those whose right has ended what only adds, for sixty days': checkEnded,
  'looks at whose the entry is': checkRelations,
  'does not say whether what is hidden is there': checkHidden,
  'pokes those who can see the change': checkPokes,
} as const satisfies Readonly<Record<string, Check>>;
export type CheckName = keyof typeof CHECKS;
