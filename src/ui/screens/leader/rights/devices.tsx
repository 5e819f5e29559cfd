/** Devices of the staff: the last contact of each, whose records it could have seen, and clearing it from afar. */
import { useState } from 'preact/hooks';
import { dateNearby, longDate } from '../../../../domain/date-words.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { clockOf, dateOf } from '../../../../domain/time.ts';
import type { Clearing, Holder } from '../../../../protocol/holders.ts';
import { RIGHTS_PATHS, deviceSeenPath, personSeenPath } from '../../../app/rights-paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { clearDevice, useHolders } from '../../../queries/holders.ts';
import { useHouse } from '../../../queries/house.tsx';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName, useSchool } from '../../../queries/school.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { counted } from '../roster-change/counted.ts';
import { Answered, Failed, RightsFrame } from './frame.tsx';

/** The page. */
export function Devices() {
  const asked = useHolders();
  const school = useSchool();
  return (
    <RightsFrame
      tab={RIGHTS_PATHS.devices}
      hint="Each is a browser on which somebody of the staff has been signed in. A lost one: sign it out and clear it."
    >
      <Answered asked={asked} words="Asking for the devices">
        {(holders) =>
          school.state === 'ready' ? <List holders={holders} school={school.value} again={asked.again} /> : null
        }
      </Answered>
    </RightsFrame>
  );
}

interface ListProps {
  readonly holders: readonly Holder[];
  readonly school: SchoolFacts;
  readonly again: () => void;
}

function List({ holders, school, again }: ListProps) {
  const [open, setOpen] = useState<Holder | null>(null);
  const [inUse, others] = [holders.filter(isInUse), holders.filter((one) => !isInUse(one))];
  if (holders.length === 0) {
    return (
      <Sheet>
        <Empty title="No device has been in contact yet">
          <p>Whoever signs in appears here.</p>
        </Empty>
      </Sheet>
    );
  }
  const rows = (some: readonly Holder[]) => (
    <Rows>
      {some.map((holder) => (
        <DeviceRow key={holder.id} holder={holder} school={school} onClear={() => setOpen(holder)} />
      ))}
    </Rows>
  );
  return (
    <Sheet class="stack-7">
      <Section title="Signed in" count={inUse.length} titleClass="group-title">
        {rows(inUse)}
      </Section>
      {others.length === 0 ? null : (
        <Section title="Signed out, or cleared" count={others.length} titleClass="group-title">
          {rows(others)}
        </Section>
      )}
      {open === null ? null : (
        <ClearDevice
          holder={open}
          name={staffName(school, open.person)}
          onClose={() => setOpen(null)}
          onAsked={() => {
            setOpen(null);
            again();
          }}
        />
      )}
    </Sheet>
  );
}

const isInUse = ({ signedIn, clearing }: Holder): boolean => signedIn && clearing?.done == null;

interface RowProps {
  readonly holder: Holder;
  readonly school: SchoolFacts;
  readonly onClear: () => void;
}

function DeviceRow({ holder: { id, person, seen, sent, records, clearing }, school, onClear }: RowProps) {
  const today = useToday();
  const name = staffName(school, person);
  const when = seen === null ? 'Not in contact any more' : `Last contact ${longDate(dateOf(seen))}, ${clockOf(seen)}`;
  const canClear = clearing === null || (clearing.done !== null && seen !== null && seen > clearing.done);
  return (
    <Row class="device">
      <div>
        <RowName name={name} />
        <p class="quiet">
          {when}
          {sent === null ? '' : `. Last brought something ${dateNearby(dateOf(sent), today)}`}. Was sent{' '}
          {counted(records, 'record')}
        </p>
        {clearing === null ? null : <p>{clearingWords(clearing, school, today)}</p>}
      </div>
      <div class="links">
        <ButtonLink look="plain" href={deviceSeenPath(id)} about={` ${name}, ${counted(records, 'record')}`}>
          Whose records could this device have seen?
        </ButtonLink>
        <ButtonLink look="plain" href={personSeenPath(person)} about={` of ${name}`}>
          All devices
        </ButtonLink>
      </div>
      <div class="actions">
        {canClear ? (
          <Button look="plain" about={` of ${name}`} onClick={onClear}>
            Sign out and clear this device
          </Button>
        ) : null}
      </div>
    </Row>
  );
}

/** "Cleared 29 November, 14:02" or how far it is. */
function clearingWords({ asked, by, told, done }: Clearing, school: SchoolFacts, today: IsoDate): string {
  const at = (when: Clearing['asked']) => `${dateNearby(dateOf(when), today)}, ${clockOf(when)}`;
  if (done !== null) return `Cleared ${at(done)}.`;
  const who = by === '' ? '' : ` by ${school.staffById.get(by)?.name ?? 'somebody'}`;
  if (told !== null) return `To be cleared, asked${who}. It heard of it ${at(told)}, and has not said that it is done.`;
  return `To be cleared at its next contact: asked${who} ${at(asked)}. It is signed out already.`;
}

interface ClearProps {
  readonly holder: Holder;
  readonly name: string;
  readonly onClose: () => void;
  readonly onAsked: () => void;
}

function ClearDevice({ holder, name, onClose, onAsked }: ClearProps) {
  const { session } = useHouse();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const clear = async () => {
    setBusy(true);
    const answer = await clearDevice(session.school, holder.id);
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    showToast({ words: `Signed out: a device of ${name}. It clears itself at its next contact.` });
    onAsked();
  };
  return (
    <Dialog
      title={`Sign out and clear this device of ${name}`}
      onClose={onClose}
      actions={
        <>
          <Button look="stop" busy={busy} onClick={() => void clear()}>
            Sign out and clear this device
          </Button>
          <Button look="plain" onClick={onClose}>
            Leave it
          </Button>
        </>
      }
    >
      <Failed failure={failure} title="Nothing was done" />
      <p>
        It is signed out at once: the server answers it nothing any more. What {name} has on it goes when it is next
        opened where there is internet.
      </p>
      <p>
        What was written on it and has not been sent is brought in first, sealed as it lies there, where that can be
        done; the rest is lost. What other people left on the same tablet stays theirs. {name} can sign in again, and
        starts afresh.
      </p>
    </Dialog>
  );
}
