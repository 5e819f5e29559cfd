/** How long the school keeps a record: by its own period, or where the pupil goes at the least. Nothing is deleted by itself. Policy 5.3.5. */
import { fullDate } from '../../../../domain/date-words.ts';
import { keptAtLeastUntil, keptUntil } from '../../../../domain/kept-until.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { PATHS } from '../../../app/paths.ts';
import { Section } from '../../../parts/surface.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { SchoolFacts } from '../../../queries/school.ts';

interface KeptProps {
  readonly pupil: EntryOf<'pupil'>;
  readonly school: SchoolFacts;
}

/** The section. */
export function Kept({ pupil, school: { settings } }: KeptProps) {
  const today = useToday();
  const until = keptUntil(pupil, settings, today);
  return (
    <Section title="How long it is kept">
      {until === null ? (
        <p>
          Where the pupil goes: at least until {fullDate(keptAtLeastUntil(pupil, today))}. The rest: no period is set
          under <a href={PATHS.settings}>School</a>.
        </p>
      ) : (
        <p>
          Until {fullDate(until)}, {settings?.keptYears} years after {pupil.to === null ? 'the oldest year' : 'leaving'}
          .
        </p>
      )}
    </Section>
  );
}
