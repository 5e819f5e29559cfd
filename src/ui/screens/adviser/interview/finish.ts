/** Turning a draft into a finished interview: what is still missing, and the one mutation that carries every word (SPEC I18). */
import type { EntryId } from '../../../../domain/ids.ts';
import type { ArgsOf } from '../../../../domain/mutations/registry.ts';
import { wordingsOf } from '../../../../domain/mutations/draft.ts';
import type { Instant } from '../../../../domain/time.ts';
import { heldAt, partsWritten, placeOf, typeOf } from './parts-written.ts';
import type { Draft } from './use-draft.ts';

/** What must be there before an interview can be finished. */
export type Missing = 'explained' | 'summary' | 'steps';

/** What is still missing, in the order of the page. */
export function missingIn(draft: Draft): readonly Missing[] {
  const missing: Missing[] = [];
  if (!(draft.values.explained ?? []).includes('who-will-see')) missing.push('explained');
  if (draft.text('summary').trim() === '') missing.push('summary');
  if (draft.steps.length === 0 && !draft.values.noSteps) missing.push('steps');
  return missing;
}

const LONGEST_MINUTES = 240;

/** The arguments of `interview.finish`. The interview is dated by its start; written up later it keeps its own date. */
export function finishArgs(
  draft: Draft,
  interview: EntryId,
  noteId: EntryId,
  now: Instant,
): ArgsOf<'interview.finish'> {
  const { values, startedAt } = draft;
  const words = draft.text('ownWords').trim();
  const { date, from, fromPaper, minutes } = heldAt(draft);
  const taken = Math.round((Date.parse(now) - Date.parse(startedAt)) / 60_000);
  return {
    id: interview,
    draft: draft.id,
    over: draft.entry ? wordingsOf(draft.entry) : [],
    date,
    from,
    minutes: minutes ?? Math.min(LONGEST_MINUTES, Math.max(1, taken)),
    place: placeOf(draft),
    type: typeOf(draft),
    summary: draft.text('summary').trim(),
    routes: values.routes ?? [],
    explained: values.explained ?? [],
    agreed: values.agreedAt ? { at: values.agreedAt, words } : null,
    startedAt,
    endedAt: now,
    fromPaper,
    note: noteOf(draft, noteId),
    steps: draft.steps,
  };
}

function noteOf(draft: Draft, id: EntryId): ArgsOf<'interview.finish'>['note'] {
  const { plansUsed = [] } = draft.values;
  if (partsWritten(draft) === 0 && draft.text('alsoPresent').trim() === '' && plansUsed.length === 0) return null;
  return {
    id,
    about: draft.values.about ?? [],
    why: draft.text('why'),
    now: draft.text('now'),
    ideas: draft.text('ideas'),
    barriers: draft.text('barriers'),
    alsoPresent: draft.text('alsoPresent').trim().slice(0, 200),
    ...(plansUsed.length > 0 ? { plansUsed } : {}),
  };
}
