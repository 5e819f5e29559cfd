/** A form that two tutors share: each reads it and follows it up, until one of them ends it. */
import { useState } from 'preact/hooks';
import type { EntryId, FormCode, PersonId } from '../../../../domain/ids.ts';
import { ROSTER_RECORD } from '../../../../domain/record.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, Select } from '../../../parts/fields.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { changeOf } from '../../../queries/mutate.ts';
import type { RosterView, SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import { endDuty, restoreDuty, sharersOf } from './form-tutors.ts';

interface SharersProps {
  readonly form: FormCode;
  readonly school: SchoolFacts;
  readonly roster: RosterView;
  readonly today: IsoDate;
}

/** Who shares a form with its tutor. */
export function Sharers({ form, school, roster, today }: SharersProps) {
  const save = useSaveAct();
  return (
    <>
      {sharersOf(roster, form, today).map((duty) => {
        const name = staffName(school, duty.person);
        const end = async () => {
          if ((await save([endDuty(duty, today)])).kind !== 'saved') return;
          showToast({
            words: `${form}: ${name} does not share it any more.`,
            undo: () => void save([restoreDuty(duty)]),
          });
        };
        return (
          <p key={duty.id}>
            Shared with {name}{' '}
            <Button look="plain" onClick={() => void end()} about={` sharing of ${form} by ${name}`}>
              End
            </Button>
          </p>
        );
      })}
    </>
  );
}

interface AddSharerProps {
  readonly form: FormCode;
  /** Those who do not have the form yet. */
  readonly tutors: readonly EntryOf<'staff'>[];
  readonly onClose: () => void;
}

/** A second tutor, from today until further notice. */
export function AddSharer({ form, tutors, onClose }: AddSharerProps) {
  const { newId } = useHouse();
  const today = useToday();
  const save = useSaveAct();
  const [person, setPerson] = useState<string>(tutors[0]?.id ?? '');
  const share = async () => {
    const id = newId() as EntryId;
    const duty = { id, form, person: person as PersonId, cover: false, from: today, to: null };
    if ((await save([changeOf('roster.tutor', ROSTER_RECORD, duty)])).kind !== 'saved') return;
    const name = tutors.find((t) => (t.id as string) === person)?.name ?? 'a tutor';
    showToast({ words: `${form}: shared with ${name}.`, undo: () => void save([endDuty({ id }, today)]) });
    onClose();
  };
  return (
    <form
      class="editing three-fields"
      aria-label={`Share ${form}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (person !== '') void share();
      }}
    >
      <Field label="With whom" hint="Both read the form and follow it up">
        <Select
          value={person}
          options={tutors.map(({ id, name }) => ({ value: id as string, label: name }))}
          onChoose={setPerson}
        />
      </Field>
      <div class="actions">
        <Button look="do" type="submit" disabled={person === ''}>
          Share the form
        </Button>
        <Button look="plain" onClick={onClose}>
          Do not share
        </Button>
      </div>
    </form>
  );
}
