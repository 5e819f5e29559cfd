/** What the local authority may be told, in words. Education and Skills Act 2008 s.72; policy 5.5.12, 5.5.13. */
import type { SharingDecision, ToldHow } from '../../../domain/entries/vocabulary.ts';
import type { Sharing } from '../../../domain/sharing-on.ts';

/** Decisions as they are chosen and listed. */
export const DECISION_NAMES: Readonly<Record<SharingDecision, string>> = {
  yes: 'Yes',
  no: 'No: only the basics',
  'no-reply': 'Asked, no reply',
  'not-asked': 'Not asked yet',
};

/** What stands, for staff. */
export const SHARING_NAMES: Readonly<Record<Sharing, string>> = {
  ...DECISION_NAMES,
  again: 'To be asked again at 16',
};

/** How the school was told, as it is chosen. */
export const HOW_NAMES: Readonly<Record<ToldHow, string>> = {
  form: 'On a form',
  letter: 'By letter',
  'in-person': 'In person',
  app: 'In Fingerpost',
};
