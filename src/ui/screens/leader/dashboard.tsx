/** "Careers dashboard": where a careers leader's day begins. Counted on the device, so it works offline. */
import { PATHS } from '../../app/paths.ts';
import { isHere } from '../../../domain/digest.ts';
import type { Digest } from '../../../domain/digest.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { useMatrix } from '../../queries/benchmarks.ts';
import { useToday } from '../../queries/clock.ts';
import { bothLoaded } from '../../queries/live.ts';
import { useDigests } from '../../queries/records.ts';
import { useRules } from '../../queries/rules.ts';
import type { RosterView, SchoolFacts } from '../../queries/school.ts';
import { useRoster, useSchool } from '../../queries/school.ts';
import { useSendingStatus } from '../../queries/sending.ts';
import { asOfWords } from './dashboard/as-of.ts';
import { BenchmarkTable } from './dashboard/benchmark-table.tsx';
import { FirstSteps, firstSteps, isNewSchool } from './dashboard/first-steps.tsx';
import { Provided } from './dashboard/provided.tsx';
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
          <Sheet>
            <Numbers />
          </Sheet>
          <Waiting digests={digests} roster={roster} today={today} />
        </>
      ) : null}
    </>
  );
}

function Numbers() {
  const loaded = bothLoaded(useMatrix(), useRules());
  if (loaded.state === 'failed') return <NotRead />;
  if (loaded.state === 'loading') return <Loading words="Counting" />;
  const [counts, rules] = loaded.value;
  return (
    <>
      <BenchmarkTable counts={counts} edition={rules.school.edition} />
      <p class="quiet">
        <a href={PATHS.editions}>Compare the editions of 2014 and 2025</a>
      </p>
      <Provided rules={rules} />
    </>
  );
}

const NotRead = () => (
  <Notice
    state="stop"
    title="There is a problem"
    actions={<ButtonLink href={PATHS.sending}>Sending and saving</ButtonLink>}
  >
    <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
  </Notice>
);
