/**
 * The matrix of the whole school, worked out on the device in slices so that the page never freezes: 1,500 pupils take
 * some tenths of a second. A pupil's standing is kept with the digest: after a change one pupil is worked out again.
 * By another edition than the school's own, the same.
 */
import { useEffect, useState } from 'preact/hooks';
import type { ComparedBenchmark } from '../../domain/benchmarks/compare.ts';
import { COMPARED, compareEditions } from '../../domain/benchmarks/compare.ts';
import type { RuleContext } from '../../domain/benchmarks/context.ts';
import type { PreparedRules } from '../../domain/benchmarks/criteria.ts';
import { prepareRules } from '../../domain/benchmarks/criteria.ts';
import type { Edition } from '../../domain/benchmarks/editions.ts';
import { rulesOf } from '../../domain/benchmarks/editions.ts';
import type { LeftShort } from '../../domain/benchmarks/left-short.ts';
import { leftShort } from '../../domain/benchmarks/left-short.ts';
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

/** One book of each edition to a house: they go when its person signs out. */
const books = new WeakMap<House, Map<Edition, Book>>();

/** The matrix of all pupils; while it is worked out anew, the last one. */
export function useMatrix(): Loaded<Matrix> {
  return useStandings(ownEdition, ([own = []], rules) => matrixOf(own, rules.school));
}

/** The same pupils by both editions; while it is worked out anew, the last comparison. */
export function useComparison(): Loaded<readonly ComparedBenchmark[]> {
  return useStandings(bothEditions, ([first = [], second = []], { school }) =>
    compareEditions([first, second], school),
  );
}

/** Whom the plan leaves short; while it is worked out anew, the last answer. */
export const useLeftShort = (): Loaded<readonly LeftShort[]> =>
  useStandings(ownEdition, ([own = []]) => leftShort(own));

const ownEdition = ({ school }: RuleContext): readonly Edition[] => [school.edition];
const bothEditions = (): readonly Edition[] => COMPARED;

/** What is made of the standings of all pupils by some editions. */
function useStandings<T>(
  editionsOf: (rules: RuleContext) => readonly Edition[],
  make: (standings: readonly (readonly Standing[])[], rules: RuleContext) => T,
): Loaded<T> {
  const house = useHouse();
  const loaded = bothLoaded(useDigests(), useRules());
  const [made, setMade] = useState<{ readonly value: T } | null>(null);
  const [digests, rules] = loaded.state === 'ready' ? loaded.value : [null, null];
  useEffect(() => {
    if (!digests || !rules) return undefined;
    let current = true;
    const wanted = editionsOf(rules).map((edition) => bookOf(house, inEdition(rules, edition)));
    void fillAll(wanted, digests, () => current).then((filled) => {
      if (filled)
        setMade({
          value: make(
            wanted.map((book) => standingsIn(book, digests)),
            rules,
          ),
        });
    });
    return () => {
      current = false;
    };
  }, [house, digests, ...(rules ? partsOf(rules) : NO_PARTS)]);
  if (loaded.state === 'failed') return loaded;
  return made ? { state: 'ready', value: made.value } : { state: 'loading' };
}

const inEdition = (rules: RuleContext, edition: Edition): RuleContext =>
  rules.school.edition === edition ? rules : { ...rules, school: { ...rules.school, edition } };

/** What makes rules other rules. */
const partsOf = ({ school, staff, programme, today }: RuleContext) =>
  [rulesOf(school), staff, programme, today] as const;
const NO_PARTS = [null, null, null, null] as const;

function bookOf(house: House, rules: RuleContext): Book {
  const known = books.get(house) ?? new Map<Edition, Book>();
  books.set(house, known);
  const { edition } = rules.school;
  const before = known.get(edition);
  const parts = partsOf(rules);
  if (before && partsOf(before.rules.context).every((part, i) => part === parts[i])) return before;
  const book: Book = { rules: prepareRules(rules, 'gatsby'), standings: new WeakMap() };
  known.set(edition, book);
  return book;
}

async function fillAll(all: readonly Book[], digests: readonly Digest[], goOn: () => boolean): Promise<boolean> {
  for (const book of all) if (!(await fill(book, digests, goOn))) return false;
  return goOn();
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
