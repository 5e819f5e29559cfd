/** "Authenticator app": the second step by six digits, with recovery codes for when the phone is lost. */
import { useState } from 'preact/hooks';
import { plural } from '../../../../domain/date-words.ts';
import { fullDate } from '../../../../domain/date-words.ts';
import { dateOf } from '../../../../domain/time.ts';
import type { MyAccount, NewTotp } from '../../../../protocol/sign-in.ts';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/states.tsx';
import { Section } from '../../../parts/surface.tsx';
import { beginTotp, finishTotp, makeRecovery, removeTotp } from '../../../queries/my-account.ts';
import { saveFile } from '../../../queries/files.ts';
import type { PartProps } from '../signing-in.tsx';
import { TotpSetup } from '../totp-setup.tsx';
import { useDoing } from './part.ts';

/** The part. */
export function AppPart({ account, again }: PartProps) {
  const [made, setMade] = useState<NewTotp | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { busy, trouble, doing } = useDoing(again);
  const begin = async () => setMade((await doing(beginTotp)) || null);
  const finish = async (code: string) => {
    const given = await doing(() => finishTotp(code));
    if (!given) return;
    setMade(null);
    setCodes(given.codes);
  };
  const renew = async () => setCodes(((await doing(makeRecovery)) || null)?.codes ?? null);
  const hasStep = account.totp !== null || account.passkeys.length > 0;
  return (
    <Section title="Authenticator app">
      {codes === null ? null : <Codes codes={codes} onDone={() => setCodes(null)} />}
      {made === null ? (
        <>
          <p>
            {account.totp === null
              ? 'None. With one, your password alone lets nobody in.'
              : `Set up on ${fullDate(dateOf(account.totp))}. It asks for six digits when you sign in with your password.`}
          </p>
          {account.wrongCodes === null ? null : <WrongCodes {...account.wrongCodes} />}
          {hasStep ? <p class="hint">{plural(account.recovery, 'recovery code')} left, for when it is lost.</p> : null}
          {trouble === null ? null : (
            <p class="error" role="alert">
              {trouble}
            </p>
          )}
          <div class="actions">
            <Button busy={busy} onClick={() => void begin()}>
              {account.totp === null ? 'Set up an authenticator app' : 'Set up another app'}
            </Button>
            {hasStep ? (
              <Button look="plain" disabled={busy} onClick={() => void renew()}>
                New recovery codes
              </Button>
            ) : null}
            {account.totp === null ? null : (
              <Button
                look="plain"
                disabled={busy}
                onClick={() => void doing(removeTotp, 'The authenticator app is not asked for any more.')}
              >
                Remove the app
              </Button>
            )}
          </div>
        </>
      ) : (
        <TotpSetup
          made={made}
          busy={busy}
          trouble={trouble}
          onCode={(code) => void finish(code)}
          onClose={() => setMade(null)}
        />
      )}
    </Section>
  );
}

/** Whoever types codes knows the password. */
const WrongCodes = ({ many, last }: NonNullable<MyAccount['wrongCodes']>) => (
  <p>
    {plural(many, 'wrong code')} in a row, the last on {fullDate(dateOf(last))}. If that was not you, somebody knows
    your password: choose another.
  </p>
);

/** Shown once. */
const Codes = ({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) => (
  <Notice
    state="late"
    icon="lock"
    level={3}
    title="Write these recovery codes down"
    actions={
      <>
        <Button onClick={() => saveFile('fingerpost-recovery-codes.txt', 'text/plain', `${codes.join('\r\n')}\r\n`)}>
          Save as a file
        </Button>
        <Button look="plain" onClick={onDone}>
          I have written them down
        </Button>
      </>
    }
  >
    <p>Each works once in place of the second step. They are shown only now. Keep them apart from your devices.</p>
    <ul class="recovery-codes" role="list">
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ul>
  </Notice>
);
