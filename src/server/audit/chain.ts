/**
 * The audit as a chain: each row carries a sum over itself and the sum of the row before, so that no row can be changed,
 * taken out or put in between without all sums after it. Pure. Source: OWASP ASVS 5.0, 16.4.2; docs/privacy.md.
 */
import { createHash } from 'node:crypto';

/** A row of the audit without its sum: who did what to which record, and when. Never what was said. */
export interface AuditRow {
  /** Its place in the school's audit, from 1. */
  readonly place: number;
  /** When it was done, as the device says, and when it reached the server; instants. */
  readonly at: string;
  readonly received: string;
  /** Who did it; empty: the server by itself, or a command. */
  readonly person: string;
  /** The name of the mutation, or of what else was done. */
  readonly what: string;
  /** The record that it was done to; null: none. */
  readonly record: string | null;
  /** JSON: ids and names of fields, no content. */
  readonly detail: string;
}

/** A row as it is kept. `sum`: SHA-256, base64url. */
export interface SummedRow extends AuditRow {
  readonly sum: string;
}

/** The sum of a row that follows one with the sum `before`; null: it is the first. */
export const sumOf = (school: string, row: AuditRow, before: string | null): string =>
  createHash('sha256')
    .update(
      JSON.stringify([before, school, row.place, row.at, row.received, row.person, row.what, row.record, row.detail]),
    )
    .digest('base64url');

/** What was found: the chain holds, or the place of the first row that does not. */
export type ChainCheck =
  | { readonly holds: true; readonly rows: number; readonly last: SummedRow | null }
  | { readonly holds: false; readonly place: number; readonly why: 'missing' | 'changed' };

/** Checks rows as they come, in order of their places, all of them from the first. */
export function checkChain(school: string) {
  let last: SummedRow | null = null;
  let broken: Extract<ChainCheck, { holds: false }> | null = null;
  return {
    take(row: SummedRow): void {
      const place = (last?.place ?? 0) + 1;
      if (broken === null && row.place !== place) broken = { holds: false, place, why: 'missing' };
      if (broken === null && row.sum !== sumOf(school, row, last?.sum ?? null))
        broken = { holds: false, place: row.place, why: 'changed' };
      last = row;
    },
    found: (): ChainCheck => broken ?? { holds: true, rows: last?.place ?? 0, last },
  };
}
