/** "Change role": name, roles, years and qualification of somebody who is there. One act, saved on the device, with undo. */
import { useState } from 'preact/hooks';
import type { PersonId } from '../../../../domain/ids.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { SCHOOL_RECORD } from '../../../../domain/record.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorSummary } from '../../../parts/error-summary.tsx';
import type { Problem } from '../../../parts/error-summary.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { changeOf } from '../../../queries/mutate.ts';
import type { RosterView, SchoolFacts } from '../../../queries/school.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import type { StaffDraft } from './staff-fields.tsx';
import { StaffFields, draftOf, guidanceOf, problemsOf } from './staff-fields.tsx';
import { yearChanges, yearsHeld } from './years-held.ts';
import { yearsTaught } from './years-taught.ts';

type Staff = EntryOf<'staff'>;

/** The fields of an entry as `staff.set` wants them. */
export const staffArgs = ({ id, name, roles, guidance, left }: Staff) => ({ id, name, roles, guidance, left });

/** Is this the only careers leader? Without one nobody could settle who sees what. */
export const isLastLeader = (staff: readonly Staff[], person: Pick<Staff, 'id' | 'roles'>): boolean =>
  person.roles.includes('leader') && !staff.some((s) => s.id !== person.id && !s.left && s.roles.includes('leader'));

interface ChangeProps {
  readonly person: Staff;
  readonly school: SchoolFacts;
  readonly roster: RosterView;
  readonly onClose: () => void;
}

/** The form under the person's row. */
export function ChangeStaff({ person, school, roster, onClose }: ChangeProps) {
  const { newId } = useHouse();
  const today = useToday();
  const save = useSaveAct();
  const id = person.id as string as PersonId;
  const before = yearsHeld(roster, id, today);
  const [draft, setDraft] = useState<StaffDraft>(() => draftOf(person, before));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const changesTo = (to: StaffDraft, entry: Staff) => [
    changeOf('staff.set', SCHOOL_RECORD, staffArgs(entry)),
    ...yearChanges(roster, { person: id, draft: to, today, newId }),
  ];
  const send = async () => {
    const wrong = [...problemsOf(draft)];
    if (isLastLeader(school.staff, person) && !draft.roles.includes('leader'))
      wrong.push({
        field: 'role-leader',
        words: 'The school needs a careers leader. Give somebody else the role first',
      });
    setProblems(wrong);
    if (wrong.length > 0) return;
    const name = draft.name.trim();
    const after = { ...person, name, roles: draft.roles, guidance: guidanceOf(draft) };
    if ((await save(changesTo(draft, after))).kind !== 'saved') return;
    const undo = () => void save([changeOf('staff.set', SCHOOL_RECORD, staffArgs(person))]);
    showToast({ words: `${name}: changed.`, undo });
    onClose();
  };
  return (
    <form
      class="stack-5 editing"
      aria-label={`Change ${person.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ErrorSummary problems={problems} />
      <StaffFields
        draft={draft}
        onChange={setDraft}
        problems={problems}
        years={yearsTaught(school)}
        adviserSeesAll={school.settings?.everyAdviserSeesAll ?? false}
      />
      <div class="actions">
        <Button look="do" type="submit">
          Save
        </Button>
        <Button look="plain" onClick={onClose}>
          Keep it as it is
        </Button>
      </div>
    </form>
  );
}
