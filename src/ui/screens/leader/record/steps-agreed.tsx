/** Agreed next steps with what became of each, and what was said about them since. */
import { fullDate } from '../../../../domain/date-words.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { entriesOf } from '../../../../domain/record.ts';
import { ownerWords } from '../../shared/step-words.ts';
import { staffName } from '../../../queries/school.ts';
import type { BodyView } from './item-body.tsx';

const STATUS: Readonly<Record<EntryOf<'step'>['status'], string>> = {
  'to-do': 'To do',
  talked: 'Talked about',
  done: 'Done',
  'not-needed': 'Not needed',
};

const SAID: Readonly<Record<EntryOf<'followup'>['what'], string>> = {
  talked: 'talked about it',
  'claims-done': 'says it is done',
  'needs-help': 'asks for help',
  addendum: 'added',
};

interface StepsProps {
  readonly steps: readonly EntryOf<'step'>[];
  readonly view: BodyView;
}

/** The list; nothing when there are none. */
export function StepsAgreed({ steps, view }: StepsProps) {
  if (steps.length === 0) return null;
  return (
    <ul class="steps-agreed">
      {steps.map((step) => (
        <li key={step.id}>
          {step.what}, <StepState step={step} view={view} />
        </li>
      ))}
    </ul>
  );
}

interface OneProps {
  readonly step: EntryOf<'step'>;
  readonly view: BodyView;
}

/** Who does one step, by when, what became of it, and what was said. */
export const StepState = ({ step, view }: OneProps) => (
  <>
    {ownerWords(step.who, view.name)}, by {fullDate(step.due)}.{' '}
    <span class="quiet">
      {STATUS[step.status]}
      {step.closedOn ? `, ${fullDate(step.closedOn)}` : ''}
      {step.why ? `: ${step.why}` : ''}.
    </span>
    <Said step={step} view={view} />
  </>
);

const Said = ({ step, view: { record, school, name } }: OneProps) => (
  <>
    {entriesOf(record, 'followup')
      .filter((said) => said.on === step.id && said.withdrawn === undefined)
      .map((said) => (
        <span class="hint said" key={said.id}>
          {said.author === (record.id as string) ? name : staffName(school, said.author)} {SAID[said.what]}
          {said.words === '' ? '' : `: “${said.words}”`}
        </span>
      ))}
  </>
);
