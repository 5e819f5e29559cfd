/** "Second step": from which day on staff need one to sign in with a password, and who has none yet. Needs internet. */
import { useState } from 'preact/hooks';
import { fullDate, plural } from '../../../../domain/date-words.ts';
import type { PersonId } from '../../../../domain/ids.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { addDays } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { Section } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import type { SchoolFacts } from '../../../queries/school.ts';
import { failureWords } from '../../../queries/server.ts';
import { setSecondStepFrom, useSignInRules } from '../../../queries/sign-in-rules.ts';
import '../../../styles/screens/signing-in.css';

/** Days that people are given to set theirs up, unless another day is chosen. */
const NOTICE_DAYS = 28;

/** The section; nothing while the rule is not known. */
export function SecondStep({ staff }: { readonly staff: SchoolFacts['staff'] }) {
  const { session } = useHouse();
  const today = useToday();
  const { answer, again } = useSignInRules();
  const [open, setOpen] = useState(false);
  const [from, setFrom] = useState<string>(addDays(today, NOTICE_DAYS));
  const [trouble, setTrouble] = useState<string | null>(null);
  if (answer === null) return null;
  const names = staff.filter(({ id }) => answer.without.includes(id as string as PersonId)).map(({ name }) => name);
  const set = async (day: IsoDate | null) => {
    setTrouble(null);
    const done = await setSecondStepFrom(session.school, day);
    if (!done.ok) return setTrouble(failureWords(done.error));
    setOpen(false);
    again();
    return showToast({ words: day === null ? 'No second step is asked for.' : `Asked for from ${fullDate(day)}.` });
  };
  return (
    <Section title="Second step" titleClass="group-title" class="stack-4 second-step">
      <p>{ruleWords(answer.from, today)}</p>
      <p class="hint">
        {names.length === 0
          ? 'Everybody with a password has one.'
          : `${plural(names.length, 'person', 'people')} without: ${names.join(', ')}.`}
      </p>
      {trouble === null ? null : (
        <p class="error" role="alert">
          {trouble}
        </p>
      )}
      {open ? (
        <form
          class="stack-4"
          aria-label="Ask for a second step"
          onSubmit={(event) => {
            event.preventDefault();
            void set(from as IsoDate);
          }}
        >
          <Field
            label="From which day on"
            id="second-step-from"
            hint="Until then they are reminded. After it, whoever has none needs a new code"
          >
            <TextInput type="date" value={from} onText={setFrom} min={today} required />
          </Field>
          <div class="actions">
            <Button look="do" type="submit">
              Ask for it
            </Button>
            <Button look="plain" onClick={() => setOpen(false)}>
              Keep it as it is
            </Button>
          </div>
        </form>
      ) : (
        <div class="actions">
          <Button onClick={() => setOpen(true)}>
            {answer.from === null ? 'Ask staff for a second step' : 'Change the day'}
          </Button>
          {answer.from === null ? null : (
            <Button look="plain" onClick={() => void set(null)}>
              Stop asking for it
            </Button>
          )}
        </div>
      )}
    </Section>
  );
}

function ruleWords(from: IsoDate | null, today: IsoDate): string {
  if (from === null) return 'Staff sign in with a password alone, unless they have set up a second step of their own.';
  if (from > today) return `From ${fullDate(from)} staff need a second step: an authenticator app or a passkey.`;
  return 'Staff need a second step: an authenticator app or a passkey.';
}
