/** "New school year": what 1 September changes in years, forms and duties; looked at, done by the server, and undone. */
import { schoolYearName } from '../../../domain/calendar.ts';
import { PATHS } from '../../app/paths.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Section, Sheet } from '../../parts/surface.tsx';
import { failureWords } from '../../queries/server.ts';
import { NeedsInternet } from './needs-internet.tsx';
import { NewYearPreview, movingUp } from './new-year/new-year-preview.tsx';
import type { NewYearState } from './new-year/use-new-year.ts';
import { useNewYear } from './new-year/use-new-year.ts';
import { counted } from './roster-change/counted.ts';
import { LastChange } from './roster-change/last-change.tsx';
import '../../styles/screens/office.css';

/** The page. */
export function NewYear() {
  const state = useNewYear();
  const { preview, failure, done } = state;
  return (
    <Main
      title="New school year"
      hint={preview === null ? undefined : hintOf(preview.year, done !== null)}
      class="office new-year"
      {...(done === null && preview !== null && preview.why === null ? { actions: <Begin state={state} /> } : {})}
    >
      {failure === null ? (
        <NeedsInternet
          title="The new school year needs internet"
          why="It changes the whole school, so the server does it, and can undo it."
        />
      ) : (
        <NotDone state={state} />
      )}
      {preview !== null && preview.why !== null && done === null ? (
        <Notice title={preview.soon ? 'Not before 1 September' : 'It cannot be begun now'}>
          <p>{preview.why}</p>
        </Notice>
      ) : null}
      <Below state={state} />
    </Main>
  );
}

const hintOf = (year: number, isDone: boolean): string =>
  isDone
    ? `The school is in ${schoolYearName(year)}.`
    : `Into ${schoolYearName(year)}. Nothing is changed before you begin.`;

function Begin({ state }: { readonly state: NewYearState }) {
  const { preview, busy, begin } = state;
  if (preview === null) return null;
  const count = movingUp(preview);
  return (
    <Button look="do" busy={busy} onClick={() => void begin(preview)}>
      {busy ? 'One moment' : count === 0 ? 'Begin the new year' : `Move up ${counted(count, 'pupil')}`}
    </Button>
  );
}

function NotDone({ state: { failure, lookAgain, preview } }: { readonly state: NewYearState }) {
  if (failure === null) return null;
  return (
    <div role="alert">
      <Notice
        state="stop"
        title={preview === null ? 'The school could not be looked at' : 'The new year was not begun'}
        actions={<Button onClick={lookAgain}>Look again</Button>}
      >
        <p>{failureWords(failure)}</p>
      </Notice>
    </div>
  );
}

function Below({ state }: { readonly state: NewYearState }) {
  const { preview, failure, done, tried, lookAgain } = state;
  if (done !== null) {
    return (
      <>
        <Sheet class="stack-5">
          <Section title={`${counted(done.changed, 'pupil')} moved up, ${done.left.toLocaleString('en-GB')} left`}>
            {done.refused > 0 ? (
              <p>
                {counted(done.refused, 'step')} could not be saved. Look at the forms and the pupils, and put them right
                by hand.
              </p>
            ) : (
              <p>Devices follow the next time they send. What was written on them before goes in as it is.</p>
            )}
            <div class="actions">
              <ButtonLink look="go" href={PATHS.peopleForms}>
                Give forms to tutors
              </ButtonLink>
              <ButtonLink look="plain" href={PATHS.bringIn}>
                Bring in the new pupils
              </ButtonLink>
            </div>
          </Section>
        </Sheet>
        <LastChange since={tried} onDone={lookAgain} />
      </>
    );
  }
  if (preview === null) return failure === null ? <Loading words="Looking at the school" /> : null;
  return (
    <>
      {preview.why === null || preview.soon ? <NewYearPreview state={state} preview={preview} /> : null}
      <LastChange since={tried} onDone={lookAgain} />
    </>
  );
}
