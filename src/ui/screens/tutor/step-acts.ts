/**
 * What a tutor does with next steps, one or many at a time: each is one act with one Undo, told by a toast.
 * Source: policy 5.12.3 (form tutors follow up what was agreed); Undo instead of confirming.
 */
import { useMemo } from 'preact/hooks';
import { plural, shortDate } from '../../../domain/date-words.ts';
import type { StepDigest } from '../../../domain/digest.ts';
import type { EntryId } from '../../../domain/ids.ts';
import type { StepRow } from '../../../domain/steps.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { showToast } from '../../parts/toast.tsx';
import { useHouse } from '../../queries/house.tsx';
import type { Change } from '../../queries/mutate.ts';
import { changeOf } from '../../queries/mutate.ts';
import { useSaveAct } from '../shared/use-save.ts';
import { stepName } from './step-names.ts';

type Rows = readonly StepRow[];

/** Each resolves to whether it was saved on this device; what could not be saved is told at the top of the page. */
export interface StepActs {
  /** `more`: a sentence after the message, such as how many steps the pupil has left. */
  readonly done: (rows: Rows, on: IsoDate, more?: string) => Promise<boolean>;
  /** `undone`: called when it is taken back. */
  readonly talked: (rows: Rows, undone?: () => void) => Promise<boolean>;
  /** A line of what was said, which the pupil reads. */
  readonly say: (row: StepRow, words: string) => Promise<boolean>;
  readonly changeDate: (rows: Rows, due: IsoDate) => Promise<boolean>;
  readonly notNeeded: (row: StepRow, why: string, on: IsoDate) => Promise<boolean>;
  /** Opens a closed step again. */
  readonly reopen: (row: StepRow, on: IsoDate) => Promise<boolean>;
}

/** How an act is taken back. */
interface Back {
  readonly changes: readonly Change[];
  readonly undone?: (() => void) | undefined;
}

const UNDONE = 'Undone by its author';

/** The acts; the same object for as long as the house is. */
export function useStepActs(): StepActs {
  const { newId } = useHouse();
  const save = useSaveAct();
  return useMemo(() => {
    const act = async (changes: readonly Change[], words: string, back: Back): Promise<boolean> => {
      const saved = await save(changes);
      if (saved.kind !== 'saved') return false;
      const undo = () => {
        void save(back.changes);
        back.undone?.();
      };
      showToast(back.changes.length === 0 ? { words } : { words, undo });
      return true;
    };
    return {
      done: (rows, on, more) =>
        act(
          rows.map((row) => close(row, { as: 'done', why: null, on })),
          [rows.length === 1 ? `Done: ${named(rows)}.` : `${rows.length} done.`, more].filter(Boolean).join(' '),
          { changes: rows.map(asItWas) },
        ),
      talked: (rows, undone) => {
        const added = rows.map((row) => ({ row, id: newId() as EntryId }));
        return act(
          added.map(({ row, id }) => changeOf('followup.add', row.record, { id, step: row.step.id, words: '' })),
          rows.length === 1 ? `Talked about it: ${named(rows)}.` : `Talked about ${rows.length}.`,
          {
            changes: added.flatMap(({ row, id }) => [
              withdraw(row, id),
              ...(row.step.status === 'to-do' ? [asItWas(row)] : []),
            ]),
            undone,
          },
        );
      },
      say: (row, words) => {
        const id = newId() as EntryId;
        return act(
          [changeOf('followup.add', row.record, { id, step: row.step.id, words })],
          `Added for ${row.pupil.name}.`,
          { changes: [withdraw(row, id)] },
        );
      },
      changeDate: (rows, due) =>
        act(
          rows.map((row) => changeOf('step.change', row.record, { id: row.step.id, to: { due } })),
          `${rows.length === 1 ? named(rows) : plural(rows.length, 'step')}: now by ${shortDate(due)}.`,
          {
            changes: rows.map((row) =>
              changeOf('step.change', row.record, { id: row.step.id, to: { due: row.step.due } }),
            ),
          },
        ),
      notNeeded: (row, why, on) =>
        act([close(row, { as: 'not-needed', why, on })], `Not needed: ${named([row])}.`, {
          changes: [asItWas(row)],
        }),
      reopen: (row, on) => {
        const back = close(row, { as: 'done', why: null, on: row.step.closedOn ?? on });
        // Why it was not needed is not known here, so that it could not be closed as it was.
        return act([opened(row, row.step.talkedAt ? 'talked' : 'to-do')], `Open again: ${named([row])}.`, {
          changes: row.step.status === 'done' ? [back] : [],
        });
      },
    };
  }, [newId, save]);
}

const named = ([row]: Rows): string => (row ? stepName(row) : '');

interface Closing {
  readonly as: 'done' | 'not-needed';
  readonly why: string | null;
  readonly on: IsoDate;
}
const close = ({ record, step }: StepRow, closing: Closing): Change =>
  changeOf('step.close', record, { id: step.id, ...closing });

const opened = ({ record, step }: StepRow, as: Extract<StepDigest['status'], 'to-do' | 'talked'>): Change =>
  changeOf('step.reopen', record, { id: step.id, as });

/** Undo: open, as it stood when the row was shown. */
const asItWas = (row: StepRow): Change => opened(row, row.step.status === 'talked' ? 'talked' : 'to-do');

const withdraw = ({ record }: StepRow, id: EntryId): Change =>
  changeOf('entry.withdraw', record, { id, reason: UNDONE });
