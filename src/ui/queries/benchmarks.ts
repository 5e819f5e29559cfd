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
import { groupMatrix } from '../../domain/benchmarks/group-gap.ts';
import type { LeftShort } from '../../domain/benchmarks/left-short.ts';
import { leftShort } from '../../domain/benchmarks/left-short.ts';
import type { Matrix, Standing } from '../../domain/benchmarks/matrix.ts';
import { matrixOf, standingOf } from '../../domain/benchmarks/matrix.ts';
import type { Digest } from '../../domain/digest.ts';
import type { PupilGroup } from '../../domain/pupil-groups.ts';
import { isInGroup } from '../../domain/pupil-groups.ts';
import type { IsoDate } from '../../domain/time.ts';
import type { House } from './house.tsx';
import { useHouse } from './house.tsx';
import type { Loaded } from './live.ts';
import { bothLoaded } from './live.ts';
import { useDigests } from './records.ts';
import { useRules } from './rules.ts';
import { inSlices } from './slices.ts';

/** What has been worked out under the rules of one day. */
interface Book {
  readonly rules: PreparedRules;
  readonly standings: WeakMap<Digest, { readonly standing: Standing | null }>;
}

/** One book of each edition to a house, today's and one of another day: they go when its person signs out. */
const books = new WeakMap<House, Map<string, Book>>();

/** Whose figures are shown, and of which day: a group beside everybody else, or null for all; null for today. */
export interface Scope {
  readonly group: PupilGroup | null;
  readonly on: IsoDate | null;
}

/** Everybody, today. */
export const EVERYBODY: Scope = { group: null, on: null };

/** The matrix that is asked for; beside it, where it is a group's, everybody else's. */
export interface Scoped {
  readonly scope: Scope;
  readonly shown: Matrix;
  readonly others: Matrix | null;
}

/** The matrix of all pupils, or of a group beside the others; while it is worked out anew, the last one. */
export function useMatrix(scope: Scope = EVERYBODY): Loaded<Scoped> {
  const { group, on } = scope;
  const make: Make<Scoped> = ([own = []], rules, digests) => {
    if (group === null) return { scope, shown: matrixOf(own, rules.school), others: null };
    const members = digests.filter((digest) => isInGroup(group, digest, rules.today)).map(({ record }) => record);
    const { group: shown, others } = groupMatrix(own, new Set(members), rules.school);
    return { scope, shown, others };
  };
  return useStandings(ownEdition, { make, on, key: group ?? '' });
}

/** The same pupils by both editions; while it is worked out anew, the last comparison. */
export function useComparison(): Loaded<readonly ComparedBenchmark[]> {
  const make: Make<readonly ComparedBenchmark[]> = ([first = [], second = []], { school }) =>
    compareEditions([first, second], school);
  return useStandings(bothEditions, { make, on: null, key: '' });
}

/** What is made of the standings by each edition. */
type Make<T> = (standings: readonly (readonly Standing[])[], rules: RuleContext, digests: readonly Digest[]) => T;

interface Making<T> {
  readonly make: Make<T>;
  /** The day of the rules; null: today. */
  readonly on: IsoDate | null;
  /** Another key makes another thing of the same standings. */
  readonly key: string;
}

/** Whom the plan leaves short; while it is worked out anew, the last answer. */
export const useLeftShort = (): Loaded<readonly LeftShort[]> =>
  useStandings(ownEdition, { make: ([own = []]) => leftShort(own), on: null, key: 'left-short' });

const ownEdition = ({ school }: RuleContext): readonly Edition[] => [school.edition];
const bothEditions = (): readonly Edition[] => COMPARED;

/** What is made of the standings of all pupils by some editions. */
function useStandings<T>(
  editionsOf: (rules: RuleContext) => readonly Edition[],
  { make, on, key }: Making<T>,
): Loaded<T> {
  const house = useHouse();
  const loaded = bothLoaded(useDigests(), useRules(on));
  const [made, setMade] = useState<{ readonly value: T } | null>(null);
  const [digests, rules] = loaded.state === 'ready' ? loaded.value : [null, null];
  useEffect(() => {
    if (!digests || !rules) return undefined;
    let current = true;
    const shelf = on === null ? 'today' : 'another day';
    const wanted = editionsOf(rules).map((edition) => bookOf(house, inEdition(rules, edition), shelf));
    void fillAll(wanted, digests, () => current).then((filled) => {
      if (filled)
        setMade({
          value: make(
            wanted.map((book) => standingsIn(book, digests)),
            rules,
            digests,
          ),
        });
    });
    return () => {
      current = false;
    };
  }, [house, digests, key, ...(rules ? partsOf(rules) : NO_PARTS)]);
  if (loaded.state === 'failed') return loaded;
  return made ? { state: 'ready', value: made.value } : { state: 'loading' };
}

const inEdition = (rules: RuleContext, edition: Edition): RuleContext =>
  rules.school.edition === edition ? rules : { ...rules, school: { ...rules.school, edition } };

/** What makes rules other rules. */
export const partsOf = ({ school, staff, programme, today }: RuleContext) =>
  [rulesOf(school), staff, programme, today] as const;
const NO_PARTS = [null, null, null, null] as const;

function bookOf(house: House, rules: RuleContext, shelf: string): Book {
  const known = books.get(house) ?? new Map<string, Book>();
  books.set(house, known);
  const place = `${shelf}/${rules.school.edition}`;
  const before = known.get(place);
  const parts = partsOf(rules);
  if (before && partsOf(before.rules.context).every((part, i) => part === parts[i])) return before;
  const book: Book = { rules: prepareRules(rules, 'gatsby'), standings: new WeakMap() };
  known.set(place, book);
  return book;
}

async function fillAll(all: readonly Book[], digests: readonly Digest[], goOn: () => boolean): Promise<boolean> {
  for (const book of all) if (!(await fill(book, digests, goOn))) return false;
  return goOn();
}

/** Works out what is missing, slice by slice; false when it was called off. */
const fill = ({ rules, standings }: Book, digests: readonly Digest[], goOn: () => boolean): Promise<boolean> =>
  inSlices(
    digests.filter((digest) => !standings.has(digest)),
    (digest) => standings.set(digest, { standing: standingOf(digest, rules) }),
    goOn,
  );

const standingsIn = ({ standings }: Book, digests: readonly Digest[]): readonly Standing[] =>
  digests.flatMap((digest) => standings.get(digest)?.standing ?? []);
