/**
 * "Change what was logged": the facts of an activity put right in every record in which the person may: their own logs of the
 * last 14 days, all of them for the careers leader. What pupils learned and wrote stays.
 */
import { useEffect, useState } from 'preact/hooks';
import { BENCHMARK_NAMES } from '../../../domain/benchmarks/names.ts';
import { plural } from '../../../domain/date-words.ts';
import type { ActivityFacts } from '../../../domain/entries/career.ts';
import type { ActivityKind, CountsTowards } from '../../../domain/entries/vocabulary.ts';
import { ACTIVITY_KIND_NAMES } from '../../../domain/vocabulary-names.ts';
import { ACTIVITY_KINDS, countsTowards } from '../../../domain/entries/vocabulary.ts';
import { MOST_AT_ONCE } from '../../../domain/group-log.ts';
import type { EntryId, RecordId } from '../../../domain/ids.ts';
import { entryOf } from '../../../domain/record.ts';
import type { IsoDate } from '../../../domain/time.ts';
import { toInstant } from '../../../domain/time.ts';
import { mayAmend } from '../../../domain/who-may.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, Select, TextInput } from '../../parts/fields.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useToday } from '../../queries/clock.ts';
import { useHouse } from '../../queries/house.tsx';
import type { Change, Saved } from '../../queries/mutate.ts';
import { changeOf, useAct } from '../../queries/mutate.ts';
import { useDigests, useReadRecords } from '../../queries/records.ts';
import { NotSavedHere } from './not-saved-here.tsx';
import { pastDayProblem } from './past-day.ts';
import { useKept } from './use-kept.ts';

type Facts = Omit<ActivityFacts, 'learned'>;

interface AmendProps {
  readonly activity: EntryId;
  /** As it stands now. */
  readonly facts: Facts;
  readonly onClose: () => void;
  readonly onAmended: (facts: Facts) => void;
}

/** The dialog. It stays open, as it was, when nothing could be saved. */
export function AmendActivity({ activity, facts, onClose, onAmended }: AmendProps) {
  const today = useToday();
  const {
    value: draft,
    change,
    forget,
  } = useKept<Omit<Facts, 'date'> & { readonly date: string }>(`amend ${activity}`, facts);
  const [failed, setFailed] = useState<Saved | null>(null);
  const logged = useLogged(activity);
  const amend = amendWith(useAct(), activity);
  const set = (patch: Partial<typeof draft>) => change((before) => ({ ...before, ...patch }));
  const problem = problemOf(draft, today);
  const mine = logged?.mine ?? [];
  const save = async () => {
    const after = { ...draft, title: draft.title.trim(), date: draft.date as IsoDate };
    const saved = await amend(mine, after);
    setFailed(saved);
    if (saved.kind !== 'saved') return;
    forget();
    showToast({
      words: `Changed for ${plural(mine.length, 'pupil')}: ${after.title}.`,
      undo: () => void amend(mine, facts),
    });
    onAmended(after);
    onClose();
  };
  return (
    <Dialog
      title="Change what was logged"
      onClose={onClose}
      actions={
        <>
          <Button look="do" disabled={problem !== null || mine.length === 0} onClick={() => void save()}>
            Change for {plural(mine.length, 'pupil')}
          </Button>
          <Button look="plain" onClick={onClose}>
            Keep it as it was
          </Button>
        </>
      }
    >
      <NotSavedHere saved={failed}>Nothing was changed. What you wrote is still here.</NotSavedHere>
      {logged === null ? null : <p class="hint">{countWords(logged)}</p>}
      <Field label="What it was">
        <TextInput value={draft.title} onText={(title) => set({ title })} maxLength={200} />
      </Field>
      <Field label="When it was" error={problem ?? undefined}>
        <TextInput type="date" value={draft.date} onText={(date) => set({ date })} max={today} />
      </Field>
      <Field label="Kind of activity">
        <Select
          value={draft.activity}
          options={ACTIVITY_KINDS.map((value) => ({ value, label: ACTIVITY_KIND_NAMES[value] }))}
          onChoose={(kind) => set({ activity: kind as ActivityKind })}
        />
      </Field>
      <Field label="With whom">
        <TextInput value={draft.organisation} onText={(organisation) => set({ organisation })} maxLength={200} />
      </Field>
      <Choices
        label="Counts towards"
        titled
        options={countsTowards.options.map((value) => ({ value, label: BENCHMARK_NAMES[value] }))}
        chosen={draft.counts}
        onChange={(counts) => set({ counts: counts as readonly CountsTowards[] })}
      />
    </Dialog>
  );
}

/** Why it cannot be saved, in a sentence. */
function problemOf({ title, date }: { readonly title: string; readonly date: string }, today: IsoDate): string | null {
  if (title.trim() === '') return 'Write what it was.';
  return pastDayProblem(date, today);
}

/** Whose records hold the activity, and in which of them the person may put it right. */
interface Logged {
  readonly mine: readonly RecordId[];
  readonly others: number;
}

const countWords = ({ mine, others }: Logged): string =>
  others === 0
    ? `It changes in the records of ${plural(mine.length, 'pupil')}.`
    : `It changes for the ${plural(mine.length, 'pupil')} for whom you logged it in the last 14 days. For ${others} it stays: somebody else logged it, or it was longer ago.`;

/** Read once, when the dialog opens; null until then. */
function useLogged(activity: EntryId): Logged | null {
  const { session, nowMs } = useHouse();
  const digests = useDigests();
  const read = useReadRecords();
  const [logged, setLogged] = useState<Logged | null>(null);
  const ready = digests.state === 'ready';
  useEffect(() => {
    if (digests.state !== 'ready') return;
    const having = digests.value.filter(({ experiences }) => experiences.some(({ id }) => id === activity));
    const at = toInstant(nowMs());
    const isLeader = session.roles.includes('leader');
    void read(having.map(({ record }) => record)).then((records) => {
      const mine = records.filter((record) => {
        const entry = entryOf(record, activity, 'experience');
        return entry !== undefined && (isLeader || mayAmend(entry, session.person, at));
      });
      setLogged({ mine: mine.map(({ id }) => id), others: records.length - mine.length });
    });
  }, [activity, ready]);
  return logged;
}

/** Saves the facts in these records, in acts that a server takes; stops at the first that could not be saved. */
export function amendWith(
  act: (changes: readonly Change[]) => Promise<Saved>,
  activity: EntryId,
): (records: readonly RecordId[], facts: Facts) => Promise<Saved> {
  return async (records, { title, activity: kind, date, counts, organisation, providers, tags, occupation }) => {
    const facts = { title, activity: kind, date, counts, organisation, providers, tags, occupation };
    let saved: Saved = { kind: 'saved', ids: [] };
    for (let at = 0; at < records.length && saved.kind === 'saved'; at += MOST_AT_ONCE)
      saved = await act(
        records.slice(at, at + MOST_AT_ONCE).map((record) => changeOf('activity.amend', record, { activity, facts })),
      );
    return saved;
  };
}
