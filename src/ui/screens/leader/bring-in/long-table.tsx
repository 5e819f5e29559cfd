/** A table of which the first rows are shown, and all of them when asked: nothing is hidden without a word. */
import { useState } from 'preact/hooks';
import { Button } from '../../../parts/button.tsx';
import type { TableRow } from '../../../parts/table.tsx';
import { Scroll, Table } from '../../../parts/table.tsx';

const FIRST = 10;

interface LongTableProps {
  /** For screen readers. */
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** "Show all 178" below the first ten. */
export function LongTable({ caption, columns, rows }: LongTableProps) {
  const [all, setAll] = useState(false);
  return (
    <div class="long-table">
      <Scroll label={caption}>
        <Table quiet caption={caption} columns={columns} rows={all ? rows : rows.slice(0, FIRST)} />
      </Scroll>
      {rows.length > FIRST && !all ? (
        <Button look="plain" onClick={() => setAll(true)} about={`: ${caption}`}>
          Show all {rows.length.toLocaleString('en-GB')}
        </Button>
      ) : null}
    </div>
  );
}
