/** What asks a person who they are, or reminds them of how they sign in: behind every page, mostly without a word. */
import { ShowItIsYou } from './show-it-is-you.tsx';
import { StepReminder } from './step-reminder.tsx';

/** Mounted once, above the screens. */
export const WhoYouAre = () => (
  <>
    <StepReminder />
    <ShowItIsYou />
  </>
);
