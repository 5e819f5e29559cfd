/** The day, slot by slot: who comes, why, what clashes; swap and remove without dragging. */
import { useState } from 'preact/hooks';
import { endOf } from '../../../../domain/booking-day.ts';
import type { Booking, Stretch } from '../../../../domain/bookings.ts';
import { longDate } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { suggestPupils } from '../../../../domain/find-pupils.ts';
import { needWords } from '../../../../domain/interview-need.ts';
import { fullName } from '../../../../domain/person-names.ts';
import { entriesOf } from '../../../../domain/record.ts';
import type { RecordId } from '../../../../domain/ids.ts';
import { pupilPath } from '../../../app/paths.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/fields.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { Row, RowName, Rows } from '../../../parts/rows.tsx';
import { Suggest } from '../../../parts/suggest.tsx';
import { Facts, Tag } from '../../../parts/tag.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useRecord } from '../../../queries/records.ts';
import type { Slot } from './day.ts';
import type { BookingState } from './use-booking.ts';

interface SlotsProps {
  readonly state: BookingState;
  readonly digests: readonly Digest[];
  /** Which of the days. */
  readonly day: number;
}

/** The day in order of time. */
export function DaySlots({ state, digests, day }: SlotsProps) {
  const [open, setOpen] = useState<number | null>(null);
  const shown = state.days[day];
  if (shown === undefined) return null;
  return (
    <Rows ordered label={day === 0 ? 'Slots of the day' : `Slots of ${longDate(shown.settings.date)}`}>
      {shown.lines.map((line) =>
        line.kind === 'booked' ? (
          <Booked key={line.booking.interview.id} booking={line.booking} />
        ) : (
          <SlotRow
            key={line.from}
            slot={line.slot}
            state={state}
            digests={digests}
            day={day}
            open={open === line.slot.at}
            onOpen={(on) => setOpen(on ? line.slot.at : null)}
          />
        ),
      )}
    </Rows>
  );
}

/** From when to when. */
const Time = ({ stretch }: { readonly stretch: Stretch }) => (
  <p class="slot-time">
    <b>{stretch.from}</b> <span class="quiet">to {endOf(stretch)}</span>
  </p>
);

const Booked = ({ booking: { record, name, form, interview, clash } }: { readonly booking: Booking }) => (
  <Row class="slot">
    <Time stretch={interview} />
    <div>
      <RowName name={name} href={pupilPath(record)} {...(form === null ? {} : { form })} />
      <Facts>
        <Tag state="booked" />
        {clash ? <span>Two at this time</span> : null}
      </Facts>
    </div>
  </Row>
);

interface SlotRowProps extends SlotsProps {
  readonly slot: Slot;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

function SlotRow({ slot, state, digests, day, open, onOpen }: SlotRowProps) {
  const place = (record: RecordId | null) => {
    state.place({ day, at: slot.at }, record);
    onOpen(false);
  };
  return (
    <Row class="slot">
      <Time stretch={slot} />
      <InSlot slot={slot} />
      <SlotActions slot={slot} open={open} onChoose={() => onOpen(!open)} onRemove={() => place(null)} />
      {open ? <ChoosePupil slot={slot} pool={state.need} digests={digests} onChoose={place} /> : null}
    </Row>
  );
}

const nameOf = ({ pupil }: Digest): string => (pupil ? fullName(pupil) : 'A pupil');

function InSlot({ slot: { pupil, clash } }: { readonly slot: Slot }) {
  if (pupil === null) return <p class="quiet">Free</p>;
  return (
    <div>
      <RowName
        name={nameOf(pupil)}
        href={pupilPath(pupil.record)}
        {...(pupil.pupil?.form ? { form: pupil.pupil.form } : {})}
      />
      <Facts>
        <span>{needWords(pupil)}</span>
        <Avoid record={pupil.record} />
      </Facts>
      {clash === null ? null : (
        <p class="clash">
          <Icon name="needs" />
          Clash: {clash}
        </p>
      )}
    </div>
  );
}

/** The lesson that the pupil asked not to be taken out of. */
function Avoid({ record }: { readonly record: RecordId }) {
  const loaded = useRecord(record);
  const request = loaded.state === 'ready' && loaded.value ? entriesOf(loaded.value, 'request').at(-1) : undefined;
  return request === undefined || request.avoid === '' ? null : <span>Not in {request.avoid}</span>;
}

interface ActionsProps {
  readonly slot: Slot;
  readonly open: boolean;
  readonly onChoose: () => void;
  readonly onRemove: () => void;
}

function SlotActions({ slot: { pupil, from }, open, onChoose, onRemove }: ActionsProps) {
  if (pupil !== null) {
    return (
      <div class="actions">
        <Button look="plain" aria-expanded={open} onClick={onChoose} about={` ${nameOf(pupil)}`}>
          Swap
        </Button>
        <Button look="plain" onClick={onRemove} about={` ${nameOf(pupil)}`}>
          Remove
        </Button>
      </div>
    );
  }
  return (
    <div class="actions">
      <Button look="plain" aria-expanded={open} onClick={onChoose} about={` for ${from}`}>
        Choose a pupil
      </Button>
    </div>
  );
}

const OFFERED = 6;

interface ChooseProps {
  readonly slot: Slot;
  readonly pool: readonly Digest[];
  readonly digests: readonly Digest[];
  readonly onChoose: (record: RecordId) => void;
}

/** The next in need are offered at once; anybody is found by name or form. */
function ChoosePupil({ slot, pool, digests, onChoose }: ChooseProps) {
  const [words, setWords] = useState('');
  const today = useToday();
  const offered =
    words.trim() === ''
      ? pool.filter(({ record }) => record !== slot.pupil?.record).slice(0, OFFERED)
      : suggestPupils(digests, words, today);
  return (
    <div class="editing">
      <Field label={slot.pupil === null ? `Who comes at ${slot.from}?` : `Who comes instead of ${nameOf(slot.pupil)}?`}>
        <Suggest
          value={words}
          onText={setWords}
          placeholder="Name or form"
          suggestions={offered.map((digest) => ({
            value: digest.record,
            label: nameOf(digest),
            ...(digest.pupil?.form ? { hint: digest.pupil.form } : {}),
          }))}
          onChoose={({ value }) => onChoose(value as RecordId)}
        />
      </Field>
    </div>
  );
}
