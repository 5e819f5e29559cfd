/** The parts of the matrix by name, each with the cells of which it is made. */
import type { MatrixSchool } from './school.ts';
import type { Sheet } from './sheet.ts';
import { checkHidden } from './hidden.ts';
import { checkAbsent, checkEnded, checkMutations, checkNames } from './mutations.ts';
import { checkPokes, checkSetting } from './pokes.ts';
import { checkReads, checkRows } from './reads.ts';
import { checkRelations } from './relations.ts';
import { checkRoutes } from './routes.ts';

/** Fills in the cells of one part; `names`: of these mutations only, where it is about mutations. */
export type Check = (sheet: Sheet, school: MatrixSchool, names?: readonly string[]) => Promise<void>;

export const CHECKS = {
  lines: async (sheet) => {
    checkNames(sheet);
    checkRows(sheet);
  },
  reads: checkReads,
  setting: checkSetting,
  routes: checkRoutes,
  mutations: checkMutations,
  absent: checkAbsent,
  ended: checkEnded,
  relations: checkRelations,
  hidden: checkHidden,
  pokes: checkPokes,
} satisfies Readonly<Record<string, Check>>;
export type CheckName = keyof typeof CHECKS;
