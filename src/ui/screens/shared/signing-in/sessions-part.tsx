/** "Where you are signed in": each browser, and ending what is not wanted or not known. */
import { howFar, shortDate } from '../../../../domain/date-words.ts';
import { clockOf, dateOf } from '../../../../domain/time.ts';
import type { Instant, IsoDate } from '../../../../domain/time.ts';
import type { MySession } from '../../../../protocol/sign-in.ts';
import { Button } from '../../../parts/button.tsx';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { Section } from '../../../parts/surface.tsx';
import { useToday } from '../../../queries/clock.ts';
import { endSession } from '../../../queries/my-account.ts';
import type { PartProps } from '../signing-in.tsx';
import { useDoing } from './part.ts';

const BY: Readonly<Record<MySession['by'], string>> = {
  password: 'with your password',
  'second-step': 'with your password and a second step',
  passkey: 'with a passkey',
  sso: 'with your school account',
  code: 'with an activation code',
  demo: 'trying it out',
};

/** The part. */
export function SessionsPart({ account, again }: PartProps) {
  const today = useToday();
  const { busy, trouble, doing } = useDoing(again);
  const others = account.sessions.filter(({ here }) => !here);
  return (
    <Section title="Where you are signed in" count={account.sessions.length}>
      <Rows>
        {account.sessions.map((one) => (
          <Row key={one.session} class="session">
            <div>
              <RowName name={one.on === '' ? 'A browser' : one.on} />
              <p class="quiet">{seenWords(one, today)}</p>
              <p class="hint">{`Signed in ${BY[one.by]} on ${shortDate(dateOf(one.began))}; ends by ${shortDate(dateOf(one.ends))}`}</p>
            </div>
            {one.here ? null : (
              <Button
                look="plain"
                disabled={busy}
                about={` on ${one.on === '' ? 'that browser' : one.on}`}
                onClick={() => void doing(() => endSession(one.session), `Signed out on ${one.on || 'that browser'}.`)}
              >
                Sign out there
              </Button>
            )}
          </Row>
        ))}
      </Rows>
      {trouble === null ? null : (
        <p class="error" role="alert">
          {trouble}
        </p>
      )}
      {others.length > 0 ? (
        <>
          <div class="actions">
            <Button busy={busy} onClick={() => void doing(() => endSession(null), 'Signed out everywhere else.')}>
              Sign out everywhere else
            </Button>
          </div>
          <p class="hint">
            Words that were not sent from there stay on that device, and are sent when you sign in on it again.
          </p>
        </>
      ) : null}
    </Section>
  );
}

function seenWords({ here, seen }: MySession, today: IsoDate): string {
  if (here) return 'This browser, now';
  return `Last used ${whenWords(seen, today)}`;
}

const whenWords = (at: Instant, today: IsoDate): string =>
  dateOf(at) === today ? `today, ${clockOf(at)}` : howFar(dateOf(at), today);
