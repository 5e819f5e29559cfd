/** What tutors asked about a pupil, with the answers; and the way to ask. Pupils do not read it. Policy 4.4.6. */
import { useState } from 'preact/hooks';
import { shortDate } from '../../../../domain/date-words.ts';
import type { RecordId } from '../../../../domain/ids.ts';
import type { CareersRecord } from '../../../../domain/record.ts';
import { entriesOf } from '../../../../domain/record.ts';
import { dateOf } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Section } from '../../../parts/surface.tsx';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';
import { AskDialog } from '../ask-dialog.tsx';

/** "Ask the careers leader", with its dialog. */
export function AskButton({ record, name }: { readonly record: RecordId; readonly name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Ask the careers leader</Button>
      {open ? <AskDialog record={record} pupil={name} to="leader" onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface AsksProps {
  readonly record: CareersRecord;
  readonly school: SchoolFacts;
  readonly name: string;
}

/** The questions, the latest first. Nothing while none was asked. */
export function Asks({ record, school, name }: AsksProps) {
  const asks = entriesOf(record, 'ask').toReversed();
  if (asks.length === 0) return null;
  return (
    <Section title="Asked">
      <p class="hint">Form tutors, careers advisers and the careers leader read this. {name} does not.</p>
      <ul class="asks">
        {asks.map((ask) => (
          <li key={ask.id}>
            <p class="quiet">
              {staffName(school, ask.author)} asked the careers {ask.to}, {shortDate(dateOf(ask.madeAt))}
            </p>
            <p>{ask.words}</p>
            <p>{ask.answer === null ? <span class="quiet">No answer yet</span> : `Answer: ${ask.answer}`}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
