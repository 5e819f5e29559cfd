/**
 * Whose a row is: the pupil with its UPN; failing that, the one pupil with exactly its name and birth date. Never a guess:
 * where a row could be two pupils', or two rows one pupil's, it is a problem that a person settles.
 */
import type { RecordId } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import { err, ok } from '../../domain/result.ts';
import type { ImportProblem } from '../../protocol/roster-import.ts';
import type { RosterPupil } from './roster.ts';
import type { ImportRow } from './rows.ts';
import { nameKey } from './rows.ts';

/** A row with the pupil whose it is; null: a new pupil. */
export interface Matched {
  readonly row: ImportRow;
  readonly known: RosterPupil | null;
}

interface Index {
  readonly byUpn: ReadonlyMap<string, RosterPupil>;
  readonly byName: ReadonlyMap<string, readonly RosterPupil[]>;
}

function indexOf(roster: readonly RosterPupil[]): Index {
  const byUpn = new Map<string, RosterPupil>();
  const byName = new Map<string, RosterPupil[]>();
  for (const one of roster) {
    if (one.identity?.upn) byUpn.set(one.identity.upn, one);
    for (const key of keysOf(one)) byName.set(key, [...(byName.get(key) ?? []), one]);
  }
  return { byUpn, byName };
}

const datedKey = (name: string, surname: string, born: string): string => `${nameKey(name, surname)}\u0000${born}`;

/** A pupil is known by the name they use and by the legal one. */
function keysOf({ pupil, identity }: RosterPupil): ReadonlySet<string> {
  if (!identity?.born) return new Set();
  return new Set([
    datedKey(pupil.name, pupil.surname, identity.born),
    datedKey(identity.legalForename, identity.legalSurname, identity.born),
  ]);
}

function rowKeys({ name, surname, legalForename, legalSurname, born }: ImportRow): readonly string[] {
  if (born === null) return [];
  const legal = datedKey(legalForename ?? name, legalSurname ?? surname, born);
  return [...new Set([datedKey(name, surname, born), legal])];
}

/** Matches all rows; what cannot be matched is a problem. */
export function matchRows(
  rows: readonly ImportRow[],
  roster: readonly RosterPupil[],
): { readonly matched: readonly Matched[]; readonly problems: readonly ImportProblem[] } {
  const index = indexOf(roster);
  const twins = twinsOf(rows);
  const problems: ImportProblem[] = [];
  const first = new Map<RecordId, ImportRow>();
  const doubled = new Set<RecordId>();
  const matched: Matched[] = [];
  for (const row of rows) {
    const known = twins.get(row.row) ?? knownFor(row, index);
    if (!known.ok) problems.push({ row: row.row, column: null, reason: known.error });
    else matched.push({ row, known: known.value });
    if (!known.ok || known.value === null) continue;
    const other = first.get(known.value.record);
    if (other) {
      doubled.add(known.value.record);
      problems.push(
        { row: row.row, column: null, reason: sameAs(other.row) },
        { row: other.row, column: null, reason: sameAs(row.row) },
      );
    } else first.set(known.value.record, row);
  }
  return { matched: matched.filter(({ known }) => known === null || !doubled.has(known.record)), problems };
}

const sameAs = (row: number): string => `This is the same pupil as row ${row}. Leave one of the two out.`;

const sameUpn = (one: number, other: number): string =>
  `Rows ${Math.min(one, other)} and ${Math.max(one, other)} have the same UPN. One of them is wrong.`;

/** Rows of one file that are the same pupil's, by UPN or by name and birth date: each names the other. */
function twinsOf(rows: readonly ImportRow[]): ReadonlyMap<number, Result<never, string>> {
  const seen = new Map<string, number>();
  const twins = new Map<number, Result<never, string>>();
  const meet = (key: string, row: ImportRow, words: (one: number, other: number) => string) => {
    const other = seen.get(key);
    if (other === undefined) seen.set(key, row.row);
    else if (other !== row.row) {
      twins.set(row.row, err(words(row.row, other)));
      if (!twins.has(other)) twins.set(other, err(words(other, row.row)));
    }
  };
  for (const row of rows) {
    const { upn } = row;
    if (upn !== null) meet(upn, row, sameUpn);
    else for (const key of rowKeys(row)) meet(key, row, (_, other) => sameAs(other));
  }
  return twins;
}

function knownFor(row: ImportRow, { byUpn, byName }: Index): Result<RosterPupil | null, string> {
  const byNumber = row.upn === null ? undefined : byUpn.get(row.upn);
  if (byNumber) return ok(byNumber);
  const named = new Set(rowKeys(row).flatMap((key) => byName.get(key) ?? []));
  const [only] = named;
  if (!only) return ok(null);
  if (named.size > 1)
    return err('Two pupils here have this name and date of birth. Add the UPN so that it is clear which.');
  const other = only.identity?.upn;
  if (row.upn !== null && other) {
    return err('A pupil with this name and date of birth is here with another UPN. Check which UPN is right.');
  }
  return ok(only);
}
