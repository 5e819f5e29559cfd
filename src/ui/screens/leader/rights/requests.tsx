/** What pupils, and others for them, have asked about their data: what is open, by when, and how it ended. UK GDPR Art. 12. */
import type { RightsRequest } from '../../../../protocol/rights.ts';
import { PATHS } from '../../../app/paths.ts';
import { RIGHTS_PATHS } from '../../../app/rights-paths.ts';
import { Empty } from '../../../parts/states.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { useRequests } from '../../../queries/rights.ts';
import { Answered, RightsFrame } from './frame.tsx';
import { RequestRows } from './request-rows.tsx';

/** The page. */
export const Requests = () => (
  <RightsFrame
    tab={RIGHTS_PATHS.requests}
    hint="What was asked about pupils’ data, and by when it is answered: one calendar month. To log one, open the pupil’s record."
  >
    <Answered asked={useRequests()} words="Asking for the requests">
      {(all) => <Lists all={all} />}
    </Answered>
  </RightsFrame>
);

function Lists({ all }: { readonly all: readonly RightsRequest[] }) {
  const [open, closed] = [all.filter((one) => one.closed === null), all.filter((one) => one.closed !== null)];
  if (all.length === 0) {
    return (
      <Sheet>
        <Empty title="Nothing has been asked">
          <p>
            A request may come in any words, to anybody at the school. Find the pupil under{' '}
            <a href={PATHS.pupils}>Pupils</a>, open “Requests” and log it there: the clock runs from the day on which it
            came.
          </p>
        </Empty>
      </Sheet>
    );
  }
  return (
    <Sheet class="stack-7">
      <Section title="Open" count={open.length} titleClass="group-title">
        {open.length === 0 ? <p>None is open.</p> : <RequestRows requests={open} named />}
      </Section>
      {closed.length === 0 ? null : (
        <Section title="Closed" count={closed.length} titleClass="group-title">
          <RequestRows requests={closed} named />
        </Section>
      )}
    </Sheet>
  );
}
