/** One thing that the careers leader owes an answer, with the words of who asked and the field for the answer. Policy 4.4.6. */
import { useState } from 'preact/hooks';
import { dueWords, longDate } from '../../../../domain/date-words.ts';
import type { CareersRecord, EntryOf } from '../../../../domain/record.ts';
import { monthsAfter } from '../../../../domain/request-clock.ts';
import { dateOf } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, TextArea } from '../../../parts/fields.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useToday } from '../../../queries/clock.ts';
import type { Saved } from '../../../queries/mutate.ts';
import { useMutate } from '../../../queries/mutate.ts';
import { NotSavedHere } from '../../shared/not-saved-here.tsx';
import { useKeptWords } from '../../shared/use-kept.ts';
import { timelineItems } from '../../shared/timeline-items.ts';
import '../../../styles/screens/answer.css';

/** A pupil's "Something's not right", or a tutor's question. */
export type Asked = EntryOf<'concern'> | EntryOf<'ask'>;

interface OneProps {
  readonly record: CareersRecord;
  readonly asked: Asked;
  readonly who: string;
}

/** The form. `who`: who asked, as they are called. */
export function AnswerOne({ record, asked, who }: OneProps) {
  const mutate = useMutate();
  const today = useToday();
  // UK GDPR Art. 12(3): within a month.
  const due = monthsAfter(dateOf(asked.madeAt), 1);
  const { words: answer, write, forget } = useKeptWords(`answer ${asked.id}`);
  const [failed, setFailed] = useState<Saved | null>(null);
  const send = async () => {
    const name = asked.kind === 'ask' ? 'ask.answer' : 'concern.answer';
    const saved = await mutate(name, record.id, { id: asked.id, answer: answer.trim() });
    setFailed(saved);
    if (saved.kind !== 'saved') return;
    forget();
    showToast({ words: `Answered. ${who} will see it.` });
  };
  return (
    <div class="owed-answer">
      <p>
        <b>{who}</b>, {longDate(dateOf(asked.madeAt))}
        {asked.kind === 'concern' ? `: something’s not right${aboutWords(record, asked)}` : ' asks'}
      </p>
      <blockquote class="own-words">
        <p>{asked.words}</p>
      </blockquote>
      {asked.kind === 'concern' && asked.should !== '' ? <p>It should say: “{asked.should}”</p> : null}
      {asked.kind === 'concern' ? (
        <p class="quiet">
          To be answered by {longDate(due)}, {dueWords(due, today)}. Put right what is wrong first, then say what you
          did.
        </p>
      ) : null}
      <NotSavedHere saved={failed}>Your answer was not saved. It is still here.</NotSavedHere>
      <Field
        label={`Answer to ${who}`}
        hint={`${asked.kind === 'concern' ? 'The pupil' : 'The form tutor'} reads this`}
      >
        <TextArea value={answer} onText={write} />
      </Field>
      <div class="actions">
        <Button disabled={answer.trim() === ''} onClick={() => void send()}>
          Answer
        </Button>
      </div>
    </div>
  );
}

/** " with Interview, 11 November": the entry that it is about. */
function aboutWords(record: CareersRecord, { on }: EntryOf<'concern'>): string {
  const item = on === null ? undefined : timelineItems(record).find(({ entry }) => entry.id === on);
  return item ? ` with “${item.title}”, ${longDate(item.date)}` : '';
}
