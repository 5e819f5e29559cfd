/** "Show that it is you": asked before what gives away much, when it was last shown more than ten minutes ago. What was begun goes on after it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Result } from '../../../domain/result.ts';
import type { MyAccount } from '../../../protocol/sign-in.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { goToService } from '../../queries/go-to-service.ts';
import { lookAtAccount } from '../../queries/look-at-account.ts';
import type { CallFailure } from '../../queries/server.ts';
import { isProblem } from '../../queries/is-problem.ts';
import { failureWords } from '../../queries/server.ts';
import { askBy, beginSsoProof, proveByPasskey, proveByPassword } from '../../queries/step-up.ts';
import '../../styles/screens/signing-in.css';

/** Stands under every page, and shows nothing until something asks. */
export function ShowItIsYou() {
  const [asked, setAsked] = useState(false);
  const answer = useRef<(shown: boolean) => void>(() => {});
  useEffect(
    () =>
      askBy(
        () =>
          new Promise((resolve) => {
            answer.current = resolve;
            setAsked(true);
          }),
      ),
    [],
  );
  if (!asked) return null;
  return (
    <Ask
      onDone={(shown) => {
        setAsked(false);
        answer.current(shown);
      }}
    />
  );
}

function Ask({ onDone }: { readonly onDone: (shown: boolean) => void }) {
  const [account, setAccount] = useState<MyAccount | null>(null);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  /** The password was right, and it was not known that there is a second step. */
  const [stepLeft, setStepLeft] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<{ readonly field: string; readonly words: string } | null>(null);
  useEffect(() => void lookAtAccount().then(setAccount), []);
  const show = async <T,>(call: () => Promise<Result<T, CallFailure> | null>, then: (value: T) => void) => {
    setBusy(true);
    setTrouble(null);
    const shown = await call();
    setBusy(false);
    if (!shown) return undefined;
    if (shown.ok) return then(shown.value);
    const isOfStep = isProblem(shown.error, 'second-factor');
    if (isOfStep) setStepLeft(true);
    return setTrouble({ field: isOfStep ? 'proof-code' : 'proof-password', words: failureWords(shown.error) });
  };
  const goOn = () => onDone(true);
  const { byPassword, byCode, byPasskey, bySso } = waysOf(account, stepLeft);
  return (
    <Dialog title="Show that it is you" onClose={() => onDone(false)}>
      <form
        class="proof"
        onSubmit={(event) => {
          event.preventDefault();
          void show(() => proveByPassword(password, code.trim()), goOn);
        }}
      >
        <p>
          What comes next gives away much, or cannot be taken back. It goes on by itself, and nothing asks again for ten
          minutes.
        </p>
        <ErrorSummary problems={trouble === null ? [] : [trouble]} />
        {byPassword ? (
          <Field label="Your password" id="proof-password">
            <TextInput type="password" value={password} onText={setPassword} autocomplete="current-password" required />
          </Field>
        ) : null}
        {byCode === null ? null : (
          <Field label={byCode} id="proof-code" {...(byCode === APP ? { hint: 'Or one of your recovery codes' } : {})}>
            <TextInput value={code} onText={setCode} autocomplete="one-time-code" required />
          </Field>
        )}
        {bySso === null ? null : (
          <p>
            You come back to Signing in. Go to this page again from there, and press once more what you have just
            pressed.
          </p>
        )}
        <div class="actions">
          {byPassword ? (
            <Button look="do" type="submit" busy={busy}>
              Go on
            </Button>
          ) : null}
          {byPasskey ? (
            <Button
              {...(byPassword ? {} : { look: 'do' as const })}
              disabled={busy}
              onClick={() => void show(proveByPasskey, goOn)}
            >
              Use your passkey
            </Button>
          ) : null}
          {bySso === null ? null : (
            <Button disabled={busy} onClick={() => void show(beginSsoProof, (begun) => void goToService(begun))}>
              {`Sign in with ${bySso} again`}
            </Button>
          )}
          <Button look="plain" onClick={() => onDone(false)}>
            Not now
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const APP = 'Code from your app';

/** What the sign-in service is called that this account is known to; null: none. */
const ssoName = (sso: MyAccount['sso']): string | null => (sso?.linked ? sso.name : null);

/** How they can show it; `byCode`: what the code beside the password is called. Until it is known, a password is the likeliest. */
function waysOf(account: MyAccount | null, stepLeft: boolean) {
  if (account === null) return { byPassword: true, byCode: stepLeft ? APP : null, byPasskey: false, bySso: null };
  const { password, totp, passkeys, canHavePasskeys, sso } = account;
  const hasPasskey = passkeys.length > 0;
  const codeName = totp === null && hasPasskey ? 'Recovery code' : APP;
  const asksCode = password && (stepLeft || totp !== null || hasPasskey);
  return {
    byPassword: password,
    byCode: asksCode ? codeName : null,
    byPasskey: hasPasskey && canHavePasskeys,
    bySso: password ? null : ssoName(sso),
  };
}
