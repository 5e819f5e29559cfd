/** "This tablet is full", said where the words are: in a dialog or a form that keeps them. */
import { Notice } from '../../parts/states.tsx';
import type { Saved } from '../../queries/mutate.ts';
import { storageWords } from './storage-words.ts';

/** Nothing while `saved` is null or says that it worked. `children`: what is kept, and where. */
export const NotSavedHere = ({ saved, children }: { readonly saved: Saved | null; readonly children: string }) => (
  // The region stays, so that what appears in it is said aloud.
  <div role="alert">
    {saved?.kind === 'not-saved' ? (
      <Notice state="stop" title={storageWords(saved.why)} level={3}>
        <p>{children}</p>
      </Notice>
    ) : null}
  </div>
);
