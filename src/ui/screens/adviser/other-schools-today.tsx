/** What is on today at an adviser's other schools, as far as it is on this tablet. */
import { bookingsOf } from '../../../domain/bookings.ts';
import { plural } from '../../../domain/date-words.ts';
import type { IsoDate } from '../../../domain/time.ts';
import type { Live, OtherSchool } from '../../queries/house.tsx';
import type { Digest } from '../../../domain/digest.ts';
import { useLive } from '../../queries/live.ts';
import { ChangeButton } from '../shared/change-school.tsx';

interface OthersProps {
  readonly others: readonly OtherSchool[];
  readonly today: IsoDate;
}

/** A line for each at which there is something left to do today. */
export const OtherSchoolsToday = ({ others, today }: OthersProps) => (
  <>
    {others.map((other) =>
      other.digests === null ? null : (
        <AtSchool key={other.session.school} other={other} digests={other.digests} today={today} />
      ),
    )}
  </>
);

interface AtProps {
  readonly other: OtherSchool;
  readonly digests: Live<readonly Digest[]>;
  readonly today: IsoDate;
}

function AtSchool({ other, digests, today }: AtProps) {
  const { school, schoolName, person } = other.session;
  const loaded = useLive(['digests at', school], () => digests);
  if (loaded.state !== 'ready') return null;
  const left = bookingsOf(loaded.value, person, today, today).filter(({ interview }) => interview.status === 'booked');
  const [first] = left;
  if (!first) return null;
  const when = left.length === 1 ? `at ${first.interview.from}` : `first at ${first.interview.from}`;
  return (
    <section class="other-school other-today" aria-label={schoolName}>
      <p>{`At ${schoolName} today: ${plural(left.length, 'interview')}, ${when}`}</p>
      <ChangeButton other={other} />
    </section>
  );
}
