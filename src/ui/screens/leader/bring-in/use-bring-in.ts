/**
 * The way of a list: chosen, checked, brought in. The list stays until the person takes another, whatever fails, and also
 * while they look at another page; in memory only, for it names children.
 */
import { useState } from 'preact/hooks';
import type { ImportDone, ImportField, ImportPreview, ImportText } from '../../../../protocol/roster-import.ts';
import type { House } from '../../../queries/house.tsx';
import { useHouse } from '../../../queries/house.tsx';
import { confirmImport, previewImport } from '../../../queries/roster-import.ts';
import type { CallFailure } from '../../../queries/server.ts';
import { readList } from './read-list.ts';

/** The list: pasted, or of a file. */
export interface List {
  /** The name of the file; null: it was pasted. */
  readonly file: string | null;
  readonly text: string;
}

/** A list with what it would do. */
export interface Checked {
  readonly ask: ImportText;
  readonly preview: ImportPreview;
}

/** Where the person is. */
export type Stage =
  | { readonly kind: 'choosing' }
  | ({ readonly kind: 'checked' } & Checked)
  | ({ readonly kind: 'done'; readonly done: ImportDone } & Checked);

/** What went wrong. `list`: there is something wrong with the list itself; `call`: it was not sent or not answered. */
export type Trouble =
  | { readonly kind: 'list'; readonly words: string }
  | { readonly kind: 'call'; readonly doing: 'check' | 'confirm'; readonly failure: CallFailure };

const NO_LIST: List = { file: null, text: '' };
const kept = new WeakMap<House, List>();

/** All of it. */
export function useBringIn() {
  const house = useHouse();
  const { school } = house.session;
  const [list, setListNow] = useState<List>(() => kept.get(house) ?? NO_LIST);
  const [wholeSchool, setWholeSchool] = useState(false);
  const [stage, setStage] = useState<Stage>({ kind: 'choosing' });
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const setList = (next: List) => {
    kept.set(house, next);
    setListNow(next);
  };
  const during = async (work: () => Promise<void>) => {
    setBusy(true);
    setTrouble(null);
    await work();
    setBusy(false);
  };
  const checkAs = (ask: ImportText) =>
    during(async () => {
      const answer = await previewImport(school, ask);
      if (answer.ok) setStage({ kind: 'checked', ask, preview: answer.value });
      else setTrouble(troubleOf('check', answer.error));
    });
  return {
    list,
    wholeSchool,
    stage,
    trouble,
    busy,
    setWholeSchool,
    paste: (text: string) => setList({ file: null, text }),
    takeFile: async (file: File) => {
      const text = await readList(file);
      setTrouble(text.ok ? null : { kind: 'list', words: text.error });
      if (text.ok) setList({ file: file.name, text: text.value });
    },
    check: async () => {
      if (list.text.trim() === '') setTrouble({ kind: 'list', words: 'Choose a file or paste the list' });
      else await checkAs({ text: list.text, wholeSchool });
    },
    /** Checks again with other columns, or as the whole school or not. */
    checkAgain: async (over: { readonly columns?: (ImportField | null)[]; readonly wholeSchool?: boolean }) => {
      if (stage.kind !== 'checked' || busy) return;
      await checkAs({ ...stage.ask, columns: stage.preview.columns, ...over });
    },
    confirm: () =>
      during(async () => {
        if (stage.kind !== 'checked') return;
        const { ask, preview } = stage;
        const answer = await confirmImport(school, { ...ask, fingerprint: preview.fingerprint });
        if (!answer.ok) return setTrouble(troubleOf('confirm', answer.error));
        house.engine.sync('asked');
        setStage({ ...stage, kind: 'done', done: answer.value });
        return setList(NO_LIST);
      }),
    /** Back to the list, which is still there. */
    back: () => {
      setTrouble(null);
      setStage({ kind: 'choosing' });
    },
    forget: () => {
      setTrouble(null);
      setList(NO_LIST);
    },
  };
}

/** The state of the page and what can be done on it. */
export type BringInState = ReturnType<typeof useBringIn>;

/** A file that cannot be read is the list's fault; all else is the line's or the server's. */
function troubleOf(doing: 'check' | 'confirm', failure: CallFailure): Trouble {
  const status = failure.kind === 'refused' ? failure.problem.status : 0;
  if (failure.kind === 'refused' && doing === 'check' && (status === 400 || status === 413))
    return { kind: 'list', words: failure.problem.detail ?? failure.problem.title };
  return { kind: 'call', doing, failure };
}
