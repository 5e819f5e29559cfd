/** "Year 11: no interview yet (38)": the names behind a number of the dashboard, in order of need. */
import { schoolYearOf } from '../../../domain/calendar.ts';
import type { Matrix, MatrixCell } from '../../../domain/benchmarks/matrix.ts';
import { BENCHMARK_NAMES } from '../../../domain/benchmarks/names.ts';
import type { PupilBenchmark } from '../../../domain/benchmarks/rule.ts';
import { PUPIL_BENCHMARKS } from '../../../domain/benchmarks/rule.ts';
import { dateNearby, longDate } from '../../../domain/date-words.ts';
import { gapRows, gapTitle, tutorAskWords } from '../../../domain/gap.ts';
import type { GapRow } from '../../../domain/gap.ts';
import { groupName } from '../../../domain/pupil-groups.ts';
import type { EntryOf } from '../../../domain/record.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { PATHS } from '../../app/paths.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Empty, Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import type { Scope } from '../../queries/benchmarks.ts';
import { useMatrix } from '../../queries/benchmarks.ts';
import { useToday } from '../../queries/clock.ts';
import type { Loaded } from '../../queries/live.ts';
import { bothLoaded, mapLoaded } from '../../queries/live.ts';
import { useDigests } from '../../queries/records.ts';
import { useProgramme } from '../../queries/school.ts';
import { scopedPath, useScope } from './dashboard/scope.ts';
import { PupilsListed } from './gap/pupils-listed.tsx';
import { WhatCounts } from './gap/what-counts.tsx';

interface GapProps {
  readonly benchmark: string;
  readonly year: number;
}

/** The page of one cell; of another, it starts afresh. */
export function GapList({ benchmark, year }: GapProps) {
  const known = PUPIL_BENCHMARKS.find((other) => other === benchmark);
  if (!known) return <NoSuchCell />;
  return <OneGap key={`${known}/${year}`} benchmark={known} year={year} />;
}

function OneGap({ benchmark, year }: { readonly benchmark: PupilBenchmark; readonly year: number }) {
  const today = useToday();
  const scope = useScope(today);
  const loaded = bothLoaded(
    useCell(benchmark, year, scope),
    bothLoaded(useDigests(), useProgramme(schoolYearOf(today))),
  );
  if (loaded.state !== 'ready') return <NotLoaded benchmark={benchmark} failed={loaded.state === 'failed'} />;
  const [{ cell, others }, [digests, programme]] = loaded.value;
  if (!cell) return <NoSuchCell />;
  const rows = gapRows(digests, cell.notYet, today);
  return <Listed {...{ cell, others, scope, rows }} activities={held(programme, cell, today)} />;
}

/** The cell, and where it is a group's the same of everybody else. */
interface Cells {
  readonly cell: MatrixCell | undefined;
  readonly others: MatrixCell | undefined;
}

function useCell(benchmark: PupilBenchmark, year: number, scope: Scope): Loaded<Cells> {
  const cellIn = (table: Matrix | null) =>
    table?.rows.find((row) => row.benchmark === benchmark)?.cells.find((cell) => cell.year === year);
  return mapLoaded(useMatrix(scope), ({ shown, others }) => ({ cell: cellIn(shown), others: cellIn(others) }));
}

/** Activities that were held for this year and count towards this benchmark, the last first. */
const held = (
  programme: readonly EntryOf<'planned'>[],
  { benchmark, year }: MatrixCell,
  today: IsoDate,
): readonly EntryOf<'planned'>[] =>
  programme
    .filter(
      ({ facts, years }) =>
        facts.date <= today && years.includes(year) && facts.counts.some((count) => count === benchmark),
    )
    .toSorted((a, b) => (a.facts.date > b.facts.date ? -1 : 1));

interface ListedProps {
  readonly cell: MatrixCell;
  readonly others: MatrixCell | undefined;
  readonly scope: Scope;
  readonly rows: readonly GapRow[];
  readonly activities: readonly EntryOf<'planned'>[];
}

function Listed({ cell, others, scope, rows, activities }: ListedProps) {
  const { benchmark, year } = cell;
  return (
    <PupilsListed
      title={gapTitle(benchmark, year, rows.length)}
      hint={<Hint {...{ cell, others, scope }} today={useToday()} />}
      rows={rows}
      file={fileName(cell)}
      ask={tutorAskWords(benchmark)}
      activities={activities}
      above={<WhatCounts benchmark={benchmark} year={year} />}
      empty={
        <Empty title="Nobody is missing">
          <p>
            {cell.of === 0
              ? 'Nothing is asked of this year yet.'
              : `Complete for all ${cell.of} pupils of Year ${year}.`}
          </p>
          <ButtonLink href={PATHS.dashboard} look="back">
            Dashboard
          </ButtonLink>
        </Empty>
      }
    />
  );
}

type HintProps = Omit<ListedProps, 'rows' | 'activities'> & { readonly today: IsoDate };

/** What the list is of, and what is planned; who is booked for an interview stands in the list. */
function Hint({ cell, others, scope, today }: HintProps) {
  const { benchmark, met, of, plan, closed } = cell;
  return (
    <>
      <a href={scopedPath(PATHS.dashboard, scope)}>Dashboard</a>: {BENCHMARK_NAMES[benchmark]}, {met} of {of}.
      {scope.group === null ? '' : ` Only: ${groupName(scope.group)}.`}
      {others ? ` Others: ${others.met} of ${others.of}.` : ''}
      {scope.on === null ? '' : ` As it was on ${longDate(scope.on)}.`}
      {plan && benchmark !== '8' ? ` Planned: ${plan.title}, ${dateNearby(plan.date, today)}.` : ''}
      {closed ? ' The time for this is over; what was done then can still be logged.' : ''}
    </>
  );
}

/** Nothing personal: it stands in folders and in the history of the browser. */
const fileName = ({ benchmark, year }: MatrixCell): string =>
  `year-${year}-${BENCHMARK_NAMES[benchmark].toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;

const NotLoaded = ({ benchmark, failed }: { readonly benchmark: PupilBenchmark; readonly failed: boolean }) => (
  <Main title={BENCHMARK_NAMES[benchmark]} class="gap">
    <Sheet>
      {failed ? (
        <Notice state="stop" title="There is a problem">
          <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
        </Notice>
      ) : (
        <Loading words="Finding the names" />
      )}
    </Sheet>
  </Main>
);

const NoSuchCell = () => (
  <Main title="Not here">
    <Empty title="The dashboard has no such number">
      <p>Your school may have other year groups now.</p>
      <ButtonLink href={PATHS.dashboard}>Dashboard</ButtonLink>
    </Empty>
  </Main>
);
