/** What the pupil got out of an experience, in their words, saved as they are typed. Gatsby benchmarks 5 and 6, 2025: "meaningful". */
import { useState } from 'preact/hooks';
import type { EntryOf } from '../../../domain/record.ts';
import { Button } from '../../parts/button.tsx';
import { Field, TextArea } from '../../parts/fields.tsx';
import { WhoSees } from '../../parts/surface.tsx';
import { whoCanSee } from '../../../domain/access.ts';
import type { RecordId } from '../../../domain/ids.ts';
import { useMutate } from '../../queries/mutate.ts';
import { useTypedTexts } from './typed-texts.ts';
import { TypingNotSaved, TypingTold } from './typing-told.tsx';

interface ReflectProps {
  readonly record: RecordId;
  readonly experience: EntryOf<'experience'>;
}

/** The button, and the box that it opens. */
export function Reflect({ record, experience }: ReflectProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="plain" about={`: ${experience.facts.title}`} aria-expanded={open} onClick={() => setOpen(!open)}>
        What I got out of it
      </Button>
      {open ? <ReflectBox record={record} experience={experience} /> : null}
    </>
  );
}

function ReflectBox({ record, experience }: ReflectProps) {
  const mutate = useMutate();
  const { box, state } = useTypedTexts({
    names: ['reflection'],
    written: () => experience.reflection,
    save: (_, write) => mutate('experience.reflect', record, { id: experience.id, write }),
  });
  return (
    <div class="add-words reflect">
      <WhoSees words={`${whoCanSee(experience)}.`} />
      <Field
        label={`What I got out of ${experience.facts.title}`}
        hint="In your own words. It can go on your career passport."
      >
        <TextArea rows={3} {...box('reflection')} />
      </Field>
      <TypingNotSaved state={state} />
      <TypingTold state={state} />
    </div>
  );
}
