/**
 * "Ask tutors": the same next step for the form tutor of each chosen pupil, as one act. It stands in the tutors' list of next
 * steps; who has no tutor today comes back to the careers leader as "Nobody following up". Policy 5.12.3.
 */
import { useMemo, useState } from 'preact/hooks';
import { plural } from '../../../../domain/date-words.ts';
import type { EntryId, RecordId } from '../../../../domain/ids.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { isRealDate } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { DateChoices } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import type { Saved } from '../../../queries/mutate.ts';
import { changeOf, useAct } from '../../../queries/mutate.ts';
import { useDigests } from '../../../queries/records.ts';
import { useRoster, useSchool } from '../../../queries/school.ts';
import { datedChoices } from '../../shared/dated-choices.ts';
import { NotSavedHere } from '../../shared/not-saved-here.tsx';
import { useKept } from '../../shared/use-kept.ts';
import { hasTutorOn } from '../dashboard/waiting.tsx';

interface AskProps {
  readonly records: readonly RecordId[];
  /** What is asked, until other words are written. */
  readonly words: string;
  readonly onClose: () => void;
  readonly onAsked: () => void;
}

/** Longest words of a next step, in characters. */
const WHAT_MAX = 200;

/** The dialog. It stays open with its words when nothing could be saved. */
export function AskTutors({ records, words, onClose, onAsked }: AskProps) {
  const act = useAct();
  const { newId } = useHouse();
  const today = useToday();
  const school = useSchool();
  const choices = datedChoices(today, school.state === 'ready' ? school.value.terms : []);
  const { value: what, change, forget } = useKept(`ask tutors ${words}`, words);
  const [chosenDue, setDue] = useState<string | null>(null);
  const [failed, setFailed] = useState<Saved | null>(null);
  const due = chosenDue ?? choices[0]?.value ?? '';
  const alone = useWithoutTutor(records, today);
  const title = `Ask the form tutors of ${plural(records.length, 'pupil')}`;
  const ready = what.trim() !== '' && isRealDate(due);
  const ask = async () => {
    const step = { what: what.trim(), who: 'tutor', due: due as IsoDate, tutorChecks: true } as const;
    const asked = records.map((record) => ({ record, id: newId() as EntryId }));
    const saved = await act(asked.map(({ record, id }) => changeOf('step.add', record, { id, ...step })));
    setFailed(saved);
    if (saved.kind !== 'saved') return;
    forget();
    const reason = 'Undone by its author';
    const undo = () => void act(asked.map(({ record, id }) => changeOf('entry.withdraw', record, { id, reason })));
    showToast({ words: `Form tutors of ${plural(records.length, 'pupil')} asked.`, undo });
    onAsked();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button look="do" disabled={!ready} onClick={() => void ask()}>
            Ask for {plural(records.length, 'pupil')}
          </Button>
          <Button look="plain" onClick={onClose}>
            Ask nobody
          </Button>
        </>
      }
    >
      <NotSavedHere saved={failed}>Nobody was asked. Your words are still here.</NotSavedHere>
      <p>It becomes a next step of each pupil, for their form tutor. The pupil sees it too.</p>
      {alone > 0 ? <p class="quiet">{aloneWords(alone, records.length)}</p> : null}
      <Field label="What the form tutor does">
        <TextInput value={what} onText={(text) => change(() => text)} maxLength={WHAT_MAX} />
      </Field>
      <DateChoices label="By when" options={choices} value={due} onChoose={setDue} min={today} />
    </Dialog>
  );
}

const aloneWords = (alone: number, of: number): string => {
  const who = alone === of ? 'None of them has a' : `${alone} of them ${alone === 1 ? 'has' : 'have'} no`;
  return `${who} form tutor today. You find them under “Nobody following up”.`;
};

/** How many of them have no form tutor today. */
function useWithoutTutor(records: readonly RecordId[], today: IsoDate): number {
  const digests = useDigests();
  const roster = useRoster();
  return useMemo(() => {
    if (digests.state !== 'ready' || roster.state !== 'ready') return 0;
    const asked = new Set(records);
    const hasTutor = hasTutorOn(roster.value, today);
    return digests.value.filter(
      ({ record, pupil }) => asked.has(record) && (pupil?.form == null || !hasTutor(pupil.form)),
    ).length;
  }, [digests.state, roster.state, records, today]);
}
