/** The pages of a form beside its next steps, each at its address below "/form". Only a tutor's device loads this file. */
import type { ComponentChildren } from 'preact';
import { Route, Router } from 'preact-iso';
import type { RecordId } from '../../domain/ids.ts';
import { lazyScreen } from './lazy-screen.tsx';
import { NotHere } from './not-here.tsx';
import { PATHS } from './paths.ts';

const LogActivity = lazyScreen(() => import('../screens/tutor/log-activity.tsx').then((m) => m.LogActivity));
const LogForPupil = lazyScreen(() => import('../screens/tutor/log-activity.tsx').then((m) => m.LogForPupil));
const FormPupils = lazyScreen(() => import('../screens/tutor/form-pupils.tsx').then((m) => m.FormPupils));
const FormPupil = lazyScreen(() => import('../screens/tutor/form-pupil.tsx').then((m) => m.FormPupil));
const FormPrint = lazyScreen(() => import('../screens/tutor/form-print.tsx').then((m) => m.FormPrint));

/** An address as a router below "/form" matches it. */
const under = (path: string): string => path.slice('/form'.length);

/** The page of the address. */
export const FormPages = (): ComponentChildren => (
  <Router>
    <Route path={under(PATHS.formLog)} component={LogActivity} />
    <Route path={under('/form/log/:record')} component={LogOfRoute} />
    <Route path={under(PATHS.formPupils)} component={FormPupils} />
    <Route path={under('/form/pupils/:record')} component={PupilOfRoute} />
    <Route path={under(PATHS.formPrint)} component={FormPrint} />
    <Route default component={NotHere} />
  </Router>
);

const LogOfRoute = ({ record }: { readonly record?: string }) => <LogForPupil record={(record ?? '') as RecordId} />;
const PupilOfRoute = ({ record }: { readonly record?: string }) => <FormPupil record={(record ?? '') as RecordId} />;
