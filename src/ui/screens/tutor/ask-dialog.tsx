/** A tutor's question to the careers adviser or the careers leader (policy 4.4.6). Pupils do not read it. */
import type { EntryId, RecordId } from '../../../domain/ids.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, TextArea } from '../../parts/fields.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useSave } from '../shared/use-save.ts';
import { useKeptWords } from '../shared/use-kept.ts';

interface AskProps {
  readonly record: RecordId;
  /** What the pupil is called. */
  readonly pupil: string;
  readonly to: 'adviser' | 'leader';
  /** The step that it is about. */
  readonly about?: string;
  readonly onClose: () => void;
}

const WHOM = { adviser: 'the careers adviser', leader: 'the careers leader' } as const;

/** The dialog. */
export function AskDialog({ record, pupil, to, about, onClose }: AskProps) {
  const { newId } = useHouse();
  const save = useSave();
  const { words, write, forget } = useKeptWords(`ask ${to} ${record} ${about ?? ''}`);
  const ask = async () => {
    const id = newId() as EntryId;
    const question = about === undefined ? words.trim() : `About “${about}”: ${words.trim()}`;
    const saved = await save('ask.raise', record, { id, to, words: question });
    if (saved.kind !== 'saved') return;
    forget();
    showToast({
      words: `Asked ${WHOM[to]} about ${pupil}.`,
      undo: () => void save('entry.withdraw', record, { id, reason: 'Undone by its author' }),
    });
    onClose();
  };
  return (
    <Dialog
      title={`Ask ${WHOM[to]} about ${pupil}`}
      onClose={onClose}
      actions={
        <>
          <Button look="do" disabled={words.trim() === ''} onClick={() => void ask()}>
            Ask
          </Button>
          <Button look="plain" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      {about === undefined ? null : <p class="quiet">About “{about}”.</p>}
      <Field
        label="Your question"
        hint={`The form tutors, the careers adviser and the careers leader read this. ${pupil} does not, unless the school is asked for all that is kept.`}
      >
        <TextArea value={words} onText={write} maxLength={2000} />
      </Field>
    </Dialog>
  );
}
