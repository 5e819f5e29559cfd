/** The parts of a record that the school keeps for years of their own, each with until when. Policy 5.3.5. */
import { fullDate } from '../../../domain/date-words.ts';
import type { SchoolEntry } from '../../../domain/entries/school.ts';
import { KEPT_PARTS } from '../../../domain/entries/school.ts';
import type { PupilEntry } from '../../../domain/entries/career.ts';
import { keptUntil, periodsOf } from '../../../domain/kept-until.ts';
import { KEPT_NAMES } from '../../../domain/kept-words.ts';
import { useToday } from '../../queries/clock.ts';

interface ShorterProps {
  readonly pupil: Pick<PupilEntry, 'year' | 'to'>;
  readonly settings: SchoolEntry | undefined;
}

/** A list; nothing where all is kept as long as the record. */
export function ShorterPeriods({ pupil, settings }: ShorterProps) {
  const today = useToday();
  const periods = periodsOf(settings);
  const own = KEPT_PARTS.flatMap((part) => {
    const until = periods[part] === null ? null : keptUntil(pupil, settings, today, part);
    return until === null ? [] : [{ part, until }];
  });
  if (own.length === 0) return null;
  return (
    <ul>
      {own.map(({ part, until }) => (
        <li key={part}>
          {KEPT_NAMES[part]}: until {fullDate(until)}
        </li>
      ))}
    </ul>
  );
}
