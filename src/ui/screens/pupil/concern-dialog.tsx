/**
 * "Something's not right": what, and what it should say; or a question. The careers leader answers, and the pupil reads the
 * answer on their record. UK GDPR articles 15, 16 and 19.
 */
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
import { useKept } from '../shared/use-kept.ts';

interface ConcernProps {
  readonly record: RecordId;
  /** The entry that it is about; null: the record as a whole. */
  readonly on: EntryId | null;
  readonly about: string;
  /** It is asked, not put right. */
  readonly question?: boolean;
}

const NOTHING = { words: '', should: '' };

/** The button and its dialog. What is written outlives a closed dialog, another page, and a save that failed. */
export function RaiseConcern(props: ConcernProps) {
  const { about, question = false } = props;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="plain" about={`: ${about}`} onClick={() => setOpen(true)}>
        {question ? 'Ask a question' : 'Something’s not right'}
      </Button>
      {open ? <ConcernDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ConcernDialog({
  record,
  on,
  about,
  question = false,
  onClose,
}: ConcernProps & { readonly onClose: () => void }) {
  const { newId } = useHouse();
  const mutate = useMutate();
  const { value, change, forget } = useKept(`concern ${record} ${on ?? ''} ${about}`, NOTHING);
  const [saved, setSaved] = useState<Saved | null>(null);
  const send = async () => {
    const id = newId() as EntryId;
    const words = question ? `A question about ${about}: ${value.words.trim()}` : value.words.trim();
    const result = await mutate('concern.raise', record, { id, on, words, should: value.should.trim() });
    setSaved(result);
    if (result.kind !== 'saved') return;
    const undo = () => void mutate('entry.withdraw', record, { id, reason: 'Sent by mistake' });
    showToast({ words: 'Thanks. The careers leader will see this and answer you.', undo });
    forget();
    onClose();
  };
  return (
    <Dialog
      title={question ? `A question about ${about}` : `Something’s not right: ${about}`}
      onClose={onClose}
      actions={
        <>
          <Button look="do" disabled={value.words.trim() === ''} onClick={() => void send()}>
            Send
          </Button>
          <Button look="plain" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <WhoSees words="you and the careers leader." />
      <Field label={question ? 'Your question' : 'What is not right'}>
        <TextArea
          rows={3}
          value={value.words}
          onText={(words) => change((before) => ({ ...before, words }))}
          maxLength={2000}
        />
      </Field>
      {question ? null : (
        <Field label="What should it say" hint="If you like">
          <TextArea
            rows={2}
            value={value.should}
            onText={(should) => change((before) => ({ ...before, should }))}
            maxLength={2000}
          />
        </Field>
      )}
      <NotSavedHere saved={saved}>It was not sent. Your words are still here.</NotSavedHere>
    </Dialog>
  );
}
