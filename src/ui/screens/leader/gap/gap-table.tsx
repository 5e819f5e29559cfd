/** The pupils of a gap list as a table, each with a tick box: who they are, what is known of their plans, who has been in touch. */
import type { ComponentChildren } from 'preact';
import { howFar, shortDate, shortDayAndMonth } from '../../../../domain/date-words.ts';
import { ROUTE_NAMES } from '../../../../domain/vocabulary-names.ts';
import type { GapRow } from '../../../../domain/gap.ts';
import type { RecordId } from '../../../../domain/ids.ts';
import { fullName } from '../../../../domain/person-names.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { pupilPath } from '../../../app/paths.ts';
import { Scroll, Table } from '../../../parts/table.tsx';

const GAP_COLUMNS = ['Pupil', 'Form', 'Support', 'Intended destination', 'Last contact', 'Booked', 'Asked'] as const;

/** One more column, of a list that asks for it. */
export interface MoreColumn {
  readonly title: string;
  /** '' where there is nothing. */
  readonly words: (record: RecordId) => string;
}

interface GapTableProps {
  readonly more?: MoreColumn | undefined;
  /** Names what scrolls. */
  readonly title: string;
  readonly rows: readonly GapRow[];
  readonly today: IsoDate;
  readonly chosen: ReadonlySet<RecordId>;
  readonly onChoose: (record: RecordId, on: boolean) => void;
}

/** The table. */
export const GapTable = ({ title, rows, today, chosen, onChoose, more }: GapTableProps) => (
  <>
    <p class="gap-order quiet">
      In order of need: who asked, who has no plan yet, EHCP and looked after, then the rest.
    </p>
    <Scroll label={title}>
      <Table
        caption={title}
        quiet
        columns={columnsOf(more)}
        rows={rows.map((row) => ({
          key: row.record,
          cells: [<PupilTick {...{ row, chosen, onChoose }} />, ...shown(row, today, more)],
        }))}
      />
    </Scroll>
  </>
);

/** The names of the columns, also of the file that can be downloaded. */
export const columnsOf = (more: MoreColumn | undefined): readonly string[] => [
  ...GAP_COLUMNS,
  ...(more ? [more.title] : []),
];

type PupilProps = Pick<GapTableProps, 'chosen' | 'onChoose'> & { readonly row: Pick<GapRow, 'record' | 'pupil'> };

/** The name of a pupil, as the way to the record, with its tick box. */
export function PupilTick({ row: { record, pupil }, chosen, onChoose }: PupilProps) {
  const name = fullName(pupil);
  return (
    <span class="gap-pupil">
      <label class="gap-tick">
        <input
          autocomplete="off"
          type="checkbox"
          aria-label={`Select ${name}`}
          checked={chosen.has(record)}
          onChange={(event) => onChoose(record, event.currentTarget.checked)}
        />
      </label>
      <a href={pupilPath(record)}>{name}</a>
    </span>
  );
}

/** The cells beside the name; what is missing is said, never left empty. */
function shown(row: GapRow, today: IsoDate, more: MoreColumn | undefined): readonly ComponentChildren[] {
  return cellsOf(row, today, more).map((words, i) =>
    words === '' ? <span class="quiet">{NOTHING[i] ?? 'None'}</span> : words,
  );
}

const NOTHING = ['No form', 'None', 'Not said', 'Never', 'No', 'No'];

/** The same in words alone; '' where there is nothing. */
export function cellsOf(
  { record, form, support, destination, lastContact, booked, asked }: GapRow,
  today: IsoDate,
  more?: MoreColumn,
): readonly string[] {
  return [
    form ?? '',
    support.join(', '),
    destination ? ROUTE_NAMES[destination] : '',
    lastContact ? `${shortDayAndMonth(lastContact)}, ${howFar(lastContact, today)}` : '',
    booked ? `${shortDate(booked.date)}, ${booked.from}` : '',
    asked ? `${shortDate(asked.on)}${asked.soon ? ', soon' : ''}` : '',
    ...(more ? [more.words(record)] : []),
  ];
}
