/** An adviser's interviews of a day and of a week, as rows under their headings. */
import type { Booking } from '../../../domain/bookings.ts';
import { bookingsOf } from '../../../domain/bookings.ts';
import { longDate } from '../../../domain/date-words.ts';
import type { Digest } from '../../../domain/digest.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { addDays, weekdayOf } from '../../../domain/time.ts';
import { Rows } from '../../parts/rows.tsx';
import { Empty } from '../../parts/states.tsx';
import { GroupTitle } from '../../parts/surface.tsx';
import { useHouse } from '../../queries/house.tsx';
import { BookingRow } from './booking-row.tsx';

/** Still to come, then what was earlier, the last one first. */
export function Day({ bookings }: { readonly bookings: readonly Booking[] }) {
  const coming = bookings.filter((b) => b.interview.status === 'booked');
  const earlier = bookings.filter((b) => b.interview.status !== 'booked').toReversed();
  const finished = earlier.filter((b) => b.interview.status === 'finished').length;
  if (bookings.length === 0) {
    return (
      <Empty title="No interviews today">
        <p>Add a pupil who has come to see you, or look at this week and at the requests.</p>
      </Empty>
    );
  }
  return (
    <>
      {coming.length > 0 ? <Group id="next" title="Still to come" count={coming.length} bookings={coming} /> : null}
      {earlier.length > 0 ? (
        <Group id="earlier" title="Earlier" count={`${finished} finished`} bookings={earlier} />
      ) : null}
    </>
  );
}

/** Monday to Sunday of this week, a group a day; what was cancelled is left out. */
export function Week({ digests, today }: { readonly digests: readonly Digest[]; readonly today: IsoDate }) {
  const { session } = useHouse();
  const monday = addDays(today, -weekdayOf(today));
  const bookings = bookingsOf(digests, session.person, monday, addDays(monday, 6)).filter(
    (b) => b.interview.status !== 'cancelled',
  );
  const days = [...new Set(bookings.map((b) => b.interview.date))];
  if (days.length === 0) return <Empty title="No interviews this week" />;
  return (
    <>
      {days.map((day) => {
        const ofDay = bookings.filter((b) => b.interview.date === day);
        return <Group key={day} id={`day-${day}`} title={longDate(day)} count={ofDay.length} bookings={ofDay} />;
      })}
    </>
  );
}

interface GroupProps {
  readonly id: string;
  readonly title: string;
  readonly count: number | string;
  readonly bookings: readonly Booking[];
}

const Group = ({ id, title, count, bookings }: GroupProps) => (
  <section aria-labelledby={id}>
    <GroupTitle id={id} count={count}>
      {title}
    </GroupTitle>
    <Rows ordered>
      {bookings.map((booking) => (
        <BookingRow key={booking.interview.id} booking={booking} />
      ))}
    </Rows>
  </section>
);
