/**
 * Adding an application, and saying how far it is. Only what was changed here is saved, so that what somebody else said of
 * the rest meanwhile stands. What is typed and chosen outlives a closed dialog.
 */
import { useState } from 'preact/hooks';
import { whoCanSee } from '../../../domain/access.ts';
import type { ApplicationStatus } from '../../../domain/entries/vocabulary.ts';
import { ROUTE_NAMES } from '../../../domain/vocabulary-names.ts';
import { APPLICATION_STATUSES, ROUTES } from '../../../domain/entries/vocabulary.ts';
import type { EntryId, RecordId } from '../../../domain/ids.ts';
import type { EntryOf } from '../../../domain/record.ts';
import { DEFAULT_READERS } from '../../../domain/record.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { isRealDate } from '../../../domain/time.ts';
import { Choices } from '../../parts/choices.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, TextInput } from '../../parts/fields.tsx';
import { WhoSees } from '../../parts/surface.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
import type { Saved } from '../../queries/mutate.ts';
import { useMutate } from '../../queries/mutate.ts';
import type { ApplicationDay, ApplicationFields } from './application-words.ts';
import { APPLICATION_STATUS_NAMES, DAY_OF, whereWords } from './application-words.ts';
import { KeptForm } from './kept-form.tsx';
import { useKept } from './use-kept.ts';

/** What was changed here. */
type Patch = Partial<ApplicationFields>;

const NOTHING: ApplicationFields = {
  provider: '',
  course: '',
  route: null,
  status: 'thinking',
  appliedOn: null,
  interviewOn: null,
  offeredOn: null,
};

interface DialogProps {
  readonly record: RecordId;
  /** The one to update; null: a new one. */
  readonly application: EntryOf<'application'> | null;
  /** What the pupil is called; null: it is the pupil who writes. */
  readonly name: string | null;
  readonly onClose: () => void;
}

/** The dialog, for as long as it is mounted. */
export function ApplicationDialog({ record, application, name, onClose }: DialogProps) {
  const { patch, change, save, failed } = useApplicationForm(record, application, onClose);
  const value = { ...(application ?? NOTHING), ...patch };
  const set = (more: Patch) => change((before) => ({ ...before, ...more }));
  // Nothing is chosen for them: a way on that has no name here is chosen as such.
  const isChosen = application !== null || patch.route !== undefined;
  const place = <Place value={value} set={set} isChosen={isChosen} />;
  const progress = <Progress value={value} set={set} />;
  return (
    <Dialog title={application ? whereWords(application) : 'A new application'} onClose={onClose}>
      <KeptForm
        class="application-form"
        label="Application"
        saved={failed}
        kept="Nothing was saved. Your words are still here."
        ready={value.provider.trim() !== ''}
        onSave={save}
        onClose={onClose}
      >
        {application ? progress : place}
        {application ? (
          <details>
            <summary>Change where or what</summary>
            <div class="application-place">{place}</div>
          </details>
        ) : (
          progress
        )}
        <WhoSees words={`${whoCanSee({ readers: DEFAULT_READERS.application }, name === null ? 'pupil' : 'staff')}.`} />
      </KeptForm>
    </Dialog>
  );
}

function useApplicationForm(record: RecordId, application: EntryOf<'application'> | null, onSaved: () => void) {
  const { newId } = useHouse();
  const mutate = useMutate();
  const { value: patch, change, forget } = useKept<Patch>(`application ${record} ${application?.id ?? 'new'}`, {});
  const [failed, setFailed] = useState<Saved | null>(null);
  const done = (saved: Saved, words: string, undo: () => void) => {
    setFailed(saved);
    if (saved.kind !== 'saved') return;
    forget();
    onSaved();
    showToast({ words, undo });
  };
  const add = async () => {
    const id = newId() as EntryId;
    const fields = trimmed({ ...NOTHING, ...patch });
    done(await mutate('application.add', record, { id, ...fields }), `Added: ${whereWords(fields)}.`, () => {
      void mutate('entry.withdraw', record, { id, reason: 'Undone by its author' });
    });
  };
  const update = async (before: EntryOf<'application'>) => {
    const { id } = before;
    const to = changed(before, trimmed(patch));
    if (Object.keys(to).length === 0) {
      forget();
      onSaved();
      return;
    }
    const saved = await mutate('application.change', record, { id, to });
    done(saved, `Updated: ${whereWords({ ...before, ...to })}.`, () => {
      void mutate('application.change', record, { id, to: fieldsOf(before, to) });
    });
  };
  return { patch, change, failed, save: () => (application ? update(application) : add()) };
}

/** Words without the spaces around them. */
function trimmed<P extends Patch>(patch: P): P {
  const words = (['provider', 'course'] as const).flatMap((field) => {
    const text = patch[field];
    return text === undefined ? [] : [[field, text.trim()] as const];
  });
  return { ...patch, ...Object.fromEntries(words) };
}

/** What of a patch is not so already. */
const changed = (before: ApplicationFields, patch: Patch): Patch =>
  Object.fromEntries(
    Object.entries(patch).filter(([field, value]) => before[field as keyof ApplicationFields] !== value),
  );

/** The fields that a patch names, as they were. */
const fieldsOf = (before: ApplicationFields, patch: Patch): Patch =>
  Object.fromEntries(Object.keys(patch).map((field) => [field, before[field as keyof ApplicationFields]]));

interface PartProps {
  readonly value: ApplicationFields;
  readonly set: (patch: Patch) => void;
}

const OTHER = 'other';

/** Where, what, and which way on. */
const Place = ({ value, set, isChosen }: PartProps & { readonly isChosen: boolean }) => (
  <>
    <Field label="Where" hint="A school, college, university or employer">
      <TextInput value={value.provider} onText={(provider) => set({ provider })} maxLength={200} />
    </Field>
    <Field label="Course or job" hint="If it is known">
      <TextInput value={value.course} onText={(course) => set({ course })} maxLength={200} />
    </Field>
    <Choices
      label="What it is"
      titled
      one
      options={[
        ...ROUTES.map((one) => ({ value: one, label: ROUTE_NAMES[one] })),
        { value: OTHER, label: 'Something else' },
      ]}
      chosen={isChosen ? [value.route ?? OTHER] : []}
      onChange={([chosen]) => set({ route: ROUTES.find((route) => route === chosen) ?? null })}
    />
  </>
);

const DAY_LABELS: Readonly<Record<ApplicationDay, string>> = {
  appliedOn: 'When it was sent',
  interviewOn: 'When the interview is or was',
  offeredOn: 'When the offer came',
};

/** How far it is, with the day that goes with it. */
function Progress({ value, set }: PartProps) {
  const day = DAY_OF[value.status];
  return (
    <>
      <Choices
        label="How far is it?"
        titled
        one
        options={APPLICATION_STATUSES.map((one) => ({ value: one, label: APPLICATION_STATUS_NAMES[one] }))}
        chosen={[value.status]}
        onChange={([chosen]) => set({ status: (chosen ?? value.status) as ApplicationStatus })}
      />
      {day ? (
        <Field key={day} label={DAY_LABELS[day]} hint="If you know">
          <TextInput
            type="date"
            value={value[day] ?? ''}
            onText={(text) => set({ [day]: isRealDate(text) ? (text as IsoDate) : null })}
          />
        </Field>
      ) : null}
    </>
  );
}
