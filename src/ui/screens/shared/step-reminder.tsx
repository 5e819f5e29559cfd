/** Reminds a member of staff that the school asks for a second step from a day on, until there is one. Asked once, when the app starts. */
import { useEffect, useState } from 'preact/hooks';
import { fullDate } from '../../../domain/date-words.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { PATHS } from '../../app/paths.ts';
import { useToday } from '../../queries/clock.ts';
import { useHouse } from '../../queries/house.tsx';
import { lookAtAccount } from '../../queries/look-at-account.ts';

/** One line above the page; nothing for pupils, in the demo school, and without internet. */
export function StepReminder() {
  const { demo, roles } = useHouse().session;
  const today = useToday();
  const [from, setFrom] = useState<IsoDate | null>(null);
  const isAsked = !demo && roles.some((role) => role !== 'pupil');
  useEffect(() => {
    if (!isAsked) return;
    void lookAtAccount().then((account) => {
      if (!account?.password || account.totp !== null || account.passkeys.length > 0) return;
      setFrom(account.required);
    });
  }, [isAsked]);
  if (from === null) return null;
  return (
    <aside class="step-reminder" aria-label="Second step">
      {from > today
        ? `From ${fullDate(from)} your school asks for a second step. `
        : 'Your school asks for a second step. '}
      <a href={PATHS.signingIn}>Set it up now</a>
    </aside>
  );
}
