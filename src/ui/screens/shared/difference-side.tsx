/** One side of a difference: what it says, whose it is and when, and how it is called on the button that keeps it. */
import { dateNearby } from '../../../domain/date-words.ts';
import type { PersonId } from '../../../domain/ids.ts';
import { staffNameOf } from '../../../domain/person-names.ts';
import type { CareersRecord } from '../../../domain/record.ts';
import { entryOf, singleton } from '../../../domain/record.ts';
import type { Instant } from '../../../domain/time.ts';
import { clockOf, dateOf } from '../../../domain/time.ts';
import { useToday } from '../../queries/clock.ts';
import { useHouse } from '../../queries/house.tsx';
import type { SchoolFacts } from '../../queries/school.ts';

/** Whose it is, and when it was written or set. */
export interface Whose {
  readonly by: PersonId;
  readonly at: Instant;
}

interface SideProps {
  readonly side: Whose;
  readonly words: string;
  /** Somebody's words, not a choice that they made. */
  readonly said?: boolean;
  readonly record: CareersRecord;
  readonly school: SchoolFacts;
}

/** One side. */
export function Side({ side, words, said = false, record, school }: SideProps) {
  const { session } = useHouse();
  const today = useToday();
  return (
    <figure>
      <figcaption class="quiet">
        {whoseWords(side, { me: session.person, record, school })}, {dateNearby(dateOf(side.at), today)},{' '}
        {clockOf(side.at)}
      </figcaption>
      {said ? (
        <blockquote class="own-words">
          <p>{words}</p>
        </blockquote>
      ) : (
        <p>{words}</p>
      )}
    </figure>
  );
}

interface Reader extends Pick<SideProps, 'record' | 'school'> {
  readonly me: PersonId;
}

function whoseWords({ by }: Whose, { me, record, school }: Reader): string {
  if (by === me) return 'Yours';
  if (by === (record.id as string)) return entryOf(record, singleton('pupil'), 'pupil')?.name ?? 'The pupil';
  return staffNameOf(school.staffById, by);
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** "Keep mine" and "Keep theirs" where that tells them apart; else by their place. */
export function keepWords(sides: readonly Whose[], index: number, me: PersonId): string {
  const mine = sides.filter(({ by }) => by === me).length;
  if (sides.length === 2 && mine === 1) return sides[index]?.by === me ? 'Keep mine' : 'Keep theirs';
  return `Keep the ${ORDINALS[index] ?? 'last'}`;
}
