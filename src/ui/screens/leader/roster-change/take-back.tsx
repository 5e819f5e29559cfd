/** Undo of the last change: what is put back and what cannot be, then one button. */
import { useEffect, useState } from 'preact/hooks';
import type { UndoPreview } from '../../../../protocol/roster-operations.ts';
import { Button } from '../../../parts/button.tsx';
import { Loading, Notice } from '../../../parts/states.tsx';
import { Section, Well } from '../../../parts/surface.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { previewUndo, takeBack } from '../../../queries/roster-operations.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { failureWords } from '../../../queries/server.ts';
import { WhoReadsLess } from './who-reads-less.tsx';

interface TakeBackProps {
  readonly onDone: () => void;
  readonly onKeep: () => void;
}

/** A hollow below the last change. */
export function TakeBack({ onDone, onKeep }: TakeBackProps) {
  const { engine, session } = useHouse();
  const [preview, setPreview] = useState<UndoPreview | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const look = async () => {
    const answer = await previewUndo(session.school);
    setPreview(answer.ok ? answer.value : null);
    setFailure(answer.ok ? null : answer.error);
  };
  useEffect(() => void look(), []);
  const undo = async (shown: UndoPreview) => {
    setBusy(true);
    const answer = await takeBack(session.school, shown);
    setBusy(false);
    if (!answer.ok) return setFailure(answer.error);
    engine.sync('asked');
    return onDone();
  };
  return (
    <Well class="stack-5">
      {failure === null ? null : (
        <div role="alert">
          <Notice state="stop" title="Nothing was undone" level={3}>
            <p>{failureWords(failure)}</p>
          </Notice>
        </div>
      )}
      {preview === null && failure === null ? <Loading words="Looking at what can be undone" /> : null}
      {preview === null ? null : <Sentences preview={preview} />}
      <div class="actions">
        {preview === null ? null : preview.steps === 0 ? null : (
          <Button look="do" busy={busy} onClick={() => void undo(preview)}>
            {busy ? 'One moment' : 'Undo this change'}
          </Button>
        )}
        {preview !== null || failure === null ? null : <Button onClick={() => void look()}>Look again</Button>}
        <Button look="plain" onClick={onKeep}>
          Leave it as it is
        </Button>
      </div>
    </Well>
  );
}

function Sentences({ preview: { puts, keeps, grants } }: { readonly preview: UndoPreview }) {
  return (
    <>
      <Section title="What is put back" level={3}>
        {puts.length === 0 ? <p>Nothing can be put back any more.</p> : <List sentences={puts} />}
      </Section>
      {keeps.length === 0 ? null : (
        <Section title="What stays" level={3}>
          <List sentences={keeps} />
        </Section>
      )}
      <WhoReadsLess grants={grants} level={3} />
    </>
  );
}

const List = ({ sentences }: { readonly sentences: readonly string[] }) => (
  <ul class="plain-list">
    {sentences.map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ul>
);
