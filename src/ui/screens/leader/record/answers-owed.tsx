/** What waits for the careers leader's answer: a pupil's "Something's not right", a tutor's question. Policy 4.4.6. */
import type { CareersRecord } from '../../../../domain/record.ts';
import { entriesOf } from '../../../../domain/record.ts';
import { Section } from '../../../parts/surface.tsx';
import { useMay } from '../../../queries/mutate.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';
import { isOwed } from '../../shared/timeline-items.ts';
import type { Asked } from './answer-one.tsx';
import { AnswerOne } from './answer-one.tsx';

interface OwedProps {
  readonly record: CareersRecord;
  readonly school: SchoolFacts;
  /** Preferred first name. */
  readonly name: string;
}

/** The section; nothing when no answer is owed. */
export function AnswersOwed(props: OwedProps) {
  const owed = useOwed(props.record);
  if (owed.length === 0) return null;
  return (
    <Section title="Waiting for an answer">
      <Answers {...props} owed={owed} />
    </Section>
  );
}

/** What this person may answer on the record and has not. */
export function useOwed(record: CareersRecord): readonly Asked[] {
  const may = useMay(record.id);
  const asked: readonly Asked[] = [
    ...(may('concern.answer') ? entriesOf(record, 'concern') : []),
    ...(may('ask.answer') ? entriesOf(record, 'ask') : []),
  ];
  return asked.filter(isOwed);
}

/** A form for each. */
export const Answers = ({ record, school, name, owed }: OwedProps & { readonly owed: readonly Asked[] }) => (
  <>
    {owed.map((asked) => (
      <AnswerOne
        key={asked.id}
        record={record}
        asked={asked}
        who={asked.kind === 'ask' ? staffName(school, asked.author) : name}
      />
    ))}
  </>
);
