/** Private notes of earlier interviews: the last one open, older ones behind a line that says how many there are. */
import { useState } from 'preact/hooks';
import { fullDate } from '../../../../domain/date-words.ts';
import { REASON_NAMES } from '../../../../domain/entries/vocabulary.ts';
import type { CareersRecord, EntryOf } from '../../../../domain/record.ts';
import { entriesOf } from '../../../../domain/record.ts';
import { dateOf } from '../../../../domain/time.ts';
import { PrivateZone } from '../../../parts/surface.tsx';
import { useAskedForEntry, useEntryPlace } from '../../shared/entry-place.ts';
import { PROMPTS, plansWords } from '../interview/parts-written.ts';

/** The private zone; nothing at all when there are no notes. */
export function PastNotes({ record }: { readonly record: CareersRecord }) {
  const [all, setAll] = useState(false);
  useAskedForEntry(() => setAll(true));
  const [last, ...older] = entriesOf(record, 'note').toSorted((a, b) => (a.madeAt > b.madeAt ? -1 : 1));
  if (!last) return null;
  return (
    <PrivateZone
      title="careers advisers and careers leader only"
      hint="Never printed or shown. Pupils can ask to see these too."
      level={2}
    >
      <PastNote note={last} />
      {older.length > 0 ? (
        <details class="older-notes" open={all}>
          <summary>{older.length === 1 ? '1 older note' : `${older.length} older notes`}</summary>
          {older.map((note) => (
            <PastNote key={note.id} note={note} />
          ))}
        </details>
      ) : null}
    </PrivateZone>
  );
}

/** One note: its day, and what is written under each prompt. */
export function PastNote({ note }: { readonly note: EntryOf<'note'> }) {
  const about = note.about.map((reason) => REASON_NAMES[reason]).join(', ');
  const parts: readonly (readonly [string, string])[] = [
    ...PROMPTS.map(({ name, title }) => [title, name === 'why' ? joined(about, note.why) : note[name]] as const),
    ['Also present', note.alsoPresent],
    ['Plans used', plansWords(note.plansUsed)],
  ];
  return (
    <div class="past-note" ref={useEntryPlace<HTMLDivElement>(note.id)} tabIndex={-1}>
      <p class="hint">{fullDate(dateOf(note.madeAt))}</p>
      {parts
        .filter(([, words]) => words !== '')
        .map(([title, words]) => (
          <p key={title}>
            <span class="quiet">{title}:</span> {words}
          </p>
        ))}
    </div>
  );
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('. ');
