/** What brought a person to the sign-in page, when it was not their own doing a moment ago; or keeps them from coming in. */
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { longDate, plural } from '../../../domain/date-words.ts';
import type { Instant } from '../../../domain/time.ts';
import { clockOf, dateOf } from '../../../domain/time.ts';
import { PATHS } from '../../app/paths.ts';
import { Notice } from '../../parts/states.tsx';
import { sentBefore } from '../../queries/session.ts';
import type { SignedOutWhy } from './sign-in.tsx';

/** `locked` is the page's heading; the others stand under it. */
export function WhyHere({ why }: { readonly why: NonNullable<SignedOutWhy> }) {
  if (why === 'locked') return <Locked />;
  if (why === 'cleared-afar') return <ClearedAfar />;
  return why === 'cleared' ? <Cleared /> : <OtherKey />;
}

const ClearedAfar = () => (
  <Notice title="The school has signed this device out and cleared it">
    <p>
      Nothing of you is on it any more. What other people left here, sealed, is still theirs. You can sign in again.
    </p>
  </Notice>
);

const Locked = () => (
  <>
    <h1 id="name">Locked</h1>
    <p class="lede">
      Sign in to open this tablet. You need internet for that. What has not been sent is still here, sealed, and is sent
      when you have signed in.
    </p>
  </>
);

function Cleared() {
  const { route } = useLocation();
  // Once: signing in begins a new note.
  const [sent] = useState(sentBefore);
  return (
    <Notice
      state="stop"
      title="This browser cleared Fingerpost’s storage"
      actions={
        <a
          class="btn"
          href={READ_BACKUP}
          onClick={(event) => {
            event.preventDefault();
            event.stopPropagation();
            route(READ_BACKUP, true);
            // The page behind the address opens after signing in: that is the next thing to do.
            document.querySelector<HTMLElement>('.post button, #login')?.focus();
          }}
        >
          Sign in and read a backup file
        </a>
      }
    >
      <p>Unsent work from this tablet may be gone. What was sent is safe with the school.</p>
      <p>{sent === null ? NOT_KNOWN : sentWords(sent)}</p>
    </Notice>
  );
}

const READ_BACKUP = `${PATHS.sending}#read-backup`;
const NOT_KNOWN = 'When it last sent is not known any more: what was written since then may be gone.';

/** "Last sent Monday 23 November, 14:02. 3 changes had not been sent then." */
function sentWords({ at, waiting }: NonNullable<ReturnType<typeof sentBefore>>): string {
  const when = `${longDate(dateOf(at as Instant))}, ${clockOf(at as Instant)}`;
  const left = waiting === 0 ? 'Nothing was' : plural(waiting, 'change was', 'changes were');
  return `This tablet last sent on ${when}. ${left} waiting to be sent after that.`;
}

const OtherKey = () => (
  <Notice state="stop" title="This tablet could not open what you left here">
    <p>It is still here, sealed. Use another tablet for now, and tell your careers leader.</p>
  </Notice>
);

/** An older version in another window holds the tables, or one that the browser has frozen: it must go first. */
export const Held = () => (
  <main class="main">
    <h1>Fingerpost</h1>
    <div role="alert">
      <Notice state="late" title="Another window of Fingerpost is open">
        <p>It holds this tablet’s storage. Go to it and close it: this window then opens by itself. Nothing is lost.</p>
      </Notice>
    </div>
  </main>
);
