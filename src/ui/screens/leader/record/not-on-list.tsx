/** On the record of somebody who was not on the list: what to do about it. Source: design "Walk-ins". */
import { useState } from 'preact/hooks';
import { longDate, plural } from '../../../../domain/date-words.ts';
import { waitsForMove } from '../../../../domain/move-entry.ts';
import type { CareersRecord, EntryOf } from '../../../../domain/record.ts';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/states.tsx';
import { showToast } from '../../../parts/toast.tsx';
import type { Saved } from '../../../queries/mutate.ts';
import { useMutate } from '../../../queries/mutate.ts';
import type { SchoolFacts } from '../../../queries/school.ts';
import { staffName } from '../../../queries/school.ts';
import { NotSavedHere } from '../../shared/not-saved-here.tsx';

interface NotOnListProps {
  readonly record: CareersRecord;
  readonly pupil: EntryOf<'pupil'>;
  readonly school: SchoolFacts;
}

/** The notice; nothing on the record of a pupil of the school. */
export function NotOnList({ record, pupil, school }: NotOnListProps) {
  const mutate = useMutate();
  const [saved, setSaved] = useState<Saved | null>(null);
  if (pupil.unlisted === undefined) return null;
  if (pupil.unlisted === 'closed')
    return (
      <Notice title="Not on the list">
        <p>This record is closed. Only careers leaders see it.</p>
      </Notice>
    );
  const left = waitsForMove(record);
  const close = async () => {
    const result = await mutate('unlisted.close', record.id, {});
    setSaved(result);
    if (result.kind === 'saved') showToast({ words: 'Closed. The adviser does not see this record any more.' });
  };
  return (
    <Notice
      state="late"
      title="Not on the list"
      actions={
        <Button disabled={left > 0} onClick={() => void close()}>
          Close this record
        </Button>
      }
    >
      <p>
        {staffName(school, pupil.author)} met {pupil.name} on {longDate(pupil.from)}. Move what is here to the right
        pupil, then close this record.
      </p>
      {left > 0 ? <p>{plural(left, 'entry', 'entries')} to move first.</p> : null}
      <NotSavedHere saved={saved}>The record was not closed.</NotSavedHere>
    </Notice>
  );
}
