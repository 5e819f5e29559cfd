/**
 * A group of pupils beside everybody else, counted in pupils: how many more of the group would have to be complete for it to
 * stand as the others do. Percentages of small groups mislead; "4 of 28 fewer" does not. Source: policy 3.5, 5.3.2.
 */
import type { RecordId } from '../ids.ts';
import type { SchoolRange } from './editions.ts';
import type { Matrix, MatrixCell, Standing } from './matrix.ts';
import { matrixOf } from './matrix.ts';

/** The group's matrix, and the others' with the same rows and columns. */
export interface GroupMatrix {
  readonly group: Matrix;
  readonly others: Matrix;
}

/** The two matrices, from standings of all pupils. */
export function groupMatrix(
  standings: readonly Standing[],
  inGroup: ReadonlySet<RecordId>,
  school: SchoolRange,
): GroupMatrix {
  const of = (wanted: boolean) =>
    matrixOf(
      standings.filter(({ record }) => inGroup.has(record) === wanted),
      school,
    );
  return { group: of(true), others: of(false) };
}

/** How many of how many. */
type Count = Pick<MatrixCell, 'met' | 'of'>;

/** How many pupils of the group are missing to the others' share, rounded; below 0: more than that; null: nothing to compare. */
export function fewerThan(group: Count, others: Count): number | null {
  if (group.of === 0 || others.of === 0) return null;
  return Math.round((group.of * others.met) / others.of) - group.met;
}

/** "4 of 28 fewer", "2 of 28 more", "Level with others"; null where there is nothing to compare. */
export function gapWords(group: Count, others: Count): string | null {
  const fewer = fewerThan(group, others);
  if (fewer === null) return null;
  // Math.round gives -0 for a share that is nearly reached.
  if (fewer === 0) return 'Level with others';
  return fewer > 0 ? `${fewer} of ${group.of} fewer` : `${-fewer} of ${group.of} more`;
}
