/** The line under a pupil's name: how it is said, form, age, English as an additional language, today's booking and the named adviser (policy 5.12.5). */
import { ageOn } from '../../../../domain/calendar.ts';
import { shortDate } from '../../../../domain/date-words.ts';
import type { CareersRecord, EntryOf } from '../../../../domain/record.ts';
import { entriesOf, entryOf, singleton } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { useToday } from '../../../queries/clock.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';

interface IdentityProps {
  readonly record: CareersRecord;
  readonly pupil: EntryOf<'pupil'>;
  readonly school: SchoolFacts;
}

/** Say “ah-EE-sha”. 10B, age 15. Booked for 10:05 with Jo Mercer. */
export function Identity({ record, pupil, school }: IdentityProps) {
  const today = useToday();
  const identity = entryOf(record, singleton('identity'), 'identity');
  const born = identity?.born;
  const named = entryOf(record, singleton('adviser'), 'adviser')?.adviser;
  const where = [pupil.form ?? `Year ${pupil.year}`, born ? `age ${ageOn(born, today)}` : null];
  const sentences = [
    pupil.pronunciation ? `Say “${pupil.pronunciation}”` : null,
    where.filter((words) => words !== null).join(', '),
    identity?.eal === true ? 'English as an additional language' : null,
    bookingWords(record, school, today),
    named ? `Named adviser: ${staffName(school, named)}` : null,
  ];
  return (
    <>
      {sentences
        .filter((words) => words !== null)
        .map((words) => `${words}.`)
        .join(' ')}
    </>
  );
}

function bookingWords(record: CareersRecord, school: SchoolFacts, today: IsoDate): string | null {
  const next = entriesOf(record, 'interview')
    .filter((i) => i.status === 'booked' && i.date >= today)
    .toSorted((a, b) => (`${a.date} ${a.from}` < `${b.date} ${b.from}` ? -1 : 1))
    .at(0);
  if (!next) return null;
  const day = next.date === today ? '' : `${shortDate(next.date)}, `;
  return `Booked for ${day}${next.from} with ${staffName(school, next.adviser)}`;
}
