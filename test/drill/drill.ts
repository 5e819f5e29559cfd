/**
 * A restore drill: a school on real files behind the real app, devices in memory with the real engine and runner, a backup,
 * work and an erasure after it, the backup put back, and the devices left to themselves. One virtual clock; the restore
 * itself is timed by the real one. Judged by the words in the data file, not by what the product says of itself.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type { EntryId, MutationId, PersonId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { SCHOOL_RECORD } from '../../src/domain/record.ts';
import { toInstant } from '../../src/domain/time.ts';
import { openSession } from '../../src/server/accounts/sessions.ts';
import { ensureAccount } from '../../src/server/accounts/places.ts';
import { createThrottle } from '../../src/server/accounts/throttle.ts';
import { backUp } from '../../src/server/backups/folder.ts';
import { mustBeLatest, putBack } from '../../src/server/backups/put-back.ts';
import { createApp } from '../../src/server/http/app.ts';
import { createEvents } from '../../src/server/http/events.ts';
import { openLedger } from '../../src/server/store/ledger.ts';
import type { Store } from '../../src/server/store/store.ts';
import { createSchool, openStore } from '../../src/server/store/store.ts';
import { erase } from '../../src/server/sync/restore.ts';
import { createRosters } from '../../src/server/sync/roster.ts';
import type { Engine } from '../../src/sync/engine.ts';
import { createEngine } from '../../src/sync/engine.ts';
import type { WireReply } from '../../src/sync/ports.ts';
import { replyLines } from '../../src/sync/reply-lines.ts';
import type { Runner } from '../../src/sync/runner.ts';
import { startRunner } from '../../src/sync/runner.ts';
import { chanceFrom } from '../simulation/random.ts';
import { uuid } from '../support/builders.ts';
import { MemoryDevice, ownIn } from '../support/memory-device.ts';
import { testClock } from '../sync/clock.ts';
import type { DrillFigures, DrillSize } from './figures.ts';
import { letGo } from './let-go.ts';
import { SETTINGS, pupilOf, schoolOf } from './school.ts';
import { countIn, readByOthers, rowsAbout, rowsIn } from './words.ts';

const SCHOOL = 'school-1' as SchoolId;
const MORNING_MS = Date.parse('2026-11-11T08:00:00.000Z');
const MINUTE_MS = 60_000;
/** Virtual milliseconds after which the drill is over, whoever is not back. */
const LONGEST_MS = 60 * MINUTE_MS;

interface Device {
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

/** Runs it, and takes everything away again. */
export async function drill(size: DrillSize): Promise<DrillFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-drill-'));
  try {
    return await new Drill(size, folder).run();
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Drill {
  readonly #size: DrillSize;
  readonly #chance;
  readonly #clock = testClock();
  readonly #folder: string;
  readonly #data: string;
  readonly #devices: Device[] = [];
  #server: { readonly app: Hono; readonly store: Store } | null = null;
  #serial = 0;
  #running = 0;
  #firstContactMs: number | null = null;

  constructor(size: DrillSize, folder: string) {
    this.#size = size;
    this.#chance = chanceFrom(size.seed);
    this.#folder = folder;
    this.#data = join(folder, 'fingerpost.db');
  }

  #nowMs(): number {
    return MORNING_MS + this.#clock.nowMs();
  }
  #now() {
    return toInstant(this.#nowMs());
  }
  get #store(): Store {
    if (!this.#server) throw new Error('There is no server');
    return this.#server.store;
  }
  async #open(): Promise<void> {
    const store = openStore(this.#data, openLedger(this.#folder));
    const deps = {
      store,
      rosters: createRosters(),
      throttle: createThrottle(),
      events: createEvents(),
      now: () => this.#now(),
      https: false,
      demo: false,
      staticDir: null,
      version: '1',
      log: () => {},
      ready: () => true,
    };
    this.#server = { app: createApp(deps), store };
  }

  async #found(): Promise<void> {
    await this.#open();
    await createSchool(this.#store.read, { id: SCHOOL, name: 'Example School', demo: false });
    await this.#store.bulkLoad(SCHOOL, schoolOf(this.#size));
    // Every adviser has every pupil: nothing about who may what is tried here but what the ledger must keep.
    const envelope = this.#envelope('school.set', SCHOOL_RECORD, SETTINGS);
    for (let n = 0; n < this.#size.devices; n++)
      await this.#store.write((tx) => ensureAccount(tx, SCHOOL, `staff-${n}` as PersonId));
    this.#devices.push(await this.#device(0));
    await this.#do(this.#leader, envelope);
    await this.#leader.engine.sync();
  }

  get #leader(): Device {
    const [leader] = this.#devices;
    if (!leader) throw new Error('There is no leader');
    return leader;
  }

  async #device(n: number): Promise<Device> {
    const person = `staff-${n}` as PersonId;
    const account = await this.#store.write((tx) => ensureAccount(tx, SCHOOL, person));
    const session = await openSession(this.#store, account, this.#now());
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
    if (!this.#server) return { kind: 'no-internet' };
    const response = await this.#ask(device.cookie, body);
    if (!response.ok || !response.body) {
      device.signedOut ||= response.status === 401;
      return {
        kind: 'problem',
        problem: { type: '/problems/drill', title: 'drill', status: response.status },
        retryAfterMs: null,
      };
    }
    device.contactMs ??= this.#clock.nowMs();
    return { kind: 'reply', lines: replyLines(response.body.pipeThrough(new TextDecoderStream())) };
  }
  async #ask(cookie: string, body: string): Promise<Response> {
    const headers = { 'content-type': 'application/json', 'x-client': 'drill', cookie };
    if (!this.#server) throw new Error('There is no server');
    return this.#server.app.request(`/api/schools/${SCHOOL}/sync`, { method: 'POST', headers, body });
  }

  #envelope(name: string, record: RecordId, args: unknown): MutationEnvelope {
    return { id: this.#chance.id() as MutationId, name, version: 1, record, at: this.#now(), args };
  }
  async #do(device: Device, envelope: MutationEnvelope): Promise<void> {
    const saved = await device.engine.save([envelope]);
    if (!saved.ok) throw new Error(`cannot be saved: ${JSON.stringify(saved.error)}`);
  }
  /** A next step with words that are nowhere else; gives the step's id and record. */
  async #step(device: Device, pupil = 1 + Math.floor(this.#chance.random() * (this.#size.pupils - 1))) {
    const word = `canary-${(this.#serial += 1)}.`;
    const id = this.#chance.id() as EntryId;
    const record = pupilOf(pupil);
    const args = { id, what: word, who: 'pupil', due: '2026-12-01', tutorChecks: true };
    await this.#do(device, this.#envelope('step.add', record, args));
    return { word, id, record };
  }
  async #steps(device: Device, count: number) {
    const made = [];
    for (let n = 0; n < count; n++) made.push(await this.#step(device));
    device.words.push(...made.map(({ word }) => word));
    return made;
  }
  async #syncAll(): Promise<void> {
    for (const device of this.#devices) {
      const { result } = await device.engine.sync();
      if (result !== 'ok') throw new Error(`${device.person} could not sync: ${result}`);
    }
  }
  async #withdraw(device: Device, { id, record }: { readonly id: EntryId; readonly record: RecordId }): Promise<void> {
    await this.#do(device, this.#envelope('entry.withdraw', record, { id, reason: 'It is about somebody else.' }));
  }

  async run(): Promise<DrillFigures> {
    await this.#found();
    const { devices, outageMs } = this.#size;
    // Half of the sessions are in the backup, the other half began after it.
    for (let n = 1; n < devices / 2; n++) this.#devices.push(await this.#device(n));
    const lost = await this.#device(1);
    const stolen = await this.#device(0);
    await lost.engine.sync();
    const early = await Promise.all(this.#devices.map((device) => this.#steps(device, 2)));
    await this.#step(this.#leader, 0);
    await this.#syncAll();
    await this.#clock.forward(MINUTE_MS);
    const backup = await backUp(this.#store, join(this.#folder, 'backups'), this.#now());

    await this.#clock.forward(MINUTE_MS);
    for (let n = this.#devices.length; n < devices; n++) this.#devices.push(await this.#device(n));
    await this.#syncAll();
    const withdrawn: string[] = [];
    for (const [n, device] of this.#devices.entries()) {
      const [made] = await this.#steps(device, 5);
      const old = early[n]?.[0];
      if (made && n % 3 === 0) withdrawn.push(made.word, await this.#withdraw(device, made).then(() => made.word));
      if (old && n % 3 === 1) withdrawn.push(old.word, await this.#withdraw(device, old).then(() => old.word));
    }
    await this.#syncAll();
    // A tablet removes what was written on another, and falls into the river.
    await lost.engine.sync();
    const theirs = await this.#stepsOf(lost.person);
    // The first is in the backup, the last is not.
    for (const step of [theirs.at(0), theirs.at(-1)]) {
      if (!step) throw new Error('There is nothing to remove');
      await this.#withdraw(lost, step);
      withdrawn.push(step.word);
    }
    await lost.engine.sync();
    const leaver = this.#devices.at(-1);
    if (!leaver) throw new Error('There is nobody to leave');
    await this.#leaveSchool(leaver);
    const cookies = [stolen.cookie];
    await this.#server?.app.request('/api/session', {
      method: 'DELETE',
      headers: { 'x-client': 'drill', cookie: stolen.cookie },
    });
    await this.#store.write((tx) => erase(tx, SCHOOL, pupilOf(0), this.#now()));
    const restoreS = await this.#restore(backup);
    const ahead = this.#devices.flatMap(({ words }) => words).filter((word) => !countIn(this.#data).has(word)).length;

    const runners = this.#startAll();
    // Saved while nobody answers.
    for (const device of this.#devices) if (device !== leaver) await this.#steps(device, 1);
    await this.#pass(() => this.#clock.nowMs() >= this.#outageEnd(outageMs));
    for (const device of this.#devices) device.contactMs = null;
    await this.#open();
    await mustBeLatest(this.#store, this.#now());
    const begun = this.#clock.nowMs();
    const here = this.#devices.filter((device) => device !== leaver);
    await this.#pass(() => this.#noteBack(here) || this.#clock.nowMs() - begun > LONGEST_MS);
    for (const runner of runners) runner.stop();

    const found = countIn(this.#data);
    // What somebody who has left had sent is kept for the careers leader.
    const kept = rowsIn(this.#data, `SELECT json FROM quarantine WHERE person = '${leaver.person}'`)
      .map(({ json }) => json)
      .join();
    const words = [...here, leaver].flatMap((device) => device.words);
    const isThere = (word: string) => found.get(word) ?? 0;
    const letIn = (await this.#answered(cookies)) + (await this.#holds(leaver));
    const back = here.map(({ backMs }) => backMs ?? Number.POSITIVE_INFINITY);
    await this.#store.close();
    return {
      lost: words.filter((word) => isThere(word) === 0 && !kept.includes(word)).length,
      twice: words.filter((word) => isThere(word) > 1).length,
      unerased: rowsAbout(this.#data, pupilOf(0)),
      unwithdrawn: readByOthers(this.#data, withdrawn),
      letIn,
      signedOut: here.filter((device) => device.signedOut).length,
      words: words.length,
      ahead,
      restoreS,
      backS: (Math.max(...back) - (this.#firstContactMs ?? 0)) / 1000,
      ownBackS: Math.max(...here.map(({ backMs, contactMs }) => (backMs ?? Infinity) - (contactMs ?? 0))) / 1000,
    };
  }

  #outage: number | null = null;
  #outageEnd(ms: number): number {
    return (this.#outage ??= this.#clock.nowMs()) + ms;
  }

  /** Steps of a person that are on the server. */
  async #stepsOf(
    person: string,
  ): Promise<{ readonly word: string; readonly id: EntryId; readonly record: RecordId }[]> {
    const rows = await this.#store.read
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

  async #leaveSchool(device: Device): Promise<void> {
    const args = { id: device.person, name: 'Person', roles: ['adviser'], guidance: null, left: true };
    await this.#do(this.#leader, this.#envelope('staff.set', SCHOOL_RECORD, args));
    await this.#leader.engine.sync();
  }

  async #restore(backup: string): Promise<number> {
    await this.#store.close();
    this.#server = null;
    await letGo();
    const begun = performance.now();
    const ledger = openLedger(this.#folder);
    const folder = join(this.#folder, 'backups');
    const { aside } = await putBack({ data: this.#data, backup, ledger, folder, now: this.#now() });
    if (aside === null || !existsSync(aside)) throw new Error('The data were not set aside');
    return (performance.now() - begun) / 1000;
  }

  #startAll(): readonly Runner[] {
    return this.#devices.map((device) =>
      startRunner({
        engine: device.engine,
        timers: this.#clock.timers,
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
    return { nowMs: () => this.#clock.nowMs(), newId: () => this.#chance.id(), random: this.#chance.random };
  }

  /** Time goes by until it is so: from timer to timer, each sync ended before the next is due. */
  async #pass(until: () => boolean): Promise<void> {
    while (!until()) {
      await this.#clock.forward(this.#clock.next() ?? 1000);
      while (this.#running > 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Notes whose words are all there now; true when everybody's are. */
  #noteBack(here: readonly Device[]): boolean {
    const now = this.#clock.nowMs();
    const waiting = here.filter(({ backMs }) => backMs === null);
    const asked = waiting.filter(({ contactMs }) => contactMs !== null);
    if (asked.length > 0) this.#firstContactMs ??= now;
    const found = asked.length > 0 ? countIn(this.#data) : new Map<string, number>();
    for (const device of asked) {
      const isAll = device.words.every((word) => found.has(word));
      const isSettled = ownIn(device.disk.tables).every(({ taken, refused }) => taken !== null && refused === null);
      if (isAll && isSettled) device.backMs = now;
    }
    return here.every(({ backMs }) => backMs !== null);
  }

  /** How many of these sessions are answered. */
  async #answered(cookies: readonly string[]): Promise<number> {
    let count = 0;
    for (const cookie of cookies) if ((await this.#ask(cookie, '{}')).status !== 401) count += 1;
    return count;
  }
  /** Records that somebody who has left is sent. */
  async #holds(leaver: Device): Promise<number> {
    await leaver.engine.sync();
    return leaver.disk.tables.records.size;
  }
}
