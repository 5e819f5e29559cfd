/** Records that are kept beyond the school's period: until when, why, and who said so. */
import { useState } from 'preact/hooks';
import { fullDate } from '../../../../domain/date-words.ts';
import type { RecordId } from '../../../../domain/ids.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { addDays, isRealDate } from '../../../../domain/time.ts';
import type { KeptLonger } from '../../../../protocol/rights.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { Section } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { keepLonger } from '../../../queries/rights.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { Failed } from './frame.tsx';
import { useKeptWords } from '../../shared/use-kept.ts';
import { SmallForm } from './small-form.tsx';

interface KeepProps {
  readonly record: RecordId;
  readonly name: string;
  readonly onClose: () => void;
  readonly onKept: () => void;
}

/** "Keep until…": a day and a reason. */
export function KeepLonger({ record, name, onClose, onKept }: KeepProps) {
  const { session } = useHouse();
  const today = useToday();
  const [until, setUntil] = useState<string>('');
  const { words: reason, write, forget } = useKeptWords(`keep longer ${record}`);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const isGood = isRealDate(until) && until > today && reason.trim() !== '';
  const keep = async () => {
    const answer = await keepLonger(session.school, { record, until: until as IsoDate, reason: reason.trim() });
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    forget();
    showToast({ words: `${name}: kept until ${fullDate(until as IsoDate)}.` });
    onKept();
  };
  return (
    <SmallForm
      label={`Keep the record of ${name} longer`}
      verb="Keep it"
      good={isGood}
      onSend={() => void keep()}
      onClose={onClose}
    >
      <Failed failure={failure} title="Nothing was changed" />
      <Field label="Keep until">
        <TextInput type="date" value={until} min={addDays(today, 1)} onText={setUntil} />
      </Field>
      <Field label="Why" hint="A complaint that is open, a claim, a court: it goes with the record">
        <TextInput value={reason} onText={write} maxLength={500} />
      </Field>
    </SmallForm>
  );
}

interface LongerProps {
  readonly longer: readonly KeptLonger[];
  readonly again: () => void;
}

/** Those that are. */
export function KeptLongerRows({ longer, again }: LongerProps) {
  const { session } = useHouse();
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const end = async (record: RecordId) => {
    const answer = await keepLonger(session.school, { record, until: null, reason: '' });
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) again();
  };
  return (
    <Section title="Kept longer" count={longer.length} titleClass="group-title">
      <Failed failure={failure} title="Nothing was changed" />
      <Rows>
        {longer.map(({ record, name, until, reason, by }) => (
          <Row key={record} class="looked">
            <div>
              <RowName name={name} />
              <p>
                Until {fullDate(until)}: {reason} <span class="quiet">{by}</span>
              </p>
            </div>
            <div class="actions">
              <Button look="plain" about={`: ${name}`} onClick={() => void end(record)}>
                No longer
              </Button>
            </div>
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
