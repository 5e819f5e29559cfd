/**
 * Writing down what was decided about telling the local authority, for one pupil or for several at once (a letter to a whole
 * year that nobody answered). Who decided follows from the age on that day. What is chosen outlives a closed dialog. Policy 5.5.13.
 */
import { useState } from 'preact/hooks';
import { whoCanSee } from '../../../../domain/access.ts';
import { plural } from '../../../../domain/date-words.ts';
import type { SharingDecider, SharingDecision, ToldHow } from '../../../../domain/entries/vocabulary.ts';
import { MOST_AT_ONCE } from '../../../../domain/group-log.ts';
import type { RecordId } from '../../../../domain/ids.ts';
import type { CareersRecord, FieldsOf } from '../../../../domain/record.ts';
import { DEFAULT_READERS, entryOf, singleton } from '../../../../domain/record.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { Choices } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Field, TextInput } from '../../../parts/fields.tsx';
import { WhoSees } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { Saved } from '../../../queries/mutate.ts';
import { changeOf, useAct } from '../../../queries/mutate.ts';
import { useReadRecords } from '../../../queries/records.ts';
import { KeptForm } from '../../shared/kept-form.tsx';
import { DECISION_NAMES, HOW_NAMES } from '../../shared/sharing-words.ts';
import { pastDayProblem } from '../../shared/past-day.ts';
import { useKept } from '../../shared/use-kept.ts';
import '../../../styles/screens/applications.css';

type Said = FieldsOf<'la-sharing'>;

interface DecisionProps {
  readonly records: readonly RecordId[];
  /** Whom it is about: "Aisha", "12 pupils". */
  readonly about: string;
  /** The birth date is not known, so that who decided has to be said. */
  readonly asksWho: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

interface Chosen {
  readonly decision: SharingDecision | null;
  readonly day: string;
  readonly how: ToldHow;
  readonly who: SharingDecider;
}

/** The dialog, for as long as it is mounted. */
export function RecordDecision({ records, about, asksWho, onClose, onSaved }: DecisionProps) {
  const today = useToday();
  const nothing: Chosen = { decision: null, day: today, how: 'form', who: 'parent' };
  const { value, change, forget } = useKept<Chosen>(`la-sharing ${records.join()}`, nothing);
  const set = (patch: Partial<Chosen>) => change((before) => ({ ...before, ...patch }));
  const { save, failed } = useSaveDecision(records, about);
  const { decision, day } = value;
  const isAsked = decision !== null && decision !== 'not-asked';
  const ready = decision === 'not-asked' || (isAsked && pastDayProblem(day, today) === null);
  const tooMany = records.length > MOST_AT_ONCE;
  const send = async () => {
    if (decision === null) return;
    const said: Said = { decision, decidedBy: asksWho ? value.who : null, decidedOn: day as IsoDate, how: value.how };
    if (!(await save(decision === 'not-asked' ? NOBODY_ASKED : said))) return;
    forget();
    onSaved();
  };
  return (
    <Dialog title={`The local authority: ${about}`} onClose={onClose}>
      <KeptForm
        class="sharing-form"
        label="What was decided"
        saved={failed}
        kept="Nothing was saved. What you chose is still here."
        ready={ready && !tooMany}
        onSave={send}
        onClose={onClose}
      >
        {tooMany ? <p>That is more than {MOST_AT_ONCE} pupils. Choose fewer, and record them in parts.</p> : null}
        <Choices
          label="May it be told more than the basics?"
          titled
          one
          options={(['yes', 'no', 'no-reply', 'not-asked'] as const).map((one) => ({
            value: one,
            label: DECISION_NAMES[one],
          }))}
          chosen={decision === null ? [] : [decision]}
          onChange={([chosen]) => set({ decision: (chosen as SharingDecision | undefined) ?? null })}
        />
        {isAsked ? <WhenAndHow value={value} set={set} asksWho={asksWho} today={today} /> : null}
        <WhoSees words={`${whoCanSee({ readers: DEFAULT_READERS['la-sharing'] }, 'staff')}.`} />
      </KeptForm>
    </Dialog>
  );
}

const NOBODY_ASKED: Said = { decision: 'not-asked', decidedBy: null, decidedOn: null, how: null };

interface PartProps {
  readonly value: Chosen;
  readonly set: (patch: Partial<Chosen>) => void;
  readonly asksWho: boolean;
  readonly today: IsoDate;
}

const HOWS: readonly ToldHow[] = ['form', 'letter', 'in-person'];

function WhenAndHow({ value, set, asksWho, today }: PartProps) {
  const asked = value.decision === 'no-reply';
  return (
    <>
      {asksWho ? (
        <Choices
          label={asked ? 'Who was asked' : 'Who decided'}
          titled
          one
          options={[
            { value: 'parent', label: 'A parent or carer' },
            { value: 'pupil', label: 'The pupil, who was 16' },
          ]}
          chosen={[value.who]}
          onChange={([chosen]) => set({ who: chosen === 'pupil' ? 'pupil' : 'parent' })}
        />
      ) : null}
      <Field
        label={asked ? 'When they were asked' : 'When it was decided'}
        hint={
          asksWho ? undefined : 'Before the 16th birthday a parent or carer decides; from that day on the pupil alone'
        }
        error={pastDayProblem(value.day, today) ?? undefined}
      >
        <TextInput type="date" value={value.day} max={today} onText={(day) => set({ day })} />
      </Field>
      <Choices
        label={asked ? 'How they were asked' : 'How the school was told'}
        titled
        one
        options={HOWS.map((one) => ({ value: one, label: HOW_NAMES[one] }))}
        chosen={[value.how]}
        onChange={([chosen]) => set({ how: HOWS.find((how) => how === chosen) ?? value.how })}
      />
    </>
  );
}

/** Saves it for all of them as one act, and says so; Undo brings back what each had. */
function useSaveDecision(records: readonly RecordId[], about: string) {
  const act = useAct();
  const read = useReadRecords();
  const [failed, setFailed] = useState<Saved | null>(null);
  const save = async (said: Said): Promise<boolean> => {
    const before = (await read(records)).map((record) => [record.id, saidIn(record)] as const);
    const saved = await act(records.map((record) => changeOf('la-sharing.set', record, said)));
    setFailed(saved);
    if (saved.kind !== 'saved') return false;
    const undo = () => void act(before.map(([record, was]) => changeOf('la-sharing.set', record, was)));
    showToast({ words: `Written down for ${records.length === 1 ? about : plural(records.length, 'pupil')}.`, undo });
    return true;
  };
  return { save, failed };
}

/** What stands in a record; where nothing does, nobody was asked. */
function saidIn(record: CareersRecord): Said {
  const entry = entryOf(record, singleton('la-sharing'), 'la-sharing');
  if (!entry) return NOBODY_ASKED;
  const { decision, decidedBy, decidedOn, how } = entry;
  return { decision, decidedBy, decidedOn, how };
}
