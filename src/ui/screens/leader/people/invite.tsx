/** "Invite": makes the staff entry, the account and an activation code. Online only: the server makes the account. */
import { useState } from 'preact/hooks';
import { Button } from '../../../parts/button.tsx';
import { ErrorSummary } from '../../../parts/error-summary.tsx';
import type { Problem } from '../../../parts/error-summary.tsx';
import { Sheet } from '../../../parts/surface.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { invite } from '../../../queries/people.ts';
import type { RosterView, SchoolFacts } from '../../../queries/school.ts';
import { failureWords } from '../../../queries/server.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import { NeedsInternet } from '../needs-internet.tsx';
import type { Slip } from './slips.tsx';
import type { StaffDraft } from './staff-fields.tsx';
import { NOBODY, StaffFields, guidanceOf, problemsOf } from './staff-fields.tsx';
import { yearChanges } from './years-held.ts';
import { yearsTaught } from './years-taught.ts';

interface InviteProps {
  readonly school: SchoolFacts;
  readonly roster: RosterView;
  readonly onInvited: (slip: Slip) => void;
  readonly onClose: () => void;
}

/** The form. What was typed stays when the server cannot be reached. */
export function Invite({ school, roster, onInvited, onClose }: InviteProps) {
  const { session, engine, newId } = useHouse();
  const today = useToday();
  const save = useSaveAct();
  const [draft, setDraft] = useState<StaffDraft>(NOBODY);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    const wrong = problemsOf(draft);
    setProblems(wrong);
    if (wrong.length > 0) return;
    setBusy(true);
    const name = draft.name.trim();
    const answer = await invite(session.school, { name, roles: [...draft.roles], guidance: guidanceOf(draft) });
    setBusy(false);
    if (!answer.ok) {
      setProblems([{ field: 'staff-name', words: `Nobody was invited. ${failureWords(answer.error)}` }]);
      return;
    }
    const { person, code, expires } = answer.value;
    const years = yearChanges(roster, { person, draft, today, newId });
    if (years.length > 0) await save(years);
    engine.sync('asked');
    onInvited({ key: person, name, form: null, code, expires });
  };
  return (
    <Sheet class="stack-5">
      <h2>Invite somebody</h2>
      <NeedsInternet
        title="Inviting needs internet"
        why="The server makes the account and its code. What you type stays here."
      />
      <ErrorSummary problems={problems} />
      <form
        class="stack-5"
        aria-label="Invite somebody"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <StaffFields
          draft={draft}
          onChange={setDraft}
          problems={problems}
          years={yearsTaught(school)}
          adviserSeesAll={school.settings?.everyAdviserSeesAll ?? false}
        />
        <div class="actions">
          <Button look="do" type="submit" busy={busy}>
            {busy ? 'Making the code' : 'Make the activation code'}
          </Button>
          <Button look="plain" onClick={onClose}>
            Do not invite
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
