/** "Password": choosing another. All other sessions end with it. */
import { useState } from 'preact/hooks';
import { Button } from '../../../parts/button.tsx';
import { ErrorSummary } from '../../../parts/error-summary.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { Section } from '../../../parts/surface.tsx';
import { changePassword } from '../../../queries/my-account.ts';
import { ok } from '../../../../domain/result.ts';
import type { PartProps } from '../signing-in.tsx';
import { SuggestWords } from '../suggest-words.tsx';
import { useDoing } from './part.ts';

/** Nothing for who signs in with the school account alone. */
export function PasswordPart({ account, again }: PartProps) {
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const { busy, trouble, doing } = useDoing(again);
  if (!account.password) return null;
  const change = async () => {
    const changed = await doing(async () => {
      const answer = await changePassword(password);
      return answer.ok ? ok(true) : answer;
    }, 'Your password is changed. Everywhere else you are signed out.');
    if (!changed) return;
    setPassword('');
    setOpen(false);
  };
  return (
    <Section title="Password">
      {account.login === null ? null : <p>You sign in as {account.login}.</p>}
      {open ? (
        <form
          aria-label="Change password"
          onSubmit={(event) => {
            event.preventDefault();
            void change();
          }}
        >
          <ErrorSummary problems={trouble === null ? [] : [{ field: 'new-password', words: trouble }]} />
          <Field
            label="New password"
            id="new-password"
            hint={`At least ${account.passwordMin} characters. Three random words are good`}
          >
            <TextInput type="password" value={password} onText={setPassword} autocomplete="new-password" required />
          </Field>
          <SuggestWords onWords={setPassword} />
          <div class="actions">
            <Button look="do" type="submit" busy={busy}>
              Change password
            </Button>
            <Button look="plain" onClick={() => setOpen(false)}>
              Keep it as it is
            </Button>
          </div>
        </form>
      ) : (
        <div class="actions">
          <Button onClick={() => setOpen(true)}>Change password</Button>
        </div>
      )}
    </Section>
  );
}
