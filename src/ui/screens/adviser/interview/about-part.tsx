/** "About this interview": what has been explained, which kind of interview it is, and where. */
import { useState } from 'preact/hooks';
import { longDate } from '../../../../domain/date-words.ts';
import { INTERVIEW_TYPE_NAMES } from '../../../../domain/vocabulary-names.ts';
import { INTERVIEW_TYPES } from '../../../../domain/entries/vocabulary.ts';
import type { InterviewType } from '../../../../domain/entries/vocabulary.ts';
import { Check, Choices } from '../../../parts/choices.tsx';
import { Field, Select, TextInput } from '../../../parts/fields.tsx';
import { Prompt } from '../../../parts/prompt.tsx';
import { aboutWords, heldAt, placeOf, typeOf } from './parts-written.ts';
import type { Draft } from './use-draft.ts';

/** The part. `open`: at first. */
export function AboutPart({ draft, open }: { readonly draft: Draft; readonly open: boolean }) {
  const explained = draft.values.explained ?? [];
  const [place, setPlace] = useState(placeOf(draft));
  return (
    <Prompt
      title="About this interview"
      level={3}
      done={explained.includes('who-will-see')}
      said={aboutWords(draft)}
      open={open}
    >
      <FromPaper draft={draft} />
      <Check
        id="explained"
        checked={explained.includes('who-will-see')}
        onChange={(on) =>
          void draft.set({
            explained: on ? [...explained, 'who-will-see'] : explained.filter((e) => e !== 'who-will-see'),
          })
        }
      >
        I explained who will see this
      </Check>
      <div class="two-fields">
        <Field label="Type">
          <Select
            value={typeOf(draft)}
            options={INTERVIEW_TYPES.map((value) => ({ value, label: INTERVIEW_TYPE_NAMES[value] }))}
            onChoose={(type) => void draft.set({ type: type as InterviewType })}
          />
        </Field>
        <Field label="Place">
          <TextInput value={place} onText={setPlace} onLeave={() => void draft.set({ place })} maxLength={200} />
        </Field>
      </div>
      <AlsoExplained draft={draft} />
    </Prompt>
  );
}

/** The booked day is over: what is written now is dated by it, and says so. */
function FromPaper({ draft }: { readonly draft: Draft }) {
  const { date, fromPaper } = heldAt(draft);
  if (!fromPaper) return null;
  return (
    <p class="hint">
      Written up later from paper: this interview is dated {longDate(date)}, as it was booked. Did you see the pupil on
      another day? Move the booking first.
    </p>
  );
}

const ALSO = [
  { value: 'rpa', label: 'Staying in learning until 18' },
  { value: 'grade-4', label: 'Grade 4 in English and maths' },
  { value: 'bursary', label: 'The 16 to 19 bursary' },
] as const;

/** What else was explained (policy 5.10.1, 5.7.8, 5.5.8). */
function AlsoExplained({ draft }: { readonly draft: Draft }) {
  const explained = draft.values.explained ?? [];
  return (
    <Choices
      label="Also explained"
      titled
      options={ALSO}
      chosen={explained}
      onChange={(chosen) =>
        void draft.set({
          explained: [
            ...explained.filter((e) => e === 'who-will-see'),
            ...ALSO.map((a) => a.value).filter((v) => chosen.includes(v)),
          ],
        })
      }
    />
  );
}
