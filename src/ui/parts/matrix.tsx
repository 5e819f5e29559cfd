/**
 * The dashboard: benchmarks by year. A number leads to its names; mark, number and word say it without colour;
 * the thin line is for scanning only. There are no percentages.
 */
import { Mark } from './mark.tsx';
import type { MarkState } from './mark.tsx';

/** count: `have` of `of` pupils. whole: words over all years. none: not due yet. */
export type MatrixCell =
  | {
      readonly kind: 'count';
      readonly href: string;
      readonly state: MarkState;
      readonly have: number;
      readonly of: number;
      /** "84 not yet", "Complete", "Planned 3 Feb". */
      readonly words: string;
      /** What is said for them, when they alone are too short: "84 pupils not yet". */
      readonly said?: string;
      /** Lines under that: "Others: 120 of 150", "4 of 28 fewer". */
      readonly beside?: readonly string[];
    }
  | {
      readonly kind: 'whole';
      readonly href: string;
      readonly state: MarkState;
      readonly title: string;
      readonly words: string;
    }
  | { readonly kind: 'none'; readonly words: string };

/** A column: "Year 9", "181 pupils". */
export type MatrixColumn = { readonly title: string; readonly hint: string };

/** A row; one `whole` cell fills it. */
export type MatrixRow = { readonly title: string; readonly cells: readonly MatrixCell[] };

type MatrixProps = {
  readonly caption: string;
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
};

const Cell = ({ cell, about }: { readonly cell: MatrixCell; readonly about: string }) => {
  if (cell.kind === 'none') return <div class="cell none">{cell.words}</div>;
  if (cell.kind === 'whole')
    return (
      <a class="cell" href={cell.href}>
        <Mark state={cell.state} />
        <b class="plainb">{cell.title}</b> <span class="word">{cell.words}</span>
      </a>
    );
  return (
    <a class="cell" href={cell.href}>
      <Mark state={cell.state} />
      <b>
        {cell.have} <small>of {cell.of}</small>
      </b>
      <span class="hide">. {about}: </span>
      {cell.state === 'some' && <progress class="bar-line" max={cell.of} value={cell.have} aria-hidden="true" />}
      <Word cell={cell} />
      {cell.beside?.map((line) => (
        <span class="word beside" key={line}>
          <span class="hide">. </span>
          {line}
        </span>
      ))}
    </a>
  );
};

const Word = ({ cell: { words, said } }: { readonly cell: Extract<MatrixCell, { readonly kind: 'count' }> }) =>
  said === undefined ? (
    <span class="word">{words}</span>
  ) : (
    <span class="word">
      <span class="hide">{said}</span>
      <span aria-hidden="true">{words}</span>
    </span>
  );

/** Within a sentence: "Year 11, talking to an adviser". */
const within = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);

/** Put it into <Scroll>. */
export const Matrix = ({ caption, columns, rows }: MatrixProps) => (
  <table class="matrix">
    <caption>{caption}</caption>
    <colgroup>
      <col class="first" />
      <col span={columns.length} />
    </colgroup>
    <thead>
      <tr>
        <th scope="col">
          <span class="hide">Benchmark</span>
        </th>
        {columns.map(({ title, hint }) => (
          <th key={title} scope="col">
            <b>{title}</b> {hint}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ title, cells }) => (
        <tr key={title}>
          <th scope="row">{title}</th>
          {cells.map((cell, index) => {
            const column = columns[index]?.title ?? '';
            return (
              <td key={column} colSpan={cell.kind === 'whole' ? columns.length : undefined}>
                <Cell cell={cell} about={`${column}, ${within(title)}`} />
              </td>
            );
          })}
        </tr>
      ))}
    </tbody>
  </table>
);
