/**
 * Whole-school figures for senior leaders and governors, who hold no records.
 *   GET /api/schools/:school/figures → figures
 */
import * as z from 'zod/mini';
import { yearGroup } from '../domain/entries/career.ts';
import { schoolEntry } from '../domain/entries/school.ts';
import { FIGURE_GROUPS } from '../domain/pupil-groups.ts';
import { isoDate } from '../domain/time.ts';

const count = z.int().check(z.gte(0));

/** One number as it may be told (domain/benchmarks/figures.ts). */
const figure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), met: count, of: count }),
  z.strictObject({ kind: z.enum(['few', 'nearly']), of: count }),
  z.strictObject({ kind: z.enum(['hidden', 'none']) }),
]);

/** The figures of one day. */
export const figures = z.strictObject({
  on: isoDate,
  edition: schoolEntry.shape.edition,
  years: z.array(yearGroup),
  benchmarks: z.array(
    z.strictObject({
      benchmark: z.enum(['2', '3', '5', '6', '7', '8']),
      byYear: z.array(figure),
      all: figure,
      groups: z.array(
        z.strictObject({
          group: z.enum(FIGURE_GROUPS),
          figure,
          others: figure,
        }),
      ),
    }),
  ),
});
