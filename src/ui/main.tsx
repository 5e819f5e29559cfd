/** The one place where the app is put together and started. */
// First: it names the order of the layers.
import './styles/index.css';
import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LocationProvider } from 'preact-iso';
import * as z from 'zod/mini';
import { startAppUpdate } from '../device/app-update.ts';
import { keptSession } from '../device/last-key.ts';
import type { Session } from '../protocol/accounts.ts';
import { UpdateNotice } from './app/update-notice.tsx';
import { Sprite } from './parts/icon.tsx';
import { ToastHost } from './parts/toast.tsx';
import { Loading } from './parts/states.tsx';
import { SignIn } from './screens/shared/sign-in.tsx';

// Zod would try `eval` once, which the content security policy reports.
z.config({ jitless: true });

/** Tables, engine and screens: not needed to sign in, so they come after that page, while the person types. */
const loadApp = () => import('./app/signed-in.tsx');

type State =
  | { readonly kind: 'opening' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'open'; readonly render: () => ComponentChildren };

function Root() {
  const [state, setState] = useState<State>({ kind: 'opening' });
  const signedOut = () => setState({ kind: 'signed-out' });
  const open = async (session: Session) => {
    const { openApp } = await loadApp();
    const screens = await openApp(session, () => {
      history.replaceState(null, '', '/');
      signedOut();
    });
    setState({ kind: 'open', render: screens });
  };
  useEffect(() => {
    void resumed.then((session) => (session ? open(session) : signedOut()));
  }, []);
  useEffect(() => {
    if (state.kind === 'signed-out') setTimeout(() => void loadApp());
  }, [state.kind]);
  if (state.kind === 'opening') return <Loading words="Opening Fingerpost" />;
  if (state.kind === 'signed-out') return <SignIn onSignedIn={(session) => void open(session)} />;
  return state.render();
}

/** Who used this device last: asked before anything is drawn; nothing is loaded to find that it was nobody. */
async function resume(): Promise<Session | null> {
  if (keptSession() === null) return null;
  const { rememberedSession } = await loadApp();
  return rememberedSession();
}

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
