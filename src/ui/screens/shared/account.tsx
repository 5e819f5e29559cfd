/** "Your account": who is signed in, to which school, and signing out. */
import { ROLE_NAMES } from '../../../domain/group.ts';
import { PATHS } from '../../app/paths.ts';
import { Main } from '../../parts/frame.tsx';
import { Pairs } from '../../parts/surface.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useCountedSending } from '../../queries/sending.ts';
import { ChangeSchool } from './change-school.tsx';
import { ThisDevice } from './this-device.tsx';
import '../../styles/screens/sending.css';

/** The page behind "Your account". */
export function Account() {
  const { session } = useHouse();
  const { waiting } = useCountedSending();
  return (
    <Main title="Your account" heading="Your account" class="sending">
      <div class="sheet two">
        <section>
          <h2>{session.name}</h2>
          <Pairs
            items={[
              ['School', session.schoolName],
              ['Signed in as', session.roles.map((role) => ROLE_NAMES[role]).join(', ')],
            ]}
          />
          <p>
            <a href={PATHS.signingIn}>Password, second step and where you are signed in</a>
          </p>
          <ChangeSchool />
        </section>
        <ThisDevice waiting={waiting} />
      </div>
    </Main>
  );
}
