/** The pages of a pupil, each at its address below "/my". Only a pupil's device loads this file. */
import type { ComponentChildren } from 'preact';
import { Route, Router } from 'preact-iso';
import { MySteps } from '../screens/pupil/my-steps.tsx';
import { lazyScreen } from './lazy-screen.tsx';
import { NotHere } from './not-here.tsx';
import { PATHS } from './paths.ts';

const MyExperiences = lazyScreen(() => import('../screens/pupil/my-experiences.tsx').then((m) => m.MyExperiences));
const MyRecord = lazyScreen(() => import('../screens/pupil/my-record.tsx').then((m) => m.MyRecord));
const AskForInterview = lazyScreen(() =>
  import('../screens/pupil/ask-for-interview.tsx').then((m) => m.AskForInterview),
);
const BeforeInterview = lazyScreen(() =>
  import('../screens/pupil/before-interview.tsx').then((m) => m.BeforeInterview),
);
const MyPlans = lazyScreen(() => import('../screens/pupil/my-plans.tsx').then((m) => m.MyPlans));
const Passport = lazyScreen(() => import('../screens/pupil/passport.tsx').then((m) => m.Passport));
const WhoSeesMine = lazyScreen(() => import('../screens/pupil/who-sees-mine.tsx').then((m) => m.WhoSeesMine));

/** An address as a router below "/my" matches it. */
const under = (path: string): string => path.slice('/my'.length);

/** The page of the address. */
export const PupilPages = (): ComponentChildren => (
  <Router>
    <Route path={under(PATHS.mySteps)} component={MySteps} />
    <Route path={under(PATHS.myExperiences)} component={MyExperiences} />
    <Route path={under(PATHS.myRecord)} component={MyRecord} />
    <Route path={under(PATHS.ask)} component={AskForInterview} />
    <Route path={under(PATHS.before)} component={BeforeInterview} />
    <Route path={under(PATHS.myPlans)} component={MyPlans} />
    <Route path={under(PATHS.passport)} component={Passport} />
    <Route path={under(PATHS.whoSees)} component={WhoSeesMine} />
    <Route default component={NotHere} />
  </Router>
);
