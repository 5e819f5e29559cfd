/** Where the words of an own text are: "Saved on this device, 10:17", or that they are on the page only. */
import { clockOf, toInstant } from '../../../domain/time.ts';
import { Receipt } from '../../parts/receipt.tsx';
import type { TypingState } from '../../queries/typing.ts';
import { NotSavedHere } from '../shared/not-saved-here.tsx';

/** Said at most once a pause. */
export const TypingTold = ({ state }: { readonly state: TypingState }) => (
  <output>
    {state.kind === 'saving' ? 'Saving' : null}
    {state.kind === 'saved' ? (
      <Receipt state="saved" words={`Saved on this device, ${clockOf(toInstant(state.atMs))}`} />
    ) : null}
  </output>
);

/** The device could not take the last words: they stand in their box. */
export const TypingNotSaved = ({ state }: { readonly state: TypingState }) => (
  <NotSavedHere saved={state.kind === 'not-saved' ? state : null}>
    Your last words are still on this page. Copy them before you close it.
  </NotSavedHere>
);
