/**
 * A line over the days of a school year, of so many pupils. SVG, so that its colours are those of the page, in light, dark and
 * print. A picture only: the page shows the same numbers in a table.
 */
import { max, ticks } from 'd3-array';
import { area, line } from 'd3-shape';
import { countWords } from '../../../../domain/count-words.ts';

type ChartProps = {
  /** Says what the picture shows, in a sentence. */
  readonly label: string;
  /** The days, YYYY-MM-DD, in order. */
  readonly days: readonly string[];
  readonly have: readonly number[];
  /** Of how many, on each day. */
  readonly of: readonly number[];
};

/** Units of the drawing: as wide as a phone's page in pixels, so that its text is never smaller than notes are. */
const WIDTH = 340;
const HEIGHT = 172;
const PLOT = { left: 50, right: WIDTH - 10, top: 12, bottom: HEIGHT - 28 } as const;
const DAY_MS = 86_400_000;
/** About so many numbers stand beside the lines. */
const TICKS = 3;

type Point = readonly [x: number, y: number];

/** Fills the width that it is given. */
export const YearChart = ({ label, days, have, of }: ChartProps) => {
  const most = Math.max(1, max([...of, ...have]) ?? 1);
  const at = days.map((day) => Date.parse(day));
  const [first = 0, last = first] = [at[0], at.at(-1)];
  // One day alone gets some room.
  const span = Math.max(last - first, DAY_MS);
  const x = (time: number) => PLOT.left + ((time - first) / span) * (PLOT.right - PLOT.left);
  const y = (count: number) => PLOT.bottom - (count / most) * (PLOT.bottom - PLOT.top);
  const points = (counts: readonly number[]): Point[] => counts.map((count, i) => [x(at[i] ?? first), y(count)]);
  const path = line<Point>();
  const under = area<Point>().y0(PLOT.bottom);
  const [haveAt, ofAt] = [points(have), points(of)];
  const [endX, endY] = haveAt.at(-1) ?? [PLOT.left, PLOT.bottom];
  return (
    <svg class="year-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {ticks(0, most, TICKS)
        .filter(Number.isInteger)
        .map((count) => (
          <g key={count}>
            <line class="grid" x1={PLOT.left} x2={PLOT.right} y1={y(count)} y2={y(count)} />
            <text x={PLOT.left - 8} y={y(count) + 5} text-anchor="end">
              {countWords(count)}
            </text>
          </g>
        ))}
      {monthsOf(at).map(({ time, name }) => (
        <text key={time} x={x(time)} y={HEIGHT - 6}>
          {name}
        </text>
      ))}
      <path class="under" d={under(haveAt) ?? ''} />
      <path class="of" d={path(ofAt) ?? ''} />
      <path class="have" d={path(haveAt) ?? ''} />
      <circle class="now" cx={endX} cy={endY} r={4} />
    </svg>
  );
};

/** The first day of each month that is shown, every second one when there are many, with room to the right of the last. */
function monthsOf(at: readonly number[]): readonly { readonly time: number; readonly name: string }[] {
  const name = (time: number) => MONTHS[new Date(time).getUTCMonth()] ?? '';
  const starts = at.filter((time, i) => i === 0 || name(time) !== name(at[i - 1] ?? time));
  const step = Math.ceil(starts.length / 6);
  return starts
    .filter((_, i) => i % step === 0)
    .filter((time) => starts.length === 1 || (at.at(-1) ?? time) - time >= 12 * DAY_MS)
    .map((time) => ({ time, name: name(time) }));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
