/** "Before you leave": the full page at the natural moment. What is finished, what is with the school, what is owed. */
import type { Booking } from '../../../domain/bookings.ts';
import { bookingsOf, owedBookings } from '../../../domain/bookings.ts';
import { longDate } from '../../../domain/date-words.ts';
import type { EntryId } from '../../../domain/ids.ts';
import { ROSTER_RECORD } from '../../../domain/record.ts';
import { clockOf } from '../../../domain/time.ts';
import { PATHS } from '../../app/paths.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useNow, useToday } from '../../queries/clock.ts';
import { useHouse } from '../../queries/house.tsx';
import { bothLoaded } from '../../queries/live.ts';
import type { OwnMutation } from '../../queries/own-words.ts';
import { ownRows } from '../../queries/own-words.ts';
import { useDigests } from '../../queries/records.ts';
import { useRoster } from '../../queries/school.ts';
import { useOwn, useSendingStatus } from '../../queries/sending.ts';
import { BackupButton } from '../shared/backup-button.tsx';
import { WaitingElsewhere } from '../shared/change-school.tsx';
import { useSave } from '../shared/use-save.ts';
import { NotFinished } from './leave-owed.tsx';
import { LeaveTable, tellingEntry } from './leave-table.tsx';
import { needsWords, otherWords, sendingWords, statement } from './leave-words.ts';
import { openDrafts } from './unfinished.tsx';
import '../../styles/screens/leave.css';

/** The page. */
export function BeforeYouLeave() {
  const { session } = useHouse();
  const today = useToday();
  const now = useNow();
  const loaded = bothLoaded(bothLoaded(useDigests(), useRoster()), useOwn());
  if (loaded.state !== 'ready') return <NotLoaded failed={loaded.state === 'failed'} />;
  const [[digests, roster], own] = loaded.value;
  const bookings = bookingsOf(digests, session.person, today, today);
  const owed = owedBookings(digests, session.person, today);
  const visit = roster.visits.find((v) => v.adviser === session.person && v.date === today);
  const owing = owed.length + openDrafts(digests).length > 0;
  return (
    <Main title="Before you leave" hint={`${session.schoolName}, ${longDate(today)}, ${clockOf(now)}`} class="leave">
      <Sheet>
        <Lead bookings={bookings} own={own} owing={owing} visit={visit ?? null} />
        <h2>Today’s interviews</h2>
        {bookings.length === 0 ? <p class="quiet">There were none.</p> : <LeaveTable bookings={bookings} />}
        <NotFinished digests={digests} owed={owed} today={today} />
        <WaitingElsewhere />
      </Sheet>
    </Main>
  );
}

const NotLoaded = ({ failed }: { readonly failed: boolean }) => (
  <Main title="Before you leave" class="leave">
    {failed ? (
      <Notice state="stop" title="There is a problem">
        <p>This tablet could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
      </Notice>
    ) : (
      <Loading words="Looking at what is sent" />
    )}
  </Main>
);

interface LeadProps {
  readonly bookings: readonly Booking[];
  readonly own: readonly OwnMutation[];
  /** Something is not finished. */
  readonly owing: boolean;
  readonly visit: { readonly id: EntryId; readonly closed: boolean } | null;
}

/** The one thing to know, and what can be done about it. */
function Lead({ bookings, own, owing, visit }: LeadProps) {
  const { engine } = useHouse();
  const { lastResult, needsYou } = useSendingStatus();
  const unsent = own.filter((m) => m.taken === null);
  const here = bookings.filter((booking) => isUnsent(booking, unsent)).length;
  const others = ownRows(
    unsent.filter((m) => !bookings.some((booking) => isUnsent(booking, [m]))),
    { digests: [] },
  ).length;
  const waits = unsent.length > 0;
  return (
    <div class="lead">
      <output class="statement">{statement(here, bookings.length)}</output>
      {waits ? <p>{sendingWords(here + others, lastResult)}</p> : null}
      {others > 0 ? <p class="quiet">{otherWords(others)}</p> : null}
      {needsYou > 0 ? (
        <p>
          <a href={PATHS.sending}>{needsWords(needsYou)}</a>
        </p>
      ) : null}
      <div class="actions">
        <Button look="do" onClick={() => engine.sync('asked')}>
          Send now
        </Button>
        {waits ? <BackupButton own={own} /> : null}
        {waits || owing ? (
          <ButtonLink look="plain" href={PATHS.today}>
            I will finish later
          </ButtonLink>
        ) : null}
        {visit && !waits && !owing ? <CloseVisit {...visit} /> : null}
      </div>
    </div>
  );
}

/** Is what came of the booking on this device only? */
const isUnsent = (booking: Booking, unsent: readonly OwnMutation[]): boolean =>
  unsent.some(
    ({ record, touches }) => record === booking.record && touches.some((t) => t.entry === tellingEntry(booking)),
  );

function CloseVisit({ id, closed }: { readonly id: EntryId; readonly closed: boolean }) {
  const save = useSave();
  const close = async (to: boolean) => {
    const saved = await save('visit.close', ROSTER_RECORD, { id, closed: to });
    if (saved.kind === 'saved' && to) showToast({ words: 'The visit is closed.', undo: () => void close(false) });
  };
  return closed ? (
    <Button onClick={() => void close(false)}>Open the visit again</Button>
  ) : (
    <Button onClick={() => void close(true)}>Close the visit</Button>
  );
}
