/** "Signing in": one's own password, second step, passkeys, school account, and where one is signed in. Needs internet: the server alone knows. */
import type { MyAccount } from '../../../protocol/sign-in.ts';
import { PATHS } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Sheet } from '../../parts/surface.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useMyAccount } from '../../queries/my-account.ts';
import { failureWords } from '../../queries/server.ts';
import { AppPart } from './signing-in/app-part.tsx';
import { PasskeysPart } from './signing-in/passkeys-part.tsx';
import { PasswordPart } from './signing-in/password-part.tsx';
import { SchoolAccountPart, SsoBack } from './signing-in/school-account-part.tsx';
import { SessionsPart } from './signing-in/sessions-part.tsx';
import { StepWanted } from './signing-in/step-wanted.tsx';
import '../../styles/screens/signing-in.css';

/** The page. */
export function SigningIn() {
  const { answer, failure, again } = useMyAccount();
  return (
    <Main title="Signing in" class="signing-in">
      <p class="up">
        <a href={PATHS.account}>Your account</a>
      </p>
      {failure === null ? null : (
        <Notice
          title="Your account is not known just now"
          actions={
            <Button look="plain" onClick={again}>
              Try again
            </Button>
          }
        >
          <p>{failureWords(failure)} What is on this page is with the school’s server.</p>
        </Notice>
      )}
      {answer === null && failure === null ? <Loading words="Asking the school" /> : null}
      {answer === null ? null : <Parts account={answer} again={again} />}
    </Main>
  );
}

/** What each part is given. `again`: something has changed. */
export interface PartProps {
  readonly account: MyAccount;
  readonly again: () => void;
}

function Parts(props: PartProps) {
  const { demo } = useHouse().session;
  return (
    <>
      {demo ? (
        <Notice title="The demo school has no passwords">
          <p>At a real school you set up how you sign in on this page.</p>
        </Notice>
      ) : (
        <StepWanted {...props} />
      )}
      <Sheet>
        {demo ? null : (
          <>
            <SsoBack {...props} />
            <PasswordPart {...props} />
            <AppPart {...props} />
            <PasskeysPart {...props} />
            <SchoolAccountPart {...props} />
          </>
        )}
        <SessionsPart {...props} />
      </Sheet>
    </>
  );
}
