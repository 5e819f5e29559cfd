/**
 * An activity that is being logged: what it was, and who took part; which entries a save would make. Absent pupils are logged
 * as absent, so that the gap stays to be seen; who is logged as there already is left alone.
 */
import { useMemo } from 'preact/hooks';
import type { KnownActivity, Standing } from '../../../../domain/activities.ts';
import { USUALLY_COUNTS, adHocActivityId, alreadyKnown, standingOf } from '../../../../domain/activities.ts';
import { plural } from '../../../../domain/date-words.ts';
import type { Digest } from '../../../../domain/digest.ts';
import type { ActivityFacts } from '../../../../domain/entries/career.ts';
import type { ActivityKind } from '../../../../domain/entries/vocabulary.ts';
import type { EntryId, RecordId } from '../../../../domain/ids.ts';
import type { IsoDate } from '../../../../domain/time.ts';
import { isRealDate } from '../../../../domain/time.ts';
import { showToast } from '../../../parts/toast.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { changeOf } from '../../../queries/mutate.ts';
import { useSaveAct } from '../../shared/use-save.ts';
import { useKept } from '../../shared/use-kept.ts';

type Facts = Omit<ActivityFacts, 'date'>;

/** What is written and chosen so far. */
export interface LogDraft {
  /** The known activity that it is; null: in own words. */
  readonly of: EntryId | null;
  /** The day of that activity, as it was taken. */
  readonly heldOn: IsoDate | null;
  readonly facts: Facts;
  /** YYYY-MM-DD; '' while it is being typed; null: today. */
  readonly date: string | null;
  /** Ticks that were changed by hand. */
  readonly ticks: Readonly<Record<RecordId, boolean>>;
}

/** A pupil in "Who took part". */
export interface Attender {
  readonly digest: Digest;
  readonly standing: Standing;
  readonly ticked: boolean;
}

const EMPTY: LogDraft = {
  of: null,
  heldOn: null,
  facts: {
    title: '',
    activity: 'other',
    counts: [],
    organisation: '',
    providers: [],
    tags: [],
    occupation: '',
    learned: '',
  },
  date: null,
  ticks: {},
};

interface LogOf {
  /** What it is kept under: the form, or the pupil. */
  readonly name: string;
  readonly pupils: readonly Digest[];
  readonly known: readonly KnownActivity[];
  readonly today: IsoDate;
}

/** The log and what can be done with it. */
export type Log = ReturnType<typeof useLog>;

/** A log for these pupils. */
export function useLog({ name, pupils, known, today }: LogOf) {
  const { session } = useHouse();
  const save = useSaveAct();
  const draft = useKept<LogDraft>(`log ${name}`, EMPTY);
  const { of, heldOn: takenOn, facts, date: chosenDate, ticks } = draft.value;
  const date = chosenDate ?? today;
  const title = facts.title.trim();
  const id = idOf();
  const attenders = useMemo(() => pupils.map((digest) => attenderOf(digest, id, ticks)), [pupils, id, ticks]);
  const fresh = attenders.filter(({ standing, ticked }) => ticked && standing !== 'there');
  const absent = attenders.filter(({ standing, ticked }) => !ticked && standing === 'not-logged');

  function idOf(): EntryId | null {
    if (title === '' || !isRealDate(date)) return null;
    const picked = known.find((activity) => activity.id === of);
    // What was logged on another day is not held again: it is another activity of the same name.
    if (picked && ([picked.facts.date, takenOn].includes(date as IsoDate) || picked.logged === 0)) return picked.id;
    const day = date as IsoDate;
    const { activity: kind } = facts;
    return (
      alreadyKnown(known, { date: day, title })?.id ??
      adHocActivityId({ school: session.school, date: day, kind, title })
    );
  }

  const set = (patch: Partial<LogDraft>) => draft.change((before) => ({ ...before, ...patch }));
  const setFacts = (patch: Partial<Facts>) =>
    draft.change((before) => ({ ...before, facts: { ...before.facts, ...patch } }));

  return {
    draft: draft.value,
    id,
    date,
    attenders,
    /** How many would be logged as there. */
    count: fresh.length,
    problem: problemOf({
      title,
      date,
      today,
      fresh: fresh.length,
      open: attenders.some(({ standing }) => standing !== 'there'),
    }),
    setFacts,
    setDate: (next: string) => set({ date: next }),
    tick: (record: RecordId, on: boolean) =>
      draft.change((before) => ({ ...before, ticks: { ...before.ticks, [record]: on } })),
    tickAll: (on: boolean) => set({ ticks: Object.fromEntries(pupils.map(({ record }) => [record, on])) }),
    /** Takes the facts of a known activity; `again` on another day than it was. */
    pick: (activity: KnownActivity, again?: IsoDate) => {
      const { date: heldOn, ...rest } = activity.facts;
      draft.change(({ facts: { learned } }) => ({
        of: again === undefined ? activity.id : null,
        heldOn,
        facts: { ...rest, learned },
        date: again ?? heldOn,
        ticks: {},
      }));
    },
    /** The chosen activity has other facts now: it stays the same activity. */
    amended: ({ date: heldOn, ...rest }: Omit<ActivityFacts, 'learned'>) =>
      draft.change((before) => ({ ...before, of: id, heldOn, facts: { ...before.facts, ...rest }, date: heldOn })),
    /** Own words, not those of a known activity. */
    name: (words: string) => draft.change((before) => inOwnWords(before, { title: words })),
    setKind: (activity: ActivityKind, words?: string) =>
      draft.change((before) =>
        inOwnWords(before, {
          ...(words === undefined ? {} : { title: words }),
          activity,
          counts: USUALLY_COUNTS[activity],
        }),
      ),
    /** Saves it for all; resolves to whether it was saved. */
    save: async (): Promise<boolean> => {
      if (id === null) return false;
      const whole: ActivityFacts = {
        ...facts,
        title,
        organisation: facts.organisation.trim(),
        learned: facts.learned.trim(),
        date: date as IsoDate,
      };
      const logged = [...fresh, ...absent].map(({ digest, ticked }) =>
        changeOf('activity.log', digest.record, { activity: id, facts: whole, attended: ticked }),
      );
      const saved = await save(logged);
      if (saved.kind !== 'saved') return false;
      const undo = () => void save(logged.map(({ record }) => changeOf('activity.unlog', record, { activity: id })));
      showToast({ words: savedWords(title, fresh, absent.length), undo });
      draft.forget();
      return true;
    },
  };
}

/** An activity of one's own: nothing stays of a known one but what was learned. */
const inOwnWords = ({ of, facts, ...rest }: LogDraft, patch: Partial<Facts>): LogDraft => ({
  ...rest,
  of: null,
  facts: { ...(of === null ? facts : { ...EMPTY.facts, learned: facts.learned }), ...patch },
});

function attenderOf(digest: Digest, id: EntryId | null, ticks: LogDraft['ticks']): Attender {
  const standing = id === null ? 'not-logged' : standingOf(digest, id);
  // Who was logged as absent stays so until somebody says that they were there.
  const ticked = standing === 'there' || (ticks[digest.record] ?? standing === 'not-logged');
  return { digest, standing, ticked };
}

interface Judged {
  readonly title: string;
  readonly date: string;
  readonly today: IsoDate;
  readonly fresh: number;
  /** Is there anybody left who is not logged as there? */
  readonly open: boolean;
}

/** Why it cannot be saved yet, in a sentence; null when it can. */
function problemOf({ title, date, today, fresh, open }: Judged): string | null {
  if (title === '') return 'Choose what it was, or write it.';
  if (!isRealDate(date)) return 'Choose the day.';
  if (date > today) return 'This day is still to come. Log it when it has been.';
  if (fresh > 0) return null;
  return open ? 'Tick who took part.' : 'Everybody is logged already.';
}

function savedWords(title: string, fresh: readonly Attender[], absent: number): string {
  const [only] = fresh.length === 1 && absent === 0 ? fresh : [];
  const whom = only?.digest.pupil ? only.digest.pupil.name : plural(fresh.length, 'pupil');
  return `${title}: logged for ${whom}${absent > 0 ? `, ${absent} absent` : ''}.`;
}
