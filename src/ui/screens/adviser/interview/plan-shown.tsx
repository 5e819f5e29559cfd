/** The plan on the screen that is turned to the pupil, and the bar below it. */
import type { ComponentChildren } from 'preact';
import { longDate } from '../../../../domain/date-words.ts';
import type { DraftStep } from '../../../../domain/entries/career.ts';
import type { EntryId } from '../../../../domain/ids.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { Main } from '../../../parts/frame.tsx';
import { WhoSees } from '../../../parts/surface.tsx';
import { whoSeesPlan } from './who-reads.ts';
import '../../../styles/screens/show.css';

interface PlanProps {
  readonly pupil: EntryOf<'pupil'>;
  /** '' while it is still to be written. */
  readonly summary: string;
  readonly steps: readonly (Pick<DraftStep, 'what' | 'due'> & { readonly id: EntryId })[];
  /** What the pupil said of it, or is asked to do; said aloud when it changes. */
  readonly said: string;
  readonly bar: ComponentChildren;
  /** Between the steps and who can see this. */
  readonly children?: ComponentChildren;
}

/** No names but the pupil's own words; nothing private. */
export const PlanShown = ({ pupil, summary, steps, said, bar, children }: PlanProps) => (
  <div class="show">
    <Main title="Your plan" bare class="plan">
      <h1>Your plan</h1>
      <p class="plan-summary">{summary === '' ? 'The summary is still to be written.' : summary}</p>
      <h2>Your next steps</h2>
      {steps.length === 0 ? <p>No next steps agreed.</p> : null}
      {steps.length > 0 ? (
        <ol class="plan-steps">
          {steps.map(({ id, what, due }) => (
            <li key={id}>
              <b>{what}</b>
              <span>By {longDate(due)}</span>
            </li>
          ))}
        </ol>
      ) : null}
      {children}
      <WhoSees words={`${whoSeesPlan(pupil)}.`} />
    </Main>
    <footer class="plan-bar">
      <p role="status" class="plan-said">
        {said}
      </p>
      {bar}
    </footer>
  </div>
);
