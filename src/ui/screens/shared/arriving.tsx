/** Until the first sync is complete: that lists may still grow. */
import { countWords } from '../../../domain/count-words.ts';
import type { SendingFacts } from '../../queries/house.tsx';

/** Nothing until the server has said how many there are. */
export function Arriving({ firstSync: { done, of } }: { readonly firstSync: NonNullable<SendingFacts['firstSync']> }) {
  if (of === 0) return null;
  return (
    <aside class="arriving quiet" aria-label="First sync">
      Records are still arriving: {`${countWords(done)} of ${countWords(of)}`}. Lists are not complete yet.
    </aside>
  );
}
