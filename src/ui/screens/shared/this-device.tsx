/** "This device": protection, room, version; the Home Screen; locking and signing out. */
import { useEffect, useState } from 'preact/hooks';
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Pairs } from '../../parts/surface.tsx';
import type { HowItOpens } from '../../queries/house.tsx';
import { useHouse } from '../../queries/house.tsx';
import { APP_VERSION } from '../../queries/server.ts';
import { keptWords, roomWords, useStorageFacts } from '../../queries/storage.ts';
import { NearlyFull } from './nearly-full.tsx';
import { LeaveDevice } from './leave-device.tsx';
import { NotKept } from './not-kept.tsx';

/** What is known of this device, and what can be done with it. `waiting`: own changes that are not with the school. */
export function ThisDevice({ waiting }: { readonly waiting: number }) {
  const told = useStorageFacts();
  const [kept, setKept] = useState(false);
  const facts = kept ? { ...told, protectedFromClearing: true } : told;
  const opens = useHowItOpens();
  return (
    <section class="side">
      <h2>This device</h2>
      <Pairs
        items={[
          ...(opens === null ? [] : [['Opens with', OPENS[opens]] as const]),
          ['Protected from clearing', keptWords(facts)],
          ['Room left', roomWords(facts)],
          ['Version', APP_VERSION],
        ]}
      />
      {opens === 'nothing-kept' ? null : <NotKept facts={facts} onKept={() => setKept(true)} />}
      <NearlyFull facts={facts} />
      <div class="stack">
        {facts.installed ? null : <HomeScreen />}
        {opens === null ? null : <ProtectLink opens={opens} />}
        <LeaveDevice waiting={waiting} />
      </div>
    </section>
  );
}

const OPENS: Readonly<Record<HowItOpens, string>> = {
  'not-needed': 'Nothing: the pupils are made up',
  'sign-in': 'Signing in, each time',
  'nothing-kept': 'Nothing is kept here',
  'by-itself': 'Nothing yet: protect it',
  open: 'Signing in, with internet',
  words: 'Four words',
  'words-and-passkey': 'Four words, or finger, face or PIN',
};

/** Null until it is known. */
function useHowItOpens(): HowItOpens | null {
  const house = useHouse();
  const [opens, setOpens] = useState<HowItOpens | null>(null);
  useEffect(() => {
    void house.protection().then(async (protection) => setOpens(await protection.now()));
  }, [house]);
  return opens;
}

/** Nothing where there is nothing to be set. */
function ProtectLink({ opens }: { readonly opens: HowItOpens }) {
  if (opens === 'sign-in' || opens === 'nothing-kept') return null;
  const isSet = opens === 'words' || opens === 'words-and-passkey';
  return (
    <a class="btn" href={`${PATHS.protect}#${encodeURIComponent(location.pathname)}`}>
      {isSet ? 'Change the four words' : 'Protect this tablet'}
    </a>
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
