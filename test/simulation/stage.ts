/** What the parts of one history share: its chance, its clock, its devices, the oracle, and what was broken. */
import type { MutationId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { Disk } from '../support/memory-device.ts';
import { MemoryDevice } from '../support/memory-device.ts';
import { DexieDisk } from './dexie-disk.ts';
import { Oracle } from './oracle/oracle.ts';
import type { Chance } from './random.ts';
import { chanceFrom } from './random.ts';
import { Scheduler } from './scheduler.ts';
import { CAST, MORNING_MS } from './school.ts';
import type { SimServer, SimServerParts } from './server-port.ts';
import { SimDevice } from './sim-device.ts';

/** How a history is run. */
export interface Setting {
  readonly seed: number;
  readonly steps: number;
  readonly devices: number;
  readonly makeServer: (parts: SimServerParts) => Promise<SimServer>;
  readonly trace?: ((sentence: string) => void) | undefined;
  /** Are the tables of the devices the real ones? */
  readonly onDexie?: boolean | undefined;
  /** Steps that are left out. */
  readonly skip?: ReadonlySet<number> | undefined;
}

/** Every history has a mood in which some kinds of step come more often. */
const MOODS: readonly Readonly<Record<string, number>>[] = [
  {},
  { act: 2, restore: 2, backup: 0.3, office: 0.2, crash: 0.3, goOut: 10, tidyUp: 15, start: 1.5, progress: 2.5 },
  { restore: 3, backup: 0.5, lose: 3, goOut: 6, tidyUp: 10, progress: 1.5 },
  { office: 4, rot: 0 },
  { start: 2.5, office: 3, signOut: 2 },
  { deploy: 3, progress: 1.5 },
  { typing: 1, act: 2, start: 2.5, progress: 2 },
  { move: 1, office: 2, restore: 3, backup: 0.5, start: 2, progress: 2 },
  { log: 6, sealer: 4, restore: 3, backup: 0.3, start: 2, progress: 2 },
];

export class Stage {
  readonly setting: Setting;
  readonly chance: Chance;
  readonly oracle: Oracle;
  readonly scheduler: Scheduler;
  /** Mutations that bring the server down. */
  readonly poison = new Set<string>();
  /** Pupils whom an adviser has met and who were not on the list. */
  readonly met = new Set<string>();
  readonly devices: SimDevice[] = [];
  /** What was sealed, by id: a copy of a disk has the seals, too. */
  readonly seals = new Map<MutationId, MutationEnvelope>();
  /** Answers to seals that are on their way to whoever brought them. */
  readonly answers: (() => Promise<void>)[] = [];
  readonly mood: Readonly<Record<string, number>>;
  /** All work on a few entries of one record. */
  readonly crowded: boolean;
  /** The step that runs. */
  step = 0;
  /** The server's clock, milliseconds. */
  now = MORNING_MS;
  readonly #people: readonly string[];
  readonly #told = new Map<string, string>();
  #names = 0;
  #broken: unknown = null;

  constructor(setting: Setting) {
    this.setting = setting;
    this.chance = chanceFrom(setting.seed);
    this.mood = MOODS[setting.seed % MOODS.length] ?? {};
    this.crowded = this.chance.happens(this.mood['restore'] || this.mood['deploy'] ? 0.8 : 0.4);
    this.scheduler = new Scheduler(this.chance);
    const people = this.mood['sealer'] ? KEEPERS_OF_NAMES : castOf(setting);
    this.oracle = new Oracle([...new Set(people)], this.poison);
    this.#people = people;
  }

  /** Gives everybody their device. */
  async begin(): Promise<void> {
    const { onDexie = false } = this.setting;
    for (const person of this.#people)
      this.addDevice(person, onDexie ? await DexieDisk.open() : new MemoryDevice(this.chance.id()));
  }

  addDevice(person: string, disk: Disk): SimDevice {
    this.#names += 1;
    const name = `${person.slice(-4)}/${this.#names}`;
    // Minutes, or years.
    const wide = this.chance.happens(0.1) ? 10 * 365 * 86_400_000 : 200_000;
    const skewMs = Math.floor((this.chance.random() * 2 - 1) * wide);
    const device = new SimDevice(person, { name, disk, skewMs });
    this.devices.push(device);
    return device;
  }

  /** Tells what happened, in a sentence. */
  trace(sentence: () => string): void {
    this.setting.trace?.(`${this.step}: ${sentence()}`);
  }

  /** Tells it of something, unless it was told of it last time. */
  traceNews(about: string, sentence: () => string): void {
    if (!this.setting.trace) return;
    const now = sentence();
    if (this.#told.get(about) !== now) this.trace(() => now);
    this.#told.set(about, now);
  }

  /** Runs a check in the middle of a tab's work, where a throw would be the tab's: it ends the history at its next step. */
  guard(check: () => void): void {
    try {
      check();
    } catch (broken) {
      this.broke(broken);
    }
  }
  /** Something that must not happen has happened; the first counts. */
  broke(what: unknown): void {
    this.#broken ??= what;
  }
  /** Throws what was broken. */
  noticed(): void {
    if (this.#broken !== null) throw this.#broken;
  }
}

/** Those who hold names alone, where words leave (SPEC I22), and whom they meet. */
const KEEPERS_OF_NAMES = ['sub', 'sub', 'tut', 'lea', 'adv'];

/** Five devices or fewer: people from all over the cast, others with each seed. More: the cast in its order. */
function castOf({ seed, devices }: Setting): readonly string[] {
  if (devices > 5) return CAST.slice(0, devices);
  return [0, 1, 2, 3, 4].slice(0, devices).map((i) => CAST[(seed + i * 3) % CAST.length] ?? 'adv');
}
