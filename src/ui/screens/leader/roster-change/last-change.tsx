/** The last change of the roster: what it did and whose it was; going on with one that was cut off; taking it back. */
import { useEffect, useState } from 'preact/hooks';
import { dateNearby } from '../../../../domain/date-words.ts';
import { clockOf, dateOf } from '../../../../domain/time.ts';
import type { OperationKind, OperationState } from '../../../../protocol/roster-operations.ts';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/states.tsx';
import { Section, Sheet } from '../../../parts/surface.tsx';
import { useToday } from '../../../queries/clock.ts';
import { useHouse } from '../../../queries/house.tsx';
import { goOn, useLastOperation } from '../../../queries/roster-operations.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { failureWords } from '../../../queries/server.ts';
import { TakeBack } from './take-back.tsx';
import { counted } from './counted.ts';

interface LastChangeProps {
  /** Asked again when this changes: something was done on this page. */
  readonly since?: unknown;
  /** Something was put back or gone on with. */
  readonly onDone?: () => void;
}

/** Nothing while nothing was ever changed, or while the server is not there: the page says that itself. */
export function LastChange({ since, onDone }: LastChangeProps) {
  const { last, again } = useLastOperation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (since) again();
  }, [since]);
  if (last === null) return null;
  const done = () => {
    setOpen(false);
    again();
    onDone?.();
  };
  if (last.ended === null) return <CutOff last={last} onDone={done} />;
  return (
    <Sheet class="last-change stack-5">
      <Section title="Last change">
        <Words last={last} />
        {last.canUndo && !open ? (
          <div>
            <Button onClick={() => setOpen(true)} about={`: ${NOUNS[last.kind]}`}>
              Undo
            </Button>
          </div>
        ) : null}
        {last.canUndo && open ? <TakeBack onDone={done} onKeep={() => setOpen(false)} /> : null}
      </Section>
    </Sheet>
  );
}

const NOUNS: Readonly<Record<OperationKind, string>> = {
  import: 'the last list',
  'roll-over': 'the new school year',
  undo: 'the last undo',
};

function Words({ last }: { readonly last: OperationState }) {
  const today = useToday();
  const when = `${dateNearby(dateOf(last.begun), today)}, ${clockOf(last.begun)}`;
  return (
    <p>
      <b>{titleOf(last)}</b> by {last.by}, {when}: {countsOf(last)}.
    </p>
  );
}

function titleOf({ kind, undoes }: OperationState): string {
  if (kind === 'import') return 'Pupils brought in';
  return kind === 'roll-over' ? 'New school year begun' : `Undone: ${NOUNS[undoes ?? 'import']}`;
}

function countsOf({ kind, added, changed, left, refused }: OperationState): string {
  const counts = [
    [added, 'new'],
    [changed, kind === 'undo' ? 'put back' : 'changed'],
    [left, kind === 'undo' ? 'who were new marked as left' : 'left'],
    [refused, 'could not be saved'],
  ] as const;
  const some = counts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count.toLocaleString('en-GB')} ${words}`);
  return some.length === 0 ? 'no pupil changed' : some.join(', ');
}

function CutOff({ last, onDone }: { readonly last: OperationState; readonly onDone: () => void }) {
  const { engine, session } = useHouse();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const go = async () => {
    setBusy(true);
    const answer = await goOn(session.school);
    setBusy(false);
    if (!answer.ok) return setFailure(answer.error);
    engine.sync('asked');
    return onDone();
  };
  const far = `${last.done.toLocaleString('en-GB')} of ${counted(last.steps, 'step')}`;
  return (
    <Notice
      state="late"
      title={`${titleOf(last)}: not finished yet`}
      actions={
        <Button look="do" busy={busy} onClick={() => void go()}>
          {busy ? 'One moment' : 'Go on'}
        </Button>
      }
    >
      <p>
        {far} are done. It runs just now, or the server stopped in the middle. Going on does what is left, and nothing
        twice.
      </p>
      {failure === null ? null : <p role="alert">{failureWords(failure)}</p>}
    </Notice>
  );
}
