/** A name of somebody else wherever it stands, somebody else's words, or a private note: kept in the copy, or blacked with a reason. */
import { useState } from 'preact/hooks';
import { plural } from '../../../../domain/date-words.ts';
import type { Mark, MarkDecision } from '../../../../protocol/rights.ts';
import { Button } from '../../../parts/button.tsx';
import type { CallFailure } from '../../../queries/server.ts';
import { AskReason } from './close-request.tsx';
import { Failed } from './frame.tsx';

interface GroupProps {
  /** Of the request. */
  readonly request: string;
  readonly marks: readonly Mark[];
  readonly isOpen: boolean;
  /** Why it was not done; null: it was. */
  readonly onDecide: (what: MarkDecision | null, reason: string) => Promise<CallFailure | null>;
}

/** Places of one name that are shown before they are folded. */
const SHOWN = 3;
const USUAL = {
  name: 'About another person',
  'also-present': 'About another person',
  note: '',
  'others-words': '',
} as const;

/** The row. */
export function MarkGroup({ request, marks, isOpen, onDecide }: GroupProps) {
  const [blacking, setBlacking] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const decide = async (what: MarkDecision | null, reason: string) => {
    const failed = await onDecide(what, reason);
    setFailure(failed);
    // What was typed stays where it was not taken.
    if (failed === null) setBlacking(false);
    return failed === null;
  };
  const [first] = marks;
  if (!first) return null;
  const isNote = first.why === 'note';
  const isWhole = isNote || first.why === 'others-words';
  const title = isWhole ? first.place : `“${first.words}”`;
  const decisions = [...new Set(marks.map(({ decision }) => decision?.what ?? 'open'))];
  const decided = decisions.length === 1 ? decisions[0] : 'open';
  return (
    <li class="row looked">
      <div>
        <h3 class="name">{title}</h3>
        <p class="quiet">{wordsOf(first, marks.length)}</p>
        {isWhole ? <p class="own-words">{first.words}</p> : <Places marks={marks} />}
        {decided === 'open' ? null : <p>{stateOf(first)}</p>}
      </div>
      <Failed failure={failure} title="Nothing was decided" />
      {isOpen && !blacking ? (
        <div class="actions">
          {decided === 'open' ? (
            <>
              <Button about={`: ${title}`} onClick={() => void decide('keep', '')}>
                Keep
              </Button>
              <Button look="plain" about={`: ${title}`} onClick={() => setBlacking(true)}>
                Black out
              </Button>
            </>
          ) : (
            <Button look="plain" about={`: ${title}`} onClick={() => void decide(null, '')}>
              Decide again
            </Button>
          )}
        </div>
      ) : null}
      {blacking ? (
        <AskReason
          name={`black out ${request} ${first.id}`}
          label="Why it is not handed out"
          verb="Black out"
          usual={USUAL[first.why]}
          onClose={() => setBlacking(false)}
          onReason={(why) => decide('black', why)}
        />
      ) : null}
    </li>
  );
}

const wordsOf = ({ why }: Mark, count: number): string => {
  if (why === 'note') return 'A private note. The pupil has a right to it; what is about others in it may be blacked.';
  if (why === 'others-words') return 'Written by somebody other than the pupil. What tells of others may be blacked.';
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
