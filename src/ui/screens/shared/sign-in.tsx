/**
 * The first page: try the demo school, sign in with an account, or use an activation code.
 * The fingerpost is drawn by the buttons themselves.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../../domain/result.ts';
import type { SignedIn, Welcome } from '../../../protocol/accounts.ts';
import type { DemoPart } from '../../../protocol/demo.ts';
import { Button } from '../../parts/button.tsx';
import { Check } from '../../parts/check.tsx';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { PASSWORD_MIN } from '../../../protocol/accounts.ts';
import type { CallFailure } from '../../queries/server.ts';
import { failureWords } from '../../queries/server.ts';
import type { MORE } from './sign-in-more.tsx';
import { useWhen } from './use-later.ts';
import type { WhyHere } from './why-here.tsx';
import { activate, fetchWelcome, sharedHere, signIn, signInToDemo } from '../../queries/session.ts';
import '../../styles/screens/signin.css';

type Parts = readonly (readonly [DemoPart, string])[];

/** The arms of the fingerpost: the four who use it most. */
const PARTS: Parts = [
  ['adviser', 'careers adviser'],
  ['tutor', 'form tutor'],
  ['pupil', 'pupil'],
  ['leader', 'careers leader'],
];
/** Everybody else of a school, beside the post. */
const OTHERS: Parts = [
  ['pastoral', 'pastoral staff'],
  ['subject', 'subject lead'],
  ['senior', 'senior leader'],
  ['admin', 'administrator'],
];

/**
 * What brought a person here. `locked`: what they left is here and opens when they sign in; `cleared`: the browser has
 * thrown away what was here; `cleared-afar`: the school has had it cleared; `other-key`: signing in does not open what is here;
 * null: nothing out of the ordinary.
 */
export type SignedOutWhy = 'locked' | 'cleared' | 'cleared-afar' | 'other-key' | null;

interface SignInProps {
  readonly why: SignedOutWhy;
  /** `shared`: on a computer on which nothing is to be kept. */
  readonly onSignedIn: (session: SignedIn, shared: boolean) => void;
}

/** Shown when nobody is signed in. Calls `onSignedIn` with the session. */
export function SignIn({ why, onSignedIn }: SignInProps) {
  const [welcome, setWelcome] = useState<Welcome | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const [shared, setShared] = useState(sharedHere.now);
  const [Why, setWhy] = useState<typeof WhyHere | null>(null);
  const [more, setMore] = useState<More | null>(null);
  /** The password was right, and a step is left. */
  const [left, setLeft] = useState<CallFailure | null>(null);
  useEffect(() => {
    // Seldom wanted: loaded when it is.
    if (why) void import('./why-here.tsx').then((m) => setWhy(() => m.WhyHere));
  }, [why]);
  useEffect(() => {
    document.title = why === 'locked' ? 'Locked – Fingerpost' : 'Sign in – Fingerpost';
    void fetchWelcome().then((answer) => (answer.ok ? setWelcome(answer.value) : setFailure(answer.error)));
    loadMore().then(setMore, () => undefined);
  }, []);
  // Once the page is there.
  const { Shown: Sealed } = useWhen(welcome !== null || failure !== null, () =>
    import('./sealed-here.tsx').then((m) => m.SealedHere),
  );
  const tick = (is: boolean) => {
    sharedHere.set(is);
    setShared(is);
  };
  const attempt = async (call: () => Promise<Result<SignedIn, CallFailure> | null>) => {
    setBusy(true);
    setFailure(null);
    const answer = await call();
    setBusy(false);
    if (answer?.ok) {
      sharedHere.set(false);
      return onSignedIn(answer.value, shared);
    }
    if (!answer) return undefined;
    const { error } = answer;
    const loaded = await loadMore().catch(() => null);
    setMore(loaded);
    return (loaded?.isStep(error) ? setLeft : setFailure)(error);
  };
  const trying = (call: Parameters<typeof attempt>[0]) => void attempt(call);
  const ways = { busy, failure, attempt: trying };
  return (
    <div class="signin">
      <main class="door" id="main">
        <section class="hello" aria-labelledby="name">
          {why === 'locked' ? null : <Hello />}
          {Why && why ? <Why why={why} /> : null}
          {Sealed ? <Sealed /> : null}
          {welcome?.demo ? <DemoPost busy={busy} onTry={(part) => trying(() => signInToDemo(part))} /> : null}
        </section>
        {left && more ? (
          <more.StepLeft
            {...ways}
            left={left}
            onBack={() => {
              setLeft(null);
              setFailure(null);
            }}
          />
        ) : (
          <AccountForms
            {...ways}
            more={more}
            sharing={
              <Check checked={shared} onChange={tick} hint="Nothing is kept here once you sign out or close it">
                This is a shared computer
              </Check>
            }
          />
        )}
      </main>
    </div>
  );
}

type More = typeof MORE;

/** Passkeys, the school's sign-in service, second steps: behind this page. */
const loadMore = () => import('./sign-in-more.tsx').then((m) => m.MORE);

const Hello = () => (
  <>
    <h1 id="name">Fingerpost</h1>
    <p class="lede">Careers interviews, next steps and each pupil’s own record. It works without internet.</p>
  </>
);

function DemoPost({ busy, onTry }: { readonly busy: boolean; readonly onTry: (part: DemoPart) => void }) {
  const list = (parts: Parts, isArm: boolean) => (
    <ul class={isArm ? 'post' : 'others'} role="list">
      {parts.map(([part, words]) => (
        <li key={part}>
          <Button look={isArm ? 'go' : 'next'} small={!isArm} disabled={busy} onClick={() => onTry(part)}>
            {`Try as ${words}`}
          </Button>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <h2>Try it with a made-up school</h2>
      {list(PARTS, true)}
      <details>
        <summary>Other people at this school</summary>
        {list(OTHERS, false)}
      </details>
      <p class="hint">Nothing you do here touches a real pupil.</p>
    </>
  );
}

interface FormsProps {
  readonly busy: boolean;
  readonly failure: CallFailure | null;
  readonly attempt: (call: () => Promise<Result<SignedIn, CallFailure> | null>) => void;
  readonly more: More | null;
  /** The tick box of a shared computer. */
  readonly sharing: ComponentChildren;
}

function AccountForms({ busy, failure, attempt, more, sharing }: FormsProps) {
  const [withCode, setWithCode] = useState(false);
  const [code, setCode] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const send = (event: Event) => {
    event.preventDefault();
    attempt(() => (withCode ? activate({ code, login, password }) : signIn({ login, password })));
  };
  return (
    <form class="sheet signin-form" aria-labelledby="signin-title" onSubmit={send}>
      <h2 id="signin-title">{withCode ? 'Use your activation code' : 'Sign in to your school'}</h2>
      {failure ? (
        <ErrorSummary problems={[{ field: fieldOf(failure, withCode), words: failureWords(failure) }]} />
      ) : null}
      {withCode ? (
        <Field label="Activation code" hint="Your careers leader gave you this" id="code">
          <TextInput value={code} onText={setCode} autocomplete="one-time-code" required />
        </Field>
      ) : null}
      <Field
        label="School email"
        id="login"
        {...(withCode
          ? {
              hint: 'Or a name of your own that you will remember. At another school too? The same email and password',
            }
          : {})}
      >
        <TextInput value={login} onText={setLogin} autocomplete="username" required />
      </Field>
      <PasswordField choosing={withCode} value={password} onText={setPassword} />
      {withCode && more ? <more.SuggestWords onWords={setPassword} /> : null}
      {sharing}
      <Button look="do" wide type="submit" busy={busy}>
        {withCode ? 'Start using Fingerpost' : 'Sign in'}
      </Button>
      <Button look="plain" onClick={() => setWithCode(!withCode)}>
        {withCode ? 'I have a password already' : 'I have an activation code'}
      </Button>
      {more ? <more.OtherWays busy={busy} attempt={attempt} /> : null}
      <p class="hint">Cannot sign in? Ask your careers leader.</p>
    </form>
  );
}

const BAD_REQUEST = 400;
const NOT_PERMITTED = 403;

/** The field that a refusal is about: too short a password, a code that does not work, or the name. */
function fieldOf(failure: CallFailure, withCode: boolean): string {
  const status = failure.kind === 'refused' ? failure.problem.status : 0;
  if (withCode && status === BAD_REQUEST) return 'password';
  return withCode && status === NOT_PERMITTED ? 'code' : 'login';
}

interface PasswordProps {
  readonly choosing: boolean;
  readonly value: string;
  readonly onText: (text: string) => void;
}

function PasswordField({ choosing, value, onText }: PasswordProps) {
  return choosing ? (
    <Field
      label="Choose a password"
      id="password"
      hint={`At least ${PASSWORD_MIN.staff} characters; pupils ${PASSWORD_MIN.pupil}. Three random words are good`}
    >
      <TextInput type="password" value={value} onText={onText} autocomplete="new-password" required />
    </Field>
  ) : (
    <Field label="Password" id="password">
      <TextInput type="password" value={value} onText={onText} autocomplete="current-password" required />
    </Field>
  );
}
