/** A plain table: the first cell of each row is its header. */
import type { ComponentChildren } from 'preact';

/** `key` is stable; `cells` match the columns. */
export type TableRow = { readonly key: string; readonly cells: readonly ComponentChildren[] };

type TableProps = {
  readonly caption?: string;
  /** The caption is there for screen readers only. */
  readonly quiet?: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
};

/** Text does not get smaller: wide tables go into <Scroll>. */
export const Table = ({ caption, quiet = false, columns, rows }: TableProps) => (
  <table class="table">
    {caption !== undefined && <caption class={quiet ? 'hide' : undefined}>{caption}</caption>}
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ key, cells: [head, ...cells] }) => (
        <tr key={key}>
          <th scope="row">{head}</th>
          {cells.map((cell, index) => (
            <td key={columns[index + 1]}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** Scrolls sideways inside its own box, by keyboard too. */
export const Scroll = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard needs to reach what scrolls
  <section class="scroll" tabIndex={0} aria-label={label}>
    {children}
  </section>
);
