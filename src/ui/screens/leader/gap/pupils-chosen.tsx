/** A list of pupils to choose from, and what can be done with those chosen: book them, log for them, take the list away as a file. */
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { csvOf } from '../../../../domain/csv.ts';
import type { RecordId } from '../../../../domain/ids.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { PATHS } from '../../../app/paths.ts';
import { Bar } from '../../../parts/bar.tsx';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { saveFile } from '../../../queries/files.ts';
import { selectPupils } from '../../../queries/selection.ts';
import { NoneOffline, useTakeAway } from '../take-away.tsx';
import { AskTutors } from './ask-tutors.tsx';
import type { Choosing } from './choose.ts';
import { LogForSelected } from './log-for-selected.tsx';

interface ActionsProps {
  readonly choosing: Choosing;
  /** The name of the file, without its ending; nothing personal. */
  readonly file: string;
  /** The file's rows, the heading first, of all pupils of the list or of those chosen. */
  readonly table: (isListed: (record: RecordId) => boolean) => readonly (readonly string[])[];
  /** What else can be done with the list. */
  readonly children?: ComponentChildren;
}

/** In the heading: choose all of them, or take them away as a file. */
export function ListActions({ choosing, file, table, children }: ActionsProps) {
  const { chosen, inOrder } = choosing;
  const takeAway = useTakeAway();
  const download = () => {
    const rows = table((record) => inOrder.length === 0 || chosen.has(record));
    void takeAway({ what: 'pupil-list', pupils: rows.length - 1 }, () => {
      saveFile(`${file}.csv`, 'text/csv', csvOf(rows));
      showToast({ words: 'Downloaded. The file names pupils: keep it where your school keeps such lists.' });
    });
  };
  return (
    <>
      <Button onClick={choosing.all}>Select all</Button>
      <Button onClick={download}>
        <Icon name="download" />
        Download list
      </Button>
      {children}
      <NoneOffline />
    </>
  );
}

interface SelectedProps {
  readonly choosing: Choosing;
  /** What can be done with them. */
  readonly children: ComponentChildren;
}

/** How many are chosen, to choose nobody again, and what can be done with them. */
export const SelectedBar = ({ choosing: { inOrder, clear }, children }: SelectedProps) => (
  <Bar
    label="Selected pupils"
    words={`${inOrder.length} selected`}
    pick={
      <Button look="plain" onClick={clear}>
        Clear
      </Button>
    }
    apply={children}
  />
);

interface ChosenBarProps {
  readonly choosing: Choosing;
  /** Activities that were held and count here: they can be logged for the chosen pupils. */
  readonly activities: readonly EntryOf<'planned'>[];
  /** What form tutors are asked to do, until other words are written. */
  readonly ask: string;
}

/** Below the list while somebody is chosen. */
export function ChosenBar({ choosing, activities, ask }: ChosenBarProps) {
  const { route } = useLocation();
  const [open, setOpen] = useState<'log' | 'ask' | null>(null);
  const { inOrder, clear } = choosing;
  if (inOrder.length === 0) return null;
  const close = () => setOpen(null);
  const done = () => {
    close();
    clear();
  };
  const book = () => {
    selectPupils(inOrder);
    route(PATHS.book);
  };
  return (
    <>
      <SelectedBar choosing={choosing}>
        {activities.length > 0 ? <Button onClick={() => setOpen('log')}>Log for selected</Button> : null}
        <Button onClick={() => setOpen('ask')}>Ask tutors</Button>
        <Button look="go" onClick={book}>
          Book interviews
        </Button>
      </SelectedBar>
      {open === 'log' ? (
        <LogForSelected records={inOrder} activities={activities} onClose={close} onLogged={done} />
      ) : null}
      {open === 'ask' ? <AskTutors records={inOrder} words={ask} onClose={close} onAsked={done} /> : null}
    </>
  );
}
