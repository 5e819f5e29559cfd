/** Four words that nobody has chosen: shown, then typed once without being in sight. */
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../../parts/button.tsx';
import { Check } from '../../../parts/choices.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { Notice } from '../../../parts/states.tsx';
import type { Protection } from '../../../queries/house.tsx';
import { fourWords, plainWords } from '../../../queries/four-words.ts';

interface NewWordsProps {
  readonly protection: Protection;
  readonly isChange: boolean;
  /** The pupils are made up. */
  readonly madeUp: boolean;
  /** Where the page leads. */
  readonly onward: string;
  readonly onDone: (how: 'protected' | 'without-passkey') => void;
  readonly onEnd: () => void;
}

/** Both steps. */
export function NewWords(props: NewWordsProps) {
  const [words, setWords] = useState(fourWords);
  const [learnt, setLearnt] = useState(false);
  return learnt ? (
    <TypeThem {...props} words={words} onBack={() => setLearnt(false)} />
  ) : (
    <ShowThem {...props} words={words} onOther={() => setWords(fourWords())} onLearnt={() => setLearnt(true)} />
  );
}

interface ShowProps extends NewWordsProps {
  readonly words: string;
  readonly onOther: () => void;
  readonly onLearnt: () => void;
}

function ShowThem({ words, isChange, madeUp, onOther, onLearnt, onEnd }: ShowProps) {
  return (
    <>
      {madeUp ? (
        <p>The pupils of this school are made up, so this tablet needs no protection. You can try it.</p>
      ) : null}
      <p id="the-words">These four words open Fingerpost on this tablet, without internet too.</p>
      <p class="four-words" aria-labelledby="the-words">
        {words}
      </p>
      <ul>
        <li>It locks by itself when nobody has touched it for 5 minutes. In an interview that takes 30 minutes.</li>
        <li>Learn the words, or keep them with your other secrets: not on this tablet and not in its bag.</li>
        <li>If you forget them, sign in with internet and choose new ones. Nothing is lost.</li>
      </ul>
      <div class="actions">
        <Button look="do" onClick={onLearnt}>
          I know the words
        </Button>
        <Button onClick={onOther}>Other words</Button>
        <Button look="plain" onClick={onEnd}>
          {isChange ? 'Keep the words of now' : 'Not now'}
        </Button>
      </div>
      {isChange || madeUp ? null : (
        <p class="hint">Until you do, this tablet opens by signing in only, and you need internet for that.</p>
      )}
    </>
  );
}

interface TypeProps extends NewWordsProps {
  readonly words: string;
  readonly onBack: () => void;
}

function TypeThem({ protection, words, onward, onBack, onDone }: TypeProps) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [state, setState] = useState<'typing' | 'busy' | 'failed'>('typing');
  const [canHave, setCanHave] = useState(false);
  const [withPasskey, setWithPasskey] = useState(false);
  useEffect(() => void protection.canHavePasskey().then(setCanHave), [protection]);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const right = plainWords(typed) === plainWords(words);
    setWrong(!right);
    if (!right || state === 'busy') return;
    setState('busy');
    const done = await protection.protect(words, withPasskey, onward).catch(() => null);
    if (done === null) setState('failed');
    else onDone(done);
  };
  return (
    <form class="lock-form" onSubmit={(event) => void send(event)}>
      <Field
        label="Type the four words"
        hint="Capitals, spaces and hyphens do not matter"
        id="typed-words"
        error={wrong ? 'These are not the four words. Look at them again.' : undefined}
      >
        <TextInput value={typed} onText={setTyped} autocapitalize="none" spellcheck={false} required />
      </Field>
      {canHave ? (
        <Check
          checked={withPasskey}
          onChange={setWithPasskey}
          hint="The four words still work, wherever a finger or a face does not."
        >
          Open with finger, face or PIN of this tablet as well
        </Check>
      ) : null}
      <div class="actions">
        <Button look="do" type="submit" busy={state === 'busy'}>
          Protect this tablet
        </Button>
        <Button look="plain" onClick={onBack}>
          Show the words again
        </Button>
      </div>
      <div role="alert">
        {state === 'failed' ? (
          <Notice state="stop" title="This tablet could not be protected" level={3}>
            <p>Nothing has changed. Close other windows and apps, then try again.</p>
          </Notice>
        ) : null}
      </div>
    </form>
  );
}
