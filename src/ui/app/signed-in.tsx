/** Everything behind the sign-in, loaded when somebody is signed in: tables, engine, queries, screens. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ComponentChildren } from 'preact';
import { keptSession } from '../../device/last-key.ts';
import { HouseProvider } from '../queries/house.tsx';
import type { Opening } from './open-house.ts';
import { openHouse } from './open-house.ts';
import { rememberedIn } from './remembered.ts';
import { App, preloadScreen } from './routes.tsx';

/** Before anybody is known to be here: what another window has open, and what opens a locked device. */
export const loadBehind = () => import('./behind.ts');

/** The session that this device remembers; null when it cannot be read; or why not. */
export const rememberedSession = () => rememberedIn(keptSession());

/** Takes away what the school has asked for, whoever is signed in. */
export const clearAsked = () => import('./leaving.ts').then((m) => m.clearWhatIsAsked(null));

/** Opens the house of a session and gives the screens in it. Throws DeviceLocked. `left`: called when the person has signed out. */
export async function openApp(opening: Opening, left: () => void): Promise<() => ComponentChildren> {
  const client = new QueryClient({
    defaultOptions: { queries: { networkMode: 'always' }, mutations: { networkMode: 'always' } },
  });
  // Where somebody is at several schools, the one that was open here opens again.
  const here = opening.elsewhere?.length ? (await import('./behind.ts')).asLeftHere(opening) : opening;
  preloadScreen(location.pathname, here.session.roles);
  const house = await openHouse(here, () => {
    client.clear();
    left();
  });
  return () => (
    <QueryClientProvider client={client}>
      <HouseProvider value={house}>
        <App />
      </HouseProvider>
    </QueryClientProvider>
  );
}
