/** "Get ready": what is on this device before the internet goes, and paper as the last resort. */
import { useState } from 'preact/hooks';
import { bookingsOf } from '../../../domain/bookings.ts';
import type { Booking } from '../../../domain/bookings.ts';
import { longDate, plural } from '../../../domain/date-words.ts';
import type { Instant } from '../../../domain/time.ts';
import { clockOf } from '../../../domain/time.ts';
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Row, RowName, Rows } from '../../parts/rows.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Pairs, Sheet } from '../../parts/surface.tsx';
import { useToday } from '../../queries/clock.ts';
import { useHouse } from '../../queries/house.tsx';
import { bothLoaded } from '../../queries/live.ts';
import { useDigests } from '../../queries/records.ts';
import { useRoster } from '../../queries/school.ts';
import { useAppKept, useSendingStatus } from '../../queries/sending.ts';
import type { StorageFacts } from '../../queries/storage.ts';
import { keptWords, roomWords, useStorageFacts } from '../../queries/storage.ts';
import { openRequests } from '../../../domain/waiting.ts';
import { BlankSheets, TodaysList } from './blank-sheets.tsx';
import { NearlyFull } from '../shared/nearly-full.tsx';
import { isReady, readyWords } from './ready-words.ts';
import '../../styles/screens/today.css';

/** The page. */
export function GetReady() {
  const { session, engine } = useHouse();
  const today = useToday();
  const loaded = bothLoaded(useDigests(), useRoster());
  const facts = useSendingStatus();
  const storage = useStorageFacts();
  const appKept = useAppKept();
  const [papers, setPapers] = useState<'list' | 'sheets'>('list');
  if (loaded.state !== 'ready') return <NotLoaded failed={loaded.state === 'failed'} />;
  const [digests, roster] = loaded.value;
  const bookings = bookingsOf(digests, session.person, today, today);
  const requests = openRequests(digests, today).length;
  const room = roster.visits.find((v) => v.adviser === session.person && v.date === today)?.room ?? '';
  const print = (which: 'list' | 'sheets') => {
    setPapers(which);
    requestAnimationFrame(() => window.print());
  };
  const paper = { bookings, today, room };
  const actions = (
    <>
      <Button look="do" onClick={() => engine.sync('asked')}>
        Update now
      </Button>
      <Button onClick={() => print('list')}>Print today’s list</Button>
      <Button onClick={() => print('sheets')}>Print blank interview sheets</Button>
    </>
  );
  return (
    <Main
      title="Get ready"
      hint={`${longDate(today)}, ${session.schoolName}`}
      actions={actions}
      class="today"
      headingClass="no-print"
    >
      <Sheet class="no-print">
        <h2>{readyWords(bookings, { firstSync: facts.firstSync, appKept })}</h2>
        <Rows ordered>
          {bookings.map((booking) => (
            <ReadyRow key={booking.interview.id} booking={booking} />
          ))}
        </Rows>
        <Pairs
          items={[
            ['Last updated', facts.lastSyncedAt ? clockOf(facts.lastSyncedAt as Instant) : 'Not yet'],
            ['Room left on this device', roomWords(storage)],
            ['Protected from clearing', <Kept facts={storage} />],
            ['Your room', room === '' ? 'Not said' : room],
            ['New requests', <a href={PATHS.requests}>{plural(requests, 'request')}</a>],
          ]}
        />
        <NearlyFull facts={storage} />
      </Sheet>
      {papers === 'sheets' ? <BlankSheets {...paper} /> : <TodaysList {...paper} />}
    </Main>
  );
}

/** What "No" means, and what can be done, is said under "This device". */
const Kept = ({ facts }: { readonly facts: StorageFacts }) => (
  <>
    {keptWords(facts)}
    {facts.protectedFromClearing === false ? (
      <>
        {'. '}
        <a href={PATHS.sending}>See what to do</a>
      </>
    ) : null}
  </>
);

const NotLoaded = ({ failed }: { readonly failed: boolean }) => (
  <Main title="Get ready" class="today">
    {failed ? (
      <Notice state="stop" title="There is a problem">
        <p>This tablet could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
      </Notice>
    ) : (
      <Loading words="Looking at what is here" />
    )}
  </Main>
);

const ReadyRow = ({ booking }: { readonly booking: Booking }) => (
  <Row class="booking ready-row">
    <time>{booking.interview.from}</time>
    <div>
      <RowName name={booking.name} {...(booking.form === null ? {} : { form: booking.form })} />
    </div>
    <span class="ready-state">{isReady(booking) ? 'Ready' : 'Not here yet'}</span>
  </Row>
);
