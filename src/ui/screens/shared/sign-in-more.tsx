/**
 * Signing in otherwise than with a password alone: a passkey, the school's sign-in service, the step that is left. Loaded behind
 * the sign-in page, so that the page itself stays small.
 */
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../../domain/result.ts';
import type { SignedIn } from '../../../protocol/accounts.ts';
import type { NewTotp, SignInWays } from '../../../protocol/sign-in.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { Notice } from '../../parts/states.tsx';
import type { CallFailure } from '../../queries/server.ts';
import { failureWords } from '../../queries/server.ts';
import {
  SSO_START,
  asksForCode,
  enrol,
  fetchWays,
  knowsPasskeys,
  openFromSso,
  signInWithPasskey,
  stepLeftIn,
  takeStep,
} from '../../queries/sign-in-ways.ts';
import { SuggestWords } from './suggest-words.tsx';
import { TotpSetup } from './totp-setup.tsx';

/** A call that may open a session; null: the person did not go on. */
type Attempt = (call: () => Promise<Result<SignedIn, CallFailure> | null>) => void;

/** How it went at the school's sign-in service, by the address that the browser came back to. */
const BACK: Readonly<Record<string, string>> = {
  down: 'It is not answering. If you have a password, sign in with it. Who is signed in already can go on.',
  refused: 'It did not let you in here. Use the account that your school gave you, or ask your careers leader.',
  late: 'This took too long. Try again.',
};

/** The buttons beside the password, and what came of going to the sign-in service. */
function OtherWays({ busy, attempt }: { readonly busy: boolean; readonly attempt: Attempt }) {
  const [ways, setWays] = useState<SignInWays | null>(null);
  const [back, setBack] = useState<string | null>(null);
  useEffect(() => {
    void fetchWays().then((answer) => setWays(answer.ok ? answer.value : null));
    const how = /^#sso-(\w+)$/.exec(location.hash)?.[1];
    // Elsewhere it is for who comes in there.
    if (how === undefined || location.pathname !== '/') return;
    history.replaceState(null, '', location.pathname);
    if (how === 'known') attempt(() => openFromSso());
    else setBack(BACK[how] ?? null);
  }, []);
  const sso = ways?.sso ?? null;
  const passkeys = ways?.passkeys === true && knowsPasskeys();
  if (sso === null && !passkeys && back === null) return null;
  return (
    <>
      <p class="or">or</p>
      {back === null ? null : (
        <div role="alert">
          <Notice state="stop" title={`Signing in with ${sso ?? 'your school account'} did not work`} level={3}>
            <p>{back}</p>
          </Notice>
        </div>
      )}
      {sso === null ? null : (
        <Button wide disabled={busy} onClick={() => location.assign(SSO_START)}>
          {`Sign in with ${sso}`}
        </Button>
      )}
      {passkeys ? (
        <Button wide disabled={busy} onClick={() => attempt(signInWithPasskey)}>
          Sign in with a passkey
        </Button>
      ) : null}
    </>
  );
}

interface LeftProps {
  /** What the sign-in was answered with. */
  readonly left: CallFailure;
  readonly busy: boolean;
  /** Why the last try was refused. */
  readonly failure: CallFailure | null;
  readonly attempt: Attempt;
  readonly onBack: () => void;
}

/** In place of the form: what is left to do. */
function StepLeft(props: LeftProps) {
  if (asksForCode(props.left)) return <LinkCode {...props} />;
  const ways = stepLeftIn(props.left)?.ways ?? [];
  return ways.includes('enrol') ? <Enrol {...props} /> : <SecondStep {...props} ways={ways} />;
}

const problemsOf = (failure: CallFailure | null, field: string) =>
  failure === null ? [] : [{ field, words: failureWords(failure) }];

function SecondStep({ ways, busy, failure, attempt, onBack }: LeftProps & { readonly ways: readonly string[] }) {
  const [code, setCode] = useState('');
  const [lost, setLost] = useState(!ways.includes('totp') && !ways.includes('passkey'));
  const byCode = ways.includes('totp') || lost;
  return (
    <form
      class="sheet signin-form"
      aria-labelledby="signin-title"
      onSubmit={(event) => {
        event.preventDefault();
        attempt(() => takeStep(code));
      }}
    >
      <h2 id="signin-title">One more step</h2>
      <ErrorSummary problems={problemsOf(failure, 'step-code')} />
      {byCode ? (
        <>
          <Field
            label={lost ? 'Recovery code' : 'Code from your app'}
            id="step-code"
            hint={
              lost
                ? 'One of those that you wrote down'
                : 'The six digits that your authenticator app shows for Fingerpost'
            }
          >
            <TextInput
              key={String(lost)}
              value={code}
              onText={setCode}
              {...(lost ? {} : { inputMode: 'numeric' as const })}
              autocomplete="one-time-code"
              required
            />
          </Field>
          <Button look="do" wide type="submit" busy={busy}>
            Sign in
          </Button>
        </>
      ) : null}
      {ways.includes('passkey') ? (
        <Button wide disabled={busy} onClick={() => attempt(signInWithPasskey)}>
          Use your passkey
        </Button>
      ) : null}
      {ways.includes('recovery') ? (
        <Button look="plain" onClick={() => setLost(!lost)}>
          {lost ? 'I have my app or passkey' : 'I have lost it: use a recovery code'}
        </Button>
      ) : null}
      <Button look="plain" onClick={onBack}>
        Back
      </Button>
      <p class="hint">Nothing of it at hand? Your careers leader can take the second step away.</p>
    </form>
  );
}

function Enrol({ busy, failure, attempt, onBack }: LeftProps) {
  const [made, setMade] = useState<NewTotp | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    void enrol().then((answer) => (answer.ok ? setMade(answer.value) : setTrouble(failureWords(answer.error))));
  }, []);
  return (
    <section class="sheet signin-form" aria-labelledby="signin-title">
      <h2 id="signin-title">Set up a second step</h2>
      <p>Your school asks for it: with it, somebody who finds out your password still cannot sign in as you.</p>
      {made === null ? (
        <>
          <output>{trouble ?? ''}</output>
          <Button look="plain" onClick={onBack}>
            Back
          </Button>
        </>
      ) : (
        <TotpSetup
          made={made}
          busy={busy}
          trouble={failure === null ? null : failureWords(failure)}
          onCode={(code) => attempt(() => takeStep(code))}
          onClose={onBack}
        />
      )}
    </section>
  );
}

function LinkCode({ busy, failure, attempt, onBack }: LeftProps) {
  const [code, setCode] = useState('');
  return (
    <form
      class="sheet signin-form"
      aria-labelledby="signin-title"
      onSubmit={(event) => {
        event.preventDefault();
        attempt(() => openFromSso(code));
      }}
    >
      <h2 id="signin-title">Use your activation code once</h2>
      <p>Your school account is known, and not yet whose it is here. From then on you sign in without a code.</p>
      <ErrorSummary problems={problemsOf(failure, 'link-code')} />
      <Field label="Activation code" hint="Your careers leader gave you this" id="link-code">
        <TextInput value={code} onText={setCode} autocomplete="one-time-code" required />
      </Field>
      <Button look="do" wide type="submit" busy={busy}>
        Start using Fingerpost
      </Button>
      <Button look="plain" onClick={onBack}>
        Back
      </Button>
    </form>
  );
}

/** What the sign-in page takes from here. */
export const MORE = {
  OtherWays,
  StepLeft,
  SuggestWords,
  /** Is a step left, and nothing wrong? */
  isStep: (failure: CallFailure) => asksForCode(failure) || stepLeftIn(failure) !== null,
};
