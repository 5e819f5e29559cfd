/** The pages of a pupil, each at its address below "/my". Only a pupil's device loads this file. */
import type { ComponentChildren } from 'preact';
import { Route, Router } from 'preact-iso';
import { AskForInterview } from '../screens/pupil/ask-for-interview.tsx';
import { BeforeInterview } from '../screens/pupil/before-interview.tsx';
import { MyExperiences } from '../screens/pupil/my-experiences.tsx';
import { MyPlans } from '../screens/pupil/my-plans.tsx';
import { MyRecord } from '../screens/pupil/my-record.tsx';
import { MySteps } from '../screens/pupil/my-steps.tsx';
import { Passport } from '../screens/pupil/passport.tsx';
import { WhoSeesMine } from '../screens/pupil/who-sees-mine.tsx';
import { NotHere } from './not-here.tsx';
import { PATHS } from './paths.ts';

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
