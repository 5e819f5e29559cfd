/** One member of staff in People: roles, forms, account, last seen, and what can be done. */
import { useState } from 'preact/hooks';
import { ROLE_NAMES } from '../../../../domain/group.ts';
import type { PersonId } from '../../../../domain/ids.ts';
import { SCHOOL_RECORD } from '../../../../domain/record.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { dateOf } from '../../../../domain/time.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { howFar, shortDate } from '../../../../domain/date-words.ts';
import type { People } from '../../../../protocol/accounts.ts';
import { PATHS } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Menu } from '../../../parts/menu.tsx';
import type { MenuItem } from '../../../parts/menu.tsx';
import { Row, RowName } from '../../../parts/rows.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { RosterView, SchoolFacts } from '../../../queries/school.ts';
import { useSave } from '../../shared/use-save.ts';
import { ChangeStaff, isLastLeader, staffArgs } from './change-staff.tsx';
import { formsOf } from './form-tutors.ts';
import { untilWords } from './slips.tsx';

type Account = People['people'][number];

interface RowProps {
  readonly person: EntryOf<'staff'>;
  readonly school: SchoolFacts;
  readonly roster: RosterView;
  /** Undefined: not known, without internet or before the answer. */
  readonly account: Account | undefined;
  readonly onNewCode: () => void;
  /** Their phone is lost: the second step goes, and a code sets up another. */
  readonly onLostStep: () => void;
}

/** The row; "Change role" opens the form under it. */
export function StaffRow({ person, school, roster, account, onNewCode, onLostStep }: RowProps) {
  const today = useToday();
  const [changing, setChanging] = useState(false);
  const forms = formsOf(roster, person.id as string as PersonId, today);
  const needsForm = person.roles.includes('tutor') && forms.length === 0 && !person.left;
  return (
    <Row class="person">
      <div>
        <RowName name={person.name} />
        <p class="quiet">{rolesWords(person)}</p>
      </div>
      <div>
        {forms.length > 0 ? <p>{forms.join(', ')}</p> : null}
        {needsForm ? (
          <ButtonLink look="plain" href={PATHS.peopleForms} about={` to ${person.name}`}>
            Give forms
          </ButtonLink>
        ) : null}
      </div>
      <AccountState account={account} today={today} />
      <div class="actions">
        <Button
          look="plain"
          aria-expanded={changing}
          onClick={() => setChanging(!changing)}
          about={` of ${person.name}`}
        >
          Change role
        </Button>
        <More person={person} school={school} onNewCode={onNewCode} onLostStep={onLostStep} />
      </div>
      {changing ? (
        <ChangeStaff person={person} school={school} roster={roster} onClose={() => setChanging(false)} />
      ) : null}
    </Row>
  );
}

function rolesWords({ roles, guidance }: EntryOf<'staff'>): string {
  const names = roles.map((role) => ROLE_NAMES[role]).join(', ');
  if (!roles.includes('adviser')) return names;
  if (guidance === null) return `${names}. No guidance qualification yet: interviews do not count for benchmark 8`;
  return `${names}, ${guidance.level}${guidance.to === null ? '' : ` until ${shortDate(guidance.to)}`}`;
}

function AccountState({ account, today }: { readonly account: Account | undefined; readonly today: IsoDate }) {
  if (account === undefined) return <p class="quiet">Account not known</p>;
  if (account.account === 'active') {
    const seen =
      account.lastSeen === null ? 'not signed in now' : `last seen ${howFar(dateOf(account.lastSeen), today)}`;
    return (
      <div>
        <p>{account.login ?? 'Active'}</p>
        <p class="hint">{`${seen.charAt(0).toUpperCase()}${seen.slice(1)}`}</p>
      </div>
    );
  }
  if (account.account === 'none' || account.codeExpires === null) return <p class="quiet">No account yet</p>;
  const over = dateOf(account.codeExpires) < today;
  return (
    <div>
      <p>Invited</p>
      <p class="hint">{over ? 'The code has run out' : `Code until ${untilWords(account.codeExpires)}`}</p>
    </div>
  );
}

interface MoreProps extends Pick<RowProps, 'person' | 'school' | 'onNewCode' | 'onLostStep'> {}

/** New code; has left. A person who has left sees nothing any more from the next sync on. */
function More({ person, school, onNewCode, onLostStep }: MoreProps) {
  const save = useSave();
  const setLeft = async (left: boolean) => {
    const saved = await save('staff.set', SCHOOL_RECORD, { ...staffArgs(person), left });
    if (saved.kind !== 'saved') return;
    showToast({
      words: left ? `${person.name} has left and sees nothing any more.` : `${person.name} is back.`,
      undo: () => void save('staff.set', SCHOOL_RECORD, staffArgs(person)),
    });
  };
  const last = isLastLeader(school.staff, person);
  const items: readonly MenuItem[] = person.left
    ? [{ label: 'Is back at the school', onPress: () => void setLeft(false) }]
    : [
        { label: 'New code', onPress: onNewCode },
        { label: 'Has lost their second step', onPress: onLostStep },
        ...(last ? [] : [{ label: 'Has left the school', onPress: () => void setLeft(true) }]),
      ];
  return <Menu label={`More for ${person.name}`} items={items} />;
}
