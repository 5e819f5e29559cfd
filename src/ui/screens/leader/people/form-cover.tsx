/** Cover of a form: somebody who stands in for its tutor, from one day to another. */
import { useState } from 'preact/hooks';
import { shortDate } from '../../../../domain/date-words.ts';
import type { EntryId, FormCode, PersonId } from '../../../../domain/ids.ts';
import { ROSTER_RECORD } from '../../../../domain/record.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { isRealDate } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, Select, TextInput } from '../../../parts/fields.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { changeOf } from '../../../queries/mutate.ts';
import type { RosterView, SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import { coverOf, endDuty, restoreDuty } from './form-tutors.ts';

interface CoversProps {
  readonly form: FormCode;
  readonly school: SchoolFacts;
  readonly roster: RosterView;
  readonly today: IsoDate;
}

/** Who covers a form today or later. */
export function Covers({ form, school, roster, today }: CoversProps) {
  const save = useSaveAct();
  return (
    <>
      {coverOf(roster, form, today).map((duty) => {
        const name = staffName(school, duty.person);
        const end = async () => {
          if ((await save([endDuty(duty, today)])).kind !== 'saved') return;
          showToast({ words: `${form}: ${name} does not cover any more.`, undo: () => void save([restoreDuty(duty)]) });
        };
        return (
          <p key={duty.id}>
            Cover: {name}, {shortDate(duty.from)}
            {duty.to === null ? ' on' : ` to ${shortDate(duty.to)}`}{' '}
            <Button look="plain" onClick={() => void end()} about={` cover of ${form} by ${name}`}>
              End
            </Button>
          </p>
        );
      })}
    </>
  );
}

interface AddCoverProps {
  readonly form: FormCode;
  readonly tutors: readonly EntryOf<'staff'>[];
  readonly onClose: () => void;
}

/** Somebody who stands in, from one day to another. */
export function AddCover({ form, tutors, onClose }: AddCoverProps) {
  const { newId } = useHouse();
  const today = useToday();
  const save = useSaveAct();
  const [person, setPerson] = useState<string>(tutors[0]?.id ?? '');
  const [from, setFrom] = useState<string>(today);
  const [to, setTo] = useState<string>(today);
  const good = person !== '' && isRealDate(from) && isRealDate(to) && from <= to;
  const add = async () => {
    const id = newId() as EntryId;
    const dates = { from: from as IsoDate, to: to as IsoDate };
    const duty = { id, form, person: person as PersonId, cover: true, ...dates };
    if ((await save([changeOf('roster.tutor', ROSTER_RECORD, duty)])).kind !== 'saved') return;
    const name = tutors.find((t) => (t.id as string) === person)?.name ?? 'cover';
    showToast({ words: `${form}: ${name} added.`, undo: () => void save([endDuty({ id }, today)]) });
    onClose();
  };
  return (
    <form
      class="editing three-fields"
      aria-label={`Cover for ${form}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (good) void add();
      }}
    >
      <Field label="Who" hint="A member of staff with the role form tutor">
        <Select
          value={person}
          options={tutors.map(({ id, name }) => ({ value: id as string, label: name }))}
          onChoose={setPerson}
        />
      </Field>
      <Field label="From">
        <TextInput type="date" value={from} onText={setFrom} min={today} />
      </Field>
      <Field label="To, this day included">
        <TextInput type="date" value={to} onText={setTo} min={from} />
      </Field>
      <div class="actions">
        <Button look="do" type="submit" disabled={!good}>
          Save cover
        </Button>
        <Button look="plain" onClick={onClose}>
          No cover
        </Button>
      </div>
    </form>
  );
}
