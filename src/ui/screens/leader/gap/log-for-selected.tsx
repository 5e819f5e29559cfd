/** "Log for selected": an activity of the programme that was held, for pupils who were there too. One act, one Undo. */
import { useState } from 'preact/hooks';
import { fullDate, plural } from '../../../../domain/date-words.ts';
import type { EntryId, RecordId } from '../../../../domain/ids.ts';
import type { EntryOf } from '../../../../domain/record.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Field, Select } from '../../../parts/fields.tsx';
import { showToast } from '../../../parts/toast.tsx';
import type { Saved } from '../../../queries/mutate.ts';
import { changeOf, useAct } from '../../../queries/mutate.ts';
import { NotSavedHere } from '../../shared/not-saved-here.tsx';

interface LogProps {
  readonly records: readonly RecordId[];
  /** At least one. */
  readonly activities: readonly EntryOf<'planned'>[];
  readonly onClose: () => void;
  readonly onLogged: () => void;
}

/** The dialog. It stays open, as it was, when nothing could be saved. */
export function LogForSelected({ records, activities, onClose, onLogged }: LogProps) {
  const act = useAct();
  const [id, setId] = useState<EntryId | undefined>(activities[0]?.id);
  const [failed, setFailed] = useState<Saved | null>(null);
  const activity = activities.find((other) => other.id === id);
  const log = async () => {
    if (!activity) return;
    const { facts } = activity;
    const saved = await act(
      records.map((record) => changeOf('activity.log', record, { activity: activity.id, facts, attended: true })),
    );
    setFailed(saved);
    if (saved.kind !== 'saved') return;
    const undo = () => void act(records.map((record) => changeOf('activity.unlog', record, { activity: activity.id })));
    showToast({ words: `${facts.title}: logged for ${plural(records.length, 'pupil')}.`, undo });
    onLogged();
  };
  return (
    <Dialog
      title={`Log for ${plural(records.length, 'pupil')}`}
      onClose={onClose}
      actions={
        <>
          <Button look="do" onClick={() => void log()}>
            Log for {plural(records.length, 'pupil')}
          </Button>
          <Button look="plain" onClick={onClose}>
            Log nothing
          </Button>
        </>
      }
    >
      <NotSavedHere saved={failed}>Nothing was logged. The pupils are still selected.</NotSavedHere>
      <Field label="What they took part in" hint="Activities of your programme that have been held and count here">
        <Select
          value={id ?? ''}
          options={activities.map(({ id: value, facts }) => ({
            value,
            label: `${facts.title}, ${fullDate(facts.date)}`,
          }))}
          onChoose={(value) => setId(value as EntryId)}
        />
      </Field>
    </Dialog>
  );
}
