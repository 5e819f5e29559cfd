/** What was added to a finished interview, and adding more: its text is never edited. */
import { shortDate } from '../../../../domain/date-words.ts';
import type { EntryId } from '../../../../domain/ids.ts';
import { clockOf, dateOf } from '../../../../domain/time.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, TextArea } from '../../../parts/fields.tsx';
import { Section } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { staffName } from '../../../queries/school.ts';
import { useKeptWords } from '../../shared/use-kept.ts';
import { useSave } from '../../shared/use-save.ts';
import type { FinishedView } from './finished-page.tsx';
import { whoReads } from './who-reads.ts';

/** Each with name and time; the field below is emptied when its words are saved. */
export function Addenda({ record, interview, addenda, pupil, school }: FinishedView) {
  const { newId } = useHouse();
  const save = useSave();
  const { words, write, forget } = useKeptWords(`addendum ${interview}`);
  const add = async () => {
    const saved = await save('interview.addendum', record, {
      id: newId() as EntryId,
      interview,
      words: words.trim(),
    });
    if (saved.kind !== 'saved') return;
    // On an iPad a tap leaves the focus in the field, which would keep its words.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    forget();
    showToast({ words: 'Added. Saved on this tablet.' });
  };
  return (
    <Section title="Add to this interview">
      {addenda.map((added) => (
        <p key={added.id}>
          {added.words}{' '}
          <span class="hint">
            {staffName(school, added.author)}, {shortDate(dateOf(added.madeAt))}, {clockOf(added.madeAt)}
          </span>
        </p>
      ))}
      <Field label="More to say" hint={whoReads(pupil)}>
        <TextArea value={words} onText={write} />
      </Field>
      <div class="actions">
        <Button disabled={words.trim() === ''} onClick={() => void add()}>
          Add to this interview
        </Button>
      </div>
    </Section>
  );
}
