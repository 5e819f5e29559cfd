/**
 * The wrong pupil, noticed too late: the interview is taken out of sight with its note and its steps, with a reason, by who
 * held it within 24 hours.
 */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Entry } from '../../../../domain/record.ts';
import { isRecentlyBy } from '../../../../domain/who-may.ts';
import { PATHS } from '../../../app/paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { Section } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useNow } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { changeOf, useMay } from '../../../queries/mutate.ts';
import { useKeptWords } from '../../shared/use-kept.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import type { FinishedView } from './finished-page.tsx';

/** A button and a reason for who may; for everybody else the way to who may. */
export function RemoveInterview(view: FinishedView) {
  const { record, held, firstName } = view;
  const may = useMay(record);
  const mayRemove = useMayRemove();
  const [asking, setAsking] = useState(false);
  // Not known yet: every reader of an interview may withdraw something.
  if (!may('entry.withdraw')) return null;
  if (!mayRemove(held)) {
    return <p class="hint">Not {firstName}’s interview? The careers leader can remove it.</p>;
  }
  if (asking) return <Reason {...view} onKeep={() => setAsking(false)} />;
  return (
    <div>
      <Button look="plain" onClick={() => setAsking(true)}>
        Remove this interview
      </Button>
    </div>
  );
}

/** By who wrote it, within a day; by the careers leader always. */
function useMayRemove(): (entry: Entry) => boolean {
  const { session } = useHouse();
  const now = useNow();
  const leader = session.roles.includes('leader');
  return (entry) => leader || isRecentlyBy(entry, session.person, now);
}

function Reason({ record, held, note, steps, addenda, onKeep }: FinishedView & { readonly onKeep: () => void }) {
  const { route } = useLocation();
  const save = useSaveAct();
  const mayRemove = useMayRemove();
  const { words, write, forget } = useKeptWords(`remove ${held.id}`);
  const reason = words.trim();
  const remove = async () => {
    // What others have added is theirs.
    const own = [held, ...steps, ...addenda, ...(note ? [note] : [])].filter(mayRemove);
    const saved = await save(own.map(({ id }) => changeOf('entry.withdraw', record, { id, reason })));
    if (saved.kind !== 'saved') return;
    forget();
    showToast({ words: 'Removed. The careers leader still has it.' });
    route(PATHS.today);
  };
  return (
    <Section title="Remove this interview">
      <Field label="Reason" hint="Only the careers leader will see the interview and this reason">
        <TextInput value={words} onText={write} maxLength={200} />
      </Field>
      <div class="actions">
        <Button look="stop" disabled={reason === ''} onClick={() => void remove()}>
          Remove this interview
        </Button>
        <Button look="plain" onClick={onKeep}>
          Keep it
        </Button>
      </div>
    </Section>
  );
}
