/** The plan to look at before it is printed; large print is one tick. */
import { useState } from 'preact/hooks';
import { interviewPath } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Check } from '../../../parts/choices.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Icon } from '../../../parts/icon.tsx';
import type { FinishedView } from './finished-page.tsx';
import { FinishedPage } from './finished-page.tsx';
import type { InterviewRoute } from './interview-page.tsx';
import { PlanPaper } from './plan-paper.tsx';

/** The page that is printed. */
export const PrintPlan = (route: InterviewRoute) => (
  <FinishedPage {...route} title="My careers plan">
    {(view) => <PlanOnPaper {...view} />}
  </FinishedPage>
);

function PlanOnPaper(view: FinishedView) {
  const { record, interview } = view;
  const [large, setLarge] = useState(false);
  return (
    <Main title="My careers plan" bare class="paper">
      <div class="print-actions no-print">
        <ButtonLink look="back" href={interviewPath(record, interview, 'finished')}>
          Back
        </ButtonLink>
        <Check checked={large} onChange={setLarge} id="large">
          Large print
        </Check>
        <Button look="do" onClick={() => window.print()}>
          <Icon name="print" />
          Print plan
        </Button>
      </div>
      <PlanPaper {...view} large={large} />
    </Main>
  );
}
