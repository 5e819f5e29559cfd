/** "Erase this record": because it was asked, with a reason; before the policy's floor it says so and asks once more. UK GDPR Art. 17. */
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { fullDate } from '../../../../domain/date-words.ts';
import type { RecordId } from '../../../../domain/ids.ts';
import { fullName } from '../../../../domain/person-names.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { floorOf } from '../../../../domain/retention.ts';
import { RIGHTS_PATHS } from '../../../app/rights-paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Check } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { Section } from '../../../parts/surface.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { erasePupil, useNamedElsewhere } from '../../../queries/rights.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { NeedsInternet } from '../needs-internet.tsx';
import { useKeptWords } from '../../shared/use-kept.ts';
import { Elsewhere } from './elsewhere.tsx';
import { Failed } from './frame.tsx';

interface EraseProps {
  readonly record: RecordId;
  readonly pupil: EntryOf<'pupil'>;
}

/** The section with its button. */
export function ErasePupil(props: EraseProps) {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Erase the record">
      <p>
        For a request that the school grants. Every word goes: from the school’s server, from all devices at their next
        contact, from backups after 90 days, where the server goes on making them. If it is refused, close the request
        with the reason instead.
      </p>
      <div class="actions">
        <Button onClick={() => setOpen(true)}>Erase this record</Button>
      </div>
      {open ? <EraseDialog {...props} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}

function EraseDialog({ record, pupil, onClose }: EraseProps & { readonly onClose: () => void }) {
  const { session, engine } = useHouse();
  const { route } = useLocation();
  const today = useToday();
  const { words: reason, write, forget } = useKeptWords(`erase ${record}`);
  const [typed, setTyped] = useState('');
  const [early, setEarly] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const { answer: named } = useNamedElsewhere(record);
  const floor = floorOf(pupil, today);
  const isEarly = today <= floor;
  const name = fullName(pupil);
  const isGood = reason.trim() !== '' && typed.trim() === name && (!isEarly || early);
  const erase = async () => {
    setBusy(true);
    const answer = await erasePupil(session.school, record, { reason: reason.trim(), early: isEarly && early });
    setBusy(false);
    if (!answer.ok) return setFailure(answer.error);
    forget();
    engine.sync('asked');
    return route(RIGHTS_PATHS.gone);
  };
  return (
    <Dialog
      title={`Erase ${name}’s record`}
      onClose={onClose}
      actions={
        <>
          <Button look="stop" disabled={!isGood} busy={busy} onClick={() => void erase()}>
            Erase this record
          </Button>
          <Button look="plain" onClick={onClose}>
            Keep it
          </Button>
        </>
      }
    >
      <NeedsInternet title="Erasing needs internet" why="The school’s server does it, and tells every device." />
      <Failed failure={failure} title="Nothing was erased" />
      <p>It cannot be undone. That it was done, when, why and by whom stays, without the name.</p>
      <Elsewhere name={name} elsewhere={named ?? []}>
        What is said there stays. Look whether it is about {name}, and have it put right there first if it is:
      </Elsewhere>
      {isEarly ? (
        <Check
          checked={early}
          onChange={setEarly}
          hint={`Policy 5.3.5 asks the school to keep where the pupil goes until ${fullDate(floor)}.`}
        >
          Erase it before that all the same
        </Check>
      ) : null}
      <Field label="Reason" hint="It stays on the certificate: no names">
        <TextInput value={reason} onText={write} maxLength={500} />
      </Field>
      <Field label={`Type “${name}” to go on`}>
        <TextInput value={typed} onText={setTyped} />
      </Field>
    </Dialog>
  );
}
