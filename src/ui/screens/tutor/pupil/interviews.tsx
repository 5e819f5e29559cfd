/** When there were interviews, and when the next one is. */
import { fullDate } from '../../../../domain/date-words.ts';
import type { CareersRecord, EntryOf } from '../../../../domain/record.ts';
import { entriesOf } from '../../../../domain/record.ts';
import { Section } from '../../../parts/surface.tsx';
import { Tag } from '../../../parts/tag.tsx';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';

/** The section, the latest first. */
export function Interviews({ record, school }: { readonly record: CareersRecord; readonly school: SchoolFacts }) {
  const all = entriesOf(record, 'interview').toSorted((a, b) =>
    `${a.date} ${a.from}` < `${b.date} ${b.from}` ? 1 : -1,
  );
  return (
    <Section title="Interviews">
      {all.length === 0 ? <p class="quiet">None booked or held.</p> : null}
      <ul class="became">
        {all.map((interview) => (
          <li key={interview.id} class="dated">
            <span>
              {fullDate(interview.date)}
              {interview.status === 'booked' ? `, ${interview.from}` : ''}{' '}
              <span class="quiet">{staffName(school, interview.adviser)}</span>
            </span>
            <Status interview={interview} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const Status = ({ interview: { status } }: { readonly interview: EntryOf<'interview'> }) =>
  status === 'declined' ? <Tag state="cancelled" words="Declined" /> : <Tag state={status} />;
