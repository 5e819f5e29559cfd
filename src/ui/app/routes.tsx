/** Which screen stands at which address. Screens of other users are loaded when they are first opened. */
import type { ComponentChildren } from 'preact';
import { ErrorBoundary, Route, Router, useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import type { Role } from '../../domain/group.ts';
import type { EntryId, RecordId } from '../../domain/ids.ts';
import { useHouse } from '../queries/house.tsx';
import { lazyScreen } from './lazy-screen.tsx';
import { homeOf } from './nav.ts';
import { NotHere } from './not-here.tsx';
import { PATHS } from './paths.ts';
import { Shell } from './shell.tsx';

const Today = lazyScreen(() => import('../screens/adviser/today.tsx').then((m) => m.Today));
const Prepare = lazyScreen(() => import('../screens/adviser/prepare.tsx').then((m) => m.Prepare));
const Pupils = lazyScreen(() => import('../screens/adviser/pupils.tsx').then((m) => m.Pupils));
const GetReady = lazyScreen(() => import('../screens/adviser/get-ready.tsx').then((m) => m.GetReady));
const BeforeYouLeave = lazyScreen(() =>
  import('../screens/adviser/before-you-leave.tsx').then((m) => m.BeforeYouLeave),
);
const InterviewEditor = lazyScreen(() =>
  import('../screens/adviser/interview/interview-editor.tsx').then((m) => m.InterviewEditor),
);
const ShowPupil = lazyScreen(() => import('../screens/adviser/interview/show-pupil.tsx').then((m) => m.ShowPupil));
const CheckAndFinish = lazyScreen(() =>
  import('../screens/adviser/interview/check-and-finish.tsx').then((m) => m.CheckAndFinish),
);
const Finished = lazyScreen(() => import('../screens/adviser/interview/finished.tsx').then((m) => m.Finished));
const ExitInterview = lazyScreen(() =>
  import('../screens/adviser/interview/exit-interview.tsx').then((m) => m.ExitInterview),
);
const PrintPlan = lazyScreen(() => import('../screens/adviser/interview/print-plan.tsx').then((m) => m.PrintPlan));
const FormSteps = lazyScreen(() => import('../screens/tutor/form-steps.tsx').then((m) => m.FormSteps));
const MyYears = lazyScreen(() => import('../screens/pastoral/my-years.tsx').then((m) => m.MyYears));
const SupportPupil = lazyScreen(() => import('../screens/pastoral/support-pupil.tsx').then((m) => m.SupportPupil));
const PupilPages = lazyScreen(() => import('./pupil-pages.tsx').then((m) => m.PupilPages));
const FormPages = lazyScreen(() => import('./form-pages.tsx').then((m) => m.FormPages));
const Sending = lazyScreen(() => import('../screens/shared/sending.tsx').then((m) => m.Sending));
const Protect = lazyScreen(() => import('../screens/shared/protect.tsx').then((m) => m.Protect));
const SigningIn = lazyScreen(() => import('../screens/shared/account-pages.tsx').then((m) => m.SigningIn));
const Account = lazyScreen(() => import('../screens/shared/account-pages.tsx').then((m) => m.Account));
const Dashboard = lazyScreen(() => import('../screens/leader/dashboard.tsx').then((m) => m.Dashboard));
const DashboardPages = lazyScreen(() => import('./dashboard-pages.tsx').then((m) => m.DashboardPages));
const LeaderPupil = lazyScreen(() => import('../screens/leader/record.tsx').then((m) => m.LeaderPupil));
const RecordHistory = lazyScreen(() => import('../screens/leader/record-history.tsx').then((m) => m.RecordHistory));
const PupilList = lazyScreen(() => import('../screens/leader/record-list.tsx').then((m) => m.PupilList));
const RosterPage = lazyScreen(() => import('../screens/leader/roster-pages.tsx').then((m) => m.RosterPage));
const People = lazyScreen(() => import('../screens/leader/people.tsx').then((m) => m.People));
const BookInterviews = lazyScreen(() => import('../screens/leader/book.tsx').then((m) => m.BookInterviews));
const SchoolSettings = lazyScreen(() => import('../screens/leader/school.tsx').then((m) => m.SchoolSettings));
const SchoolFigures = lazyScreen(() => import('../screens/senior/school-figures.tsx').then((m) => m.SchoolFigures));
const Programme = lazyScreen(() => import('../screens/leader/programme/pages.tsx').then((m) => m.ProgrammePages));
const RightsPages = lazyScreen(() => import('./rights-pages.tsx').then((m) => m.RightsPages));
const SubjectPages = lazyScreen(() => import('../screens/subject/pages.tsx').then((m) => m.SubjectPages));

/** Begins to load the screen of an address, or the one where the day of these roles begins, while the tables are opened. */
export function preloadScreen(path: string, roles: readonly Role[]): void {
  const screen = FIRST_SCREENS.get(path === PATHS.home ? homeOf(roles) : path);
  // A screen that does not load says so where it is shown.
  void screen?.preload().catch(() => undefined);
}

const FIRST_SCREENS = new Map<string, { readonly preload: () => Promise<unknown> }>([
  [PATHS.today, Today],
  [PATHS.form, FormSteps],
  [PATHS.support, MyYears],
  [PATHS.mySteps, PupilPages],
  [PATHS.dashboard, Dashboard],
]);

/** Everything behind the sign-in. */
export function App() {
  const { path, route } = useLocation();
  const { asksProtection } = useHouse();
  // First of all, before another page can send the person on; it leads to where they wanted to go.
  const [first, setFirst] = useState(asksProtection);
  useEffect(() => {
    if (!first) return;
    route(`${PATHS.protect}#${encodeURIComponent(path + location.hash)}`, true);
    setFirst(false);
  }, []);
  if (first) return null;
  const modal = /^\/interviews\/[^/]+\/[^/]+(\/(show|plan))?$/.test(path);
  return (
    <>
      <StorageTold />
      {modal ? <Screens /> : <Shell>{<Screens />}</Shell>}
    </>
  );
}

/** Loaded behind the first screen, before it is wanted. */
function StorageTold() {
  const [Notice, setNotice] = useState<(() => ComponentChildren) | null>(null);
  useEffect(() => {
    void import('../screens/shared/behind-first.ts').then((m) => setNotice(() => m.BehindFirst));
  }, []);
  return Notice ? <Notice /> : null;
}

function Screens(): ComponentChildren {
  return (
    <ErrorBoundary>
      <Router>
        <Route path={PATHS.home} component={Home} />
        <Route path={PATHS.today} component={TodayTab} />
        <Route path={PATHS.week} component={WeekTab} />
        <Route path={PATHS.requests} component={RequestsTab} />
        <Route path={PATHS.pupils} component={PupilsOfRole} />
        <Route path="/pupils/:record" component={withRecord(PupilOfRole)} />
        <Route path="/pupils/:record/history" component={withRecord(HistoryOfRole)} />
        <Route path={PATHS.ready} component={GetReady} />
        <Route path={PATHS.leave} component={BeforeYouLeave} />
        <Route path="/interviews/:record/:interview" component={withInterview(InterviewEditor)} />
        <Route path="/interviews/:record/:interview/show" component={withInterview(ShowPupil)} />
        <Route path="/interviews/:record/:interview/check" component={withInterview(CheckAndFinish)} />
        <Route path="/interviews/:record/:interview/finished" component={withInterview(Finished)} />
        <Route path="/interviews/:record/:interview/exit" component={withInterview(ExitInterview)} />
        <Route path="/interviews/:record/:interview/plan" component={withInterview(PrintPlan)} />
        <Route path={PATHS.form} component={FormSteps} />
        <Route path={PATHS.dashboard} component={Dashboard} />
        <Route path="/dashboard/*" component={DashboardPages} />
        <Route path={PATHS.bringIn} component={BringInPage} />
        <Route path={PATHS.settings} component={SchoolSettings} />
        <Route path={PATHS.newYear} component={NewYearPage} />
        <Route path={PATHS.book} component={BookInterviews} />
        <Route path={PATHS.people} component={StaffTab} />
        <Route path={PATHS.peopleForms} component={FormsTab} />
        <Route path={PATHS.peopleCodes} component={CodesTab} />
        <Route path={PATHS.peopleMoves} component={MovesTab} />
        <Route path={PATHS.programme} component={Programme} />
        <Route path="/programme/:year/:activity?/:page?" component={Programme} />
        <Route path={PATHS.subject} component={SubjectPages} />
        <Route path="/subject/:page/:activity?" component={SubjectPages} />
        <Route path="/my/*" component={PupilPages} />
        <Route path="/records/*" component={RightsPages} />
        <Route path={PATHS.support} component={MyYears} />
        <Route path="/support/:record" component={withRecord(SupportPupil)} />
        <Route path="/form/*" component={FormPages} />
        <Route path={PATHS.figures} component={SchoolFigures} />
        <Route path={PATHS.sending} component={Sending} />
        <Route path={PATHS.account} component={Account} />
        <Route path={PATHS.protect} component={Protect} />
        <Route path={PATHS.signingIn} component={SigningIn} />
        <Route default component={NotHere} />
      </Router>
    </ErrorBoundary>
  );
}

const TodayTab = () => <Today tab="today" />;
const WeekTab = () => <Today tab="week" />;
const RequestsTab = () => <Today tab="requests" />;
const BringInPage = () => <RosterPage page="bring-in" />;
const NewYearPage = () => <RosterPage page="new-year" />;
const StaffTab = () => <People tab="staff" />;
const FormsTab = () => <People tab="forms" />;
const CodesTab = () => <People tab="codes" />;
const MovesTab = () => <People tab="moves" />;

/** A careers leader who is no adviser reads the record; everybody else prepares an interview. */
const PupilsOfRole = () => (useLeaderOnly() ? <PupilList /> : <Pupils />);
const HistoryOfRole = ({ record }: { readonly record: RecordId }) =>
  useHouse().session.roles.includes('leader') ? <RecordHistory record={record} /> : <NotHere />;

const PupilOfRole = ({ record }: { readonly record: RecordId }) =>
  useLeaderOnly() ? <LeaderPupil record={record} /> : <Prepare record={record} />;

function useLeaderOnly(): boolean {
  const { roles } = useHouse().session;
  return roles.includes('leader') && !roles.includes('adviser');
}

type Component<P> = (props: P) => ComponentChildren;

/** A route's parameters as the ids that they are; a wrong one finds nothing. */
const withRecord = (Screen: Component<{ readonly record: RecordId }>) =>
  function RecordRoute({ record }: { readonly record?: string }) {
    return <Screen record={(record ?? '') as RecordId} />;
  };
const withInterview = (Screen: Component<{ readonly record: RecordId; readonly interview: EntryId }>) =>
  function InterviewOfRoute({ record, interview }: { readonly record?: string; readonly interview?: string }) {
    return <Screen record={(record ?? '') as RecordId} interview={(interview ?? '') as EntryId} />;
  };

/** "/" leads to where the person's day begins. */
function Home() {
  const { session } = useHouse();
  const { route } = useLocation();
  const home = homeOf(session.roles);
  useEffect(() => route(home, true), [home]);
  return null;
}
