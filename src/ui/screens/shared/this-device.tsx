/** "This device": protection, room, version; the Home Screen; signing out, which is refused kindly while something is unsent. */
import { useState } from 'preact/hooks';
import { plural } from '../../../domain/date-words.ts';
import { Button } from '../../parts/button.tsx';
import { Pairs } from '../../parts/surface.tsx';
import { useHouse } from '../../queries/house.tsx';
import { APP_VERSION } from '../../queries/server.ts';
import { roomWords, useStorageFacts } from '../../queries/storage.ts';

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
      <div class="stack">
        {facts.installed ? null : <HomeScreen />}
        <SignOut waiting={waiting} />
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

function SignOut({ waiting }: { readonly waiting: number }) {
  const { signOut } = useHouse();
  const [asked, setAsked] = useState(false);
  const warned = asked && waiting > 0;
  return (
    <>
      <Button
        look={warned ? 'stop' : 'plain'}
        onClick={() => (waiting > 0 && !asked ? setAsked(true) : void signOut())}
      >
        {warned ? `Sign out. ${plural(waiting, 'change stays', 'changes stay')} on this device, sealed` : 'Sign out'}
      </Button>
      <output>
        {warned ? (
          <p class="hint">
            {plural(waiting, 'change has', 'changes have')} not been sent. They stay sealed on this device and are sent
            when you sign in here again.
          </p>
        ) : null}
      </output>
    </>
  );
}
