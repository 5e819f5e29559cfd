/**
 * Whole-school figures for senior leaders and governors, who hold no records.
 *   GET /api/schools/:school/figures → figures
 */
import * as z from 'zod/mini';
import { isoDate } from '../domain/time.ts';

const count = z.int().check(z.gte(0));
const year = z.int().check(z.gte(1), z.lte(14));

/** One number as it may be told (domain/benchmarks/figures.ts). */
const figure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), met: count, of: count }),
  z.strictObject({ kind: z.enum(['few', 'nearly']), of: count }),
  z.strictObject({ kind: z.enum(['hidden', 'none']) }),
]);

/** The figures of one day. */
export const figures = z.strictObject({
  on: isoDate,
  edition: z.enum(['gatsby-2014', 'gatsby-2025']),
  years: z.array(year),
  benchmarks: z.array(
    z.strictObject({
      benchmark: z.enum(['2', '3', '5', '6', '7', '8']),
      byYear: z.array(figure),
      all: figure,
      groups: z.array(
        z.strictObject({
          group: z.enum(['pupil-premium', 'send', 'ehcp', 'looked-after', 'girls', 'boys']),
          figure,
          others: figure,
        }),
      ),
    }),
  ),
});
