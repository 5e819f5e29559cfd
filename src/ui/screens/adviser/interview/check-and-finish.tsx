/** "Check and finish": just enough. What the pupil will see in full, the notes as a count, what is missing as links. */
import { plansInForce } from '../../../../domain/plans-in-force.ts';
import { interviewPath } from '../../../app/paths.ts';
import { ButtonLink } from '../../../parts/button.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Rows, Step } from '../../../parts/rows.tsx';
import { Notice } from '../../../parts/states.tsx';
import { Section, Sheet, WhoSees } from '../../../parts/surface.tsx';
import { BenchmarkChanges } from './benchmark-changes.tsx';
import type { Missing } from './finish.ts';
import { missingIn } from './finish.ts';
import { FinishButton } from './finish-button.tsx';
import type { InterviewRoute, InterviewView } from './interview-page.tsx';
import { InterviewPage } from './interview-page.tsx';
import { partsWritten, plansWords } from './parts-written.ts';
import { whoWillSee } from './who-reads.ts';
import { stepWords } from '../../shared/step-words.ts';
import '../../../styles/screens/after.css';

const MISSING: Readonly<Record<Missing, string>> = {
  explained: 'Tick “I explained who will see this”',
  summary: 'Write the summary',
  steps: 'Add a next step, or tick “No next steps agreed”',
};

/** The page before an interview is finished. */
export const CheckAndFinish = (route: InterviewRoute) => (
  <InterviewPage {...route} title="Check and finish">
    {(view) => <Check {...view} />}
  </InterviewPage>
);

function Check(view: InterviewView) {
  const { draft, record, interview, pupil, firstName, tutor } = view;
  const missing = missingIn(draft);
  const notes = interviewPath(record, interview);
  return (
    <Main title="Check and finish" hint={`${firstName}’s interview`} class="after">
      <MissingList missing={missing} notes={notes} />
      <Sheet>
        <Section title={`Summary for ${firstName}`}>
          <p class="summary">{draft.text('summary').trim() || 'Not written yet'}</p>
        </Section>
        <Section title="Next steps">
          {draft.steps.length > 0 ? <Agreed {...view} /> : null}
          {draft.steps.length === 0 ? <p>{missing.includes('steps') ? 'None yet' : 'No next steps agreed'}</p> : null}
        </Section>
        <Section title="Notes">
          <p>{notesWords(partsWritten(draft))}</p>
          <PlansUsed draft={draft} />
        </Section>
        <BenchmarkChanges {...view} />
        <Section title="Who will see what">
          <WhoSees title="Summary and next steps" words={whoWillSee(pupil, tutor)} />
          <WhoSees title="Notes" words="careers advisers and the careers leader only." />
        </Section>
        <FinishButton
          {...view}
          ready={missing.length === 0}
          back={
            <ButtonLink look="back" href={notes}>
              Back to notes
            </ButtonLink>
          }
        />
      </Sheet>
    </Main>
  );
}

/** Where the pupil has a plan: whether it was used. */
function PlansUsed({ draft }: Pick<InterviewView, 'draft'>) {
  const used = plansWords(draft.values.plansUsed);
  if (used !== '') return <p>Plans used: {used}</p>;
  return plansInForce(draft.record).length === 0 ? null : <p class="quiet">No plan marked as used</p>;
}

const Agreed = ({ draft, firstName, tutor }: InterviewView) => (
  <Rows ordered class="step-list">
    {draft.steps.map((step) => (
      <Step key={step.id} title={step.what} words={stepWords(step, firstName, tutor)} />
    ))}
  </Rows>
);

/** Each leads to the field itself. */
function MissingList({ missing, notes }: { readonly missing: readonly Missing[]; readonly notes: string }) {
  if (missing.length === 0) return null;
  return (
    <Notice state="stop" title="There is a problem">
      <ul class="problems">
        {missing.map((what) => (
          <li key={what}>
            <a href={`${notes}#${what}`}>{MISSING[what]}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const notesWords = (parts: number): string => {
  if (parts === 0) return 'No private notes';
  return parts === 1 ? '1 part written' : `${parts} parts written`;
};
