/** One interview in a list: time, pupil, status, where it is, and what can be done with it. */
import type { Booking } from '../../../domain/bookings.ts';
import { interviewPath, pupilPath } from '../../app/paths.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Receipt } from '../../parts/receipt.tsx';
import { Row, RowName } from '../../parts/rows.tsx';
import { Facts, Tag } from '../../parts/tag.tsx';
import { useNow } from '../../queries/clock.ts';
import { useEndBooking } from './end-booking.ts';
import { receiptWords, useReceipt } from '../../queries/sending.ts';
import { useLater } from '../shared/use-later.ts';

/** The row. */
export function BookingRow({ booking }: { readonly booking: Booking }) {
  const { record, interview, name, form } = booking;
  const { Shown: MoveDialog, open, close } = useLater(() => import('./move-dialog.tsx').then((m) => m.MoveDialog));
  return (
    <Row class="booking">
      <time dateTime={`${interview.date}T${interview.from}`}>{interview.from}</time>
      <div>
        <RowName name={name} href={pupilPath(record)} {...(form === null ? {} : { form })} />
        <Facts>
          <StatusTag booking={booking} />
          {booking.prepared ? <span>Filled in their form</span> : null}
          {booking.plan ? <span>Plan</span> : null}
          {booking.clash ? <span>Two at this time</span> : null}
        </Facts>
      </div>
      <div class="actions">
        {interview.status === 'booked' ? (
          <ButtonLink look="next" href={interviewPath(record, interview.id)} about={` with ${name}`}>
            {booking.draft ? 'Go on with interview' : 'Start interview'}
          </ButtonLink>
        ) : (
          <WhereItIs booking={booking} />
        )}
        <More booking={booking} onMove={open} />
      </div>
      {MoveDialog ? <MoveDialog booking={booking} onClose={close} /> : null}
    </Row>
  );
}

function StatusTag({ booking: { interview, draft } }: { readonly booking: Booking }) {
  if (draft && interview.status === 'booked') return <Tag state={draft.status} />;
  return interview.status === 'declined' ? (
    <Tag state="cancelled" words="Declined" />
  ) : (
    <Tag state={interview.status} />
  );
}

function WhereItIs({ booking: { record, interview } }: { readonly booking: Booking }) {
  const now = useNow();
  const receipt = useReceipt(record, interview.id, interview.endedAt ?? now);
  if (receipt.kind === 'school' && interview.endedAt === null) return null;
  return <Receipt state={receipt.kind} words={receiptWords(receipt)} />;
}

/** Did not attend, Move, Cancel for a booking; the plan for a finished one. Each can be undone. */
function More({ booking, onMove }: { readonly booking: Booking; readonly onMove: () => void }) {
  const { record, interview, name } = booking;
  const { didNotAttend, cancel, again } = useEndBooking(booking);
  const label = `More for ${name}`;
  if (interview.status === 'finished') {
    return (
      <ButtonLink look="plain" href={interviewPath(record, interview.id, 'finished')} label={`Plan of ${name}`}>
        Plan
      </ButtonLink>
    );
  }
  if (interview.status !== 'booked') return <Menu label={label} items={[{ label: 'Book it again', onPress: again }]} />;
  return (
    <Menu
      label={label}
      items={[
        { label: 'Did not attend', onPress: didNotAttend },
        { label: 'Move', onPress: onMove },
        { label: 'Cancel', onPress: cancel },
      ]}
    />
  );
}
