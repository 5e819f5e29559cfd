/** What is still to be done on "Before you leave": notes that are not finished, and paper that is not typed up. */
import type { Booking } from '../../../domain/bookings.ts';
import { longDate } from '../../../domain/date-words.ts';
import type { Digest } from '../../../domain/digest.ts';
import { fullName, possessive } from '../../../domain/person-names.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { interviewPath } from '../../app/paths.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Row, Rows } from '../../parts/rows.tsx';
import { useEndBooking } from './end-booking.ts';
import { openDrafts, whenWords } from './unfinished.tsx';

interface OwedProps {
  readonly digests: readonly Digest[];
  /** Booked, over, and never written up. */
  readonly owed: readonly Booking[];
  readonly today: IsoDate;
}

/** The rows under one heading; nothing when all is done. */
export function NotFinished({ digests, owed, today }: OwedProps) {
  const drafts = openDrafts(digests);
  if (drafts.length + owed.length === 0) return null;
  return (
    <>
      <h2>Not finished</h2>
      <Rows>
        {drafts.map(({ digest: { record, pupil }, draft }) => (
          <Row key={draft.id} class="owed">
            <span>
              <b>{pupil ? fullName(pupil) : 'A pupil'}</b>,{' '}
              {draft.pausedAt
                ? `paused at ${whenWords(draft.pausedAt, today)}`
                : `started at ${whenWords(draft.startedAt, today)}`}
              .
            </span>
            <ButtonLink
              href={interviewPath(record, draft.interview)}
              about={` ${possessive(pupil?.name ?? 'the pupil')} interview`}
            >
              Continue
            </ButtonLink>
          </Row>
        ))}
        {owed.map((booking) => (
          <OwedRow key={booking.interview.id} booking={booking} />
        ))}
      </Rows>
    </>
  );
}

/** Seen on paper, or not at all: the adviser says which. */
function OwedRow({ booking }: { readonly booking: Booking }) {
  const { record, interview, name, form } = booking;
  const { didNotAttend } = useEndBooking(booking);
  return (
    <Row class="owed">
      <span>
        <b>{name}</b>
        {form === null ? '' : `, ${form}`}, booked for {longDate(interview.date)}, is not written up.
      </span>
      <div class="actions">
        <ButtonLink href={interviewPath(record, interview.id)} about={`: ${name}`}>
          Write it up
        </ButtonLink>
        <Button look="plain" about={`: ${name}`} onClick={didNotAttend}>
          Did not attend
        </Button>
      </div>
    </Row>
  );
}
