/** Steps closed in this half of the term: when, where the word of it is, and the way back. */
import { shortDate } from '../../../domain/date-words.ts';
import { fullName } from '../../../domain/person-names.ts';
import type { StepRow } from '../../../domain/steps.ts';
import type { Instant, IsoDate } from '../../../domain/time.ts';
import { formPupilPath } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Receipt } from '../../parts/receipt.tsx';
import { Row, RowName, Rows } from '../../parts/rows.tsx';
import { receiptWords, useReceipt } from '../../queries/sending.ts';
import type { StepActs } from './step-acts.ts';
import { stepName } from './step-names.ts';

interface ClosedProps {
  readonly rows: readonly StepRow[];
  readonly today: IsoDate;
  readonly acts: StepActs;
}

/** The list. */
export const ClosedSteps = ({ rows, today, acts }: ClosedProps) => (
  <Rows>
    {rows.map((row) => (
      <Row key={row.step.id} class="task closed">
        <div class="what">
          <RowName name={fullName(row.pupil)} href={formPupilPath(row.record)} />
          <p>{row.step.what}</p>
        </div>
        <p>
          {row.step.status === 'done' ? 'Done' : 'Not needed'}
          {row.step.closedOn ? `, ${shortDate(row.step.closedOn)}` : ''}
          <Unsent row={row} />
        </p>
        <div class="acts">
          <Button look="plain" label={`Open again: ${stepName(row)}`} onClick={() => void acts.reopen(row, today)}>
            Open again
          </Button>
        </div>
      </Row>
    ))}
  </Rows>
);

/** Says where it is for as long as the school does not have it. */
function Unsent({ row }: { readonly row: StepRow }) {
  const receipt = useReceipt(row.record, row.step.id, '' as Instant);
  if (receipt.kind === 'school') return null;
  return (
    <>
      {' '}
      <Receipt state={receipt.kind} words={receiptWords(receipt)} />
    </>
  );
}
