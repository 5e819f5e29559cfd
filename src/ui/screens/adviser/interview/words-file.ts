/** All words of an unfinished interview as plain text, for a file when the tablet cannot keep them. */
import { longDate } from '../../../../domain/date-words.ts';
import { clockOf, dateOf } from '../../../../domain/time.ts';
import { saveWordsFile } from '../../../queries/words-file.ts';
import { PROMPTS, saidIn } from './parts-written.ts';
import type { Draft } from './use-draft.ts';

/** Saves what is on screen, written or not yet written on the tablet, under the headings of the editor. */
export const saveDraftWords = (draft: Draft, pupil: string): void => saveWordsFile(draftWords(draft, pupil));

/** The same as text: a first line, then each part that has words after an empty line. */
export function draftWords(draft: Draft, pupil: string): string {
  const { startedAt, steps } = draft;
  const parts: readonly (readonly [string, string])[] = [
    ...PROMPTS.map(({ name, title }) => [title, saidIn(draft, name)] as const),
    ['Also present', draft.text('alsoPresent')],
    [`Summary for ${pupil}`, draft.text('summary')],
    ['Next steps agreed', steps.map(({ what, due }) => `${what}, by ${longDate(due)}`).join('\n')],
    ['In the pupil’s own words', draft.text('ownWords')],
  ];
  const written = parts.filter(([, words]) => words.trim() !== '').map(([title, words]) => `${title}\n${words.trim()}`);
  return [`Interview with ${pupil}, ${longDate(dateOf(startedAt))}, ${clockOf(startedAt)}`, ...written].join('\n\n');
}
