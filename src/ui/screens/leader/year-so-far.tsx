/** "The year so far": how many pupils were complete in each benchmark, from 1 September to today, as charts and as a table. */
import { useMemo } from 'preact/hooks';
import { BENCHMARK_NAMES } from '../../../domain/benchmarks/names.ts';
import type { YearLine } from '../../../domain/benchmarks/year-so-far.ts';
import { countWords } from '../../../domain/count-words.ts';
import { dayAndMonth } from '../../../domain/date-words.ts';
import { PATHS } from '../../app/paths.ts';
import { Main } from '../../parts/frame.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Section, Sheet } from '../../parts/surface.tsx';
import { Scroll, Table } from '../../parts/table.tsx';
import { YearChart } from './year/year-chart.tsx';
import type { YearSoFar as Year } from '../../queries/year-so-far.ts';
import { useYearSoFar } from '../../queries/year-so-far.ts';
import '../../styles/screens/year-so-far.css';

/** The page. */
export function YearSoFar() {
  const loaded = useYearSoFar();
  return (
    <Main
      title="The year so far"
      class="year"
      hint={
        <>
          <a href={PATHS.dashboard}>Dashboard</a>: pupils who were complete on each day, by what is known today.
        </>
      }
    >
      <Sheet>
        {loaded.state === 'failed' ? (
          <Notice state="stop" title="There is a problem">
            <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
          </Notice>
        ) : null}
        {loaded.state === 'loading' ? <Loading words="Counting the year so far" /> : null}
        {loaded.state === 'ready' ? <Shown year={loaded.value} /> : null}
      </Sheet>
    </Main>
  );
}

const Shown = ({ year: { days, lines } }: { readonly year: Year }) => (
  <>
    <p class="hint year-hint">The line is who was complete; the dashes above it are all of whom something was asked.</p>
    <ul class="year-charts">
      {lines.map((line) => (
        <Line key={line.benchmark} line={line} days={days} />
      ))}
    </ul>
    <Section title="The same in numbers" class="year-numbers">
      <Scroll label="Table of the year so far">
        <Table
          caption="The year so far in numbers"
          quiet
          columns={['Day', ...lines.map(({ benchmark }) => BENCHMARK_NAMES[benchmark])]}
          rows={days.map((day, i) => ({
            key: day,
            cells: [
              dayAndMonth(day),
              ...lines.map(({ counts }) => `${countWords(counts[i]?.met ?? 0)} of ${countWords(counts[i]?.of ?? 0)}`),
            ],
          }))}
        />
      </Scroll>
    </Section>
  </>
);

function Line({ line: { benchmark, counts }, days }: { readonly line: YearLine; readonly days: Year['days'] }) {
  // Other arrays would be drawn anew each minute.
  const [have, of] = useMemo(() => [counts.map(({ met }) => met), counts.map((one) => one.of)] as const, [counts]);
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last) return null;
  const name = BENCHMARK_NAMES[benchmark];
  const label = `${name}: from ${first.met} to ${last.met} pupils. The table below has each day.`;
  return (
    <li>
      <h2>{name}</h2>
      <p class="quiet">
        {countWords(last.met)} of {countWords(last.of)} today
      </p>
      <YearChart label={label} days={days} have={have} of={of} />
    </li>
  );
}
