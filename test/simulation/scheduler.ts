/** Every await of a tab on the world parks here; chance decides which goes on. A tab that ends leaves its awaits for ever. */
import { disksAtWork } from './dexie-disk.ts';
import type { Chance } from './random.ts';

/** One tab of a browser. */
export interface Tab {
  readonly device: object;
  /** Frozen for most of the time. */
  readonly slow: boolean;
  /** In calm weather nothing parks. */
  readonly calm: boolean;
}

export class Scheduler {
  #parked: { readonly tab: Tab; readonly go: () => void }[] = [];
  readonly #chance: Chance;
  constructor(chance: Chance) {
    this.#chance = chance;
  }

  gate(tab: Tab): Promise<void> {
    if (tab.calm) return Promise.resolve();
    return new Promise((resolve) => this.#parked.push({ tab, go: resolve }));
  }

  get isEmpty(): boolean {
    return this.#parked.length === 0;
  }
  tabsOf(device: object): number {
    return new Set(this.#parked.filter(({ tab }) => tab.device === device).map(({ tab }) => tab)).size;
  }

  /** Lets one go on, and waits until nothing more happens by itself. `all`: slow ones too. */
  async step(all = false): Promise<void> {
    const next = this.#chance.pick(this.#parked);
    if (!next || (next.tab.slow && !all && !this.#chance.happens(0.15))) return;
    this.#parked.splice(this.#parked.indexOf(next), 1);
    next.go();
    await settle();
  }

  /** The end of all tabs of a device: power cut, crash. */
  drop(device: object): void {
    this.#parked = this.#parked.filter(({ tab }) => tab.device !== device);
  }
}

/** Resolves when all that could run has run: one turn of the loop, since the simulator has no I/O of its own, and what real tables take. */
export async function settle(): Promise<void> {
  do await turn();
  while (disksAtWork());
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
