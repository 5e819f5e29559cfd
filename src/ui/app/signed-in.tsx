/** Everything behind the sign-in, loaded when somebody is signed in: tables, engine, queries, screens. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ComponentChildren } from 'preact';
import { lastSession } from '../../device/last-session.ts';
import type { Session } from '../../protocol/accounts.ts';
import { session as sessionSchema } from '../../protocol/accounts.ts';
import { HouseProvider } from '../queries/house.tsx';
import { openHouse } from './open-house.ts';
import { App, preloadScreen } from './routes.tsx';

/** The session that this device remembers; null when it cannot be read. */
export async function rememberedSession(): Promise<Session | null> {
  const parsed = sessionSchema.safeParse(await lastSession());
  return parsed.success ? parsed.data : null;
}

/** Opens the house of a session and gives the screens in it. `left`: called when the person has signed out. */
export async function openApp(session: Session, left: () => void): Promise<() => ComponentChildren> {
  const client = new QueryClient({
    defaultOptions: { queries: { networkMode: 'always' }, mutations: { networkMode: 'always' } },
  });
  preloadScreen(location.pathname, session.roles);
  const house = await openHouse(session, () => {
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
