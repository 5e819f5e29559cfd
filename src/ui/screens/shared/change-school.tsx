/** Going to another school of the same account, and what waits at each. */
import { useState } from 'preact/hooks';
import { ROLE_NAMES } from '../../../domain/group.ts';
import { plural } from '../../../domain/date-words.ts';
import { Button } from '../../parts/button.tsx';
import { Row, Rows } from '../../parts/rows.tsx';
import type { OtherSchool, SendingFacts } from '../../queries/house.tsx';
import { useHouse } from '../../queries/house.tsx';
import { useOnline } from '../../queries/online.ts';
import { useOtherSchools } from '../../queries/other-schools.ts';
import { useSendingStatus } from '../../queries/sending.ts';
import { sendingTrouble } from '../../queries/sending-trouble.ts';
import { useHasKept } from './use-kept.ts';
import '../../styles/screens/other-schools.css';

/** Under "Your account": the other schools, one tap each. Nothing when there are none. */
export function ChangeSchool() {
  const others = useOtherSchools().schools;
  if (others.length === 0) return null;
  return (
    <section class="account-schools" aria-labelledby="change-school">
      <h2 id="change-school">Change school</h2>
      <Rows>
        {others.map((other) => (
          <Row key={other.session.school} class="other-school">
            <p class="quiet">{other.session.roles.map((role) => ROLE_NAMES[role]).join(', ')}</p>
            <ChangeButton other={other} />
          </Row>
        ))}
      </Rows>
    </section>
  );
}

/** On "Sending and saving": what waits at each of them. It is sent with the rest. */
export function WaitingElsewhere() {
  const others = useOtherSchools().schools.filter(({ digests }) => digests !== null);
  const { lastResult } = useSendingStatus();
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="waiting-elsewhere">
      <h2 id="waiting-elsewhere">At your other schools</h2>
      <Rows>
        {others.map((other) => (
          <Row key={other.session.school} class="other-school">
            <div>
              {waitingWords(other, lastResult).map((words) => (
                <p key={words}>{words}</p>
              ))}
            </div>
            <ChangeButton other={other} />
          </Row>
        ))}
      </Rows>
    </section>
  );
}

/** "2 changes wait at Oakfield School.", what needs the person there, and what stands in the way, unless it does so here too. */
function waitingWords(
  { session: { schoolName }, sending }: OtherSchool,
  lastResult: SendingFacts['lastResult'],
): readonly string[] {
  const { waiting, needsYou } = sending;
  const waits = waiting > 0 ? `${plural(waiting, 'change waits', 'changes wait')} at ${schoolName}.` : null;
  const needs = needsYou > 0 ? `${plural(needsYou, 'change needs', 'changes need')} you at ${schoolName}.` : null;
  const isOther = waiting > 0 && sending.lastResult !== lastResult;
  const trouble = isOther ? (sendingTrouble(sending)?.words ?? null) : null;
  const words = [waits, needs, trouble].filter((part) => part !== null);
  return words.length === 0 ? [`Nothing waits at ${schoolName}.`] : words;
}

/** The way to another school; says why when it cannot be gone just now. */
export function ChangeButton({ other: { session, digests } }: { readonly other: OtherSchool }) {
  const { others, session: here } = useHouse();
  const online = useOnline();
  const hasKept = useHasKept();
  const [why, setWhy] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const { school, schoolName } = session;
  const go = async () => {
    if (digests === null && !online) return setWhy(NOT_YET);
    // Closed dialogs keep what was typed for as long as this school is open in the window.
    if (hasKept() && !asked) {
      setAsked(true);
      return setWhy(
        `Something that you began at ${here.schoolName} is not saved. Save it first, or change all the same.`,
      );
    }
    const whyNot = await others.open(school);
    if (whyNot !== null) setWhy(UNSAVED);
  };
  return (
    <div class="change-school">
      <Button look="next" small onClick={() => void go()}>
        {`Change to ${schoolName}`}
      </Button>
      <output>{why === null ? null : <span class="hint">{why}</span>}</output>
    </div>
  );
}

const NOT_YET = 'It has not been opened on this tablet yet. You need internet the first time.';
const UNSAVED = 'Some words on this tablet are not saved yet. They are still on screen: save them, then change.';
