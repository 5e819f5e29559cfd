/** Logging what somebody asked about a pupil's data, with the day on which it came. */
import { useState } from 'preact/hooks';
import type { RecordId } from '../../../../domain/ids.ts';
import type { RequestKind } from '../../../../domain/request-clock.ts';
import { REQUEST_KINDS } from '../../../../domain/request-clock.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { isRealDate } from '../../../../domain/time.ts';
import type { NewRequest } from '../../../../protocol/rights-asked.ts';
import { Button } from '../../../parts/button.tsx';
import { Choices } from '../../../parts/choices.tsx';
import { Field, TextArea, TextInput } from '../../../parts/fields.tsx';
import { Section } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { logRequest } from '../../../queries/rights.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { useKept } from '../../shared/use-kept.ts';
import { Failed } from './frame.tsx';
import { ASKER_WORDS, KIND_WORDS } from './request-words.ts';

const ASKERS = Object.keys(ASKER_WORDS) as readonly NewRequest['asker'][];

/** The form. What is written outlives another page, and a call that came to nothing. */
export function LogRequest({ record, onLogged }: { readonly record: RecordId; readonly onLogged: () => void }) {
  const { session } = useHouse();
  const today = useToday();
  const fresh = {
    kind: 'copy' as RequestKind,
    asker: 'pupil' as NewRequest['asker'],
    received: today as string,
    words: '',
  };
  const { value, change, forget } = useKept(`request ${record}`, fresh);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const { kind, asker, received, words } = value;
  const isGood = isRealDate(received) && received <= today;
  const set = (over: Partial<typeof fresh>) => change((before) => ({ ...before, ...over }));
  const send = async () => {
    setBusy(true);
    const answer = await logRequest(session.school, { record, kind, asker, received: received as IsoDate, words });
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    forget();
    showToast({ words: 'Logged. Its clock runs from the day on which it came.' });
    onLogged();
  };
  return (
    <Section title="Log a request" class="stack-4">
      <Failed failure={failure} title="It was not logged" />
      <form
        class="stack-4 narrow"
        aria-label="Log a request"
        onSubmit={(event) => {
          event.preventDefault();
          if (isGood && !busy) void send();
        }}
      >
        <Choices
          label="What was asked"
          titled
          one
          options={REQUEST_KINDS.map((one) => ({ value: one, label: KIND_WORDS[one] }))}
          chosen={[kind]}
          onChange={([chosen]) => set({ kind: chosen as RequestKind })}
        />
        <Choices
          label="Who asked"
          titled
          one
          options={ASKERS.map((one) => ({ value: one, label: ASKER_WORDS[one] }))}
          chosen={[asker]}
          onChange={([chosen]) => set({ asker: chosen as NewRequest['asker'] })}
        />
        <Field
          label="The day on which it came"
          error={isGood ? undefined : 'Write the day on which it came, today or before'}
        >
          <TextInput type="date" value={received} max={today} onText={(text) => set({ received: text })} />
        </Field>
        <Field label="In their words" hint="If you like. Careers leaders read it; it goes with the record">
          <TextArea value={words} onText={(text) => set({ words: text })} maxLength={2000} />
        </Field>
        <div class="actions">
          <Button look="do" type="submit" busy={busy} disabled={!isGood}>
            Log it
          </Button>
        </div>
      </form>
    </Section>
  );
}
