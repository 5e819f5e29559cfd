/** The figures that are asked of Fingerpost, as the benches measure them, and how they are shown. */

/** One figure: what was measured against what it may be at most, both in `unit`. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly atMost: number;
  readonly unit: '× raw' | 'ms' | 'MB' | 'kB gzip';
}

/** The middle one; the upper of two. */
export const median = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;

/** Three digits are more than a shared machine gives. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** Prints the table of figures, with whether each is held. */
export function printFigures(figures: readonly Figure[]): void {
  console.log('Figures (medians of the rounds; raw: IndexedDB, one clear row an entry, same run)');
  console.table(
    figures.map(({ what, value, atMost, unit }) => ({
      what,
      measured: rounded(value),
      'at most': atMost,
      unit,
      held: value <= atMost ? 'yes' : 'NO',
    })),
  );
}
