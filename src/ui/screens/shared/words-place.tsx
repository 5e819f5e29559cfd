/** Where words that were refused stay in sight: above every page but "Sending and saving". Loaded once there are some. */
import { PATHS } from '../../app/paths.ts';
import { useAtHand } from './words-at-hand.ts';
import { useWhen } from './use-later.ts';

/** Mounted once, in the shell. */
export function WordsPlace({ path }: { readonly path: string }) {
  const atHand = useAtHand();
  const { Shown } = useWhen(atHand !== null, () => import('./words-beside.tsx').then((m) => m.WordsBeside));
  return atHand === null || path === PATHS.sending || !Shown ? null : <Shown atHand={atHand} />;
}
