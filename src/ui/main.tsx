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
import { sharedNote } from '../device/shared-note.ts';
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

/** What opens a locked device. */
const behind = async () => (await loadApp()).loadBehind();

type State =
  /** `held`: another window keeps the tables from being opened. */
  | { readonly kind: 'opening'; readonly held: boolean }
  | { readonly kind: 'signed-out'; readonly why: SignedOutWhy }
  | { readonly kind: 'open'; readonly render: () => ComponentChildren };

type Keys = Pick<Opening, 'lockKey' | 'elsewhere' | 'shared' | 'forgotten'>;
/** This device has the keys. */
const REMEMBERED: Keys = { lockKey: null, elsewhere: null, shared: false, forgotten: false };

function Root() {
  const [state, setState] = useState<State>({ kind: 'opening', held: false });
  const signedOut = (why: SignedOutWhy) => setState({ kind: 'signed-out', why });
  // Locked with four words: those are asked for, until somebody would rather sign in.
  const [signsIn, setSignsIn] = useState<'no' | 'forgotten' | 'instead'>('no');
  const open = async (session: Session, keys: Keys) => {
    try {
      const { openApp } = await loadApp();
      const onHeld = (held: boolean) => setState((now) => (now.kind === 'opening' ? { ...now, held } : now));
      const screens = await openApp({ session, ...keys, onHeld }, () => {
        history.replaceState(null, '', '/');
        signedOut(null);
      });
      setState({ kind: 'open', render: screens });
    } catch (reason) {
      if (!isLocked(reason)) throw reason;
      signedOut(keys.lockKey === null ? 'locked' : 'other-key');
    }
  };
  const signedIn = ({ lockKey, elsewhere = [], ...session }: SignedIn, shared: boolean) =>
    void open(session, { lockKey, elsewhere, shared, forgotten: signsIn === 'forgotten' });
  const goOn = ({ found, shared }: Resumed) =>
    typeof found === 'object' && found ? open(found, { ...REMEMBERED, shared }) : signedOut(found);
  useEffect(() => void resumed.then(goOn), []);
  const isLockScreen =
    state.kind === 'signed-out' && state.why === 'locked' && signsIn === 'no' && keptSession()?.words === true;
  const { Shown: Lock } = useWhen(isLockScreen, () =>
    import('./screens/shared/lock-screen.tsx').then((m) => m.LockScreen),
  );
  // Seldom wanted.
  const { Shown: Held } = useWhen(state.kind === 'opening' && state.held, () =>
    import('./screens/shared/why-here.tsx').then((m) => m.Held),
  );
  useEffect(() => {
    if (state.kind === 'signed-out') setTimeout(() => void loadApp().then((m) => m.clearAsked()));
  }, [state.kind]);
  if (state.kind === 'opening') return state.held && Held ? <Held /> : <Loading words="Opening Fingerpost" />;
  if (isLockScreen)
    return Lock ? (
      <Lock
        load={behind}
        onOpened={() => void resume().then(goOn)}
        onSignIn={(forgotten) => setSignsIn(forgotten ? 'forgotten' : 'instead')}
      />
    ) : (
      <Loading words="Opening Fingerpost" />
    );
  if (state.kind === 'signed-out') return <SignIn why={state.why} onSignedIn={signedIn} />;
  return state.render();
}

/** Who is found to be using this device, or why nobody is. */
interface Resumed {
  readonly found: Session | SignedOutWhy;
  readonly shared: boolean;
}

/** Who used this device last: asked before anything is drawn; nothing is loaded to find that it was nobody. */
async function resume(): Promise<Resumed> {
  // A page that was started afresh on a shared computer goes on; else what was left there is cleared away.
  const shared = sharedNote.now().length > 0 ? await (await behind()).resumeShared() : null;
  return shared ? { found: shared, shared: true } : { found: await resumeKept(), shared: false };
}

async function resumeKept(): Promise<Session | SignedOutWhy> {
  const kept = keptSession();
  if (kept === null && wasClearedAfar()) return 'cleared-afar';
  if (kept === null) return (await isKnownHere()) ? 'cleared' : null;
  if (kept.locked) return 'locked';
  // Its key is in no file: another window, or this one a moment ago, hands it over.
  if (kept.inMemory) await (await behind()).takeKeys();
  return (await loadApp()).rememberedSession();
}

/** Milliseconds: of no use for a start, and before much is written. */
const NEW_LOG_AFTER_MS = 2000;
const beginNewLog = () => void import('../device/new-log.ts').then((m) => m.beginNewLog()).catch(() => undefined);

/** The key is away: by name, so that nothing is loaded to tell. */
const isLocked = (reason: unknown): boolean => reason instanceof Error && reason.name === 'DeviceLocked';

settleOwed();
const resumed = resume();
void resumed.finally(() => setTimeout(beginNewLog, NEW_LOG_AFTER_MS)).catch(() => undefined);
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
