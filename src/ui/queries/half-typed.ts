/**
 * What is typed and chosen in forms and not saved yet. It is in the memory of the window, and a moment later sealed on the
 * device (device/half-typed.ts): the device neither locks nor starts afresh before that (unsaved.ts), and it is there again
 * where it was typed.
 */
import type { House } from './house.tsx';
import { unsavedWords } from './unsaved.ts';

/** Milliseconds after a key until it is sealed, and until one that could not be is tried again. */
const PAUSE_MS = 150;
const AGAIN_MS = 1000;

/** Words that somebody typed, wherever in the value; a choice alone is soon made again. */
function hasWords(value: unknown): boolean {
  if (typeof value === 'string') return /\S\s+\S/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasWords);
}
const isWorthKeeping = (value: unknown): boolean => (typeof value === 'string' ? value.trim() !== '' : hasWords(value));

/** The forms of one house. */
export class HalfTypedForms {
  readonly #values = new Map<string, unknown>();
  /** As they were read, and not touched in this window. */
  readonly #read = new Set<string>();
  readonly #unsealed = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #house: Pick<House, 'halfTyped'>;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(house: Pick<House, 'halfTyped'>) {
    this.#house = house;
  }

  /** The value of a form now. One that an older app has sealed lacks what is new. */
  now<T>(name: string, initial: T): T {
    if (!this.#values.has(name)) return initial;
    const value = this.#values.get(name);
    if (!this.#read.has(name) || initial === null) return value as T;
    if (typeof value !== typeof initial || Array.isArray(value) !== Array.isArray(initial)) return initial;
    return isPlain(value) && isPlain(initial) ? { ...initial, ...value } : (value as T);
  }

  /** Undefined: it is saved, or not wanted. */
  put(name: string, value: unknown): void {
    this.#read.delete(name);
    if (value === undefined) this.#values.delete(name);
    else this.#values.set(name, value);
    this.#unsealed.add(name);
    unsavedWords.hold(this);
    this.#sealIn(PAUSE_MS);
    this.#tell();
  }

  /** Calls back at each change; returns how to stop. */
  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  /** Takes in what is on the device: from before a lock, or of another window. */
  async look(): Promise<void> {
    const there = await (await this.#house.halfTyped()).read();
    for (const name of this.#read) {
      if (there.has(name)) continue;
      this.#values.delete(name);
      this.#read.delete(name);
    }
    for (const [name, value] of there) {
      if (this.#unsealed.has(name) || (this.#values.has(name) && !this.#read.has(name))) continue;
      this.#values.set(name, value);
      this.#read.add(name);
    }
    this.#tell();
  }

  /** Is anything begun? */
  get any(): boolean {
    return [...this.#values.values()].some(isWorthKeeping);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #sealIn(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#seal(), ms);
  }

  async #seal(): Promise<void> {
    this.#timer = null;
    try {
      const store = await this.#house.halfTyped();
      for (const name of this.#unsealed) {
        const value = this.#values.get(name);
        await store.write(name, isWorthKeeping(value) ? value : undefined);
        if (this.#values.get(name) === value) this.#unsealed.delete(name);
      }
    } catch {
      // It stays unsaved: the device says so when it is to lock.
      return this.#sealIn(AGAIN_MS);
    }
    if (this.#unsealed.size === 0) unsavedWords.release(this);
    else if (this.#timer === null) this.#sealIn(PAUSE_MS);
  }
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** By the session: they go with it. */
const forms = new WeakMap<House['session'], HalfTypedForms>();

/** Those of a house. */
export function halfTypedIn(house: House): HalfTypedForms {
  const held = forms.get(house.session) ?? new HalfTypedForms(house);
  forms.set(house.session, held);
  return held;
}
