/** "Passkeys": signing in with a finger, a face or the device's PIN, without a password. Nobody can be talked out of one. */
import { useState } from 'preact/hooks';
import { fullDate } from '../../../../domain/date-words.ts';
import { ok } from '../../../../domain/result.ts';
import { dateOf } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { Section } from '../../../parts/surface.tsx';
import { addPasskey, removePasskey } from '../../../queries/my-account.ts';
import { knowsPasskeys } from '../../../queries/sign-in-ways.ts';
import type { PartProps } from '../signing-in.tsx';
import { useDoing } from './part.ts';

/** Nothing where neither the address nor the browser has passkeys. */
export function PasskeysPart({ account, again }: PartProps) {
  const [name, setName] = useState<string | null>(null);
  const { busy, trouble, doing } = useDoing(again);
  const able = account.canHavePasskeys && knowsPasskeys();
  if (!able && account.passkeys.length === 0) return null;
  const add = async () => {
    const called = (name ?? '').trim() || 'Passkey';
    const added = await doing(async () => {
      const answer = await addPasskey(called);
      return answer?.ok ? ok(true) : answer;
    }, `${called} can be used to sign in.`);
    if (added) setName(null);
  };
  return (
    <Section title="Passkeys">
      <p>
        You sign in with your finger, your face or the PIN of a device, without a password. Only this site can use it.
      </p>
      {account.passkeys.length === 0 ? null : (
        <Rows>
          {account.passkeys.map((passkey) => (
            <Row key={passkey.passkey} class="session">
              <div>
                <RowName name={passkey.name} />
                <p class="quiet">
                  {`Made ${fullDate(dateOf(passkey.made))}`}
                  {passkey.used === null ? ', not used yet' : `, last used ${fullDate(dateOf(passkey.used))}`}
                </p>
              </div>
              <Button
                look="plain"
                disabled={busy}
                about={` ${passkey.name}`}
                onClick={() => void doing(() => removePasskey(passkey.passkey), `${passkey.name} is removed.`)}
              >
                Remove
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      {trouble === null ? null : (
        <p class="error" role="alert">
          {trouble}
        </p>
      )}
      {able && name !== null ? (
        <form
          aria-label="Add a passkey"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <Field label="What to call it" id="passkey-name" hint="So that you know it again: My phone, School laptop">
            <TextInput value={name} onText={setName} maxLength={60} />
          </Field>
          <div class="actions">
            <Button look="do" type="submit" busy={busy}>
              Make the passkey
            </Button>
            <Button look="plain" onClick={() => setName(null)}>
              Not now
            </Button>
          </div>
        </form>
      ) : null}
      {able && name === null ? (
        <div class="actions">
          <Button onClick={() => setName('')}>Add a passkey</Button>
        </div>
      ) : null}
    </Section>
  );
}
