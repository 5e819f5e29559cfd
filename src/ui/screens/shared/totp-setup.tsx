/** Setting up an authenticator app: a picture to scan, the same in letters to type, and the first code that it shows. */
import { useState } from 'preact/hooks';
import type { NewTotp } from '../../../protocol/sign-in.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { QrPicture } from './qr-picture.tsx';
import '../../styles/screens/signing-in.css';

interface SetupProps {
  readonly made: NewTotp;
  readonly busy: boolean;
  /** Why the last code was not taken. */
  readonly trouble: string | null;
  readonly onCode: (code: string) => void;
  readonly onClose: () => void;
}

/** In three steps. */
export function TotpSetup({ made, busy, trouble, onCode, onClose }: SetupProps) {
  const [code, setCode] = useState('');
  return (
    <form
      class="totp-setup"
      aria-label="Set up an authenticator app"
      onSubmit={(event) => {
        event.preventDefault();
        onCode(code);
      }}
    >
      <ErrorSummary problems={trouble === null ? [] : [{ field: 'first-code', words: trouble }]} />
      <ol class="numbered">
        <li>
          On your phone, open an authenticator app: Microsoft Authenticator, Google Authenticator, or the one that your
          phone has. Choose to add an account.
        </li>
        <li>
          Scan this picture, or type the key <code class="key">{made.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
        </li>
        <li>Type the six digits that the app shows for Fingerpost.</li>
      </ol>
      <QrPicture text={made.uri} label="Picture for your authenticator app" />
      <Field label="Code from your app" id="first-code" hint="It changes every 30 seconds">
        <TextInput value={code} onText={setCode} inputMode="numeric" autocomplete="one-time-code" required />
      </Field>
      <div class="actions">
        <Button look="do" type="submit" busy={busy}>
          Turn it on
        </Button>
        <Button look="plain" onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}
