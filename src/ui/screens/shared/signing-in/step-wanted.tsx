/** That the school asks for a second step, and the person has none yet. */
import { fullDate } from '../../../../domain/date-words.ts';
import { Notice } from '../../../parts/states.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { PartProps } from '../signing-in.tsx';

/** Nothing when it is not asked for, or is there. */
export function StepWanted({ account }: PartProps) {
  const today = useToday();
  const { required, totp, passkeys, password } = account;
  if (required === null || !password || totp !== null || passkeys.length > 0) return null;
  const when = required > today ? `From ${fullDate(required)} your school asks` : 'Your school asks';
  return (
    <Notice state="late" icon="lock" title={`${when} for a second step`}>
      <p>
        Set up an authenticator app or a passkey below. Without one you cannot sign in again, and need a new code from
        your careers leader.
      </p>
    </Notice>
  );
}
