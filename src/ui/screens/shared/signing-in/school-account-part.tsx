/** "School account": signing in by the school's own sign-in service, where there is one. */
import { useEffect, useState } from 'preact/hooks';
import { fullDate } from '../../../../domain/date-words.ts';
import { dateOf } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/states.tsx';
import { Section } from '../../../parts/surface.tsx';
import { goToService } from '../../../queries/go-to-service.ts';
import { beginSsoLink, unlinkSso } from '../../../queries/my-account.ts';
import type { PartProps } from '../signing-in.tsx';
import { useDoing } from './part.ts';

/** The part. */
export function SchoolAccountPart({ account, again }: PartProps) {
  const { busy, trouble, doing } = useDoing(again);
  const { sso } = account;
  if (sso === null) return null;
  const link = async () => {
    const begun = await doing(beginSsoLink);
    if (begun) await goToService(begun);
  };
  return (
    <Section title={sso.name === 'your school account' ? 'School account' : sso.name}>
      <p>
        {sso.linked === null
          ? `You can sign in with ${sso.name} too.`
          : `You can sign in with ${sso.name} since ${fullDate(dateOf(sso.linked))}.`}
      </p>
      {trouble === null ? null : (
        <p class="error" role="alert">
          {trouble}
        </p>
      )}
      <div class="actions">
        {sso.linked === null ? (
          <Button busy={busy} onClick={() => void link()}>
            {`Link ${sso.name}`}
          </Button>
        ) : (
          <Button look="plain" busy={busy} onClick={() => void doing(unlinkSso, `${sso.name} is not linked any more.`)}>
            {`Unlink ${sso.name}`}
          </Button>
        )}
      </div>
    </Section>
  );
}

const BACK: Readonly<Record<string, readonly [good: boolean, words: string]>> = {
  linked: [true, 'It is linked: you can sign in with it from now on.'],
  proved: [true, 'You have shown that it is you. Press once more what you were about to do.'],
  taken: [false, 'That is somebody else’s account there. Sign in there as yourself, and try again.'],
  down: [false, 'It is not answering. Nothing has changed.'],
  refused: [false, 'It did not say what is needed. Nothing has changed.'],
  late: [false, 'This took too long. Nothing has changed.'],
};

/** What came of going to the sign-in service, by the address that the browser came back to. */
export function SsoBack({ account }: PartProps) {
  const [how] = useState(() => /^#sso-(\w+)$/.exec(location.hash)?.[1]);
  useEffect(() => {
    if (how !== undefined) history.replaceState(null, '', location.pathname);
  }, []);
  const said = how === undefined ? undefined : BACK[how];
  if (!said) return null;
  const [good, words] = said;
  return (
    <Notice
      {...(good ? { icon: 'tick' as const } : { state: 'stop' as const })}
      title={account.sso?.name ?? 'Your school account'}
    >
      <p>{words}</p>
    </Notice>
  );
}
