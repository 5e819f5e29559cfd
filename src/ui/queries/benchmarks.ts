/**
 * The matrix of the whole school, worked out on the device in slices so that the page never freezes: 1,500 pupils take
 * some tenths of a second. A pupil's standing is kept with the digest: after a change one pupil is worked out again.
 */
import { useEffect, useState } from 'preact/hooks';
import type { RuleContext } from '../../domain/benchmarks/context.ts';
import type { PreparedRules } from '../../domain/benchmarks/criteria.ts';
import { prepareRules } from '../../domain/benchmarks/criteria.ts';
import type { Matrix, Standing } from '../../domain/benchmarks/matrix.ts';
import { matrixOf, standingOf } from '../../domain/benchmarks/matrix.ts';
import type { Digest } from '../../domain/digest.ts';
import type { House } from './house.tsx';
import { useHouse } from './house.tsx';
import type { Loaded } from './live.ts';
import { bothLoaded } from './live.ts';
import { useDigests } from './records.ts';
import { useRules } from './rules.ts';

/** The longest work in one go: half a frame, so that scrolling and typing go on. */
const SLICE_MS = 8;

/** What has been worked out under the rules of one day. */
interface Book {
  readonly rules: PreparedRules;
  readonly standings: WeakMap<Digest, { readonly standing: Standing | null }>;
}

/** One book to a house: it goes when its person signs out. */
const books = new WeakMap<House, Book>();

/** The matrix of all pupils; while it is worked out anew, the last one. */
export function useMatrix(): Loaded<Matrix> {
  const house = useHouse();
  const loaded = bothLoaded(useDigests(), useRules());
  const [matrix, setMatrix] = useState<Matrix | null>(null);
  const [digests, rules] = loaded.state === 'ready' ? loaded.value : [null, null];
  useEffect(() => {
    if (!digests || !rules) return undefined;
    let current = true;
    const book = bookOf(house, rules);
    void fill(book, digests, () => current).then((filled) => {
      if (filled) setMatrix(matrixOf(standingsIn(book, digests), rules.school));
    });
    return () => {
      current = false;
    };
  }, [house, digests, ...(rules ? partsOf(rules) : [null, null, null, null])]);
  if (loaded.state === 'failed') return loaded;
  return matrix ? { state: 'ready', value: matrix } : { state: 'loading' };
}

/** What makes rules other rules. */
const partsOf = ({ school, staff, programme, today }: RuleContext) => [school, staff, programme, today] as const;

function bookOf(house: House, rules: RuleContext): Book {
  const known = books.get(house);
  const parts = partsOf(rules);
  if (known && partsOf(known.rules.context).every((part, i) => part === parts[i])) return known;
  const book: Book = { rules: prepareRules(rules), standings: new WeakMap() };
  books.set(house, book);
  return book;
}

/** Works out what is missing, slice by slice; false when it was called off. */
async function fill({ rules, standings }: Book, digests: readonly Digest[], goOn: () => boolean): Promise<boolean> {
  let began = performance.now();
  for (const digest of digests) {
    if (standings.has(digest)) continue;
    standings.set(digest, { standing: standingOf(digest, rules) });
    if (performance.now() - began < SLICE_MS) continue;
    await breath();
    if (!goOn()) return false;
    began = performance.now();
  }
  return goOn();
}

/** Lets the browser draw and take input. */
const breath = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));

const standingsIn = ({ standings }: Book, digests: readonly Digest[]): readonly Standing[] =>
  digests.flatMap((digest) => standings.get(digest)?.standing ?? []);
