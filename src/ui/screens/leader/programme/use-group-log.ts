/** A log for many while it is put together: for whom, who was absent, what it would do, and saving it as one act. */
import { useMemo } from 'preact/hooks';
import { plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import { isHere } from '../../../../domain/digest.ts';
import type { ActivityFacts } from '../../../../domain/entries/career.ts';
import type { GroupLog, NamedPupils } from '../../../../domain/group-log.ts';
import { groupLog, namedPupils, tooMany } from '../../../../domain/group-log.ts';
import type { FormCode, RecordId } from '../../../../domain/ids.ts';
import { pupilsFor } from '../../../../domain/programme.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { showToast } from '../../../parts/toast.tsx';
import { changeOf } from '../../../queries/mutate.ts';
import { useKept } from '../../shared/use-kept.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import type { Listed } from './programme-view.ts';

/** For whom an activity is logged. `planned`: everybody it is planned for. */
export type LogFor = 'planned' | 'years' | 'form' | 'names';

/** What is chosen and written so far. */
export interface GroupDraft {
  readonly for: LogFor;
  readonly years: readonly number[];
  readonly form: FormCode | null;
  /** A name a line. */
  readonly names: string;
  readonly absent: readonly RecordId[];
}

interface LogOf {
  /** What it is kept under; the activity, unless told. */
  readonly name?: string;
  readonly listed: Listed;
  readonly digests: readonly Digest[];
  readonly today: IsoDate;
}

/** The log and what can be done with it. */
export type GroupLogging = ReturnType<typeof useGroupLog>;

const NOBODY: NamedPupils = { found: [], twice: 0, unknown: [], unclear: [] };

/** A log of this activity. */
export function useGroupLog({ name, listed: { id, facts, plan }, digests, today }: LogOf) {
  const save = useSaveAct();
  const kept = useKept<GroupDraft>(`group log ${name ?? id}`, {
    for: plan ? 'planned' : 'years',
    years: [],
    form: null,
    names: '',
    absent: [],
  });
  const draft = kept.value;
  const here = useMemo(() => digests.filter((digest) => isHere(digest, today)), [digests, today]);
  const named = useMemo(
    () => (draft.for === 'names' ? namedPupils(draft.names, here) : NOBODY),
    [draft.for, draft.names, here],
  );
  const pupils = useMemo(() => pupilsOf(draft, { plan, digests, today, named }), [draft, plan, digests, today, named]);
  const absent = new Set(draft.absent);
  const log: GroupLog = groupLog(pupils, id, absent);
  const saveAll = async (): Promise<boolean> => {
    const whole: ActivityFacts = { ...facts, learned: plan?.facts.learned ?? '' };
    const entries = [
      ...log.there.map((digest) => [digest, true] as const),
      ...log.absent.map((d) => [d, false] as const),
    ];
    const saved = await save(
      entries.map(([{ record }, attended]) =>
        changeOf('activity.log', record, { activity: id, facts: whole, attended }),
      ),
    );
    if (saved.kind !== 'saved') return false;
    const undo = () => void save(entries.map(([{ record }]) => changeOf('activity.unlog', record, { activity: id })));
    showToast({ words: savedWords(facts.title, log), undo });
    kept.forget();
    return true;
  };
  return {
    draft,
    pupils,
    named,
    log,
    /** Why it cannot be saved, in a sentence; null when it can. */
    problem: problemOf(draft, pupils, log),
    set: (patch: Partial<GroupDraft>) => kept.change((before) => ({ ...before, ...patch })),
    setAbsent: (record: RecordId, on: boolean) =>
      kept.change((before) => ({
        ...before,
        absent: [...before.absent.filter((other) => other !== record), ...(on ? [record] : [])],
      })),
    save: saveAll,
  };
}

interface Chosen extends Pick<LogOf, 'digests' | 'today'> {
  readonly plan: Listed['plan'];
  readonly named: NamedPupils;
}

function pupilsOf(draft: GroupDraft, { plan, digests, today, named }: Chosen): readonly Digest[] {
  if (draft.for === 'names') return named.found;
  if (draft.for === 'planned') return plan ? pupilsFor(plan, digests, today) : [];
  if (draft.for === 'years') return pupilsFor({ years: draft.years, form: null }, digests, today);
  return draft.form === null
    ? []
    : digests.filter((digest) => isHere(digest, today) && digest.pupil?.form === draft.form);
}

function problemOf(draft: GroupDraft, pupils: readonly Digest[], log: GroupLog): string | null {
  if (pupils.length === 0) return EMPTY_WORDS[draft.for];
  const many = tooMany(log);
  if (many !== null) return many;
  return log.there.length + log.absent.length === 0 ? 'Everybody is logged already.' : null;
}

const EMPTY_WORDS: Readonly<Record<LogFor, string>> = {
  planned: 'There are no pupils in the year groups that it is planned for.',
  years: 'Choose the year groups that took part.',
  form: 'Choose the form that took part.',
  names: 'Write or paste the names, one a line.',
};

const savedWords = (title: string, { there, absent }: GroupLog): string =>
  `${title}: logged for ${plural(there.length, 'pupil')}${absent.length > 0 ? `, ${absent.length} absent` : ''}.`;
