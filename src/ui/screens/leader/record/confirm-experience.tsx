/** What a pupil added themselves: staff say that it counts, or why it does not. Claimed never counts until then. */
import { useState } from 'preact/hooks';
import type { EntryId, RecordId } from '../../../../domain/ids.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { showToast } from '../../../parts/toast.tsx';
import type { Saved } from '../../../queries/mutate.ts';
import { useMutate } from '../../../queries/mutate.ts';
import { NotSavedHere } from '../../shared/not-saved-here.tsx';
import { useKeptWords } from '../../shared/use-kept.ts';
import { useSave } from '../../shared/use-save.ts';

interface ConfirmProps {
  readonly record: RecordId;
  readonly id: EntryId;
  readonly about: string;
}

/** Both buttons. */
export function ConfirmExperience({ record, id, about }: ConfirmProps) {
  const save = useSave();
  const mutate = useMutate();
  const [failed, setFailed] = useState<Saved | null>(null);
  const { words: why, write, forget } = useKeptWords(`does not count ${id}`);
  const [asking, setAsking] = useState(false);
  const confirm = async () => {
    const saved = await save('experience.confirm', record, { id });
    if (saved.kind === 'saved') showToast({ words: `It counts: ${about}.` });
  };
  const refuse = async () => {
    const saved = await mutate('experience.not-counted', record, { id, why: why.trim() });
    setFailed(saved);
    if (saved.kind !== 'saved') return;
    forget();
    setAsking(false);
    showToast({ words: `It does not count: ${about}.` });
  };
  return (
    <>
      <Button look="plain" onClick={() => void confirm()} about={`: ${about}`}>
        It counts
      </Button>
      <Button look="plain" onClick={() => setAsking(true)} about={`: ${about}`}>
        It does not count
      </Button>
      {asking ? (
        <Dialog
          title={`${about} does not count`}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button look="do" disabled={why.trim() === ''} onClick={() => void refuse()}>
                It does not count
              </Button>
              <Button look="plain" onClick={() => setAsking(false)}>
                Leave it
              </Button>
            </>
          }
        >
          <NotSavedHere saved={failed}>Your reason is still here.</NotSavedHere>
          <Field label="Why" hint="The pupil reads this">
            <TextInput value={why} onText={write} maxLength={200} />
          </Field>
        </Dialog>
      ) : null}
    </>
  );
}
