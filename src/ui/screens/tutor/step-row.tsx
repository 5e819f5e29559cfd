/**
 * One next step in the tutor's list: pupil and step, what the pupil says, by when, and what can be done with it in one tap.
 * Rows that did not change are not drawn again, so that a tick is quick among hundreds.
 */
import { useMemo } from 'preact/hooks';
import { dueWords, shortDate } from '../../../domain/date-words.ts';
import type { StepDigest } from '../../../domain/digest.ts';
import type { StepRow as Row } from '../../../domain/steps.ts';
import { fullName } from '../../../domain/person-names.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { dateOf } from '../../../domain/time.ts';
import { formPupilPath } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Menu } from '../../parts/menu.tsx';
import { TaskRow } from '../../parts/rows.tsx';
import { When } from '../../parts/when.tsx';
import { SaidLine } from './said-line.tsx';
import { fullStepName, stepName } from './step-names.ts';

/** What a row can ask for that needs more than one tap. */
export type Asking = 'change-date' | 'not-needed' | 'ask';

/** What a row tells the list. All stay the same while the page is shown. */
export interface RowCalls {
  readonly select: (row: Row, on: boolean) => void;
  readonly done: (row: Row) => void;
  readonly talked: (row: Row) => void;
  readonly say: (row: Row, words: string) => Promise<boolean>;
  readonly open: (asking: Asking, row: Row) => void;
}

interface RowProps {
  readonly row: Row;
  readonly today: IsoDate;
  /** "Agreed with Jo Mercer". */
  readonly by: string;
  readonly selected: boolean;
  /** It has just been talked about: a line may be added. */
  readonly saying: boolean;
  readonly calls: RowCalls;
}

/** The id of the button that marks a step done, for moving the focus. */
export const doneButton = ({ record, step }: Row): string => `done-${record}-${step.id}`;

/** The row. */
export function StepRow({ row, today, by, selected, saying, calls }: RowProps) {
  return useMemo(
    () => (
      <TaskRow
        name={fullName(row.pupil)}
        href={formPupilPath(row.record)}
        words={row.step.what}
        select={`Select ${fullStepName(row)}`}
        selected={selected}
        onSelect={(on) => calls.select(row, on)}
        {...noteOf(row.step)}
        {...claimOf(row)}
        when={<Due due={row.step.due} today={today} />}
        by={by}
        acts={<Acts row={row} calls={calls} />}
        {...(saying ? { below: <SaidLine row={row} onSay={calls.say} /> } : {})}
      />
    ),
    [row.step, today, by, selected, saying, calls],
  );
}

/** A step of the tutor's own says so, and so does one that was talked about. */
const noteOf = ({ who, talkedAt }: StepDigest) => {
  const own = who === 'tutor' ? 'For you to do' : '';
  const talked = talkedAt ? `Talked about, ${shortDate(dateOf(talkedAt))}` : '';
  return own + talked === '' ? {} : { note: [own, talked].filter((words) => words !== '').join('. ') };
};

const claimOf = ({ pupil, step }: Row) => {
  if (step.claim === null) return {};
  const isDone = step.claim === 'claims-done';
  return {
    claim: (
      <>
        <Icon name={isDone ? 'tick' : 'ask'} />
        <span>
          {pupil.name} says: {isDone ? 'I’ve done this' : 'I need help'}
        </span>
      </>
    ),
  };
};

/** "Wed 25 Nov 5 days overdue"; "Today" alone; later days need no more words. */
function Due({ due, today }: { readonly due: IsoDate; readonly today: IsoDate }) {
  if (due === today) return <When date="Today" />;
  return due < today ? (
    <When date={shortDate(due)} words={dueWords(due, today)} late />
  ) : (
    <When date={shortDate(due)} />
  );
}

function Acts({ row, calls }: { readonly row: Row; readonly calls: RowCalls }) {
  const about = stepName(row);
  return (
    <>
      <Button id={doneButton(row)} label={`Done: ${about}`} onClick={() => calls.done(row)}>
        Done
      </Button>
      <Button look="plain" class="talked" label={`Talked about it: ${about}`} onClick={() => calls.talked(row)}>
        Talked about it
      </Button>
      <Menu
        label={`More for ${fullStepName(row)}: change date, not needed, ask the careers adviser`}
        items={[
          { label: 'Change date', onPress: () => calls.open('change-date', row) },
          { label: 'Not needed', onPress: () => calls.open('not-needed', row) },
          { label: 'Ask the careers adviser', onPress: () => calls.open('ask', row) },
        ]}
      />
    </>
  );
}
