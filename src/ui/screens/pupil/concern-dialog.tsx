/** "Something's not right": what, and what it should say; the careers leader answers. UK GDPR articles 16 and 19. */
import { useState } from 'preact/hooks';
import type { EntryId, RecordId } from '../../../domain/ids.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, TextArea } from '../../parts/fields.tsx';
import { WhoSees } from '../../parts/surface.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
import type { Saved } from '../../queries/mutate.ts';
import { useMutate } from '../../queries/mutate.ts';
import { NotSavedHere } from '../shared/not-saved-here.tsx';

interface ConcernProps {
  readonly record: RecordId;
  /** The entry that it is about; null: the record as a whole. */
  readonly on: EntryId | null;
  readonly about: string;
}

/** The button and its dialog. What is written stays while the dialog is closed, and when it could not be saved. */
export function RaiseConcern({ record, on, about }: ConcernProps) {
  const { newId } = useHouse();
  const mutate = useMutate();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const [should, setShould] = useState('');
  const [saved, setSaved] = useState<Saved | null>(null);
  const send = async () => {
    const id = newId() as EntryId;
    const result = await mutate('concern.raise', record, { id, on, words: words.trim(), should: should.trim() });
    setSaved(result);
    if (result.kind !== 'saved') return;
    const undo = () => void mutate('entry.withdraw', record, { id, reason: 'Sent by mistake' });
    showToast({ words: 'Thanks. The careers leader will see this and answer you.', undo });
    setWords('');
    setShould('');
    setOpen(false);
  };
  return (
    <>
      <Button look="plain" about={`: ${about}`} onClick={() => setOpen(true)}>
        Something’s not right
      </Button>
      {open ? (
        <Dialog
          title={`Something’s not right: ${about}`}
          onClose={() => setOpen(false)}
          actions={
            <>
              <Button look="do" disabled={words.trim() === ''} onClick={() => void send()}>
                Send
              </Button>
              <Button look="plain" onClick={() => setOpen(false)}>
                Not now
              </Button>
            </>
          }
        >
          <WhoSees words="you and the careers leader." />
          <Field label="What is not right">
            <TextArea rows={3} value={words} onText={setWords} />
          </Field>
          <Field label="What should it say" hint="If you like">
            <TextArea rows={2} value={should} onText={setShould} />
          </Field>
          <NotSavedHere saved={saved}>It was not sent. Your words are still here.</NotSavedHere>
        </Dialog>
      ) : null}
    </>
  );
}
