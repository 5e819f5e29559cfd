/**
 * How a draft is saved: its texts as they are typed, its choices at once; what fails is kept and goes along next time.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DraftTextName, DraftValues } from '../../../../domain/entries/career.ts';
import { DRAFT_TEXTS } from '../../../../domain/entries/career.ts';
import type { Patch } from '../../../../domain/entry.ts';
import type { EntryId, RecordId } from '../../../../domain/ids.ts';
import type { Instant } from '../../../../domain/time.ts';
import { useHouse } from '../../../queries/house.tsx';
import type { Saved } from '../../../queries/mutate.ts';
import { useMutate } from '../../../queries/mutate.ts';
import type { TypingState } from '../../../queries/typing.ts';
import { TypedText } from '../../../queries/typing.ts';

/** Each text of a draft as it is typed. */
export type TypedTexts = Readonly<Record<DraftTextName, TypedText>>;

/** Whether words are typed that are not on the device. */
export const hasUnsaved = (texts: TypedTexts): boolean => DRAFT_TEXTS.some((name) => texts[name].unsaved !== null);

/** What each save of a draft names; it may change between two saves. */
export interface DraftRef {
  readonly current: { readonly id: EntryId; readonly interview: EntryId; readonly startedAt: Instant };
}

type Values = Patch<DraftValues>;

/**
 * Choices are shown as they are made, before they are saved: `shown` is what the record has, and what was chosen stands
 * over it until the record has it too. Those that could not be saved stay, and go along with the next attempt.
 */
export function useChoices(shown: Values, save: (values: Values) => Promise<Saved>) {
  const [chosen, setChosen] = useState<Values>({});
  const owed = useRef<Values | null>(null);
  const ahead = withoutKnown(chosen, shown);
  useEffect(() => {
    if (Object.keys(ahead).length < Object.keys(chosen).length) setChosen((now) => withoutKnown(now, shown));
  }, [shown]);
  const attempt = async (values: Values): Promise<Saved> => {
    owed.current = null;
    const saved = await save(values);
    if (saved.kind === 'not-saved') owed.current = { ...values, ...(owed.current as Values | null) };
    return saved;
  };
  return {
    values: { ...shown, ...ahead },
    save: (values: Values) => {
      setChosen((before) => ({ ...before, ...values }));
      return attempt({ ...owed.current, ...values });
    },
    again: async () => owed.current === null || (await attempt(owed.current)).kind === 'saved',
  };
}

/** Without what the record has by now. */
const withoutKnown = (chosen: Values, shown: Values): Values =>
  Object.fromEntries(
    Object.entries(chosen).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(shown[name as keyof Values]),
    ),
  );

/** The texts of a draft and how the last save went. */
export interface Typing {
  readonly texts: TypedTexts;
  readonly state: TypingState;
  /** Passes on how another save of the same draft went. */
  readonly heard: (saved: Saved) => Saved;
}

/** Typing in the texts of one draft: saved as typed, when the page is hidden, and when it is left. */
export function useTypedTexts(record: RecordId, ref: DraftRef): Typing {
  const { newId, nowMs, engine } = useHouse();
  const mutate = useMutate();
  const [state, setState] = useState<TypingState>({ kind: 'idle' });
  const now = useRef(state);
  now.current = state;
  const texts = useMemo(() => {
    const make = (text: DraftTextName) =>
      new TypedText({
        newId,
        nowMs,
        told: setState,
        save: (write) => mutate('draft.write', record, { ...ref.current, text, write }),
      });
    return Object.fromEntries(DRAFT_TEXTS.map((name) => [name, make(name)])) as unknown as TypedTexts;
  }, [record, mutate]);
  useEffect(() => {
    const hidden = () => {
      if (document.visibilityState !== 'hidden') return;
      void Promise.all(DRAFT_TEXTS.map((name) => texts[name].flush())).then(() => engine.sync('left-text'));
    };
    // Not for words that are a quarter of a second old: they are saved as the page is hidden.
    const leaving = (event: Event) =>
      now.current.kind === 'not-saved' && hasUnsaved(texts) ? event.preventDefault() : undefined;
    document.addEventListener('visibilitychange', hidden);
    addEventListener('beforeunload', leaving);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('beforeunload', leaving);
      for (const name of DRAFT_TEXTS) void texts[name].flush();
    };
  }, [texts]);
  const heard = (saved: Saved): Saved => {
    setState((before) => {
      if (saved.kind === 'not-saved') return { kind: 'not-saved', why: saved.why };
      return before.kind === 'not-saved' && hasUnsaved(texts) ? before : { kind: 'saved', atMs: nowMs() };
    });
    return saved;
  };
  return { texts, state, heard };
}
