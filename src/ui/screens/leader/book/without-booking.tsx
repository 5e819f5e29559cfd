/** Interviews that advisers began without a booking: each gave them the record, and nobody was asked. Source: design "Walk-ins". */
import { longDate } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { fullName } from '../../../../domain/person-names.ts';
import type { WithoutBooking as WalkIn } from '../../../../domain/walk-ins.ts';
import { withoutBooking } from '../../../../domain/walk-ins.ts';
import { pupilPath } from '../../../app/paths.ts';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { Facts, Tag } from '../../../parts/tag.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';

interface WithoutBookingProps {
  readonly digests: readonly Digest[];
  readonly school: SchoolFacts;
}

/** The list of the last 30 days, in a sheet of its own; nothing where there are none. */
export function WithoutBooking({ digests, school }: WithoutBookingProps) {
  const found = withoutBooking(digests, useToday());
  if (found.length === 0) return null;
  return (
    <Sheet>
      <Section title="Without a booking" count={`${found.length} in the last 30 days`}>
        <Rows>
          {found.map((walkIn) => (
            <WalkInRow key={`${walkIn.digest.record} ${walkIn.interview.id}`} walkIn={walkIn} school={school} />
          ))}
        </Rows>
      </Section>
    </Sheet>
  );
}

const WalkInRow = ({
  walkIn: { digest, interview, day },
  school,
}: {
  readonly walkIn: WalkIn;
  readonly school: SchoolFacts;
}) => (
  <Row>
    <RowName
      name={digest.pupil ? fullName(digest.pupil) : 'A pupil'}
      href={pupilPath(digest.record)}
      {...(digest.pupil?.form ? { form: digest.pupil.form } : {})}
    />
    <Facts>
      <span>{staffName(school, interview.adviser)}</span>
      <span>{longDate(day)}</span>
      <Status interview={interview} />
    </Facts>
  </Row>
);

/** What became of it; nothing of one that is not written up yet. */
function Status({ interview: { status } }: Pick<WalkIn, 'interview'>) {
  if (status === 'booked') return null;
  return status === 'declined' ? <Tag state="cancelled" words="Declined" /> : <Tag state={status} />;
}
