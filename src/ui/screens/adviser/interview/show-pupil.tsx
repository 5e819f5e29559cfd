/**
 * "Your plan", as the pupil sees it: summary, steps, dates, who can see it; no other names, nothing private.
 * The way back is a press and hold, so that a pupil does not land in the notes by a tap.
 */
import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { clockOf, toInstant } from '../../../../domain/time.ts';
import { interviewPath, pupilPath } from '../../../app/paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, TextArea } from '../../../parts/fields.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { FinishedPage } from './finished-page.tsx';
import type { FinishedView } from './finished-page.tsx';
import { HoldBack } from './hold-back.tsx';
import type { InterviewRoute, InterviewView } from './interview-page.tsx';
import { InterviewPage } from './interview-page.tsx';
import { NotSaved } from './not-saved.tsx';
import { PlanShown } from './plan-shown.tsx';

/** The page that is turned to the pupil: of an interview that is being held, or of one that is finished. */
export const ShowPupil = (route: InterviewRoute) => (
  <InterviewPage {...route} title="Your plan" finished={<FinishedPlan {...route} />}>
    {(view) => <Plan {...view} />}
  </InterviewPage>
);

function Plan({ draft, record, interview, pupil, firstName }: InterviewView) {
  const { nowMs } = useHouse();
  const { route } = useLocation();
  const [changing, setChanging] = useState(false);
  const ownRef = useRef<HTMLDivElement>(null);
  const agreedAt = draft.values.agreedAt ?? null;
  const agree = async () => {
    setChanging(false);
    if (await draft.flush()) await draft.set({ agreedAt: toInstant(nowMs()) });
  };
  const change = async () => {
    setChanging(true);
    ownRef.current?.querySelector('textarea')?.focus();
    if (agreedAt) await draft.set({ agreedAt: null });
  };
  const back = async () => ((await draft.flush()) ? route(interviewPath(record, interview)) : undefined);
  return (
    <PlanShown
      pupil={pupil}
      summary={draft.text('summary').trim()}
      steps={draft.steps}
      said={agreedWords(agreedAt && clockOf(agreedAt), changing)}
      bar={
        <>
          <HoldBack words="Back to notes" onHeld={() => void back()} />
          <div class="actions">
            <Button onClick={() => void change()}>Change something</Button>
            <Button look="do" onClick={() => void agree()}>
              <Icon name="tick" />
              This is right
            </Button>
          </div>
        </>
      }
    >
      <NotSaved draft={draft} pupil={firstName} />
      <div ref={ownRef}>
        <Field label="In my own words" hint="If you like" class="own">
          <TextArea
            rows={2}
            value={draft.text('ownWords')}
            onText={(text) => draft.type('ownWords', text)}
            onLeave={() => void draft.leave('ownWords')}
          />
        </Field>
      </div>
    </PlanShown>
  );
}

function agreedWords(at: string | null, changing: boolean): string {
  if (changing) return 'Say what should change, or write it in your own words. Then hand the tablet back.';
  return at === null ? '' : `You said this is right, ${at}. Thank you.`;
}

/** Afterwards it can be looked at again; nothing is changed any more. */
const FinishedPlan = (route: InterviewRoute) => (
  <FinishedPage {...route} title="Your plan">
    {(view) => <PlanAgain {...view} />}
  </FinishedPage>
);

function PlanAgain({ record, held, steps, pupil }: FinishedView) {
  const { route } = useLocation();
  const { agreed } = held;
  return (
    <PlanShown
      pupil={pupil}
      summary={held.summary}
      steps={steps}
      said={agreed ? `You said this is right, ${clockOf(agreed.at)}.` : ''}
      bar={<HoldBack words="Back to notes" onHeld={() => route(pupilPath(record))} />}
    >
      {agreed && agreed.words !== '' ? (
        <>
          <h2>In my own words</h2>
          <p class="own-words">{agreed.words}</p>
        </>
      ) : null}
    </PlanShown>
  );
}
