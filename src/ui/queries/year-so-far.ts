/**
 * The year so far of the whole school, worked out on the device in slices: on 25 days, 1,500 pupils take some seconds. A
 * pupil's year is kept with the digest, so that after a change one pupil is worked out again.
 */
import { useEffect, useState } from 'preact/hooks';
import type { RuleContext } from '../../domain/benchmarks/context.ts';
import type { PreparedRules } from '../../domain/benchmarks/criteria.ts';
import { prepareRules } from '../../domain/benchmarks/criteria.ts';
import type { PupilYear, YearLine } from '../../domain/benchmarks/year-so-far.ts';
import { daysSoFar, pupilYearOf, yearLines } from '../../domain/benchmarks/year-so-far.ts';
import type { Digest } from '../../domain/digest.ts';
import type { IsoDate } from '../../domain/time.ts';
import { partsOf } from './benchmarks.ts';
import type { House } from './house.tsx';
import { useHouse } from './house.tsx';
import type { Loaded } from './live.ts';
import { bothLoaded } from './live.ts';
import { useDigests } from './records.ts';
import { useRules } from './rules.ts';
import { inSlices } from './slices.ts';

/** The days and each benchmark's line over them. */
export interface YearSoFar {
  readonly days: readonly IsoDate[];
  readonly lines: readonly YearLine[];
}

/** What has been worked out under the rules of one day. */
interface Book {
  readonly rules: RuleContext;
  readonly days: readonly PreparedRules[];
  readonly years: WeakMap<Digest, { readonly year: PupilYear | null }>;
}

/** One to a house: it goes when its person signs out. */
const books = new WeakMap<House, Book>();

/** The year so far; while it is worked out anew, the last one. */
export function useYearSoFar(): Loaded<YearSoFar> {
  const house = useHouse();
  const loaded = bothLoaded(useDigests(), useRules());
  const [made, setMade] = useState<YearSoFar | null>(null);
  const [digests, rules] = loaded.state === 'ready' ? loaded.value : [null, null];
  useEffect(() => {
    if (!digests || !rules) return undefined;
    let current = true;
    const book = bookOf(house, rules);
    void fill(book, digests, () => current).then((filled) => filled && setMade(madeFrom(book, digests)));
    return () => {
      current = false;
    };
  }, [house, digests, ...(rules ? partsOf(rules) : [null, null, null, null])]);
  if (loaded.state === 'failed') return loaded;
  return made ? { state: 'ready', value: made } : { state: 'loading' };
}

function bookOf(house: House, rules: RuleContext): Book {
  const before = books.get(house);
  const parts = partsOf(rules);
  if (before && partsOf(before.rules).every((part, i) => part === parts[i])) return before;
  const days = daysSoFar(rules.today).map((today) => prepareRules({ ...rules, today }, 'gatsby'));
  const book: Book = { rules, days, years: new WeakMap() };
  books.set(house, book);
  return book;
}

const fill = ({ days, years }: Book, digests: readonly Digest[], goOn: () => boolean): Promise<boolean> =>
  inSlices(
    digests.filter((digest) => !years.has(digest)),
    (digest) => years.set(digest, { year: pupilYearOf(digest, days) }),
    goOn,
  );

function madeFrom({ days, years, rules }: Book, digests: readonly Digest[]): YearSoFar {
  const pupils = digests.flatMap((digest) => years.get(digest)?.year ?? []);
  return { days: daysSoFar(rules.today), lines: yearLines(pupils, days.length, rules.school) };
}
