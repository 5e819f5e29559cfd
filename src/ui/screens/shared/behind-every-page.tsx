/** What stands behind every page, mostly without a word: how storage is doing, and what asks a person to show that it is them. */
import { ShowItIsYou } from './show-it-is-you.tsx';
import { StepReminder } from './step-reminder.tsx';
import { StorageNotice } from './storage-notice.tsx';

/** Mounted once, above the screens. */
export const BehindFirst = () => (
  <>
    <StorageNotice />
    <StepReminder />
    <ShowItIsYou />
  </>
);
