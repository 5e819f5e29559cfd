/** What stands behind every page, mostly without a word: how storage is doing, and who one is. */
import { StorageNotice } from './storage-notice.tsx';
import { useWhen } from './use-later.ts';

/** Mounted once, above the screens. */
export function BehindFirst() {
  const { Shown: WhoYouAre } = useWhen(true, () => import('./who-you-are.tsx').then((m) => m.WhoYouAre));
  return (
    <>
      <StorageNotice />
      {WhoYouAre ? <WhoYouAre /> : null}
    </>
  );
}
