/** The pages below the dashboard, each at its address. Only a careers leader's device loads this file. */
import type { ComponentChildren } from 'preact';
import { Route, Router } from 'preact-iso';
import { lazyScreen } from './lazy-screen.tsx';
import { NotHere } from './not-here.tsx';
import { PATHS } from './paths.ts';

const Editions = lazyScreen(() => import('../screens/leader/editions.tsx').then((m) => m.Editions));
const YearSoFar = lazyScreen(() => import('../screens/leader/year-so-far.tsx').then((m) => m.YearSoFar));
const GapList = lazyScreen(() => import('../screens/leader/gap-list.tsx').then((m) => m.GapList));
const WaitingPage = lazyScreen(() => import('../screens/leader/gap-waiting.tsx').then((m) => m.WaitingPage));

/** An address as a router below "/dashboard" matches it. */
const under = (path: string): string => path.slice('/dashboard'.length);

/** The page of the address. */
export const DashboardPages = (): ComponentChildren => (
  <Router>
    <Route path={under(PATHS.editions)} component={Editions} />
    <Route path={under(PATHS.yearSoFar)} component={YearSoFar} />
    <Route path={under('/dashboard/waiting/:list')} component={WaitingOfRoute} />
    <Route path={under('/dashboard/:benchmark/:year')} component={GapOfRoute} />
    <Route default component={NotHere} />
  </Router>
);

const WaitingOfRoute = ({ list }: { readonly list?: string }) => <WaitingPage list={list ?? ''} />;
const GapOfRoute = ({ benchmark, year }: { readonly benchmark?: string; readonly year?: string }) => (
  <GapList benchmark={benchmark ?? ''} year={Number(year)} />
);
