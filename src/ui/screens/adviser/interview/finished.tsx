/** "Aisha's plan is ready": where it is, print, share, the next pupil; adding to it and removing it. */
import { useState } from 'preact/hooks';
import { nextBooking } from '../../../../domain/bookings.ts';
import { possessive } from '../../../../domain/person-names.ts';
import { PATHS, interviewPath } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { Receipt } from '../../../parts/receipt.tsx';
import { Sheet } from '../../../parts/surface.tsx';
import { shareFile } from '../../../queries/files.ts';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { useDigests } from '../../../queries/records.ts';
import { receiptWords, useReceipt } from '../../../queries/sending.ts';
import { Addenda } from './addenda.tsx';
import { BookFollowUp } from './book-follow-up.tsx';
import type { FinishedView } from './finished-page.tsx';
import { FinishedPage } from './finished-page.tsx';
import type { InterviewRoute } from './interview-page.tsx';
import { PlanPaper } from './plan-paper.tsx';
import { planText } from './plan-text.ts';
import { RemoveInterview } from './remove-interview.tsx';
import '../../../styles/screens/after.css';

/** The page after an interview. Printing prints the plan, which stands in the page for paper only. */
export const Finished = (route: InterviewRoute) => (
  <FinishedPage {...route} title="Finished">
    {(view) => (
      <>
        <Ready {...view} />
        <div class="print-only">
          <PlanPaper {...view} large={false} />
        </div>
      </>
    )}
  </FinishedPage>
);

function Ready(view: FinishedView) {
  const { record, interview, held, steps, firstName, tutor } = view;
  const receipt = useReceipt(record, interview, held.at);
  const following = steps.filter((s) => s.tutorChecks).length;
  const [booking, setBooking] = useState(false);
  return (
    <Main
      title="Finished"
      hint={`${possessive(firstName)} plan is ready`}
      class="after no-print"
      actions={<NextPupil />}
    >
      <Sheet>
        <div>
          <p>
            <Receipt state={receipt.kind} words={receiptWords(receipt)} live />
          </p>
          {receipt.kind === 'tablet' ? (
            <p>Finished. It is on this tablet and will send itself when you have internet.</p>
          ) : null}
          {tutor !== null && following > 0 ? (
            <p>
              {tutor} will follow up {following === 1 ? '1 step' : `${following} steps`}.
            </p>
          ) : null}
        </div>
        <div class="actions">
          <Button onClick={() => window.print()}>
            <Icon name="print" />
            Print plan
          </Button>
          <Button onClick={() => shareFile('careers-plan.txt', 'text/plain', planText(view))}>Share plan</Button>
          <Button pressed={booking} onClick={() => setBooking(!booking)}>
            Book a follow-up
          </Button>
          <ButtonLink look="plain" href={interviewPath(record, interview, 'plan')}>
            See it, or large print
          </ButtonLink>
        </div>
        {booking ? <BookFollowUp {...view} onDone={() => setBooking(false)} /> : null}
        <Addenda {...view} />
        <RemoveInterview {...view} />
      </Sheet>
    </Main>
  );
}

/** The way on: the next booking of today, or the end of the visit. */
function NextPupil() {
  const { session } = useHouse();
  const today = useToday();
  const digests = useDigests();
  const next = digests.state === 'ready' ? nextBooking(digests.value, session.person, today) : null;
  if (!next) {
    return (
      <ButtonLink look="go" href={PATHS.leave}>
        Before you leave
      </ButtonLink>
    );
  }
  return (
    <ButtonLink look="go" href={interviewPath(next.record, next.interview.id)}>
      {next.draft ? 'Continue' : 'Start'} {possessive(next.firstName)} interview
    </ButtonLink>
  );
}
