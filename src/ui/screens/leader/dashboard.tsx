/** "Careers dashboard": where a careers leader's day begins. Counted on the device, so it works offline. */
import { PATHS } from '../../app/paths.ts';
import { longDate } from '../../../domain/date-words.ts';
import { isHere } from '../../../domain/digest.ts';
import type { Digest } from '../../../domain/digest.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import type { Scope } from '../../queries/benchmarks.ts';
import { useMatrix } from '../../queries/benchmarks.ts';
import { useToday } from '../../queries/clock.ts';
import { bothLoaded } from '../../queries/live.ts';
import { useDigests } from '../../queries/records.ts';
import { useRules } from '../../queries/rules.ts';
import type { RosterView, SchoolFacts } from '../../queries/school.ts';
import { useRoster, useSchool } from '../../queries/school.ts';
import { useSendingStatus } from '../../queries/sending.ts';
import { RequestsOwed } from './dashboard/requests-owed.tsx';
import { asOfWords } from './dashboard/as-of.ts';
import { BenchmarkTable } from './dashboard/benchmark-table.tsx';
import { ChooseScope } from './dashboard/choose-scope.tsx';
import { FirstSteps, firstSteps, isNewSchool } from './dashboard/first-steps.tsx';
import { MoreLists } from './dashboard/more-lists.tsx';
import { Provided } from './dashboard/provided.tsx';
import { useScope } from './dashboard/scope.ts';
import { SilentDevices } from './dashboard/silent-devices.tsx';
import { Waiting } from './dashboard/waiting.tsx';
import '../../styles/screens/dashboard.css';

const TITLE = 'Careers dashboard';

/** The page. */
export function Dashboard() {
  const sending = useSendingStatus();
  const today = useToday();
  const loaded = bothLoaded(useDigests(), bothLoaded(useSchool(), useRoster()));
  const ready = loaded.state === 'ready' ? loaded.value : null;
  const coming = ready !== null && ready[0].length === 0 && sending.firstSync !== null;
  return (
    <Main title={TITLE} class="dashboard" hint={asOfWords(sending, today)}>
      {loaded.state === 'failed' ? <NotRead /> : null}
      {loaded.state === 'loading' || coming ? (
        <Sheet>
          <Loading words="Opening the dashboard" />
        </Sheet>
      ) : null}
      {ready && !coming ? <Content digests={ready[0]} school={ready[1][0]} roster={ready[1][1]} /> : null}
    </Main>
  );
}

interface ContentProps {
  readonly digests: readonly Digest[];
  readonly school: SchoolFacts;
  readonly roster: RosterView;
}

function Content({ digests, school, roster }: ContentProps) {
  const today = useToday();
  const pupils = digests.filter((digest) => isHere(digest, today)).length;
  const steps = firstSteps(school, pupils);
  return (
    <>
      {isNewSchool(steps) ? <FirstSteps steps={steps} /> : null}
      {pupils > 0 ? (
        <>
          <SilentDevices school={school} today={today} />
          <RequestsOwed today={today} />
          <Sheet>
            <Numbers school={school} today={today} />
          </Sheet>
          <Waiting digests={digests} roster={roster} today={today} />
          <MoreLists digests={digests} today={today} />
        </>
      ) : null}
    </>
  );
}

function Numbers({ school, today }: { readonly school: SchoolFacts; readonly today: IsoDate }) {
  const scope = useScope(today);
  const loaded = bothLoaded(useMatrix(scope), useRules());
  if (loaded.state === 'failed') return <NotRead />;
  if (loaded.state === 'loading') return <Loading words="Counting" />;
  const [counts, rules] = loaded.value;
  return (
    <>
      <ChooseScope scope={scope} today={today} forms={school.forms} />
      <ScopeWords scope={counts.scope} />
      <BenchmarkTable counts={counts} edition={rules.school.edition} />
      <p class="quiet">
        <a href={PATHS.yearSoFar}>The year so far, as a chart</a>
        {' · '}
        <a href={PATHS.editions}>Compare the editions of 2014 and 2025</a>
        {' · '}
        <a href={PATHS.figures}>Print for governors</a>
      </p>
      <Provided rules={rules} />
    </>
  );
}

/** How to read the figures of a group, and of another day. */
const ScopeWords = ({ scope: { group, on } }: { readonly scope: Scope }) => (
  <>
    {group === null ? null : (
      <p class="quiet scope-words">
        “4 of 28 fewer”: to stand like everybody else in their year, 4 more of the 28 would be complete.
      </p>
    )}
    {on === null ? null : (
      <p class="quiet scope-words">
        As it was on {longDate(on)}, by what is known today. Plans and career ideas have no date: they count as they are
        now.
      </p>
    )}
  </>
);

const NotRead = () => (
  <Notice
    state="stop"
    title="There is a problem"
    actions={<ButtonLink href={PATHS.sending}>Sending and saving</ButtonLink>}
  >
    <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
  </Notice>
);
