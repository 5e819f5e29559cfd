/**
 * The scene of a drill: a school on real files behind the real app, devices in memory with the real engine and runner, and
 * what they do. One virtual clock.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type { EntryId, MutationId, PersonId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { SCHOOL_RECORD } from '../../src/domain/record.ts';
import { toInstant } from '../../src/domain/time.ts';
import { openSession } from '../../src/server/accounts/sessions.ts';
import { ensureAccount } from '../../src/server/accounts/places.ts';
import { createPace } from '../../src/server/accounts/pace.ts';
import { createThrottle } from '../../src/server/accounts/throttle.ts';
import { putBack } from '../../src/server/backups/put-back.ts';
import { createApp } from '../../src/server/http/app.ts';
import { createEvents } from '../../src/server/http/events.ts';
import { openLedger } from '../../src/server/store/ledger.ts';
import type { Store } from '../../src/server/store/store.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import { createRosters } from '../../src/server/sync/roster.ts';
import type { Engine } from '../../src/sync/engine.ts';
import { createEngine } from '../../src/sync/engine.ts';
import type { WireReply } from '../../src/sync/ports.ts';
import { replyLines } from '../../src/sync/reply-lines.ts';
import type { Runner } from '../../src/sync/runner.ts';
import { startRunner } from '../../src/sync/runner.ts';
import { chanceFrom } from '../simulation/random.ts';
import { uuid } from '../support/builders.ts';
import { keptLog } from '../support/kept-logs.ts';
import { MemoryDevice } from '../support/memory-device.ts';
import { testClock } from '../sync/clock.ts';
import type { DrillSize } from './figures.ts';
import { letGo } from './let-go.ts';
import { SETTINGS, pupilOf, schoolOf } from './school.ts';

/** The one school. */
export const SCHOOL = 'school-1' as SchoolId;
const MORNING_MS = Date.parse('2026-11-11T08:00:00.000Z');

/** A device of one person. */
export interface Device {
  readonly person: PersonId;
  readonly engine: Engine;
  readonly disk: MemoryDevice;
  readonly cookie: string;
  /** Its words, each one's own text, and when they were saved. */
  readonly words: string[];
  contactMs: number | null;
  backMs: number | null;
  signedOut: boolean;
}

/** A school and its devices; what happens to them is the drill's. */
export class Scene {
  readonly size: DrillSize;
  readonly #chance;
  readonly clock = testClock();
  readonly folder: string;
  readonly data: string;
  readonly devices: Device[] = [];
  server: { readonly app: Hono; readonly store: Store } | null = null;
  #serial = 0;
  #running = 0;

  constructor(size: DrillSize, folder: string) {
    this.size = size;
    this.#chance = chanceFrom(size.seed);
    this.folder = folder;
    this.data = join(folder, 'fingerpost.db');
  }

  #nowMs(): number {
    return MORNING_MS + this.clock.nowMs();
  }
  now() {
    return toInstant(this.#nowMs());
  }
  get store(): Store {
    if (!this.server) throw new Error('There is no server');
    return this.server.store;
  }
  async open(): Promise<void> {
    const store = openStore(this.data, openLedger(this.folder));
    const deps = {
      store,
      rosters: createRosters(),
      throttle: createThrottle(),
      pace: createPace(),
      events: createEvents(),
      now: () => this.now(),
      https: false,
      demo: false,
      staticDir: null,
      version: '1',
      ...keptLog(() => this.now()),
      ready: () => true,
    };
    this.server = { app: createApp(deps), store };
  }

  async found(): Promise<void> {
    await this.open();
    await createSchool(this.store.read, { id: SCHOOL, name: 'Example School', demo: false });
    await this.store.bulkLoad(SCHOOL, schoolOf(this.size));
    // Every adviser has every pupil: nothing about who may what is tried here but what the ledger must keep.
    const envelope = this.#envelope('school.set', SCHOOL_RECORD, SETTINGS);
    for (let n = 0; n < this.size.devices; n++)
      await this.store.write((tx) => ensureAccount(tx, SCHOOL, `staff-${n}` as PersonId));
    this.devices.push(await this.device(0));
    await this.do(this.leader, envelope);
    await this.leader.engine.sync();
  }

  get leader(): Device {
    const [leader] = this.devices;
    if (!leader) throw new Error('There is no leader');
    return leader;
  }

  async device(n: number): Promise<Device> {
    const person = `staff-${n}` as PersonId;
    const account = await this.store.write((tx) => ensureAccount(tx, SCHOOL, person));
    const session = await openSession(this.store, account, this.now());
    const disk = new MemoryDevice(uuid(900_000 + n));
    const device: Device = {
      person,
      disk,
      cookie: `sid=${session?.token ?? ''}`,
      words: [],
      contactMs: null,
      backMs: null,
      signedOut: false,
      engine: createEngine({
        port: disk.port(),
        wire: { send: (request) => this.#send(device, JSON.stringify(request)) },
        chance: this.#chanceOf(),
        person,
        app: 'drill',
      }),
    };
    return device;
  }
  #chanceOf() {
    return { nowMs: () => this.#nowMs(), newId: () => this.#chance.id(), random: this.#chance.random };
  }

  async #send(device: Device, body: string): Promise<WireReply> {
    if (!this.server) return { kind: 'no-internet' };
    const response = await this.ask(device.cookie, body);
    if (!response.ok || !response.body) {
      device.signedOut ||= response.status === 401;
      return {
        kind: 'problem',
        problem: { type: '/problems/drill', title: 'drill', status: response.status },
        retryAfterMs: null,
      };
    }
    device.contactMs ??= this.clock.nowMs();
    return { kind: 'reply', lines: replyLines(response.body.pipeThrough(new TextDecoderStream())) };
  }
  async ask(cookie: string, body: string): Promise<Response> {
    const headers = { 'content-type': 'application/json', 'x-client': 'drill', cookie };
    if (!this.server) throw new Error('There is no server');
    return this.server.app.request(`/api/schools/${SCHOOL}/sync`, { method: 'POST', headers, body });
  }

  #envelope(name: string, record: RecordId, args: unknown): MutationEnvelope {
    return { id: this.#chance.id() as MutationId, name, version: 1, record, at: this.now(), args };
  }
  async do(device: Device, envelope: MutationEnvelope): Promise<void> {
    const saved = await device.engine.save([envelope]);
    if (!saved.ok) throw new Error(`cannot be saved: ${JSON.stringify(saved.error)}`);
  }
  /** A next step with words that are nowhere else; gives the step's id and record. */
  async step(device: Device, pupil = 1 + Math.floor(this.#chance.random() * (this.size.pupils - 1))) {
    const word = `canary-${(this.#serial += 1)}.`;
    const id = this.#chance.id() as EntryId;
    const record = pupilOf(pupil);
    const args = { id, what: word, who: 'pupil', due: '2026-12-01', tutorChecks: true };
    await this.do(device, this.#envelope('step.add', record, args));
    return { word, id, record };
  }
  async steps(device: Device, count: number) {
    const made = [];
    for (let n = 0; n < count; n++) made.push(await this.step(device));
    device.words.push(...made.map(({ word }) => word));
    return made;
  }
  async syncAll(): Promise<void> {
    for (const device of this.devices) {
      const { result } = await device.engine.sync();
      if (result !== 'ok') throw new Error(`${device.person} could not sync: ${result}`);
    }
  }
  async withdraw(device: Device, { id, record }: { readonly id: EntryId; readonly record: RecordId }): Promise<void> {
    await this.do(device, this.#envelope('entry.withdraw', record, { id, reason: 'It is about somebody else.' }));
  }

  /** Steps of a person that are on the server. */
  async stepsOf(person: string): Promise<{ readonly word: string; readonly id: EntryId; readonly record: RecordId }[]> {
    const rows = await this.store.read
      .selectFrom('entry')
      .select(['id', 'record', 'json'])
      .where('kind', '=', 'step')
      .where('author', '=', person)
      .where('readers', '!=', 'L')
      // Ids count up.
      .orderBy('id')
      .execute();
    return rows.map(({ id, record, json }) => ({
      word: (JSON.parse(json) as { readonly what: string }).what,
      id: id as EntryId,
      record: record as RecordId,
    }));
  }

  async leaveSchool(device: Device): Promise<void> {
    const args = { id: device.person, name: 'Person', roles: ['adviser'], guidance: null, left: true };
    await this.do(this.leader, this.#envelope('staff.set', SCHOOL_RECORD, args));
    await this.leader.engine.sync();
  }

  async restore(backup: string): Promise<number> {
    await this.store.close();
    this.server = null;
    await letGo();
    const begun = performance.now();
    const ledger = openLedger(this.folder);
    const folder = join(this.folder, 'backups');
    const { aside } = await putBack({ data: this.data, backup, ledger, folder, now: this.now() });
    if (aside === null || !existsSync(aside)) throw new Error('The data were not set aside');
    return (performance.now() - begun) / 1000;
  }

  startAll(): readonly Runner[] {
    return this.devices.map((device) =>
      startRunner({
        engine: device.engine,
        timers: this.clock.timers,
        chance: this.#runnerChance(),
        exclusive: async (work) => {
          this.#running += 1;
          await work().finally(() => (this.#running -= 1));
          return true;
        },
      }),
    );
  }
  #runnerChance() {
    return { nowMs: () => this.clock.nowMs(), newId: () => this.#chance.id(), random: this.#chance.random };
  }

  /** Time goes by until it is so: from timer to timer, each sync ended before the next is due. */
  async pass(until: () => boolean): Promise<void> {
    while (!until()) {
      await this.clock.forward(this.clock.next() ?? 1000);
      while (this.#running > 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
