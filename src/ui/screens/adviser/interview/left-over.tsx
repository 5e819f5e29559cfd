/**
 * Words that were written for an interview which was finished meanwhile, on another device or in another window.
 * They are still in the draft: they can be read, added to the interview, or thrown away. SPEC I18.
 */
import { useLocation } from 'preact-iso';
import type { EntryId, RecordId } from '../../../../domain/ids.ts';
import { wordingsOf } from '../../../../domain/mutations/draft.ts';
import { interviewPath } from '../../../app/paths.ts';
import { Button, ButtonLink } from '../../../parts/button.tsx';
import { Main } from '../../../parts/frame.tsx';
import { Sheet } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useSave } from '../../shared/use-save.ts';
import type { Draft } from './use-draft.ts';
import { draftWords, saveDraftWords } from './words-file.ts';

interface LeftOverProps {
  readonly draft: Draft;
  readonly record: RecordId;
  readonly interview: EntryId;
  readonly pupil: string;
}

/** The page that stands in place of the notes. */
export function LeftOver({ draft, record, interview, pupil }: LeftOverProps) {
  const { route } = useLocation();
  const save = useSave();
  const finished = interviewPath(record, interview, 'finished');
  const discard = async () => {
    if (!draft.entry) return;
    const saved = await save('draft.discard', record, { id: draft.id, over: wordingsOf(draft.entry) });
    if (saved.kind !== 'saved') return;
    showToast({ words: 'Thrown away. The finished interview is as it was.' });
    route(finished, true);
  };
  return (
    <Main title="Interview" heading="This interview is finished" class="after">
      <Sheet>
        <p>These words were written for it as well and are not part of it. Copy what you need, then add it.</p>
        <p class="left-over">{draftWords(draft, pupil)}</p>
        <div class="actions">
          <ButtonLink look="go" href={finished}>
            Go to the finished interview
          </ButtonLink>
          <Button onClick={() => saveDraftWords(draft, pupil)}>Save these words as a file</Button>
          <Button look="stop" onClick={() => void discard()}>
            Throw these words away
          </Button>
        </div>
      </Sheet>
    </Main>
  );
}
