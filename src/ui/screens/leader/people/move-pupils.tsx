/** "Move pupils": some pupils of a form go into another one in mid-year, or leave. Works without internet; both can be undone. */
import { useState } from 'preact/hooks';
import { dayAndMonth, plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import type { FormCode, RecordId } from '../../../../domain/ids.ts';
import { byForm, bySurname, fullName } from '../../../../domain/person-names.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { isRealDate } from '../../../../domain/time.ts';
import { PATHS } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Check } from '../../../parts/choices.tsx';
import { Field, Select, TextInput } from '../../../parts/fields.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { RosterView, SchoolFacts } from '../../../queries/school.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import type { MoveAct, PupilHere } from './pupil-moves.ts';
import { isPupilHere, leaveAct, moveAct, readersWords } from './pupil-moves.ts';

interface MovesProps {
  readonly school: SchoolFacts;
  readonly roster: RosterView;
  readonly digests: readonly Digest[];
}

/** The value of a select for pupils without a form. */
const NO_FORM = '';

/** The page below the tabs. */
export function MovePupils({ school, roster, digests }: MovesProps) {
  const today = useToday();
  const pupils = digests.filter(isPupilHere(today));
  const forms = [...new Set(pupils.map(({ pupil }) => pupil.form ?? NO_FORM))].toSorted(byForm);
  const [chosen, setChosen] = useState<string | null>(null);
  const form = chosen !== null && forms.includes(chosen as FormCode) ? chosen : (forms.find(Boolean) ?? NO_FORM);
  if (pupils.length === 0) return <NoPupils />;
  const there = pupils
    .filter(({ pupil }) => (pupil.form ?? NO_FORM) === form)
    .toSorted((a, b) => bySurname(a.pupil, b.pupil));
  return (
    <Sheet>
      <Section title="Move pupils" class="stack-5">
        <p>For a change of form in the school year, or for pupils who leave. Their records go with them.</p>
        <div class="group-choice">
          <Field label="Form">
            <Select
              value={form}
              options={forms.map((code) => ({ value: code, label: code === NO_FORM ? 'No form' : code }))}
              onChoose={setChosen}
            />
          </Field>
        </div>
        <OneForm key={form} form={form} pupils={there} school={school} roster={roster} />
      </Section>
    </Sheet>
  );
}

const NoPupils = () => (
  <Sheet>
    <Empty title="No pupils yet">
      <p>Bring in a list from your own system to begin.</p>
      <ButtonLink look="go" href={PATHS.bringIn}>
        Bring in pupils
      </ButtonLink>
    </Empty>
  </Sheet>
);

interface FormProps extends Omit<MovesProps, 'digests'> {
  readonly form: string;
  readonly pupils: readonly PupilHere[];
}

function OneForm({ form, pupils, school, roster }: FormProps) {
  const [ticked, setTicked] = useState<ReadonlySet<RecordId>>(new Set());
  const some = pupils.filter(({ record }) => ticked.has(record));
  const tick = (record: RecordId, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(record);
    else next.delete(record);
    setTicked(next);
  };
  const save = useSaveAct();
  const act = async ({ changes, undo }: MoveAct, words: string) => {
    if ((await save(changes)).kind !== 'saved') return;
    showToast({ words, undo: () => void save(undo) });
    setTicked(new Set());
  };
  return (
    <>
      <fieldset class="move-list">
        <legend class="label">Who</legend>
        {pupils.map(({ record, pupil }) => (
          <Check key={record} checked={ticked.has(record)} onChange={(on) => tick(record, on)}>
            {fullName(pupil)}
          </Check>
        ))}
      </fieldset>
      <MoveTo form={form} pupils={some} school={school} roster={roster} onAct={act} />
      <Leave pupils={some} onAct={act} />
    </>
  );
}

type OnAct = (act: MoveAct, words: string) => Promise<void>;

function MoveTo({ form, pupils, school, roster, onAct }: FormProps & { readonly onAct: OnAct }) {
  const today = useToday();
  const others = othersOf(form, pupils, school);
  const [to, setTo] = useState<string | null>(null);
  const target = others.find(({ code }) => code === to) ?? (to === NO_FORM ? undefined : others[0]);
  const code = target?.code ?? null;
  const sentences = readersWords({ school, roster, today }, form === NO_FORM ? null : (form as FormCode), code);
  return (
    <form
      class="stack-4"
      aria-label="Move to another form"
      onSubmit={(event) => {
        event.preventDefault();
        if (pupils.length === 0) return;
        const where = code === null ? 'in no form' : `in ${code}`;
        void onAct(moveAct(pupils, target ?? null), `${plural(pupils.length, 'pupil')} ${where} now.`);
      }}
    >
      <div class="group-choice">
        <Field label="Move to">
          <Select
            value={code ?? NO_FORM}
            options={[
              ...others.map((one) => ({ value: one.code as string, label: `${one.code}, Year ${one.year}` })),
              ...(form === NO_FORM ? [] : [{ value: NO_FORM, label: 'No form' }]),
            ]}
            onChoose={setTo}
          />
        </Field>
      </div>
      {sentences.length === 0 ? null : <p class="quiet">{sentences.join(' ')}</p>}
      <div>
        <Button look="do" type="submit" disabled={pupils.length === 0}>
          {pupils.length === 0 ? 'Move pupils' : `Move ${plural(pupils.length, 'pupil')}`}
        </Button>
      </div>
    </form>
  );
}

/** The other forms, those of the same year first. */
function othersOf(form: string, pupils: readonly PupilHere[], { forms }: SchoolFacts): SchoolFacts['forms'] {
  const year = pupils[0]?.pupil.year ?? forms.find(({ code }) => code === form)?.year;
  return forms
    .filter(({ code }) => (code as string) !== form)
    .toSorted((a, b) => Number(b.year === year) - Number(a.year === year) || byForm(a.code, b.code));
}

function Leave({ pupils, onAct }: { readonly pupils: readonly PupilHere[]; readonly onAct: OnAct }) {
  const today = useToday();
  const [day, setDay] = useState<string>(today);
  const good = pupils.length > 0 && isRealDate(day);
  return (
    <form
      class="add-form"
      aria-label="Leave the school"
      onSubmit={(event) => {
        event.preventDefault();
        if (good)
          void onAct(
            leaveAct(pupils, day as IsoDate),
            `${plural(pupils.length, 'pupil')}: last day ${dayAndMonth(day as IsoDate)}.`,
          );
      }}
    >
      <Field label="Last day at the school">
        <TextInput type="date" value={day} onText={setDay} />
      </Field>
      <Button type="submit" disabled={!good}>
        {pupils.length === 0 ? 'Mark as leaving' : `Mark ${plural(pupils.length, 'pupil')} as leaving`}
      </Button>
    </form>
  );
}
