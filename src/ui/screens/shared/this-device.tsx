/** "This device": protection, room, version; the Home Screen; locking and signing out. */
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Pairs } from '../../parts/surface.tsx';
import { APP_VERSION } from '../../queries/server.ts';
import { roomWords, useStorageFacts } from '../../queries/storage.ts';
import { NearlyFull } from './nearly-full.tsx';
import { LeaveDevice } from './leave-device.tsx';

/** What is known of this device, and what can be done with it. `waiting`: own changes that are not with the school. */
export function ThisDevice({ waiting }: { readonly waiting: number }) {
  const facts = useStorageFacts();
  return (
    <section class="side">
      <h2>This device</h2>
      <Pairs
        items={[
          ['Protected from clearing', facts.protectedFromClearing ? 'Yes' : 'No'],
          ['Room left', roomWords(facts)],
          ['Version', APP_VERSION],
        ]}
      />
      <NearlyFull facts={facts} />
      <div class="stack">
        {facts.installed ? null : <HomeScreen />}
        <LeaveDevice waiting={waiting} />
      </div>
    </section>
  );
}

/** How to put the app among the others, in the words of each browser: an iPad has no button for it. */
function HomeScreen() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button pressed={open} onClick={() => setOpen(!open)}>
        Add to Home Screen
      </Button>
      <output>
        {open ? (
          <ul class="how">
            <li>iPad or iPhone: in Safari, press Share, then Add to Home Screen.</li>
            <li>Chrome or Edge: open the browser’s menu, then press Install or Add to Home screen.</li>
            <li>Send what is waiting first: the app on the Home Screen of an iPad keeps its records apart.</li>
          </ul>
        ) : null}
      </output>
    </>
  );
}
