/** What is being done on the page of a form's steps: selected, talked about, asked for; and where the focus goes on. */
import { useMemo, useRef, useState } from 'preact/hooks';
import { plural } from '../../../domain/date-words.ts';
import type { EntryId } from '../../../domain/ids.ts';
import type { StepRow as Step } from '../../../domain/steps.ts';
import { neighboursOf } from '../../../domain/steps.ts';
import type { FormView } from './form-page.tsx';
import type { Selection } from './select-steps.ts';
import { withRow } from './select-steps.ts';
import { useStepActs } from './step-acts.ts';
import type { Asking, RowCalls } from './step-row.tsx';
import { doneButton } from './step-row.tsx';

/** Nothing selected. */
export const NOTHING: Selection = new Set<EntryId>();

interface Opened {
  readonly asking: Asking;
  readonly rows: readonly Step[];
}

/** The work on these lists. The calls read what is shown through a ref: they never change, so rows need not. */
export function useStepWork({ pupils, today }: FormView, lists: readonly (readonly Step[])[]) {
  const acts = useStepActs();
  const [selection, setSelection] = useState(NOTHING);
  const [saying, setSaying] = useState<EntryId | null>(null);
  const [dialog, setDialog] = useState<Opened | null>(null);
  const nowRef = useRef({ pupils, today, lists });
  nowRef.current = { pupils, today, lists };
  const calls = useMemo((): RowCalls => {
    const done = async (row: Step) => {
      const { pupils: all, today: on, lists: now } = nowRef.current;
      const digest = all.find(({ record }) => record === row.record);
      const left = digest ? neighboursOf(digest, row.step.id).length : 0;
      const more = left > 0 ? `${row.pupil.name} has ${plural(left, 'more step')}.` : '';
      if (!(await acts.done([row], on, more))) return;
      setSelection((before) => withRow(before, row.step.id, false));
      focusAfter(now.flat(), row);
    };
    return {
      select: (row, on) => setSelection((before) => withRow(before, row.step.id, on)),
      done: (row) => void done(row),
      talked: (row) =>
        void acts.talked([row], () => setSaying(null)).then((saved) => (saved ? setSaying(row.step.id) : undefined)),
      say: async (row, words) => {
        const saved = await acts.say(row, words);
        if (saved) setSaying(null);
        return saved;
      },
      open: (asking, row) => setDialog({ asking, rows: [row] }),
    };
  }, [acts]);
  return { acts, calls, selection, setSelection, saying, dialog, setDialog };
}

/** The pressed button goes with its row: the next row's takes the focus, so that a form is done by the keyboard too. */
function focusAfter(rows: readonly Step[], row: Step): void {
  const at = rows.findIndex(({ step }) => step.id === row.step.id);
  const next = rows[at + 1] ?? rows[at - 1];
  const target = next ? document.getElementById(doneButton(next)) : document.getElementById('main');
  target?.focus({ preventScroll: true });
}
