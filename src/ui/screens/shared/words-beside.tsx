/** The words of a refused change, in sight above the page where they are said again. */
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/states.tsx';
import type { AtHand } from './words-at-hand.ts';
import { putAway } from './words-at-hand.ts';

/** What was kept in sight by Edit in "Needs you". */
export function WordsBeside({ atHand }: { readonly atHand: AtHand }) {
  return (
    <div class="words-beside">
      <Notice
        title="Words that the school could not accept"
        icon="tablet"
        actions={
          <>
            <a class="btn" href={PATHS.sending}>
              Back to Sending and saving
            </a>
            <Button look="plain" onClick={putAway}>
              Close
            </Button>
          </>
        }
      >
        <p class="quiet">{atHand.about}. Say it again here; copy what you need.</p>
        {atHand.words.map((text, i) => (
          <blockquote key={i} class="own-words">
            <p>{text}</p>
          </blockquote>
        ))}
      </Notice>
    </div>
  );
}
