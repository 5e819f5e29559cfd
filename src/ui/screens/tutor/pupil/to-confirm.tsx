/** What the pupil added themselves: it counts once staff say so, and the tutor is asked first. Policy 5.8.4, 5.9.5. */
import { dateNearby } from '../../../../domain/date-words.ts';
import { ACTIVITY_KIND_NAMES } from '../../../../domain/vocabulary-names.ts';
import type { CareersRecord } from '../../../../domain/record.ts';
import { entriesOf } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { Rows, Step } from '../../../parts/rows.tsx';
import { Section } from '../../../parts/surface.tsx';
import { useMay } from '../../../queries/mutate.ts';
import { ConfirmExperience } from '../../leader/record/confirm-experience.tsx';

interface ToConfirmProps {
  readonly record: CareersRecord;
  readonly today: IsoDate;
}

/** The section; nothing when all is confirmed, or for those who may not confirm. */
export function ToConfirm({ record, today }: ToConfirmProps) {
  const may = useMay(record.id);
  const claimed = entriesOf(record, 'experience').filter(({ status }) => status === 'claimed');
  if (claimed.length === 0 || !may('experience.confirm')) return null;
  return (
    <Section title="To confirm" count={claimed.length}>
      <Rows class="step-list">
        {claimed.map(({ id, facts }) => (
          <Step
            key={id}
            title={facts.title}
            words={[
              ACTIVITY_KIND_NAMES[facts.activity],
              facts.organisation,
              dateNearby(facts.date, today),
              facts.learned === '' ? '' : `“${facts.learned}”`,
            ]
              .filter((words) => words !== '')
              .join(', ')}
            actions={<ConfirmExperience record={record.id} id={id} about={facts.title} />}
          />
        ))}
      </Rows>
    </Section>
  );
}
