/** What needs more than a tap: another date, why a step is not needed, a question to the careers adviser. */
import { useState } from 'preact/hooks';
import { shortDate } from '../../../domain/date-words.ts';
import type { StepRow } from '../../../domain/steps.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { isRealDate } from '../../../domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { Choices, DateChoices } from '../../parts/choices.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import type { SchoolFacts } from '../../queries/school.ts';
import { datedChoices } from '../shared/dated-choices.ts';
import { AskDialog } from './ask-dialog.tsx';
import type { StepActs } from './step-acts.ts';
import { stepName } from './step-names.ts';
import type { Asking } from './step-row.tsx';
import { useKeptWords } from '../shared/use-kept.ts';

interface DialogProps {
  readonly rows: readonly StepRow[];
  readonly acts: StepActs;
  readonly school: SchoolFacts;
  readonly today: IsoDate;
  /** `done`: it was saved. */
  readonly onClose: (done: boolean) => void;
}

/** The dialog for what a row or the bar asks for. */
export function StepDialog({ asking, ...props }: DialogProps & { readonly asking: Asking }) {
  const [row] = props.rows;
  if (!row) return null;
  if (asking === 'change-date') return <ChangeDate {...props} />;
  if (asking === 'not-needed') return <NotNeeded {...props} row={row} />;
  return (
    <AskDialog
      record={row.record}
      pupil={row.pupil.name}
      to="adviser"
      about={row.step.what}
      onClose={() => props.onClose(true)}
    />
  );
}

function ChangeDate({ rows, acts, school, today, onClose }: DialogProps) {
  const [due, setDue] = useState('');
  const [only] = rows.length === 1 ? rows : [];
  const save = async () => {
    if (await acts.changeDate(rows, due as IsoDate)) onClose(true);
  };
  return (
    <Dialog
      title={only ? `Change date: ${stepName(only)}` : `Change date for ${rows.length}`}
      onClose={() => onClose(false)}
      actions={
        <>
          <Button look="do" disabled={!isRealDate(due) || due < today} onClick={() => void save()}>
            Save date
          </Button>
          <Button look="plain" onClick={() => onClose(false)}>
            {only ? 'Keep the date' : 'Keep the dates'}
          </Button>
        </>
      }
    >
      {only ? <p class="quiet">Now by {shortDate(only.step.due)}.</p> : null}
      <DateChoices
        label="By when"
        options={datedChoices(today, school.terms)}
        value={due}
        onChoose={setDue}
        min={today}
      />
    </Dialog>
  );
}

const REASONS = ['Plans have changed', 'Done another way', 'Not possible any more'];
const OTHER = 'Another reason';

function NotNeeded({ row, acts, today, onClose }: DialogProps & { readonly row: StepRow }) {
  const [chosen, setChosen] = useState('');
  const other = useKeptWords(`not needed ${row.step.id}`);
  const why = chosen === OTHER ? other.words.trim() : chosen;
  const save = async () => {
    if (!(await acts.notNeeded(row, why, today))) return;
    other.forget();
    onClose(true);
  };
  return (
    <Dialog
      title={`Not needed: ${stepName(row)}`}
      onClose={() => onClose(false)}
      actions={
        <>
          <Button look="do" disabled={why === ''} onClick={() => void save()}>
            Not needed
          </Button>
          <Button look="plain" onClick={() => onClose(false)}>
            Keep the step
          </Button>
        </>
      }
    >
      <Choices
        label={`Why? ${row.pupil.name} can read this.`}
        titled
        one
        options={[...REASONS, OTHER].map((value) => ({ value, label: value }))}
        chosen={[chosen]}
        onChange={([value = '']) => setChosen(value)}
      />
      {chosen === OTHER ? (
        <Field label="The reason">
          <TextInput value={other.words} onText={other.write} maxLength={200} />
        </Field>
      ) : null}
    </Dialog>
  );
}
