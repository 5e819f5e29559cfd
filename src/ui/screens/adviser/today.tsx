/** "Today's interviews", this week's, and requests: where an adviser's day begins. */
import type { Booking } from '../../../domain/bookings.ts';
import { bookingsOf } from '../../../domain/bookings.ts';
import { longDate } from '../../../domain/date-words.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { openRequests } from '../../../domain/waiting.ts';
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Sheet, Tabs } from '../../parts/surface.tsx';
import { useToday } from '../../queries/clock.ts';
import { useHouse } from '../../queries/house.tsx';
import { bothLoaded } from '../../queries/live.ts';
import { useOtherSchools } from '../../queries/other-schools.ts';
import { useDigests } from '../../queries/records.ts';
import { useRoster } from '../../queries/school.ts';
import { useAppKept, useSendingStatus } from '../../queries/sending.ts';
import { useLater, useWhen } from '../shared/use-later.ts';
import { Day, Week } from './interview-lists.tsx';
import type { RequestsProps } from './request-rows.tsx';
import { readyWords } from './ready-words.ts';
import { Unfinished } from './unfinished.tsx';
import '../../styles/screens/today.css';

type Tab = 'today' | 'week' | 'requests';

/** The page with its three tabs. */
export function Today({ tab }: { readonly tab: Tab }) {
  const { session } = useHouse();
  const today = useToday();
  const loaded = bothLoaded(useDigests(), useRoster());
  const { Shown: AddPupil, open, close } = useLater(() => import('./add-pupil.tsx').then((m) => m.AddPupil));
  if (loaded.state !== 'ready') return <NotLoaded failed={loaded.state === 'failed'} />;
  const [digests, roster] = loaded.value;
  const bookings = bookingsOf(digests, session.person, today, today);
  const visit = roster.visits.find((v) => v.adviser === session.person && v.date === today);
  const add = (
    <Button onClick={open}>
      <Icon name="plus" />
      Add a pupil
    </Button>
  );
  return (
    <Main
      title="Today’s interviews"
      class="today"
      hint={<Hint room={visit?.room} today={today} bookings={bookings} />}
      actions={add}
    >
      <Unfinished digests={digests} today={today} />
      <AtOtherSchools today={today} />
      <Tabs
        label="Interviews"
        items={[
          { href: PATHS.today, label: 'Today', current: tab === 'today' },
          { href: PATHS.week, label: 'This week', current: tab === 'week' },
          {
            href: PATHS.requests,
            label: `Requests (${openRequests(digests, today).length})`,
            current: tab === 'requests',
          },
        ]}
      />
      <Sheet>
        {tab === 'today' ? <Day bookings={bookings} /> : null}
        {tab === 'week' ? <Week digests={digests} today={today} /> : null}
        {tab === 'requests' ? <Requests digests={digests} today={today} room={visit?.room ?? ''} /> : null}
      </Sheet>
      {AddPupil ? <AddPupil digests={digests} room={visit?.room ?? ''} onClose={close} /> : null}
    </Main>
  );
}

/** Not where the day begins. */
function Requests(props: RequestsProps) {
  const { Shown } = useWhen(true, () => import('../shared/behind-first.ts').then((m) => m.RequestRows));
  return Shown ? <Shown {...props} /> : null;
}

function AtOtherSchools({ today }: { readonly today: IsoDate }) {
  const { schools } = useOtherSchools();
  const { Shown } = useWhen(schools.length > 0, () =>
    import('../shared/behind-first.ts').then((m) => m.OtherSchoolsToday),
  );
  return Shown ? <Shown others={schools} today={today} /> : null;
}

function NotLoaded({ failed }: { readonly failed: boolean }) {
  return (
    <Main title="Today’s interviews" class="today">
      {failed ? (
        <Notice state="stop" title="There is a problem">
          <p>This tablet could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
        </Notice>
      ) : (
        <Loading words="Opening today’s interviews" />
      )}
    </Main>
  );
}

interface HintProps {
  readonly room: string | undefined;
  readonly today: IsoDate;
  readonly bookings: readonly Booking[];
}

function Hint({ room, today, bookings }: HintProps) {
  const { firstSync } = useSendingStatus();
  const appKept = useAppKept();
  return (
    <>
      {longDate(today)}
      {room ? `, room ${room}` : ''}. <a href={PATHS.ready}>{readyWords(bookings, { firstSync, appKept })}</a>
    </>
  );
}
