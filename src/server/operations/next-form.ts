/**
 * What becomes of a form at the end of the school year. A form that is numbered by its year gives its pupils to the next one
 * (10B → 11B); one that has a name of its own keeps it and goes up (Maple: Year 8 → Year 9); one with pupils of several
 * years stays as it is; one of the oldest year has nobody left.
 */
import type { FormCode } from '../../domain/ids.ts';
import { formCode } from '../../domain/ids.ts';

/** `moves`: its pupils go to the form `to`. */
export type FormFate =
  | { readonly kind: 'moves'; readonly to: FormCode }
  | { readonly kind: 'goes-up' }
  | { readonly kind: 'stays' }
  | { readonly kind: 'leaves' };

/** Pupils of a second year from which on a form counts as one of several years: two may repeat a year. */
const MIXED_FROM = 3;

/** The fate of a form of this year. `years`: the year of each of its pupils. */
export function fateOf(
  code: FormCode,
  year: number,
  school: { readonly years: readonly number[]; readonly oldest: number },
): FormFate {
  if (isMixed(school.years)) return { kind: 'stays' };
  if (year >= school.oldest) return { kind: 'leaves' };
  const to = nextCode(code, year);
  return to === null ? { kind: 'goes-up' } : { kind: 'moves', to };
}

function isMixed(years: readonly number[]): boolean {
  const counts = new Map<number, number>();
  for (const year of years) counts.set(year, (counts.get(year) ?? 0) + 1);
  const [, second = 0] = [...counts.values()].toSorted((a, b) => b - a);
  return second >= MIXED_FROM;
}

/** "10B" in Year 10 → "11B", "Y9-2" → "Y10-2", "09K" → "10K"; null: the code does not say the year. */
export function nextCode(code: FormCode, year: number): FormCode | null {
  const found = /^(\D*?)(0?\d{1,2})(?!\d)(.*)$/.exec(code);
  if (!found || Number(found[2]) !== year) return null;
  const [, before = '', digits = '', after = ''] = found;
  const next = formCode.safeParse(`${before}${String(year + 1).padStart(digits.length, '0')}${after}`);
  return next.success ? next.data : null;
}
