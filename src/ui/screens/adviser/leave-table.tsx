/** Today's interviews on "Before you leave": what each came to, and where it is. */
import type { Booking } from '../../../domain/bookings.ts';
import { Receipt } from '../../parts/receipt.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useNow } from '../../queries/clock.ts';
import { receiptWords, useReceipt } from '../../queries/sending.ts';

/** The entry that says what came of a booking: the unfinished notes, or else the interview itself. */
export const tellingEntry = ({ interview, draft }: Booking) =>
  draft && interview.status === 'booked' ? draft.id : interview.id;

/** The table. */
export const LeaveTable = ({ bookings }: { readonly bookings: readonly Booking[] }) => (
  <table class="table">
    <thead>
      <tr>
        <th scope="col">Pupil</th>
        <th scope="col">Interview</th>
        <th scope="col">Where it is</th>
      </tr>
    </thead>
    <tbody>
      {bookings.map((booking) => (
        <TableRow key={booking.interview.id} booking={booking} />
      ))}
    </tbody>
  </table>
);

const TableRow = ({ booking }: { readonly booking: Booking }) => (
  <tr>
    <th scope="row">
      <span class="t">{booking.interview.from}</span> {booking.name} <span class="form">{booking.form ?? ''}</span>
    </th>
    <td>
      <StateTag booking={booking} />
    </td>
    <td>
      <WhereItIs booking={booking} />
    </td>
  </tr>
);

function StateTag({ booking: { interview, draft } }: { readonly booking: Booking }) {
  if (draft && interview.status === 'booked') return <Tag state={draft.status} />;
  if (interview.status === 'declined') return <Tag state="cancelled" words="Declined" />;
  return <Tag state={interview.status} />;
}

function WhereItIs({ booking }: { readonly booking: Booking }) {
  const { record, interview } = booking;
  const now = useNow();
  const receipt = useReceipt(record, tellingEntry(booking), interview.endedAt ?? now);
  // When the school got what another device sent is not known here.
  const timeKnown = receipt.kind !== 'school' || interview.endedAt !== null;
  return timeKnown ? (
    <Receipt state={receipt.kind} words={receiptWords(receipt)} />
  ) : (
    <span class="quiet">With the school</span>
  );
}
