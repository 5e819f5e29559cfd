/** "Protect this tablet": four words that open it, shown, then typed once; with a finger, a face or a PIN beside them. */
import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
import type { HowItOpens, Protection } from '../../queries/house.tsx';
import { NewWords } from './protect/new-words.tsx';
import { WordsOfNow } from './protect/words-of-now.tsx';
import '../../styles/screens/backup.css';
import '../../styles/screens/lock.css';

/** What the page is about, once it is known. */
interface Standing {
  readonly protection: Protection;
  readonly opens: HowItOpens;
  readonly needs: 'nothing' | 'words' | 'sign-in';
}

/** The page. After signing in it comes first, and leads on to where the person wanted to go. */
export function Protect() {
  const house = useHouse();
  const { route } = useLocation();
  const [standing, setStanding] = useState<Standing | null>(null);
  useEffect(() => {
    void house.protection().then(async (protection) => {
      const [opens, needs] = await Promise.all([protection.now(), protection.needs()]);
      setStanding({ protection, opens, needs });
    });
  }, [house]);
  const goOn = () => route(afterwards(), true);
  const isChange = standing?.opens === 'words' || standing?.opens === 'words-and-passkey';
  const title = isChange ? 'Change the four words' : 'Protect this tablet';
  return (
    <Main title={title} heading={title} class="protect">
      <div class="sheet">
        {standing === null ? (
          <Loading words="Looking at how this tablet opens" />
        ) : (
          <Body
            {...standing}
            isChange={isChange}
            onKnown={() => setStanding({ ...standing, needs: 'nothing' })}
            onEnd={goOn}
          />
        )}
      </div>
    </Main>
  );
}

interface BodyProps extends Standing {
  readonly isChange: boolean;
  readonly onKnown: () => void;
  readonly onEnd: () => void;
}

function Body({ protection, opens, needs, isChange, onKnown, onEnd }: BodyProps) {
  if (opens === 'nothing-kept' || opens === 'sign-in') return <NoNeed opens={opens} onEnd={onEnd} />;
  if (needs === 'sign-in') return <SignInOnce onEnd={onEnd} />;
  if (needs === 'words') return <WordsOfNow protection={protection} onRight={onKnown} onEnd={onEnd} />;
  const done = (how: 'protected' | 'without-passkey') => {
    showToast({
      words:
        how === 'protected'
          ? 'This tablet is protected.'
          : 'This tablet is protected with the four words. It cannot use a finger, a face or a PIN.',
    });
    onEnd();
  };
  return (
    <NewWords
      protection={protection}
      isChange={isChange}
      madeUp={opens === 'not-needed'}
      onward={afterwards()}
      onDone={done}
      onEnd={onEnd}
    />
  );
}

const NO_NEED = {
  'nothing-kept': 'This is a shared computer: nothing is kept on it, so there is nothing to protect.',
  'sign-in': 'Administrators sign in each time. Nothing opens on this tablet without that.',
} as const;

const NoNeed = ({ opens, onEnd }: { readonly opens: keyof typeof NO_NEED; readonly onEnd: () => void }) => (
  <>
    <p>{NO_NEED[opens]}</p>
    <div class="actions">
      <Button onClick={onEnd}>Go back</Button>
    </div>
  </>
);

/** The keys are wrapped just after signing in only: the server tells what opens them then and at no other time. */
function SignInOnce({ onEnd }: { readonly onEnd: () => void }) {
  const { lock } = useHouse();
  const [refused, setRefused] = useState(false);
  return (
    <Notice
      title="Sign in once more"
      icon="lock"
      actions={
        <>
          <Button look="do" onClick={() => void lock().then((whyNot) => setRefused(whyNot !== null))}>
            Lock and sign in
          </Button>
          <Button look="plain" onClick={onEnd}>
            Not now
          </Button>
        </>
      }
    >
      <p>The four words can be set just after signing in. You need internet for that. Nothing is lost meanwhile.</p>
      <div role="alert">
        {refused ? <p class="hint">Some words on this tablet are not saved yet. Save them, then try again.</p> : null}
      </div>
    </Notice>
  );
}

/** Where the person wanted to go: behind the mark of the address, or home. Never out of the app. */
function afterwards(): string {
  const wanted = decodeURIComponent(location.hash.slice(1));
  return /^\/(?!\/)/.test(wanted) && !wanted.startsWith(PATHS.protect) ? wanted : PATHS.home;
}
