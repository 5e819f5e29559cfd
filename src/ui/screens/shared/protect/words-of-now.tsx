/** Before the four words are changed, those of now are asked for. */
import { useState } from 'preact/hooks';
import { plural } from '../../../../domain/date-words.ts';
import { Button } from '../../../parts/button.tsx';
import { Check } from '../../../parts/choices.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import type { Protection, WordsTried } from '../../../queries/house.tsx';

interface WordsOfNowProps {
  readonly protection: Protection;
  readonly onRight: () => void;
  readonly onEnd: () => void;
}

/** The form. Too many wrong tries lock the tablet, as they do on the locked one. */
export function WordsOfNow({ protection, onRight, onEnd }: WordsOfNowProps) {
  const [words, setWords] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState<WordsTried | null>(null);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy || words.trim() === '') return;
    setBusy(true);
    const answer = await protection.tryWords(words);
    setBusy(false);
    setTried(answer);
    if (answer.kind === 'right') onRight();
  };
  return (
    <form class="lock-form" onSubmit={(event) => void send(event)}>
      <Field
        label="Your four words of now"
        hint="If you have forgotten them, lock this tablet and choose “I have forgotten the words”"
        id="words"
        error={problemOf(tried)}
      >
        <TextInput
          type={shown ? 'text' : 'password'}
          value={words}
          onText={setWords}
          autocapitalize="none"
          spellcheck={false}
          required
        />
      </Field>
      <Check checked={shown} onChange={setShown}>
        Show the words
      </Check>
      <div class="actions">
        <Button look="do" type="submit" busy={busy}>
          Go on
        </Button>
        <Button look="plain" onClick={onEnd}>
          Keep them as they are
        </Button>
      </div>
    </form>
  );
}

function problemOf(tried: WordsTried | null): string | undefined {
  if (tried?.kind !== 'wrong' && tried?.kind !== 'too-soon') return undefined;
  const wait = `Try again in ${plural(Math.ceil(tried.waitMs / 1000), 'second', 'seconds')}.`;
  return tried.kind === 'wrong' ? `These are not the four words. ${wait}` : wait;
}
