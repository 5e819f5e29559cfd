/**
 * Paper for a visit on which the tablet fails: today's list, and a sheet a pupil with the parts of the editor to write under.
 * What is written on paper is typed up later. Printed only.
 */
import type { Booking } from '../../../domain/bookings.ts';
import { longDate } from '../../../domain/date-words.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { PROMPTS } from './interview/parts-written.ts';
import '../../styles/screens/ready.css';

interface PapersProps {
  readonly bookings: readonly Booking[];
  readonly today: IsoDate;
  readonly room: string;
}

/** Today's list: time, pupil, form, and room for a word. */
export const TodaysList = ({ bookings, today, room }: PapersProps) => (
  <div class="print-only papers">
    <h2>
      Interviews, {longDate(today)}
      {room === '' ? '' : `, room ${room}`}
    </h2>
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Pupil</th>
          <th scope="col">Form</th>
          <th scope="col">Came</th>
        </tr>
      </thead>
      <tbody>
        {bookings
          .filter(({ interview }) => interview.status !== 'cancelled')
          .map(({ interview, name, form }) => (
            <tr key={interview.id}>
              <td>{interview.from}</td>
              <th scope="row">{name}</th>
              <td>{form ?? ''}</td>
              <td class="pen-box">
                <span class="hide">Not ticked</span>
              </td>
            </tr>
          ))}
      </tbody>
    </table>
    <p>Keep this list with you: it has names on it.</p>
  </div>
);

/** A sheet for each interview that is still to be held; one without a name when there is none. */
export function BlankSheets({ bookings, today, room }: PapersProps) {
  const coming = bookings.filter(({ interview }) => interview.status === 'booked');
  const sheets = coming.length > 0 ? coming : [null];
  return (
    <div class="print-only papers">
      {sheets.map((booking) => (
        <section key={booking?.interview.id ?? 'blank'} class="blank-sheet">
          <h2>{booking ? `${booking.name}, ${booking.form ?? ''}` : 'Name and form:'}</h2>
          <p>
            {longDate(today)}, {booking?.interview.from ?? 'time:'}
            {room === '' ? '' : `, room ${room}`}. □ I explained who will see this
          </p>
          <p class="blank-word">Private: careers advisers and careers leader only</p>
          {PROMPTS.map(({ name, title }) => (
            <p key={name} class="blank-line">
              {title}
            </p>
          ))}
          <p class="blank-word">The pupil, their form tutor and staff who support them read this</p>
          <p class="blank-line">Summary</p>
          <p class="blank-line">Next steps: what, who, by when</p>
        </section>
      ))}
    </div>
  );
}
