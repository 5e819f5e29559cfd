/** A page of pupils in order of need, each with a tick box, and what can be done with those chosen: for every list of the dashboard. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { GapRow } from '../../../../domain/gap.ts';
import { fullName } from '../../../../domain/person-names.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { Main } from '../../../parts/frame.tsx';
import { Sheet } from '../../../parts/surface.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useChoosing } from './choose.ts';
import type { MoreColumn } from './gap-table.tsx';
import { GapTable, cellsOf, columnsOf } from './gap-table.tsx';
import { ChosenBar, ListActions } from './pupils-chosen.tsx';
import '../../../styles/screens/gap.css';

interface ListedProps {
  readonly title: string;
  readonly hint: ComponentChildren;
  readonly rows: readonly GapRow[];
  readonly more?: MoreColumn;
  /** The name of the file, without its ending; nothing personal. */
  readonly file: string;
  /** What form tutors are asked to do, until other words are written. */
  readonly ask: string;
  /** Activities that were held and count here: they can be logged for the chosen pupils. */
  readonly activities?: readonly EntryOf<'planned'>[];
  /** Beside "Download list". */
  readonly actions?: ComponentChildren;
  /** Above the table. */
  readonly above?: ComponentChildren;
  /** Where nobody is listed. */
  readonly empty: ComponentChildren;
}

const NONE: readonly EntryOf<'planned'>[] = [];

/** The page. */
export function PupilsListed({ title, hint, rows, more, file, ask, activities, ...rest }: ListedProps) {
  const today = useToday();
  const listed = useMemo(() => rows.map(({ record }) => record), [rows.map(({ record }) => record).join()]);
  const choosing = useChoosing(listed);
  const table = (isListed: (record: GapRow['record']) => boolean) => [
    columnsOf(more),
    ...rows.filter(({ record }) => isListed(record)).map((row) => [fullName(row.pupil), ...cellsOf(row, today, more)]),
  ];
  const actions = (
    <ListActions choosing={choosing} file={file} table={table}>
      {rest.actions}
    </ListActions>
  );
  return (
    <>
      <Main title={title} class="gap" hint={hint} {...(rows.length > 0 ? { actions } : {})}>
        <Sheet>
          {rest.above}
          {rows.length === 0 ? (
            rest.empty
          ) : (
            <GapTable {...{ title, rows, today, more }} chosen={choosing.chosen} onChoose={choosing.choose} />
          )}
        </Sheet>
      </Main>
      <ChosenBar choosing={choosing} activities={activities ?? NONE} ask={ask} />
    </>
  );
}
