/**
 * Taking back what an operation did, step by step from its end: each entry is put back as it was, unless somebody has changed it
 * since, and unless it cannot be unmade. Pure.
 */
import { BASE_FIELDS } from '../../domain/entry.ts';
import type { EntryId, RecordId } from '../../domain/ids.ts';
import type { Entry, EntryOf, FieldsOf, Kind } from '../../domain/record.ts';
import { NO_SUPPORT } from '../../domain/retention.ts';
import type { IsoDate } from '../../domain/time.ts';
import { addDays } from '../../domain/time.ts';
import type { DoneStep } from './operation-rows.ts';
import type { Command, Step } from './step.ts';

/** What undoing is given beside the steps. */
export interface UndoAsk {
  readonly done: readonly DoneStep[];
  /** The entry as it is now. */
  readonly now: (record: RecordId, id: EntryId) => Entry | undefined;
  readonly today: IsoDate;
  /** Support is the careers leader's to set. */
  readonly maySetSupport: boolean;
}

/** Why something stays as the operation left it. */
export type Kept = 'changed-since' | 'identity-stays' | 'support-is-the-leaders' | 'gone';

/** The steps of the undo, and what stays. */
export interface UndoPlan {
  readonly steps: readonly Step[];
  readonly kept: readonly { readonly record: RecordId; readonly why: Kept }[];
}

/** Plans it. */
export function planUndo(ask: UndoAsk): UndoPlan {
  const steps: Step[] = [];
  const kept: { readonly record: RecordId; readonly why: Kept }[] = [];
  for (const { does, record, wrote } of ask.done.toReversed()) {
    const commands: Command[] = [];
    for (const { id, before, version } of wrote) {
      const now = ask.now(record, id);
      if (!now) kept.push({ record, why: 'gone' });
      else if (now.version !== version) kept.push({ record, why: 'changed-since' });
      else {
        const back = putBack(now, before, ask);
        if (typeof back === 'string') kept.push({ record, why: back });
        else commands.push(...back);
      }
    }
    if (commands.length > 0) steps.push({ does: UNDOES[does], record, commands });
  }
  return { steps, kept };
}

/** What a step of the undo counts as: a pupil who was new is marked as left, one who left is back. */
const UNDOES = { add: 'leave', leave: 'change', change: 'change', form: 'form', duty: 'duty' } as const;

/** The mutations that make the entry what it was. */
function putBack(now: Entry, before: Entry | null, ask: UndoAsk): readonly Command[] | Kept {
  switch (now.kind) {
    case 'pupil':
      return pupilBack(now, before as EntryOf<'pupil'> | null, ask.today);
    case 'identity':
      return before === null
        ? 'identity-stays'
        : // What was not known before is not known again.
          [{ name: 'identity.set', args: { eal: null, ...ownFields(before as EntryOf<'identity'>) } }];
    case 'support': {
      if (!ask.maySetSupport) return 'support-is-the-leaders';
      const was = before === null ? NO_SUPPORT : ownFields(before as EntryOf<'support'>);
      return [{ name: 'support.set', args: was }];
    }
    case 'form': {
      const was = before === null ? { ...ownFields(now), closed: true } : ownFields(before as EntryOf<'form'>);
      return [{ name: 'form.set', args: { id: now.id, ...was } }];
    }
    case 'tutor':
    case 'caseload':
    case 'pastoral':
      return dutyBack(now, before);
    default:
      return 'gone';
  }
}

/** A pupil who was new cannot be unmade: words about them may lie on a tablet that has not sent. They count as left. */
function pupilBack(now: EntryOf<'pupil'>, before: EntryOf<'pupil'> | null, today: IsoDate): readonly Command[] {
  if (before === null) return [{ name: 'pupil.leave', args: { to: addDays(today, -1) } }];
  const { name, surname, pronunciation, year, form } = before;
  const patch = Object.fromEntries(
    Object.entries({ name, surname, pronunciation, year, form }).filter(
      ([field, value]) => now[field as 'name'] !== value,
    ),
  );
  return [
    ...(now.to === before.to ? [] : [{ name: 'pupil.leave', args: { to: before.to } } as const]),
    ...(Object.keys(patch).length > 0 ? [{ name: 'pupil.change', args: patch } as const] : []),
  ];
}

/** A duty that was new ends before it began. */
function dutyBack(
  now: EntryOf<'tutor'> | EntryOf<'caseload'> | EntryOf<'pastoral'>,
  before: Entry | null,
): readonly Command[] {
  if (before === null) return [{ name: 'roster.end', args: { id: now.id, kind: now.kind, to: addDays(now.from, -1) } }];
  const { id } = now;
  if (before.kind === 'tutor') return [{ name: 'roster.tutor', args: { id, ...ownFields(before) } }];
  if (before.kind === 'caseload') return [{ name: 'roster.caseload', args: { id, ...ownFields(before) } }];
  return [{ name: 'roster.pastoral', args: { id, ...ownFields(before as EntryOf<'pastoral'>) } }];
}

/** The fields of an entry that are its kind's own. */
function ownFields<K extends Kind>(entry: EntryOf<K>): FieldsOf<K> {
  const own = Object.entries(entry).filter(([field]) => !(field in BASE_FIELDS));
  return Object.fromEntries(own) as unknown as FieldsOf<K>;
}
