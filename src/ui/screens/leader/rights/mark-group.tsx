/** A name of somebody else wherever it stands, or a private note: kept in the copy, or blacked with a reason. */
import { useState } from 'preact/hooks';
import { plural } from '../../../../domain/date-words.ts';
import type { Mark, MarkDecision } from '../../../../protocol/rights.ts';
import { Button } from '../../../parts/button.tsx';
import { AskReason } from './close-request.tsx';

interface GroupProps {
  readonly marks: readonly Mark[];
  readonly isOpen: boolean;
  readonly onDecide: (what: MarkDecision | null, reason: string) => void;
}

/** Places of one name that are shown before they are folded. */
const SHOWN = 3;
const USUAL = { name: 'About another person', 'also-present': 'About another person', note: '' } as const;

/** The row. */
export function MarkGroup({ marks, isOpen, onDecide }: GroupProps) {
  const [blacking, setBlacking] = useState(false);
  const [first] = marks;
  if (!first) return null;
  const isNote = first.why === 'note';
  const title = isNote ? first.place : `“${first.words}”`;
  const decisions = [...new Set(marks.map(({ decision }) => decision?.what ?? 'open'))];
  const decided = decisions.length === 1 ? decisions[0] : 'open';
  return (
    <li class="row looked">
      <div>
        <h3 class="name">{title}</h3>
        <p class="quiet">{wordsOf(first, marks.length)}</p>
        {isNote ? <p class="own-words">{first.words}…</p> : <Places marks={marks} />}
        {decided === 'open' ? null : <p>{stateOf(first)}</p>}
      </div>
      {isOpen && !blacking ? (
        <div class="actions">
          {decided === 'open' ? (
            <>
              <Button about={`: ${title}`} onClick={() => onDecide('keep', '')}>
                Keep
              </Button>
              <Button look="plain" about={`: ${title}`} onClick={() => setBlacking(true)}>
                Black out
              </Button>
            </>
          ) : (
            <Button look="plain" about={`: ${title}`} onClick={() => onDecide(null, '')}>
              Decide again
            </Button>
          )}
        </div>
      ) : null}
      {blacking ? (
        <AskReason
          label="Why it is not handed out"
          verb="Black out"
          usual={USUAL[first.why]}
          onClose={() => setBlacking(false)}
          onReason={(why) => {
            setBlacking(false);
            onDecide('black', why);
          }}
        />
      ) : null}
    </li>
  );
}

const wordsOf = ({ why }: Mark, count: number): string => {
  if (why === 'note') return 'A private note. The pupil has a right to it; what is about others in it may be blacked.';
  if (why === 'also-present') return 'Somebody else who was there';
  return `Another pupil’s name, or a word like one, in ${plural(count, 'place')}`;
};

const stateOf = ({ decision }: Mark): string =>
  decision?.what === 'black' ? `Black in the copy: ${decision.reason}` : 'Stays in the copy';

function Places({ marks }: { readonly marks: readonly Mark[] }) {
  const [some, rest] = [marks.slice(0, SHOWN), marks.slice(SHOWN)];
  return (
    <>
      <Quotes marks={some} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{plural(rest.length, 'more place')}</summary>
          <Quotes marks={rest} />
        </details>
      )}
    </>
  );
}

const Quotes = ({ marks }: { readonly marks: readonly Mark[] }) => (
  <ul class="quotes">
    {marks.map(({ id, place, before, words, after }) => (
      <li key={id}>
        <span class="quiet">{place}</span>
        <br />…{before}
        <mark>{words}</mark>
        {after}…
      </li>
    ))}
  </ul>
);
