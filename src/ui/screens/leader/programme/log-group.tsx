/** "Log for a group": for whom, who was absent, and what that does, before it is saved as one act. */
import { useLocation } from 'preact-iso';
import { fullDate, plural } from '../../../../domain/date-words.ts';
import { programmePath } from '../../../app/paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Sheet } from '../../../parts/surface.tsx';
import { Absent, CheckFirst, ForWhom } from './log-fields.tsx';
import { NotInPlan, ProgrammePage } from './programme-page.tsx';
import type { Listed, ProgrammeView } from './programme-view.ts';
import { activityOf } from './programme-view.ts';
import { useGroupLog } from './use-group-log.ts';

const TITLE = 'Log for a group';

/** The page. */
export const LogGroup = ({ year, activity }: { readonly year?: string; readonly activity?: string }) => (
  <ProgrammePage title={TITLE} year={year}>
    {(view) => {
      const listed = activityOf(view, activity);
      return listed ? (
        <LogForm key={listed.id} view={view} listed={listed} />
      ) : (
        <NotInPlan title={TITLE} year={view.year} />
      );
    }}
  </ProgrammePage>
);

interface FormProps {
  readonly view: ProgrammeView;
  readonly listed: Listed;
}

function LogForm({ view, listed }: FormProps) {
  const { digests, today, year } = view;
  const { id, facts } = listed;
  const { route } = useLocation();
  const logging = useGroupLog({ listed, digests, today });
  const { log, problem } = logging;
  const back = programmePath(year, id);
  const isToCome = facts.date > today;
  const wrong = isToCome ? `It is on ${fullDate(facts.date)}. Log it when it has been.` : problem;
  const submit = async () => {
    if (await logging.save()) route(back);
  };
  return (
    <Main
      title={TITLE}
      class="office plan"
      hint={
        <>
          <a href={back}>{facts.title}</a>, {fullDate(facts.date)}
        </>
      }
    >
      <form
        class="plan-form"
        aria-label={TITLE}
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong === null) void submit();
        }}
      >
        <Sheet class="stack-5">
          <ForWhom view={view} listed={listed} logging={logging} />
          <Absent logging={logging} view={view} />
          <CheckFirst logging={logging} />
          <div class="actions">
            {wrong === null ? null : <output class="hint">{wrong}</output>}
            <Button look="do" type="submit" disabled={wrong !== null}>
              Log for {plural(log.there.length, 'pupil')}
            </Button>
          </div>
        </Sheet>
      </form>
    </Main>
  );
}
