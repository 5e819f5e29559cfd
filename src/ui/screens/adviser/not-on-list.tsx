/**
 * A pupil who is not on the list: a record of its own and its interview, in one act, without internet too. The careers
 * leader moves what is on it to the right pupil later. Source: design "Walk-ins".
 */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { EntryId, RecordId } from '../../../domain/ids.ts';
import { clockOf, dateOf, toInstant } from '../../../domain/time.ts';
import { interviewPath } from '../../app/paths.ts';
import { Button } from '../../parts/button.tsx';
import { Field, Select, TextInput } from '../../parts/fields.tsx';
import { useHouse } from '../../queries/house.tsx';
import type { Saved } from '../../queries/mutate.ts';
import { changeOf, useAct } from '../../queries/mutate.ts';
import { NotSavedHere } from '../shared/not-saved-here.tsx';

interface NotOnListProps {
  /** What was looked for: it is most likely the name. */
  readonly words: string;
  readonly room: string;
  /** Year groups of the school. */
  readonly years: readonly number[];
}

/** The form in the dialog behind "Add a pupil". */
export function NotOnList({ words, room, years }: NotOnListProps) {
  const { newId, nowMs } = useHouse();
  const { route } = useLocation();
  const act = useAct();
  const [name, setName] = useState(firstWord(words));
  const [surname, setSurname] = useState(restOf(words));
  const [year, setYear] = useState('');
  const [saved, setSaved] = useState<Saved | null>(null);
  const start = async () => {
    const record = newId() as RecordId;
    const id = newId() as EntryId;
    const now = toInstant(nowMs());
    const on = dateOf(now);
    const result = await act([
      changeOf('unlisted.add', record, { name: name.trim(), surname: surname.trim(), year: Number(year), on }),
      changeOf('interview.start', record, { id, date: on, from: clockOf(now), place: room }),
    ]);
    setSaved(result);
    if (result.kind === 'saved') route(interviewPath(record, id));
  };
  const isReady = name.trim() !== '' && surname.trim() !== '' && year !== '';
  return (
    <div class="stack">
      <p class="hint">Only you and the careers leader see this record, until it is put with the right pupil’s.</p>
      <Field label="First name">
        <TextInput value={name} onText={setName} />
      </Field>
      <Field label="Surname">
        <TextInput value={surname} onText={setSurname} />
      </Field>
      <Field label="Year">
        <Select
          value={year}
          options={[
            { value: '', label: 'Choose a year' },
            ...years.map((y) => ({ value: `${y}`, label: `Year ${y}` })),
          ]}
          onChoose={setYear}
        />
      </Field>
      <NotSavedHere saved={saved}>The interview was not started. The name is still here.</NotSavedHere>
      <div class="actions">
        <Button look="go" disabled={!isReady} onClick={() => void start()}>
          Start interview
        </Button>
      </div>
    </div>
  );
}

const firstWord = (words: string): string => words.trim().split(/\s+/)[0] ?? '';
const restOf = (words: string): string => words.trim().split(/\s+/).slice(1).join(' ');
