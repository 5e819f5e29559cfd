/**
 * The first lines of an interview, written on the preparation page: people forget to press Start and begin to write. The
 * first letter starts the interview; the words are its notes and are saved as they are typed.
 */
import { useEffect, useRef } from 'preact/hooks';
import type { RecordId } from '../../../../domain/ids.ts';
import { clockOf, toInstant } from '../../../../domain/time.ts';
import { Field, TextArea } from '../../../parts/fields.tsx';
import { Receipt } from '../../../parts/receipt.tsx';
import { PrivateZone } from '../../../parts/surface.tsx';
import { NotSaved } from '../interview/not-saved.tsx';
import type { Draft } from '../interview/use-draft.ts';
import { useDraft } from '../interview/use-draft.ts';
import type { TodaysInterview } from './todays-interview.ts';

interface WriteProps {
  readonly record: RecordId;
  readonly interview: TodaysInterview;
  /** What the pupil is called. */
  readonly name: string;
}

/** The zone. Letters that are typed while nothing has the focus go into it. */
export function WriteHere({ record, interview, name }: WriteProps) {
  const draft = useDraft(record, interview.id);
  const zone = useRef<HTMLDivElement>(null);
  const begun = useRef(false);
  useLettersTo(zone);
  if (draft.state !== 'ready' || draft.value === null) return null;
  const notes = draft.value;
  const begin = async () => {
    if (begun.current) return;
    begun.current = true;
    const made = await interview.begin();
    const saved = made.kind === 'saved' ? await notes.set({ status: 'in-progress', pausedAt: null }) : made;
    // The next letter tries again.
    begun.current = saved.kind === 'saved';
  };
  return (
    <div ref={zone} class="write-here">
      <PrivateZone word="Private notes of today" title="careers advisers and careers leader only" level={2}>
        <NotSaved draft={notes} pupil={name} />
        <Field label="Why we are meeting" hint="Writing here starts the interview">
          <TextArea
            rows={2}
            value={notes.text('why')}
            onText={(text) => {
              void begin();
              notes.type('why', text);
            }}
            onLeave={() => void notes.leave('why')}
          />
        </Field>
        <SavedLine draft={notes} />
      </PrivateZone>
    </div>
  );
}

const SavedLine = ({ draft: { saving } }: { readonly draft: Draft }) => (
  <output>
    {saving.kind === 'saved' ? (
      <Receipt state="saved" words={`Interview started. Saved on this tablet, ${clockOf(toInstant(saving.atMs))}`} />
    ) : null}
  </output>
);

/** Takes the focus with the first letter that is typed into the page itself, so that no letter is lost. */
function useLettersTo(zone: { readonly current: HTMLElement | null }) {
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      const letter = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
      const nowhere = document.activeElement === null || document.activeElement.matches('body, main');
      if (letter && nowhere && !event.defaultPrevented) zone.current?.querySelector('textarea')?.focus();
    };
    document.addEventListener('keydown', typed);
    return () => document.removeEventListener('keydown', typed);
  }, []);
}
