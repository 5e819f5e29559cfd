/** One next step of the pupil's own: what, by when, who helps, and the two answers, a tap each. Policy 5.3.3. */
import { useState } from 'preact/hooks';
import type { StepDigest } from '../../../domain/digest.ts';
import type { EntryId } from '../../../domain/ids.ts';
import { Button } from '../../parts/button.tsx';
import { Field, TextArea } from '../../parts/fields.tsx';
import { Icon } from '../../parts/icon.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useKeptWords } from '../shared/use-kept.ts';
import { useSave } from '../shared/use-save.ts';
import type { OwnView } from './own-page.tsx';
import { byWhenWords, helperWords, readerWords } from './step-words.ts';

type Says = 'claims-done' | 'needs-help';

interface CardProps {
  readonly step: StepDigest;
  readonly view: OwnView;
  /** The first that is not answered holds the page's main button. */
  readonly first: boolean;
}

/** The card. After an answer it says thanks, and a word may be added. */
export function StepCard({ step, view: { record, school, today }, first }: CardProps) {
  const { newId } = useHouse();
  const save = useSave();
  const [asked, setAdding] = useState<Says | null>(null);
  const { words: begun, write, forget } = useKeptWords(`reply ${step.id}`);
  // Begun before this page was left or locked.
  const adding = asked ?? (begun === '' ? null : step.claim);
  const helper = helperWords(step, school);
  const say = async (says: Says, words = ''): Promise<boolean> => {
    const id = newId() as EntryId;
    const saved = await save('step.claim', record.id, { id, step: step.id, says, words });
    if (saved.kind !== 'saved') return false;
    const undo = () => {
      setAdding(null);
      void save('entry.withdraw', record.id, { id, reason: 'Tapped by mistake' });
    };
    showToast({ words: `Thanks. ${readerWords(step)} will see this.`, undo });
    if (words !== '') forget();
    setAdding(words === '' ? says : null);
    return true;
  };
  const about = `: ${step.what}`;
  return (
    <li class="mine">
      <h2>{step.what}</h2>
      <p>{byWhenWords(step.due, today)}</p>
      {helper === '' ? null : <p class="quiet">{helper}</p>}
      {step.claim === null ? null : <Said claim={step.claim} reader={readerWords(step)} />}
      <div class="actions">
        {step.claim === 'claims-done' ? null : (
          <Button {...(first ? { look: 'do' as const } : {})} about={about} onClick={() => void say('claims-done')}>
            I’ve done this
          </Button>
        )}
        {step.claim === 'needs-help' ? null : (
          <Button look="plain" about={about} onClick={() => void say('needs-help')}>
            I need help
          </Button>
        )}
      </div>
      {adding === null ? null : (
        <AddWords
          step={step}
          says={adding}
          words={begun}
          onWords={write}
          onSay={(words) => say(adding, words)}
          onClose={() => {
            forget();
            setAdding(null);
          }}
        />
      )}
    </li>
  );
}

const Said = ({ claim, reader }: { readonly claim: Says; readonly reader: string }) => (
  <p class="told">
    <Icon name={claim === 'claims-done' ? 'tick' : 'ask'} />
    <span>
      {claim === 'claims-done'
        ? `You said that you have done this. ${reader} will check it with you.`
        : `You asked for help. ${reader} will talk to you.`}
    </span>
  </p>
);

interface WordsProps {
  readonly step: StepDigest;
  readonly says: Says;
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly onSay: (words: string) => Promise<boolean>;
  readonly onClose: () => void;
}

/** A word with the answer, if the pupil likes. What could not be saved stays in the box. */
function AddWords({ step, says, words, onWords, onSay, onClose }: WordsProps) {
  return (
    <form
      class="add-words"
      aria-label={`More about ${step.what}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== '') void onSay(words.trim());
      }}
    >
      <Field
        label={says === 'claims-done' ? 'How did it go? (if you like)' : 'What would help? (if you like)'}
        hint="You, your form tutor, staff who support you, your careers adviser and the careers leader read this."
      >
        <TextArea rows={2} value={words} onText={onWords} />
      </Field>
      <div class="actions">
        <Button type="submit" disabled={words.trim() === ''}>
          Add
        </Button>
        <Button look="plain" onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}
