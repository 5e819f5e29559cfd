/** The one place where the app is put together and started. */
// First: it names the order of the layers.
import './styles/index.css';
import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LocationProvider } from 'preact-iso';
import * as z from 'zod/mini';
import { startAppUpdate } from '../device/app-update.ts';
import { keptSession, wasClearedAfar } from '../device/last-key.ts';
import type { Session, SignedIn } from '../protocol/accounts.ts';
import type { Opening } from './app/open-house.ts';
import { UpdateNotice } from './app/update-notice.tsx';
import { Sprite } from './parts/icon.tsx';
import { ToastHost } from './parts/toast.tsx';
import { Loading } from './parts/states.tsx';
import { isKnownHere, settleOwed } from './queries/session.ts';
import type { SignedOutWhy } from './screens/shared/sign-in.tsx';
import { SignIn } from './screens/shared/sign-in.tsx';
import { useWhen } from './screens/shared/use-later.ts';

// Zod would try `eval` once, which the content security policy reports.
z.config({ jitless: true });

/** Tables, engine and screens: not needed to sign in, so they come after that page, while the person types. */
const loadApp = () => import('./app/signed-in.tsx');

type State =
  /** `held`: another window keeps the tables from being opened. */
  | { readonly kind: 'opening'; readonly held: boolean }
  | { readonly kind: 'signed-out'; readonly why: SignedOutWhy }
  | { readonly kind: 'open'; readonly render: () => ComponentChildren };

type Keys = Pick<Opening, 'lockKey' | 'elsewhere'>;
/** This device has the keys. */
const REMEMBERED: Keys = { lockKey: null, elsewhere: null };

function Root() {
  const [state, setState] = useState<State>({ kind: 'opening', held: false });
  const signedOut = (why: SignedOutWhy) => setState({ kind: 'signed-out', why });
  const open = async (session: Session, { lockKey, elsewhere }: Keys) => {
    try {
      const { openApp } = await loadApp();
      const onHeld = (held: boolean) => setState((now) => (now.kind === 'opening' ? { ...now, held } : now));
      const screens = await openApp({ session, lockKey, elsewhere, onHeld }, () => {
        history.replaceState(null, '', '/');
        signedOut(null);
      });
      setState({ kind: 'open', render: screens });
    } catch (reason) {
      if (!isLocked(reason)) throw reason;
      signedOut(lockKey === null ? 'locked' : 'other-key');
    }
  };
  const signedIn = ({ lockKey, elsewhere = [], ...session }: SignedIn) => void open(session, { lockKey, elsewhere });
  useEffect(() => {
    void resumed.then((found) => (typeof found === 'object' && found ? open(found, REMEMBERED) : signedOut(found)));
  }, []);
  // Seldom wanted.
  const { Shown: Held } = useWhen(state.kind === 'opening' && state.held, () =>
    import('./screens/shared/why-here.tsx').then((m) => m.Held),
  );
  useEffect(() => {
    if (state.kind === 'signed-out') setTimeout(() => void loadApp().then((m) => m.clearAsked()));
  }, [state.kind]);
  if (state.kind === 'opening') return state.held && Held ? <Held /> : <Loading words="Opening Fingerpost" />;
  if (state.kind === 'signed-out') return <SignIn why={state.why} onSignedIn={signedIn} />;
  return state.render();
}

/** Who used this device last: asked before anything is drawn; nothing is loaded to find that it was nobody. */
async function resume(): Promise<Session | SignedOutWhy> {
  const kept = keptSession();
  if (kept === null && wasClearedAfar()) return 'cleared-afar';
  if (kept === null) return (await isKnownHere()) ? 'cleared' : null;
  if (kept.locked) return 'locked';
  const { rememberedSession } = await loadApp();
  return rememberedSession();
}

/** The key is away: by name, so that nothing is loaded to tell. */
const isLocked = (reason: unknown): boolean => reason instanceof Error && reason.name === 'DeviceLocked';

settleOwed();
const resumed = resume();
const update = startAppUpdate();
const host = document.getElementById('app');
if (host) {
  render(
    <LocationProvider>
      <Sprite />
      <Root />
      <UpdateNotice update={update} />
      <ToastHost />
    </LocationProvider>,
    host,
  );
}
