/** "My next steps": up to three, soonest first, then how many more; the next interview, and how to ask for one. Policy 5.3.3, 5.12.1. */
import { useState } from 'preact/hooks';
import { longDate, shortDate } from '../../../domain/date-words.ts';
import type { InterviewDigest } from '../../../domain/digest.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import { openSteps } from '../../../domain/steps.ts';
import { PATHS } from '../../app/paths.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Empty } from '../../parts/states.tsx';
import { AnsweredLately } from './answers.tsx';
import type { OwnView } from './own-page.tsx';
import { OwnPage } from './own-page.tsx';
import { StepCard } from './step-card.tsx';

/** Steps that are shown at once: three can be done, ten cannot. */
const SHOWN = 3;

/** The page. */
export const MySteps = () => (
  <OwnPage title="My next steps">
    {(view) => (
      <>
        <AnsweredLately record={view.record} today={view.today} />
        <NextInterview view={view} />
        <Steps view={view} />
        <p class="ask-line">
          <ButtonLink look="next" href={PATHS.ask}>
            Ask for an interview
          </ButtonLink>
          <Asked view={view} />
        </p>
      </>
    )}
  </OwnPage>
);

function Steps({ view }: { readonly view: OwnView }) {
  const [all, setAll] = useState(false);
  const steps = openSteps(view.digest);
  const shown = all ? steps : steps.slice(0, SHOWN);
  const more = steps.length - shown.length;
  const next = shown.find(({ claim }) => claim !== 'claims-done');
  if (steps.length === 0) {
    return (
      <Empty title="No next steps now">
        <p>Steps that you agree with your careers adviser or form tutor stand here.</p>
      </Empty>
    );
  }
  return (
    <>
      <ol class="sheet" role="list">
        {shown.map((step) => (
          <StepCard key={step.id} step={step} view={view} first={step === next} />
        ))}
      </ol>
      {more > 0 ? (
        <p class="more-line">
          <Button onClick={() => setAll(true)}>{`More (${more})`}</Button>
        </p>
      ) : null}
    </>
  );
}

/** The next interview that is booked, soonest first. */
export const nextInterview = ({ digest, today }: OwnView): InterviewDigest | undefined =>
  digest.interviews
    .filter(({ status, date }) => status === 'booked' && date >= today)
    .toSorted((a, b) => (`${a.date} ${a.from}` < `${b.date} ${b.from}` ? -1 : 1))[0];

function NextInterview({ view }: { readonly view: OwnView }) {
  const next = nextInterview(view);
  if (!next) return null;
  const { digest, school } = view;
  return (
    <section class="sheet next-interview" aria-labelledby="next-interview">
      <h2 id="next-interview">Your interview</h2>
      <p>
        {longDate(next.date)}, {next.from}, with {staffNameOf(school.staffById, next.adviser)}
        {next.place === '' ? '' : `, ${next.place}`}
      </p>
      <div class="actions">
        <ButtonLink href={PATHS.before}>
          {digest.prepared ? 'Look at your answers' : 'Before your interview'}
        </ButtonLink>
      </div>
    </section>
  );
}

function Asked({ view: { digest } }: { readonly view: OwnView }) {
  const last = digest.requests.at(-1);
  return last ? (
    <span class="hint">You asked on {shortDate(last.askedOn)}. You will be told when it is booked.</span>
  ) : null;
}
