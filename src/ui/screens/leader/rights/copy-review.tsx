/**
 * Looking through a copy before it is handed out: names of other pupils and people who were there, other people's words, private
 * notes, parts that are held back. Each is kept or blacked with a reason; when none is open, the copy is made, as a page and as data.
 */
import { useState } from 'preact/hooks';
import { fullDate, plural } from '../../../../domain/date-words.ts';
import { dateOf } from '../../../../domain/time.ts';
import type { Decisions } from '../../../../protocol/rights-asked.ts';
import type { CopyReview, Mark } from '../../../../protocol/rights.ts';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/states.tsx';
import { Section } from '../../../parts/surface.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { saveFile } from '../../../queries/files.ts';
import { useHouse } from '../../../queries/house.tsx';
import { decideMarks, lookAtCopy, makeCopy } from '../../../queries/rights.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { Failed } from './frame.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { HoldBack } from './hold-back.tsx';
import { MarkGroup } from './mark-group.tsx';

interface ReviewProps {
  readonly id: string;
  /** The request is open: something can be decided. */
  readonly isOpen: boolean;
}

/** The section. What the record says is asked for when somebody wants to look through it: the audit has who did. */
export function CopyReviewed({ id, isOpen }: ReviewProps) {
  const { session } = useHouse();
  const [review, setReview] = useState<CopyReview | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [busy, setBusy] = useState(false);
  if (review) return <Reviewed key={id} first={review} isOpen={isOpen} />;
  const look = async () => {
    setBusy(true);
    const answer = await lookAtCopy(session.school, id);
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setReview(answer.value);
  };
  return (
    <Section title="The copy" class="stack-4">
      <p>
        Everything that the school holds about this pupil. You look through it first: names, other people’s words and
        private notes are kept or blacked. Who looks is written down.
      </p>
      <Failed failure={failure} title="It cannot be looked through now" />
      <div class="actions">
        <Button look="do" busy={busy} onClick={() => void look()}>
          Look through it
        </Button>
      </div>
    </Section>
  );
}

function Reviewed({ first, isOpen }: { readonly first: CopyReview; readonly isOpen: boolean }) {
  const { session } = useHouse();
  const [now, setNow] = useState<CopyReview | null>(null);
  const review = now ?? first;
  const { id } = review.request;
  const decide = async (decisions: Decisions['decisions']) => {
    const answer = await decideMarks(session.school, id, { decisions });
    if (answer.ok) setNow(answer.value);
    return answer.ok ? null : answer.error;
  };
  const groups = groupsOf(review.marks);
  return (
    <>
      <Section title="The copy" class="stack-4">
        <p>
          Everything that the school holds about {review.request.name}: entries of all readers with their earlier
          wordings, private notes, what was refused, who has read it, on whose devices it is.{' '}
          {review.open === 0
            ? 'All marks have been looked at.'
            : `${plural(review.open, 'mark')} still to be looked at: other people’s names and words, and private notes.`}
        </p>
        {isOpen ? <Make id={id} open={review.open} /> : null}
      </Section>
      {groups.length === 0 ? null : (
        <Section title="To look at" count={groups.length} titleClass="group-title">
          <ul class="rows">
            {groups.map((marks) => (
              <MarkGroup
                request={review.request.id}
                key={marks[0]?.id}
                marks={marks}
                isOpen={isOpen}
                onDecide={(what, reason) => decide(marks.map((mark) => ({ id: mark.id, what, reason })))}
              />
            ))}
          </ul>
        </Section>
      )}
      <Unfinished review={review} />
      <Elsewhere name={review.request.name ?? ''} elsewhere={review.elsewhere}>
        What stands there is not in the copy. Look whether it is about {review.request.name}, and tell it if it is:
      </Elsewhere>
      {isOpen ? (
        <HoldBack
          request={review.request.id}
          parts={review.parts}
          onDecide={(part, what, reason) => decide([{ id: part, what, reason }])}
        />
      ) : null}
    </>
  );
}

/** Private notes and words one by one; names together, however often they stand there; what is open first. */
function groupsOf(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    const key = mark.why === 'name' ? `name ${mark.words.toLowerCase()}` : mark.id;
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  const isOpen = (group: readonly Mark[]) => group.some(({ decision }) => decision === null);
  return [...groups.values()].toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
}

function Make({ id, open }: { readonly id: string; readonly open: number }) {
  const { session } = useHouse();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const make = async (what: 'page' | 'data') => {
    setBusy(true);
    const answer = await makeCopy(session.school, id);
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    if (what === 'page') saveFile('careers-record.html', 'text/html', answer.value.page);
    else saveFile('careers-record.json', 'application/json', answer.value.data);
    showToast({ words: 'The copy is made. Check who you hand it to.' });
  };
  return (
    <>
      <Failed failure={failure} title="No copy was made" />
      <div class="actions">
        <Button look="do" disabled={open > 0} busy={busy} onClick={() => void make('page')}>
          Make a copy for this pupil
        </Button>
        <Button disabled={open > 0} busy={busy} onClick={() => void make('data')}>
          Make it as data
        </Button>
      </div>
    </>
  );
}

/** Its words are its author's alone until it is finished. */
const Unfinished = ({ review: { unfinished } }: { readonly review: CopyReview }) =>
  unfinished.length === 0 ? null : (
    <Notice title="An interview is still being written">
      <p>
        {unfinished.map(({ by, since }) => `${by}, since ${fullDate(dateOf(since))}`).join('; ')}. The copy says so, and
        has none of its words. Ask for it to be finished, or discarded, first.
      </p>
    </Notice>
  );
