/**
 * Typing that is never lost: a text is saved 100 ms after a pause, after 150 ms at most while the person goes on, and on blur.
 * Each save names the wordings that it was written over and the text that it started from; the engine lets it take the
 * place of a pending one (SPEC I4). What could not be saved stays here and is tried again with the next key.
 */
import type { TextId } from '../../domain/ids.ts';
import type { TextWrite, WrittenText } from '../../domain/text.ts';
import { NO_TEXT } from '../../domain/text.ts';
import type { Saved } from './mutate.ts';
import { unsavedWords } from './unsaved.ts';

/** Milliseconds after the last key, and at most since the first unsaved one. */
export const PAUSE_MS = 100;
/** Somebody who types without a pause is saved as often as this. */
export const LONGEST_MS = 150;

/** What could not be saved is tried again so often: when there is room again, it saves itself. */
export const AGAIN_MS = 1000;

/** Words that are not saved after so long are said to be on their way: "Saved" is never said of what is not. */
export const SLOW_MS = 400;

/** How the last save went. */
export type TypingState =
  | { readonly kind: 'idle' }
  /** A save takes its time, on a tablet that is busy with something else. */
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly atMs: number }
  | { readonly kind: 'not-saved'; readonly why: Extract<Saved, { kind: 'not-saved' }>['why'] };

interface Ports {
  readonly save: (write: TextWrite) => Promise<Saved>;
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly told: (state: TypingState) => void;
}

/** One text that a person types in. */
export class TypedText {
  #shown: WrittenText = NO_TEXT;
  #shownText = '';
  /** Own last wording, while the record may not show it yet. */
  #last: { readonly id: TextId; readonly text: string } | null = null;
  #unsaved: string | null = null;
  #firstUnsavedMs = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #slow: ReturnType<typeof setTimeout> | null = null;
  #saving: Promise<void> = Promise.resolve();
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** What the record shows now, and the one text that is made of it for the screen. */
  show(text: WrittenText, shown: string): void {
    this.#shown = text;
    this.#shownText = shown;
    if (this.#last && !text.heads.some((h) => h.id === this.#last?.id) && text.past.includes(this.#last.id))
      this.#last = null;
  }

  /** The words that are typed and not saved yet; null when there are none. */
  get unsaved(): string | null {
    return this.#unsaved;
  }

  /** A key was pressed: the whole text as it is now. */
  type(text: string): void {
    const now = this.#ports.nowMs();
    if (this.#unsaved === null) this.#firstUnsavedMs = now;
    this.#unsaved = text;
    unsavedWords.hold(this);
    this.#watch();
    if (this.#timer) clearTimeout(this.#timer);
    const left = Math.max(0, this.#firstUnsavedMs + LONGEST_MS - now);
    this.#timer = setTimeout(() => void this.flush(), Math.min(PAUSE_MS, left));
  }

  /** Saves what is unsaved now; resolves when it is saved, or could not be. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#saving = this.#saving.then(() => this.#saveNow());
    return this.#saving;
  }

  async #saveNow(): Promise<void> {
    const text = this.#unsaved;
    if (text === null) return;
    const write = this.#writeOf(text);
    const saved = await this.#ports.save(write);
    if (this.#slow) clearTimeout(this.#slow);
    this.#slow = null;
    if (saved.kind === 'not-saved') {
      this.#ports.told({ kind: 'not-saved', why: saved.why });
      this.#timer ??= setTimeout(() => void this.flush(), AGAIN_MS);
      return;
    }
    this.#last = { id: write.id, text };
    if (this.#unsaved === text) {
      this.#unsaved = null;
      unsavedWords.release(this);
    } else {
      this.#firstUnsavedMs = this.#ports.nowMs();
      this.#watch();
    }
    this.#ports.told({ kind: 'saved', atMs: this.#ports.nowMs() });
  }

  #watch(): void {
    this.#slow ??= setTimeout(() => this.#ports.told({ kind: 'saving' }), SLOW_MS);
  }

  /** Written over one's own last wording, or else over all that the screen showed. */
  #writeOf(text: string): TextWrite {
    const id = this.#ports.newId() as TextId;
    if (this.#last) return { id, text, over: [this.#last.id], base: this.#last.text };
    const over = this.#shown.heads.map((h) => h.id);
    return over.length === 0 ? { id, text, over } : { id, text, over, base: this.#shownText };
  }
}
