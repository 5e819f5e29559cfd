/** The pupils of a gap list as a table, each with a tick box: who they are, what is known of their plans, who has been in touch. */
import type { ComponentChildren } from 'preact';
import { howFar, shortDate, shortDayAndMonth } from '../../../../domain/date-words.ts';
import { ROUTE_NAMES } from '../../../../domain/entries/vocabulary.ts';
import type { GapRow } from '../../../../domain/gap.ts';
import type { RecordId } from '../../../../domain/ids.ts';
import { fullName } from '../../../../domain/person-names.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { pupilPath } from '../../../app/paths.ts';
import { Scroll, Table } from '../../../parts/table.tsx';

/** The columns, also of the file that can be downloaded. */
export const GAP_COLUMNS = [
  'Pupil',
  'Form',
  'Support',
  'Intended destination',
  'Last contact',
  'Booked',
  'Asked',
] as const;

interface GapTableProps {
  /** Names what scrolls. */
  readonly title: string;
  readonly rows: readonly GapRow[];
  readonly today: IsoDate;
  readonly chosen: ReadonlySet<RecordId>;
  readonly onChoose: (record: RecordId, on: boolean) => void;
}

/** The table. */
export const GapTable = ({ title, rows, today, chosen, onChoose }: GapTableProps) => (
  <>
    <p class="gap-order quiet">
      In order of need: who asked, who has no plan yet, EHCP and looked after, then the rest.
    </p>
    <Scroll label={title}>
      <Table
        caption={title}
        quiet
        columns={GAP_COLUMNS}
        rows={rows.map((row) => ({
          key: row.record,
          cells: [<Pupil {...{ row, chosen, onChoose }} />, ...shown(row, today)],
        }))}
      />
    </Scroll>
  </>
);

type PupilProps = Pick<GapTableProps, 'chosen' | 'onChoose'> & { readonly row: GapRow };

function Pupil({ row: { record, pupil }, chosen, onChoose }: PupilProps) {
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
function shown(row: GapRow, today: IsoDate): readonly ComponentChildren[] {
  return cellsOf(row, today).map((words, i) =>
    words === '' ? <span class="quiet">{NOTHING[i] ?? 'None'}</span> : words,
  );
}

const NOTHING = ['No form', 'None', 'Not said', 'Never', 'No', 'No'];

/** The same in words alone; '' where there is nothing. */
export function cellsOf(
  { form, support, destination, lastContact, booked, asked }: GapRow,
  today: IsoDate,
): readonly string[] {
  return [
    form ?? '',
    support.join(', '),
    destination ? ROUTE_NAMES[destination] : '',
    lastContact ? `${shortDayAndMonth(lastContact)}, ${howFar(lastContact, today)}` : '',
    booked ? `${shortDate(booked.date)}, ${booked.from}` : '',
    asked ? `${shortDate(asked.on)}${asked.soon ? ', soon' : ''}` : '',
  ];
}
