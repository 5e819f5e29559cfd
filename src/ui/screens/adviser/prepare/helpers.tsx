/** "Who else is helping": form tutor, pastoral and SEND staff of the year, and what a tutor has asked (policy 4.4.6). */
import type { CareersRecord, EntryOf } from '../../../../domain/record.ts';
import { entriesOf } from '../../../../domain/record.ts';
import { covers } from '../../../../domain/grants.ts';
import { Section } from '../../../parts/surface.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { RosterView, SchoolFacts } from '../../../queries/school.ts';
import { staffName, tutorsOf } from '../../../queries/school.ts';

interface HelpersProps {
  readonly record: CareersRecord;
  readonly pupil: EntryOf<'pupil'>;
  readonly school: SchoolFacts;
  readonly roster: RosterView;
}

/** The section. */
export function Helpers({ record, pupil, school, roster }: HelpersProps) {
  const today = useToday();
  const tutors = tutorsOf(roster, pupil.form, today);
  const pastoral = roster.pastoral
    .filter((entry) => entry.years.includes(pupil.year) && covers(entry, today) && !tutors.includes(entry.person))
    .map((entry) => entry.person);
  const asks = entriesOf(record, 'ask').filter((ask) => ask.answer === null);
  return (
    <Section title="Who else is helping">
      <p>
        {tutors.length === 0
          ? 'Nobody is named as form tutor.'
          : `${tutors.map((person) => staffName(school, person)).join(', ')}, form tutor`}
      </p>
      {[...new Set(pastoral)].map((person) => (
        <p key={person}>{staffName(school, person)}, pastoral or SEND</p>
      ))}
      {asks.map((ask) => (
        <p key={ask.id}>
          <b>{staffName(school, ask.author)} asks:</b> {ask.words}
        </p>
      ))}
    </Section>
  );
}
