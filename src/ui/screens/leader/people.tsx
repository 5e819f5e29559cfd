/** "People": the staff with roles, forms and accounts; who has which form; codes for pupils. */
import { useEffect, useState } from 'preact/hooks';
import type { Digest } from '../../../domain/digest.ts';
import type { PersonId } from '../../../domain/ids.ts';
import { PATHS } from '../../app/paths.ts';
import { RIGHTS_PATHS } from '../../app/rights-paths.ts';
import { Button } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { Section, Sheet, Tabs } from '../../parts/surface.tsx';
import { useToday } from '../../queries/clock.ts';
import { useHouse } from '../../queries/house.tsx';
import { bothLoaded } from '../../queries/live.ts';
import { renewCode, usePeople } from '../../queries/people.ts';
import { useDigests } from '../../queries/records.ts';
import type { RosterView, SchoolFacts } from '../../queries/school.ts';
import { useRoster, useSchool } from '../../queries/school.ts';
import { failureWords } from '../../queries/server.ts';
import { takeSecondStep } from '../../queries/sign-in-rules.ts';
import { CodeCard } from './people/code-card.tsx';
import { tutorOf } from './people/form-tutors.ts';
import { Forms } from './people/forms.tsx';
import { Invite } from './people/invite.tsx';
import { MovePupils } from './people/move-pupils.tsx';
import { PupilCodes } from './people/pupil-codes.tsx';
import { SecondStep } from './people/second-step.tsx';
import type { Slip } from './people/slips.tsx';
import { present } from './people/staff-fields.tsx';
import { StaffRow } from './people/staff-row.tsx';
import '../../styles/screens/office.css';

type Tab = 'staff' | 'forms' | 'codes' | 'moves';

/** The page with its tabs. */
export function People({ tab }: { readonly tab: Tab }) {
  const loaded = bothLoaded(bothLoaded(useSchool(), useRoster()), useDigests());
  const leads = useHouse().session.roles.includes('leader');
  const [inviting, setInviting] = useState(false);
  const [slip, setSlip] = useState<Slip | null>(null);
  // A code belongs to the page on which it was asked for.
  useEffect(() => setSlip(null), [tab]);
  if (loaded.state !== 'ready') return <NotLoaded failed={loaded.state === 'failed'} />;
  const [[school, roster], digests] = loaded.value;
  const actions = (
    <Button onClick={() => setInviting(true)}>
      <Icon name="plus" />
      Invite
    </Button>
  );
  return (
    <Main title="People" class="office people" {...(tab === 'staff' && !inviting ? { actions } : {})}>
      <Tabs
        label="People"
        items={[
          { href: PATHS.people, label: 'Staff', current: tab === 'staff' },
          { href: PATHS.peopleForms, label: 'Give forms', current: tab === 'forms' },
          { href: PATHS.peopleMoves, label: 'Move pupils', current: tab === 'moves' },
          { href: PATHS.peopleCodes, label: 'Pupils’ codes', current: tab === 'codes' },
          ...(leads ? [{ href: RIGHTS_PATHS.devices, label: 'Devices', current: false }] : []),
        ]}
      />
      {slip === null ? null : <CodeCard slip={slip} onDone={() => setSlip(null)} />}
      <div class="no-print stack-4">
        {tab === 'staff' && inviting ? (
          <Invite
            school={school}
            roster={roster}
            onClose={() => setInviting(false)}
            onInvited={(made) => {
              setInviting(false);
              setSlip(made);
            }}
          />
        ) : null}
        {tab === 'staff' && !inviting ? (
          <Staff key={slip?.code} school={school} roster={roster} onCode={setSlip} />
        ) : null}
        <OfPupils tab={tab} school={school} roster={roster} digests={digests} />
      </div>
      {tab === 'codes' ? <PupilCodes digests={digests} /> : null}
    </Main>
  );
}

interface OfPupilsProps {
  readonly tab: Tab;
  readonly school: SchoolFacts;
  readonly roster: RosterView;
  readonly digests: readonly Digest[];
}

/** The tabs that look at the pupils. */
function OfPupils({ tab, ...all }: OfPupilsProps) {
  if (tab === 'moves') return <MovePupils {...all} />;
  return tab === 'forms' ? <Forms {...all} /> : null;
}

function NotLoaded({ failed }: { readonly failed: boolean }) {
  return (
    <Main title="People" class="office people">
      {failed ? (
        <Notice state="stop" title="There is a problem">
          <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
        </Notice>
      ) : (
        <Loading words="Opening People" />
      )}
    </Main>
  );
}

interface StaffProps {
  readonly school: SchoolFacts;
  readonly roster: RosterView;
  readonly onCode: (slip: Slip) => void;
}

function Staff({ school, roster, onCode }: StaffProps) {
  const { session } = useHouse();
  const today = useToday();
  const { answer, failure, again } = usePeople();
  const [trouble, setTrouble] = useState<string | null>(null);
  const accounts = new Map((answer ?? []).map((account) => [account.person, account]));
  const gone = school.staff.filter(({ left }) => left);
  const alone = school.forms.filter(({ code }) => tutorOf(roster, code, today) === undefined).length;
  const renew = async (person: PersonId, name: string) => {
    setTrouble(null);
    const made = await renewCode(session.school, person);
    if (!made.ok) return setTrouble(failureWords(made.error));
    return onCode({ key: person, name, form: null, code: made.value.code, expires: made.value.expires });
  };
  const takeStep = async (person: PersonId, name: string) => {
    setTrouble(null);
    const taken = await takeSecondStep(session.school, person);
    if (!taken.ok) return setTrouble(failureWords(taken.error));
    again();
    return renew(person, name);
  };
  const row = (person: SchoolFacts['staff'][number]) => (
    <StaffRow
      key={person.id}
      person={person}
      school={school}
      roster={roster}
      account={accounts.get(person.id as string as PersonId)}
      onNewCode={() => void renew(person.id as string as PersonId, person.name)}
      onLostStep={() => void takeStep(person.id as string as PersonId, person.name)}
    />
  );
  return (
    <>
      {trouble === null ? null : (
        <div role="alert">
          <Notice state="stop" title="No code was made">
            <p>{trouble} A new code needs internet: the server makes it.</p>
          </Notice>
        </div>
      )}
      {failure === null ? null : (
        <Notice
          title="Accounts are not known just now"
          actions={
            <Button look="plain" onClick={again}>
              Try again
            </Button>
          }
        >
          <p>{failureWords(failure)} Roles and forms can be changed all the same; inviting has to wait.</p>
        </Notice>
      )}
      {alone > 0 ? (
        <p>
          <a href={PATHS.peopleForms}>{alone === 1 ? '1 form has' : `${alone} forms have`} nobody</a>
        </p>
      ) : null}
      <Sheet>
        <Section title="Staff" count={present(school.staff).length} titleClass="group-title">
          <Rows>{present(school.staff).map(row)}</Rows>
        </Section>
        {gone.length > 0 ? (
          <Section title="Have left" count={gone.length} titleClass="group-title">
            <Rows>{gone.map(row)}</Rows>
          </Section>
        ) : null}
        <SecondStep staff={present(school.staff)} />
      </Sheet>
    </>
  );
}
