/** Texts of the pupil's own that are saved as they are typed, and how the last save went. What could not be saved stays in its box. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TextWrite, WrittenText } from '../../../domain/text.ts';
import { allWords } from '../../../domain/text-merge.ts';
import { useHouse } from '../../queries/house.tsx';
import type { Saved } from '../../queries/mutate.ts';
import type { TypingState } from '../../queries/typing.ts';
import { TypedText } from '../../queries/typing.ts';

/** The box of one text. */
export interface TextBox {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly onLeave: () => void;
}

interface Texts<N extends string> {
  readonly names: readonly N[];
  /** What the record holds of a text now. */
  readonly written: (name: N) => WrittenText;
  readonly save: (name: N, write: TextWrite) => Promise<Saved>;
}

/** `flush` resolves to whether all is saved on this device. */
export function useTypedTexts<N extends string>({ names, written, save }: Texts<N>) {
  const { engine, newId, nowMs } = useHouse();
  const [state, setState] = useState<TypingState>({ kind: 'idle' });
  const saveRef = useRef(save);
  saveRef.current = save;
  const texts = useMemo(
    () =>
      names.map((name) => {
        const text = new TypedText({ newId, nowMs, told: setState, save: (write) => saveRef.current(name, write) });
        return { name, text };
      }),
    [],
  );
  for (const { name, text } of texts) text.show(written(name), allWords(written(name)));
  const flush = async (): Promise<boolean> => {
    await Promise.all(texts.map(({ text }) => text.flush()));
    return texts.every(({ text }) => text.unsaved === null);
  };
  useEffect(() => {
    const hidden = () => (document.visibilityState === 'hidden' ? void flush() : undefined);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      void flush();
    };
  }, []);
  const box = (name: N): TextBox => {
    const text = texts.find((one) => one.name === name)?.text;
    return {
      value: text?.unsaved ?? allWords(written(name)),
      onText: (words) => text?.type(words),
      onLeave: () => void text?.flush().then(() => engine.sync('left-text')),
    };
  };
  return { box, flush, state };
}
