/** "Two editions side by side": the same school by the Gatsby benchmarks of 2014 and of 2025, counted on the device. */
import type { ComparedBenchmark, Compared } from '../../../domain/benchmarks/compare.ts';
import { BENCHMARK_NAMES } from '../../../domain/benchmarks/names.ts';
import type { Rule } from '../../../domain/benchmarks/rule.ts';
import { plural } from '../../../domain/date-words.ts';
import { PATHS } from '../../app/paths.ts';
import { Main } from '../../parts/frame.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Section, Sheet } from '../../parts/surface.tsx';
import { Scroll, Table } from '../../parts/table.tsx';
import { useComparison } from '../../queries/benchmarks.ts';
import { bothLoaded } from '../../queries/live.ts';
import { useRules } from '../../queries/rules.ts';
import '../../styles/screens/editions.css';

const TITLE = 'Two editions side by side';
const COLUMNS = ['Benchmark', '2014', '2025', 'What changes'];

/** The page. */
export function Editions() {
  const loaded = bothLoaded(useComparison(), useRules());
  const own = loaded.state === 'ready' ? loaded.value[1].school.edition.slice(-4) : null;
  return (
    <Main
      title={TITLE}
      class="editions"
      hint={
        <>
          <a href={PATHS.dashboard}>Dashboard</a>: the same pupils today, by the Gatsby benchmarks of 2014 and of 2025.
          {own === null ? '' : ` Your school works by ${own}; it is chosen under `}
          {own === null ? null : <a href={PATHS.settings}>School</a>}
          {own === null ? '' : '.'}
        </>
      }
    >
      <Sheet>
        {loaded.state === 'failed' ? (
          <Notice state="stop" title="There is a problem">
            <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
          </Notice>
        ) : null}
        {loaded.state === 'loading' ? <Loading words="Counting by both editions" /> : null}
        {loaded.state === 'ready' ? <Both rows={loaded.value[0]} /> : null}
      </Sheet>
    </Main>
  );
}

function Both({ rows }: { readonly rows: readonly ComparedBenchmark[] }) {
  const same = rows.filter(({ rules }) => rules.every((side) => side.length === 0));
  return (
    <>
      <Scroll label="Complete by each edition">
        <Table
          caption="Complete, of the pupils of whom something is asked"
          columns={COLUMNS}
          rows={rows.map((row) => ({ key: row.benchmark, cells: [BENCHMARK_NAMES[row.benchmark], ...cellsOf(row)] }))}
        />
      </Scroll>
      {rows
        .filter((row) => !same.includes(row))
        .map((row) => (
          <OneBenchmark key={row.benchmark} row={row} />
        ))}
      {same.length === 0 ? null : (
        <Section title="The same in both">
          <p>{same.map(({ benchmark }) => BENCHMARK_NAMES[benchmark]).join(', ')}.</p>
        </Section>
      )}
    </>
  );
}

const cellsOf = ({ counts: [first, second], only }: Compared): readonly string[] => [
  countWords(first),
  countWords(second),
  changeWords(only),
];

const countWords = ({ met, of }: Compared['counts'][0]): string => (of === 0 ? 'Not due yet' : `${met} of ${of}`);

/** "44 pupils complete by 2014 only, 3 by 2025 only". */
function changeWords([first, second]: Compared['only']): string {
  if (first === 0 && second === 0) return 'Nothing today';
  const words = [
    ...(first === 0 ? [] : [`${plural(first, 'pupil')} complete by 2014 only`]),
    ...(second === 0 ? [] : [`${plural(second, 'pupil')} complete by 2025 only`]),
  ];
  return words.join(', ');
}

/** What each edition asks, and the difference in each year group. */
function OneBenchmark({ row: { benchmark, rules, years } }: { readonly row: ComparedBenchmark }) {
  const name = BENCHMARK_NAMES[benchmark];
  return (
    <Section title={name}>
      <div class="sides">
        <Asked edition="2014" rules={rules[0]} />
        <Asked edition="2025" rules={rules[1]} />
      </div>
      <details class="by-year">
        <summary>
          By year group<span class="hide">: {name}</span>
        </summary>
        <Scroll label={`${name} by year group`}>
          <Table
            caption={`${name} by year group`}
            quiet
            columns={['Year', ...COLUMNS.slice(1)]}
            rows={years.map((year) => ({ key: String(year.year), cells: [`Year ${year.year}`, ...cellsOf(year)] }))}
          />
        </Scroll>
      </details>
    </Section>
  );
}

function Asked({ edition, rules }: { readonly edition: string; readonly rules: readonly Rule[] }) {
  return (
    <div>
      <h3>What {edition} asks</h3>
      {rules.length === 0 ? <p>Nothing more than the other.</p> : null}
      <ul class="asked">
        {rules.map(({ id, name, windows, need, clause }) => (
          <li key={id}>
            {name}
            {windows.length > 1 ? `, ${windows.map(spanWords).join(', again ')}` : ''}
            {'at' in need && need.kind === 'interview'
              ? ` (${need.at === 'held' ? 'held' : 'an offer is enough'})`
              : ''}
            . <span class="hint">{clause}.</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const spanWords = ({ from, to }: Rule['windows'][number]): string =>
  from === to ? `Year ${to}` : `Years ${from} to ${to}`;
