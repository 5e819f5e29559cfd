/** The sentences at the top of "Before you leave". */
import { plural } from '../../../domain/date-words.ts';
import type { SendingFacts } from '../../queries/house.tsx';

/** "1 is only on this tablet." `here`: today's interviews, of `all`, with something that the school does not have. */
export function statement(here: number, all: number): string {
  if (all === 0) return 'There were no interviews here today.';
  if (here === 0) return 'All of today’s interviews are with the school.';
  return here === 1 ? '1 is only on this tablet.' : `${here} are only on this tablet.`;
}

/** What will become of what waits, and what stands in the way. */
export function sendingWords(waiting: number, last: SendingFacts['lastResult']): string {
  const they =
    waiting === 1 ? 'It will send itself' : waiting === 2 ? 'Both will send themselves' : 'All will send themselves';
  switch (last) {
    case 'no-internet':
      return `There is no internet here. ${they} when this tablet next has it. To be sure today, save a backup file.`;
    case 'not-answering':
      return `The school’s server is not answering. ${they} when it does. To be sure today, save a backup file.`;
    case 'signed-out':
      return `${they} when you have signed in again.`;
    case 'app-too-old':
      return `${they} once this tablet has the new version of Fingerpost.`;
    default:
      return `${they} in a moment.`;
  }
}

/** "3 other changes are on this tablet too." */
export const otherWords = (others: number): string =>
  `${plural(others, 'other change')} ${others === 1 ? 'is' : 'are'} on this tablet too.`;

/** "1 change needs you: the school could not accept it." */
export const needsWords = (needs: number): string =>
  needs === 1
    ? '1 change needs you: the school could not accept it.'
    : `${needs} changes need you: the school could not accept them.`;
