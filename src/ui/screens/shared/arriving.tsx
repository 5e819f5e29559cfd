/** Until the first sync is complete: that lists may still grow. Loaded behind the first screen. */
import type { SendingFacts } from '../../queries/house.tsx';

/** Under the header. */
export function StillArriving({ done, of }: NonNullable<SendingFacts['firstSync']>) {
  const far = `${done.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}`;
  return (
    <aside class="arriving quiet" aria-label="First sync">
      Records are still arriving: {far}. Lists are not complete yet.
    </aside>
  );
}
