/** How long the school keeps a record: by its own periods, or where the pupil goes at the least. Nothing is deleted by itself. Policy 5.3.5. */
import { fullDate } from '../../../../domain/date-words.ts';
import { keptAtLeastUntil, keptUntil, yearsKept } from '../../../../domain/kept-until.ts';
import { yearsWords } from '../../../../domain/kept-words.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { RIGHTS_PATHS } from '../../../app/rights-paths.ts';
import { Section } from '../../../parts/surface.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { ShorterPeriods } from '../../shared/shorter-periods.tsx';

interface KeptProps {
  readonly pupil: EntryOf<'pupil'>;
  readonly school: SchoolFacts;
}

/** The section. */
export function Kept({ pupil, school: { settings } }: KeptProps) {
  const today = useToday();
  const until = keptUntil(pupil, settings, today);
  const years = yearsKept(settings);
  return (
    <Section title="How long it is kept">
      {until === null || years === null ? (
        <p>
          Where the pupil goes: at least until {fullDate(keptAtLeastUntil(pupil, today))}. The rest: no period is set
          under <a href={RIGHTS_PATHS.periods}>How long</a>.
        </p>
      ) : (
        <p>
          Until {fullDate(until)}, {yearsWords(years)} after {pupil.to === null ? 'the oldest year' : 'leaving'}.
        </p>
      )}
      <ShorterPeriods pupil={pupil} settings={settings} />
    </Section>
  );
}
