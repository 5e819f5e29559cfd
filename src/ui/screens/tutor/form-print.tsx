/**
 * The form time list on paper: one line a pupil, boxes for a pen, and a question to ask. Names and steps only; it is for the
 * tutor's hand, so that form time works with no device at all.
 */
import { longDate, shortDate } from '../../../domain/date-words.ts';
import type { Digest } from '../../../domain/digest.ts';
import { fullName } from '../../../domain/person-names.ts';
import type { StepRow } from '../../../domain/steps.ts';
import { isOpenStep, stepsOf } from '../../../domain/steps.ts';
import { PATHS } from '../../app/paths.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import type { FormView } from './form-page.tsx';
import { FormPage } from './form-page.tsx';
import { inSentence } from './step-names.ts';
import '../../styles/screens/paper.css';
import '../../styles/screens/form-pupil.css';

/** The page. */
export const FormPrint = () => <FormPage title="Form time list">{(view) => <Paper {...view} />}</FormPage>;

function Paper({ form, pupils, school, today }: FormView) {
  const title = `${form}: form time list`;
  return (
    <Main title={title} bare class="paper form-time">
      <div class="print-actions no-print">
        <ButtonLink look="back" href={PATHS.form}>
          Back to next steps
        </ButtonLink>
        <Button look="do" onClick={() => window.print()}>
          <Icon name="print" />
          Print for form time
        </Button>
      </div>
      <article class="a4">
        <header class="letterhead">
          <Icon name="brand" class="" />
          <p>{school.settings?.name ?? ''}</p>
          <p>{`${longDate(today)} ${today.slice(0, 4)}`}</p>
        </header>
        <h1>{title}</h1>
        <p class="whose">How did you get on with…? Tick what is done. Keep this list with you: it has names on it.</p>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Pupil</th>
              <th scope="col">How did you get on with…?</th>
              <th scope="col">By</th>
              <th scope="col">Talked</th>
              <th scope="col">Done</th>
            </tr>
          </thead>
          <tbody>
            {pupils.map((digest) => (
              <Line key={digest.record} digest={digest} />
            ))}
          </tbody>
        </table>
      </article>
    </Main>
  );
}

/** One line a pupil: the most urgent step, and how many more there are. */
function Line({ digest }: { readonly digest: Digest }) {
  const [first, ...rest] = stepsOf(digest).filter(({ step }) => isOpenStep(step));
  return (
    <tr>
      <th scope="row">{digest.pupil ? fullName(digest.pupil) : 'A pupil'}</th>
      <td>{first ? asked(first, rest.length) : <span class="quiet">No next steps</span>}</td>
      <td class="by-when">{first ? shortDate(first.step.due) : null}</td>
      <Box of="Talked" shown={first !== undefined} />
      <Box of="Done" shown={first !== undefined} />
    </tr>
  );
}

/** "visit a college open evening (and 2 more)": the column's heading asks the question. */
const asked = ({ step }: StepRow, more: number): string =>
  `${inSentence(step.what)}${more > 0 ? ` (and ${more} more)` : ''}`;

const Box = ({ of, shown }: { readonly of: string; readonly shown: boolean }) => (
  <td class="box">
    {shown ? (
      <>
        <span aria-hidden="true" />
        <span class="hide">{of}: not ticked</span>
      </>
    ) : null}
  </td>
);
