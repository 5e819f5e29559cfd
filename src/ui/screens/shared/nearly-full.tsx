/** Under 500 MB: said before it matters. What is written here needs room until it is sent. */
import type { StorageFacts } from '../../queries/storage.ts';
import { isNearlyFull } from '../../queries/storage.ts';

/** Nothing while there is room, or where the browser does not tell. */
export const NearlyFull = ({ facts }: { readonly facts: StorageFacts }) =>
  isNearlyFull(facts) ? (
    <p class="hint">This tablet is nearly full. Make room on it, or what you write may not be saved.</p>
  ) : null;
