/** Slips for the pupils of a day, on paper only, ten to a page: where to be and when, and nothing about why. */
import type { Booking } from '../../../../domain/bookings.ts';
import { longDate } from '../../../../domain/date-words.ts';
import { useHouse } from '../../../queries/house.tsx';

interface SlipsProps {
  readonly bookings: readonly Booking[];
  readonly adviser: string;
}

const PER_PAGE = 10;

/** The sheets. */
export function AppointmentSlips({ bookings, adviser }: SlipsProps) {
  const pages = Array.from({ length: Math.ceil(bookings.length / PER_PAGE) }, (_, page) =>
    bookings.slice(page * PER_PAGE, (page + 1) * PER_PAGE),
  );
  return (
    <div class="print-only">
      {pages.map((page) => (
        <div class="slips" key={page[0]?.interview.id}>
          {page.map((booking) => (
            <AppointmentSlip key={booking.interview.id} booking={booking} adviser={adviser} />
          ))}
        </div>
      ))}
    </div>
  );
}

function AppointmentSlip({
  booking: { name, form, interview },
  adviser,
}: {
  readonly booking: Booking;
  readonly adviser: string;
}) {
  const { session } = useHouse();
  const { date, from, place } = interview;
  return (
    <article class="slip">
      <p class="slip-name">
        <b>{name}</b> {form ?? ''}
      </p>
      <p>
        {session.schoolName}: your careers interview with {adviser}
      </p>
      <p class="slip-code">
        {longDate(date)}, {from}
        {place === '' ? '' : `, ${place}`}
      </p>
      <p>Show this to your teacher and go on time. Think about what you would like to talk about.</p>
    </article>
  );
}
