/** "School figures": the first page of a senior leader or governor. Numbers of the whole school, nobody's name. */
import type { BenchmarkFigures, Figure, Figures } from '../../../domain/benchmarks/figures.ts';
import { FIGURE_GROUPS } from '../../../domain/benchmarks/figures.ts';
import { BENCHMARK_NAMES } from '../../../domain/benchmarks/names.ts';
import { longDate } from '../../../domain/date-words.ts';
import { groupName } from '../../../domain/pupil-groups.ts';
import { Button } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Section, Sheet } from '../../parts/surface.tsx';
import { Scroll, Table } from '../../parts/table.tsx';
import { useFigures } from '../../queries/figures.ts';
import { failureWords } from '../../queries/server.ts';
import '../../styles/screens/figures.css';

const EDITIONS: Readonly<Record<Figures['edition'], string>> = {
  'gatsby-2014': 'Gatsby benchmarks, 2014 edition.',
  'gatsby-2025': 'Gatsby benchmarks, 2025 edition.',
};

/** The page. */
export function SchoolFigures() {
  const { answer, failure, again } = useFigures();
  const hint = answer
    ? `Counted on ${longDate(answer.on)}, once a day. ${EDITIONS[answer.edition]}`
    : 'Numbers of the whole school.';
  return (
    <Main title="School figures" class="figures" hint={hint}>
      {failure ? (
        <Notice title="The figures are not here" actions={<Button onClick={again}>Try again</Button>}>
          <p>{failureWords(failure)} They are counted by the school’s server and kept on no device.</p>
        </Notice>
      ) : null}
      {answer || failure ? null : (
        <Sheet>
          <Loading words="Counting" />
        </Sheet>
      )}
      {answer ? <Shown figures={answer} /> : null}
    </Main>
  );
}

const Shown = ({ figures: { years, benchmarks } }: { readonly figures: Figures }) => (
  <Sheet>
    <p class="figures-note">
      Pupils who are complete, of those of whom something is asked. “Not shown” keeps small groups from being
      recognised: fewer than 5 pupils, or a number from which they could be worked out.
    </p>
    <Section title="Benchmarks by year">
      <Scroll label="Benchmarks by year">
        <Table
          caption="Benchmarks by year"
          quiet
          columns={['Benchmark', ...years.map((year) => `Year ${year}`), 'All years']}
          rows={benchmarks.map(({ benchmark, byYear, all }) => ({
            key: benchmark,
            cells: [
              BENCHMARK_NAMES[benchmark],
              ...byYear.map((figure, i) => <Told key={years[i]} figure={figure} />),
              <Told key="all" figure={all} />,
            ],
          }))}
        />
      </Scroll>
    </Section>
    <Section title="Groups beside everybody else">
      <Scroll label="Groups beside everybody else">
        <Table
          caption="Groups beside everybody else, all years"
          quiet
          columns={['Group', ...benchmarks.map(({ benchmark }) => BENCHMARK_NAMES[benchmark])]}
          rows={FIGURE_GROUPS.map((group) => ({
            key: group,
            cells: [groupName(group), ...benchmarks.map((one) => <Pair key={one.benchmark} of={one} group={group} />)],
          }))}
        />
      </Scroll>
    </Section>
  </Sheet>
);

interface PairProps {
  readonly of: BenchmarkFigures;
  readonly group: (typeof FIGURE_GROUPS)[number];
}

function Pair({ of: { groups }, group }: PairProps) {
  const pair = groups.find((one) => one.group === group);
  if (!pair) return null;
  return (
    <>
      <Told figure={pair.figure} none="Nobody" />
      {pair.figure.kind === 'none' ? null : (
        <span class="figures-others">
          Others: <Told figure={pair.others} />
        </span>
      )}
    </>
  );
}

/** `none`: what is said where nothing is asked of anybody. */
function Told({ figure, none = 'Not due yet' }: { readonly figure: Figure; readonly none?: string }) {
  switch (figure.kind) {
    case 'count':
      return (
        <span class="figure">
          <b>{figure.met}</b> of {figure.of}
        </span>
      );
    case 'few':
      return <span class="figure">Fewer than 5 of {figure.of}</span>;
    case 'nearly':
      return <span class="figure">All but a few of {figure.of}</span>;
    case 'hidden':
      return <span class="figure off">Not shown</span>;
    case 'none':
      return <span class="figure off">{none}</span>;
  }
}
