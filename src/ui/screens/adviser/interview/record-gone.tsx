/**
 * In place of an interview that is not on this tablet, or whose record is not: it was never here, or it went while the page was open,
 * because the person does not hold it any more or has signed out in another window. Nothing of the record stays in
 * sight; what they wrote themselves and the school does not have is kept, and it is said where.
 */
import type { RecordId } from '../../../../domain/ids.ts';
import { PATHS } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Empty, Notice } from '../../../parts/states.tsx';
import { useOwn } from '../../../queries/sending.ts';
import { saveWordsFile } from '../../../queries/words-file.ts';
import type { FormStep } from '../../shared/step-form.tsx';
import { useKept } from '../../shared/use-kept.ts';
import { stepInHand } from './new-step.tsx';

interface GoneProps {
  readonly title: string;
  readonly record: RecordId;
  /** What is not here. */
  readonly what: 'pupil' | 'interview';
  /** Texts of this page that are nowhere but here. */
  readonly words: readonly string[];
}

const WHY = {
  pupil: 'It may still be on its way, or you may not hold this record any more.',
  interview: 'It may still be on its way, or it may have been removed.',
} as const;

/** The page. */
export function RecordGone({ title, record, what, words }: GoneProps) {
  const own = useOwn();
  // A step that was being written and not added yet.
  const step = useKept<Pick<FormStep, 'what'>>(stepInHand(record), { what: '' }).value.what;
  const onlyHere = [...words, step].filter((text) => text.trim() !== '');
  const unsent =
    own.state === 'ready' && own.value.some((m) => m.record === record && (m.taken === null || m.refused !== null));
  return (
    <Main title={title}>
      {onlyHere.length > 0 ? <OnlyHere words={onlyHere} /> : null}
      <Empty title={`This ${what} is not on this tablet`}>
        <p>{WHY[what]}</p>
        {unsent ? <p>What you wrote and had not sent is kept in Sending and saving.</p> : null}
        <div class="actions">
          {unsent ? (
            <ButtonLink look="do" href={PATHS.sending}>
              Sending and saving
            </ButtonLink>
          ) : null}
          <ButtonLink href={PATHS.today}>Today’s interviews</ButtonLink>
        </div>
      </Empty>
    </Main>
  );
}

const OnlyHere = ({ words }: Pick<GoneProps, 'words'>) => (
  <Notice
    state="stop"
    title="These words are only on this page"
    actions={<Button onClick={() => saveWordsFile(words.join('\n\n'))}>Save a backup file</Button>}
  >
    <p>They are not saved on this tablet. Copy them or save a backup file before you go on.</p>
    {words.map((text, i) => (
      <blockquote key={i} class="own-words">
        <p>{text}</p>
      </blockquote>
    ))}
  </Notice>
);
