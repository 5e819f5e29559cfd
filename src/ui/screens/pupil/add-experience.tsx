/** "Add something I did": what, when, where; it goes to staff to confirm. Policy 5.8.4, 5.9.5. */
import { useState } from 'preact/hooks';
import type { ActivityKind, CountsTowards } from '../../../domain/entries/vocabulary.ts';
import type { EntryId } from '../../../domain/ids.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { isRealDate } from '../../../domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, TextArea, TextInput } from '../../parts/fields.tsx';
import { WhoSees } from '../../parts/surface.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
import type { Saved } from '../../queries/mutate.ts';
import { useMutate } from '../../queries/mutate.ts';
import { NotSavedHere } from '../shared/not-saved-here.tsx';
import { useKept } from '../shared/use-kept.ts';
import type { OwnView } from './own-page.tsx';

/** What a pupil does outside what school arranges, in their words, with what each may count towards once confirmed. */
const KINDS: readonly (readonly [ActivityKind, string, readonly CountsTowards[]])[] = [
  ['work-experience', 'Work experience', ['6']],
  ['workplace-visit', 'A visit to a workplace', ['6']],
  ['volunteering', 'Volunteering', ['6']],
  ['shadowing', 'Followed somebody at work', ['6']],
  ['employer-talk', 'Met somebody about their job', ['5']],
  ['provider-visit', 'An open day or evening', ['7']],
  ['labour-market', 'Used facts about jobs or courses', ['2']],
  ['other', 'Something else', []],
];

/** What is chosen and typed, kept while the app is open. */
interface Adding {
  readonly kind: ActivityKind | null;
  readonly title: string;
  readonly date: string;
  readonly where: string;
  readonly learned: string;
}

const NOTHING_ADDED: Omit<Adding, 'date'> = { kind: null, title: '', where: '', learned: '' };

interface AddProps {
  readonly view: OwnView;
  readonly onClose: () => void;
}

/** The dialog. What could not be saved stays in it. */
export function AddExperience({ view: { record, today }, onClose }: AddProps) {
  const { newId } = useHouse();
  const mutate = useMutate();
  const { value, change, forget } = useKept<Adding>('add something I did', { ...NOTHING_ADDED, date: today });
  const set = (patch: Partial<Adding>) => change((before) => ({ ...before, ...patch }));
  const { kind, title, date, where, learned } = value;
  const [saved, setSaved] = useState<Saved | null>(null);
  const ready = kind !== null && title.trim() !== '' && isRealDate(date) && date <= today;
  const add = async () => {
    const chosen = KINDS.find(([one]) => one === kind);
    if (!chosen) return;
    const id = newId() as EntryId;
    const facts = {
      title: title.trim(),
      activity: chosen[0],
      date: date as IsoDate,
      counts: chosen[2],
      organisation: where.trim(),
      providers: [],
      tags: [],
      occupation: '',
      learned: learned.trim(),
    };
    const result = await mutate('experience.claim', record.id, { id, facts });
    setSaved(result);
    if (result.kind !== 'saved') return;
    forget();
    const undo = () => void mutate('entry.withdraw', record.id, { id, reason: 'Added by mistake' });
    showToast({ words: 'Thanks. Staff will look at it and confirm it.', undo });
    onClose();
  };
  return (
    <Dialog
      title="Add something I did"
      onClose={onClose}
      actions={
        <>
          <Button look="do" disabled={!ready} onClick={() => void add()}>
            Send to staff
          </Button>
          <Button look="plain" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <WhoSees words="you, your form tutor, staff who support you, your careers adviser and the careers leader." />
      <Choices
        label="What was it"
        titled
        one
        options={KINDS.map(([one, label]) => ({ value: one, label }))}
        chosen={kind === null ? [] : [kind]}
        onChange={([chosen]) => set({ kind: KINDS.find(([one]) => one === chosen)?.[0] ?? null })}
      />
      <Field label="In a few words" hint="Such as: helped at the animal shelter">
        <TextInput value={title} onText={(text) => set({ title: text })} maxLength={200} />
      </Field>
      <Field label="When">
        <TextInput type="date" value={date} onText={(text) => set({ date: text })} max={today} />
      </Field>
      <Field label="Where or with whom" hint="If you like">
        <TextInput value={where} onText={(text) => set({ where: text })} maxLength={200} />
      </Field>
      <Field label="What you got out of it" hint="If you like">
        <TextArea rows={2} value={learned} onText={(text) => set({ learned: text })} />
      </Field>
      <NotSavedHere saved={saved}>Nothing was added. Your words are still here.</NotSavedHere>
    </Dialog>
  );
}
