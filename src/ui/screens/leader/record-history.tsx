/** Who has opened and changed a pupil's record, newest first. Known to the server alone. */
import { useState } from 'preact/hooks';
import type { PersonId, RecordId } from '../../../domain/ids.ts';
import { fullDate } from '../../../domain/date-words.ts';
import { fullName } from '../../../domain/person-names.ts';
import type { EntryOf } from '../../../domain/record.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import { clockOf, dateOf } from '../../../domain/time.ts';
import type { HistoryRow } from '../../../protocol/record-history.ts';
import { pupilPath } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Empty, Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import type { TableRow } from '../../parts/table.tsx';
import { Scroll, Table } from '../../parts/table.tsx';
import { bothLoaded } from '../../queries/live.ts';
import type { Pages } from '../../queries/pages.ts';
import { useRecordHistory } from '../../queries/record-history.ts';
import { nameOfChange } from '../../queries/own-words.ts';
import { useRecord } from '../../queries/records.ts';
import type { SchoolFacts } from '../../queries/school.ts';
import { useSchool } from '../../queries/school.ts';
import { failureWords } from '../../queries/server.ts';

const TITLE = 'Who has seen this record';

/** The page. The names come from this device, the history from the server. */
export function RecordHistory({ record }: { readonly record: RecordId }) {
  const loaded = bothLoaded(useRecord(record), useSchool());
  const history = useRecordHistory(record);
  if (loaded.state !== 'ready') {
    return (
      <Main title={TITLE}>
        <Loading words="Opening the record" />
      </Main>
    );
  }
  const [held, school] = loaded.value;
  const pupil = held ? entryOf(held, singleton('pupil'), 'pupil') : undefined;
  const of = pupil ? fullName(pupil) : 'a pupil who is not on this device';
  return (
    <Main
      title={TITLE}
      hint={
        <>
          Of <a href={pupilPath(record)}>{of}</a>. Each time it was opened or changed, and by whom, the newest first;
          not what was written.
        </>
      }
    >
      <Rows history={history} view={{ school, pupil, record }} />
    </Main>
  );
}

interface View {
  readonly record: RecordId;
  readonly school: SchoolFacts;
  readonly pupil: EntryOf<'pupil'> | undefined;
}

function Rows({
  history: { rows, failure, again, older },
  view,
}: {
  readonly history: Pages<HistoryRow>;
  readonly view: View;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  if (rows === null) {
    if (failure === null) return <Loading words="Asking the school’s server" />;
    return (
      <Notice state="late" title="This needs the school’s server" actions={<Button onClick={again}>Try again</Button>}>
        <p>{failureWords(failure)}</p>
      </Notice>
    );
  }
  if (rows.length === 0)
    return (
      <Empty title="Nobody has opened or changed this record">
        <p>What was written before the school’s server kept this list is not in it.</p>
      </Empty>
    );
  const more = async (): Promise<void> => {
    const failed = await older?.();
    setProblem(failed ? failureWords(failed) : null);
  };
  return (
    <Sheet>
      <Scroll label="Who has opened and changed it">
        <Table
          caption="Who has opened and changed it"
          quiet
          columns={['When', 'Who', 'What']}
          rows={rows.map((row) => rowOf(row, view))}
        />
      </Scroll>
      {problem === null ? null : <p role="alert">{problem}</p>}
      {older ? <Button onClick={() => void more()}>Show older</Button> : null}
    </Sheet>
  );
}

/** "Next step: what, due": which of its fields. Of a new entry, and of one alone, nothing more is said. */
function fieldsOf(changed: HistoryRow['changed']): string {
  const fields = [...new Set(changed.flatMap(([, names]) => names ?? []))];
  return fields.length === 0 ? '' : `: ${fields.map(inWords).join(', ')}`;
}

/** "closedOn" → "closed on". */
const inWords = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const rowOf = ({ place, at, received, person, what, changed, refused }: HistoryRow, view: View): TableRow => {
  const late = dateOf(received) === dateOf(at) ? '' : `, sent ${fullDate(dateOf(received))}`;
  return {
    key: String(place),
    cells: [
      `${fullDate(dateOf(at))}, ${clockOf(at)}${late}`,
      whoOf(person, view),
      `${OTHER_NAMES[what] ?? nameOfChange(what)}${fieldsOf(changed)}${refused ? ', not accepted' : ''}`,
    ],
  };
};

const OTHER_NAMES: Readonly<Record<string, string>> = {
  'record.opened': 'Opened the record',
  'entry.move': 'Moved an entry between pupils',
  'record.erased': 'Erased the record',
  'record.kept-longer': 'Said how long it is kept',
  'request.logged': 'Logged a request about it',
  'request.changed': 'Changed a request about it',
  'move.looked-at': 'Looked at what would move to another pupil',
  'copy.looked-at': 'Read it to look through a copy of it',
  'copy.reviewed': 'Decided what of it is in a copy',
  'copy.made': 'Made a copy of it',
  'refused.read': 'Read a change that was not accepted',
  'refused.let-go': 'Deleted the words of a change that was not accepted',
};

function whoOf(person: string, { record, school, pupil }: View): string {
  if (person === '') return 'The school’s server, or a command on it';
  if (person === record) return pupil ? `${pupil.name}, the pupil` : 'The pupil';
  return school.staffById.get(person as PersonId)?.name ?? 'Somebody who is not on the staff list';
}
