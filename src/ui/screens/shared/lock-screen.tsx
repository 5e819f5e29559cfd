/** "Locked": four words or a passkey open this tablet, without internet. Nothing on it says whose it is. */
import { useEffect, useState } from 'preact/hooks';
import { plural } from '../../../domain/date-words.ts';
import { Button } from '../../parts/button.tsx';
import { Check } from '../../parts/check.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/states.tsx';
import { SealedHere } from './sealed-here.tsx';
import type { UnlockTried, Unlocking } from '../../queries/unlocking.ts';
import '../../styles/screens/signin.css';
import '../../styles/screens/lock.css';

interface LockScreenProps {
  /** What opens this device. */
  readonly load: () => Promise<{ readonly unlocking: Unlocking }>;
  readonly onOpened: () => void;
  /** `forgotten`: the words; new ones are to be set after signing in. */
  readonly onSignIn: (forgotten: boolean) => void;
}

type Ways = Awaited<ReturnType<Unlocking['waysIn']>>;

/** Shown instead of signing in while this device is locked and opens with words. */
export function LockScreen({ load, onOpened, onSignIn }: LockScreenProps) {
  const [opening, setOpening] = useState<{ readonly ways: Ways; readonly unlocking: Unlocking } | null>(null);
  const [tried, setTried] = useState<UnlockTried | null>(null);
  const [wait, waitFor] = useCountdown();
  useEffect(() => {
    document.title = 'Locked – Fingerpost';
    void load().then(async ({ unlocking }) => {
      const ways = await unlocking.waysIn();
      setOpening({ ways, unlocking });
      waitFor(ways.waitMs);
    });
  }, []);
  // Opened in another window meanwhile.
  useEffect(() => {
    const look = () => (opening !== null && !opening.unlocking.isLocked() ? onOpened() : undefined);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [opening]);
  const heard = (answer: UnlockTried): void => {
    if (answer.kind === 'open') return onOpened();
    setTried(answer);
    if ('waitMs' in answer) waitFor(answer.waitMs);
  };
  if (opening === null) return null;
  const { ways, unlocking } = opening;
  const closed = closedWords(ways, tried);
  return (
    <div class="signin">
      <main class="door lock" id="main">
        <section class="hello" aria-labelledby="name">
          <h1 id="name">Locked</h1>
          <p class="lede">
            {closed === null
              ? 'Your four words open this tablet, without internet too. Everything that you wrote is still here.'
              : 'What has not been sent is still here, sealed.'}
          </p>
        </section>
        <div class="sheet signin-form">
          {closed === null ? (
            <WordsForm
              wait={wait}
              tried={tried}
              passkey={ways.passkey !== null}
              unlocking={unlocking}
              onTried={heard}
            />
          ) : (
            <Notice state="stop" title={closed.title} level={2}>
              <p>{closed.words}</p>
            </Notice>
          )}
          <SealedHere />
          {closed === null ? (
            <div class="lock-else">
              <Button look="plain" onClick={() => onSignIn(true)}>
                I have forgotten the words
              </Button>
              <Button look="plain" onClick={() => onSignIn(false)}>
                Sign in as somebody else
              </Button>
            </div>
          ) : (
            <Button look="do" wide onClick={() => onSignIn(false)}>
              Sign in
            </Button>
          )}
        </div>
      </main>
    </div>
  );
}

/** Why words are not heard at all any more; null: they are. */
function closedWords({ words, leaseOver }: Ways, tried: UnlockTried | null) {
  if (leaseOver || tried?.kind === 'lease-over') {
    return {
      title: 'This tablet has not heard from the school for too long',
      words: 'Sign in to open it. You need internet for that.',
    };
  }
  if (!words || tried?.kind === 'none') {
    return {
      title: 'The four words do not open this tablet any more',
      words: 'There were ten wrong tries. Sign in to open it, and choose new words. You need internet for that.',
    };
  }
  return null;
}

interface WordsFormProps {
  /** Seconds until words are heard again. */
  readonly wait: number;
  readonly tried: UnlockTried | null;
  readonly passkey: boolean;
  readonly unlocking: Unlocking;
  readonly onTried: (answer: UnlockTried) => void;
}

function WordsForm({ wait, tried, passkey, unlocking, onTried }: WordsFormProps) {
  const [words, setWords] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const attempt = async (attempted: Promise<UnlockTried>) => {
    setBusy(true);
    onTried(await attempted.catch((): UnlockTried => ({ kind: 'not-given' })));
    setBusy(false);
  };
  const send = (event: Event) => {
    event.preventDefault();
    if (busy || wait > 0 || words.trim() === '') return;
    void attempt(unlocking.withWords(words));
  };
  const problem = tried?.kind === 'wrong' ? wrongWords(tried.left) : undefined;
  return (
    <form class="lock-form" onSubmit={send}>
      <Field
        label="Your four words"
        hint="Capitals, spaces and hyphens do not matter. You can paste them"
        id="words"
        error={problem}
      >
        <TextInput
          type={shown ? 'text' : 'password'}
          value={words}
          onText={setWords}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          required
        />
      </Field>
      <Check checked={shown} onChange={setShown}>
        Show the words
      </Check>
      <Button look="do" wide type="submit" busy={busy} disabled={wait > 0}>
        Unlock
      </Button>
      <output class="lock-wait">
        {wait > 0 ? `You can try again in ${plural(wait, 'second', 'seconds')}.` : ''}
        {tried?.kind === 'not-given' ? 'This tablet was not opened. Try again, or type the four words.' : ''}
      </output>
      {passkey ? (
        <Button wide disabled={busy} onClick={() => void attempt(unlocking.withPasskey())}>
          <Icon name="lock" />
          Use finger, face or PIN
        </Button>
      ) : null}
    </form>
  );
}

/** Says how many tries are left once that is of use. */
function wrongWords(left: number): string {
  const not = 'These are not the four words.';
  return left > 6
    ? not
    : `${not} After ${plural(left, 'more wrong try', 'more wrong tries')} you need internet to open this tablet.`;
}

/** Whole seconds that are left of a time in milliseconds, counted down. */
function useCountdown(): readonly [number, (ms: number) => void] {
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const look = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    look();
    const timer = setInterval(look, 250);
    return () => clearInterval(timer);
  }, [until]);
  return [left, (ms) => setUntil(Date.now() + ms)];
}
