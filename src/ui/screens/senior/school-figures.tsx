/** "School figures": the first page of a senior leader or governor. Numbers of the whole school, nobody's name. */
import type { BenchmarkFigures, Figure, Figures } from '../../../domain/benchmarks/figures.ts';
import { BENCHMARK_NAMES } from '../../../domain/benchmarks/names.ts';
import { countWords } from '../../../domain/count-words.ts';
import { longDate } from '../../../domain/date-words.ts';
import type { FigureGroup } from '../../../domain/pupil-groups.ts';
import { FIGURE_GROUPS, groupName } from '../../../domain/pupil-groups.ts';
import { Button } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Section, Sheet } from '../../parts/surface.tsx';
import { Scroll, Table } from '../../parts/table.tsx';
import { useFigures } from '../../queries/figures.ts';
import { useSchool } from '../../queries/school.ts';
import { failureWords } from '../../queries/server.ts';
import '../../styles/screens/figures.css';

const EDITIONS: Readonly<Record<Figures['edition'], string>> = {
  'gatsby-2014': 'Gatsby benchmarks, 2014 edition.',
  'gatsby-2025': 'Gatsby benchmarks, 2025 edition.',
};

/** The page. */
export function SchoolFigures() {
  const { answer, again } = useFigures();
  const shown = answer?.ok ? answer.value : null;
  const hint = shown
    ? `Counted on ${longDate(shown.on)}, once a day. ${EDITIONS[shown.edition]}`
    : 'Numbers of the whole school.';
  return (
    <Main title="School figures" class="figures" hint={hint} {...(shown ? { actions: <Print /> } : {})}>
      {answer?.ok === false ? (
        <Notice title="The figures are not here" actions={<Button onClick={again}>Try again</Button>}>
          <p>{failureWords(answer.error)} They are counted by the school’s server and kept on no device.</p>
        </Notice>
      ) : null}
      {answer === null ? (
        <Sheet>
          <Loading words="Counting" />
        </Sheet>
      ) : null}
      {shown ? <Shown figures={shown} /> : null}
      <Contact />
    </Main>
  );
}

const Print = () => (
  <Button onClick={() => window.print()}>
    <Icon name="print" />
    Print for governors
  </Button>
);

/** Whom to ask what the figures mean. */
function Contact() {
  const school = useSchool();
  const contact = school.state === 'ready' ? (school.value.settings?.contact ?? '') : '';
  return contact === '' ? null : <p class="quiet figures-contact">Questions about these figures: {contact}.</p>;
}

const Shown = ({ figures: { years, benchmarks } }: { readonly figures: Figures }) => (
  <Sheet>
    <p class="figures-note">
      Pupils who are complete, of those of whom something is asked. “Not shown” keeps small groups from being
      recognised: fewer than 5 pupils, or a number from which they could be worked out.
    </p>
    <Section title="Benchmarks by year">
      <Scroll label="Table of benchmarks by year">
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
      <Scroll label="Table of groups">
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
  readonly group: FigureGroup;
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
          <b>{countWords(figure.met)}</b> of {countWords(figure.of)}
        </span>
      );
    case 'few':
      return <span class="figure">Fewer than 5 of {countWords(figure.of)}</span>;
    case 'nearly':
      return <span class="figure">All but a few of {countWords(figure.of)}</span>;
    case 'hidden':
      return <span class="figure off">Not shown</span>;
    case 'none':
      return <span class="figure off">{none}</span>;
  }
}
