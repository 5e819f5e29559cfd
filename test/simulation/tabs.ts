/** The tabs of the devices: each runs the real engine over its device's tables, and may end at any await. */
import type { PersonId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { createEngine } from '../../src/sync/engine.ts';
import type { Engine } from '../../src/sync/engine.ts';
import type { DevicePort } from '../../src/sync/ports.ts';
import { awayness } from './mishaps.ts';
import type { Act } from './made-up-parts.ts';
import { wireOf } from './network.ts';
import { Broken } from './oracle/broken.ts';
import type { Tab } from './scheduler.ts';
import type { ServerRoom } from './server-room.ts';
import type { SimDevice } from './sim-device.ts';
import type { Stage } from './stage.ts';
import { deviceWords, savedWords } from './story.ts';

/** Tabs of a device that sync at once; one of them may be frozen. */
const TABS_MAX = 3;
/** Most mutations in a request in three histories of four, so that queues form. */
const SMALL_BATCH = 3;

/** A mutation that is on its way to the disk. */
export interface Intended {
  readonly act: Act;
  readonly record: string;
  /** By the clock of the device. */
  readonly day: string;
}

export class Tabs {
  readonly #stage: Stage;
  readonly #room: ServerRoom;
  /** With the tick at which the last complete sync had begun when it was meant: it is saved a moment later. */
  readonly #intended = new Map<string, Intended & { readonly synced: number }>();
  /** Which mutation is in which place of each device's outbox. */
  readonly #places = new Map<SimDevice, ReadonlyMap<number, string>>();

  constructor(stage: Stage, room: ServerRoom) {
    this.#stage = stage;
    this.#room = room;
  }

  /** A tab of a device, with its own engine. */
  open(device: SimDevice, { calm, slow }: Pick<Tab, 'calm' | 'slow'>): Engine {
    const { chance, scheduler, oracle, setting } = this.#stage;
    const session = device.session;
    const gate = () => scheduler.gate({ device, slow, calm });
    const sometimes = async (p: number) => {
      if (!calm && chance.happens(p)) await gate();
    };
    const port = device.disk.port({
      before: () => sometimes(0.4),
      committed: () => this.#stage.guard(() => this.#committed(device)),
      after: () => sometimes(0.3),
    });
    const wire = wireOf(device, {
      chance,
      calm,
      gate,
      late: this.#room.late,
      away: () => awayness(this.#stage, device),
      signedIn: () => session === device.session,
      server: () => this.#room.server,
      deliver: (letter) => this.#room.deliver(letter),
      known: () => oracle.memoryOf(device).known,
      restless: () => this.#stage.broke(new Broken(`RESTLESS ${device.name}`)),
      onDone: (said, came) => {
        if (said !== came) this.#stage.broke(new Broken(`COUNT of ${said} for ${came} to ${device.name}`));
      },
      onLine: ({ person, request }, line) =>
        this.#stage.guard(() => {
          const { stored } = this.#room;
          const all = request.cookie === null || request.epoch !== stored.epoch;
          oracle.line(stored, { person, request, all, line });
        }),
    });
    const { seed } = setting;
    return createEngine({
      port,
      wire,
      chance: { nowMs: () => this.#stage.now, newId: chance.id, random: chance.random },
      person: device.person as PersonId,
      app: 'simulated',
      ...(seed % 4 === 0 ? {} : { batchMax: SMALL_BATCH }),
    });
  }

  /** The tables of a device, in which nothing goes wrong. */
  quietPort(device: SimDevice): DevicePort {
    return device.disk.port({ committed: () => this.#stage.guard(() => this.#committed(device)) });
  }

  /** At once after each commit of a device: what is new in the outbox was promised to somebody. */
  #committed(device: SimDevice): void {
    const { oracle } = this.#stage;
    for (const { id, order, refused } of device.own) {
      const intended = this.#intended.get(id);
      if (!intended || refused !== null) continue;
      this.#intended.delete(id);
      const old = this.#places.get(device)?.get(order) ?? null;
      const { act, record } = intended;
      oracle.wasSaved(
        device,
        { id, by: device.person, record, parts: act.parts, name: act.name, day: intended.day, synced: intended.synced },
        act.args,
        old,
      );
    }
    this.notePlaces(device);
    oracle.learnt(device);
    oracle.look(device);
    this.#stage.traceNews(device.name, () => deviceWords(device));
  }
  notePlaces(device: SimDevice): void {
    this.#places.set(device, new Map(device.own.map((m) => [m.order, m.id])));
  }

  /** Saves as a screen does; says when it was told that it is saved and it is not. */
  save(device: SimDevice, envelopes: readonly MutationEnvelope[], doings: readonly Intended[]): void {
    const stage = this.#stage;
    const { synced } = stage.oracle.memoryOf(device);
    envelopes.forEach((envelope, i) => {
      const doing = doings[i];
      if (doing) this.#intended.set(envelope.id, { ...doing, synced });
    });
    stage.trace(() => savedWords(device, envelopes));
    const saving = this.open(device, { calm: stage.chance.happens(0.7), slow: false }).save(envelopes);
    saving.then(
      (result) => {
        if (!result.ok) stage.broke(new Error(`cannot be saved: ${JSON.stringify([result.error, envelopes])}`));
        const unsaved = envelopes.find(({ id }) => this.#intended.has(id));
        if (unsaved) stage.broke(new Broken(`UNSAVED ${unsaved.name} ${unsaved.id} on ${device.name}`));
      },
      (broken) => stage.broke(broken),
    );
  }

  /** A tab begins to sync; in calm weather it resolves when it has ended. */
  start(device: SimDevice, calm = false): Promise<void> | void {
    const { oracle, scheduler, chance } = this.#stage;
    if (!calm && scheduler.tabsOf(device) >= TABS_MAX) return;
    device.signedOut = false;
    const begun = oracle.tick;
    const session = device.session;
    const running = this.open(device, { calm, slow: !calm && chance.happens(0.25) })
      .sync()
      .then(
        (end) => {
          this.#stage.trace(() => `a sync of ${device.name} ends: ${end.result}`);
          const isHere = end.result === 'ok' && session === device.session;
          if (isHere) this.#stage.guard(() => oracle.completed(device, begun));
        },
        (broken) => this.#stage.broke(broken),
      );
    return calm ? running : undefined;
  }
}
