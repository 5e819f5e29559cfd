/**
 * A restore drill: a school on real files behind the real app, devices in memory with the real engine and runner, a backup,
 * work and an erasure after it, the backup put back, and the devices left to themselves. One virtual clock; the restore
 * itself is timed by the real one. Judged by the words in the data file, not by what the product says of itself.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../../src/server/backups/folder.ts';
import { mustBeLatest } from '../../src/server/backups/put-back.ts';
import { erase } from '../../src/server/sync/restore.ts';
import { keepWordsOf } from '../support/kept-logs.ts';
import { ownIn } from '../support/memory-device.ts';
import type { DrillFigures, DrillSize } from './figures.ts';
import type { Device } from './scene.ts';
import { SCHOOL, Scene } from './scene.ts';
import { pupilOf } from './school.ts';
import { countIn, readByOthers, rowsAbout, rowsIn } from './words.ts';

const MINUTE_MS = 60_000;
/** Virtual milliseconds after which the drill is over, whoever is not back. */
const LONGEST_MS = 60 * MINUTE_MS;

/** Runs it, and takes everything away again. */
export async function drill(size: DrillSize): Promise<DrillFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-drill-'));
  try {
    return await new Drill(size, folder).run();
  } finally {
    keepWordsOf(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Drill extends Scene {
  #firstContactMs: number | null = null;

  async run(): Promise<DrillFigures> {
    await this.found();
    const { devices, outageMs } = this.size;
    // Half of the sessions are in the backup, the other half began after it.
    for (let n = 1; n < devices / 2; n++) this.devices.push(await this.device(n));
    const lost = await this.device(1);
    const stolen = await this.device(0);
    await lost.engine.sync();
    const early = await Promise.all(this.devices.map((device) => this.steps(device, 2)));
    await this.step(this.leader, 0);
    await this.syncAll();
    await this.clock.forward(MINUTE_MS);
    const backup = await backUp(this.store, join(this.folder, 'backups'), this.now());

    await this.clock.forward(MINUTE_MS);
    for (let n = this.devices.length; n < devices; n++) this.devices.push(await this.device(n));
    await this.syncAll();
    const withdrawn: string[] = [];
    for (const [n, device] of this.devices.entries()) {
      const [made] = await this.steps(device, 5);
      const old = early[n]?.[0];
      if (made && n % 3 === 0) withdrawn.push(made.word, await this.withdraw(device, made).then(() => made.word));
      if (old && n % 3 === 1) withdrawn.push(old.word, await this.withdraw(device, old).then(() => old.word));
    }
    await this.syncAll();
    // A tablet removes what was written on another, and falls into the river.
    await lost.engine.sync();
    const theirs = await this.stepsOf(lost.person);
    // The first is in the backup, the last is not.
    for (const step of [theirs.at(0), theirs.at(-1)]) {
      if (!step) throw new Error('There is nothing to remove');
      await this.withdraw(lost, step);
      withdrawn.push(step.word);
    }
    await lost.engine.sync();
    const leaver = this.devices.at(-1);
    if (!leaver) throw new Error('There is nobody to leave');
    await this.leaveSchool(leaver);
    const cookies = [stolen.cookie];
    await this.server?.app.request('/api/session', {
      method: 'DELETE',
      headers: { 'x-client': 'drill', cookie: stolen.cookie },
    });
    await this.store.write((tx) => erase(tx, SCHOOL, pupilOf(0), this.now()));
    const restoreS = await this.restore(backup);
    const ahead = this.devices.flatMap(({ words }) => words).filter((word) => !countIn(this.data).has(word)).length;

    const runners = this.startAll();
    // Saved while nobody answers.
    for (const device of this.devices) if (device !== leaver) await this.steps(device, 1);
    await this.pass(() => this.clock.nowMs() >= this.#outageEnd(outageMs));
    for (const device of this.devices) device.contactMs = null;
    await this.open();
    await mustBeLatest(this.store, this.now());
    const begun = this.clock.nowMs();
    const here = this.devices.filter((device) => device !== leaver);
    await this.pass(() => this.#noteBack(here) || this.clock.nowMs() - begun > LONGEST_MS);
    for (const runner of runners) runner.stop();

    const found = countIn(this.data);
    // What somebody who has left had sent is kept for the careers leader.
    const kept = rowsIn(this.data, `SELECT json FROM quarantine WHERE person = '${leaver.person}'`)
      .map(({ json }) => json)
      .join();
    const words = [...here, leaver].flatMap((device) => device.words);
    const isThere = (word: string) => found.get(word) ?? 0;
    const letIn = (await this.#answered(cookies)) + (await this.#holds(leaver));
    const back = here.map(({ backMs }) => backMs ?? Number.POSITIVE_INFINITY);
    await this.store.close();
    return {
      lost: words.filter((word) => isThere(word) === 0 && !kept.includes(word)).length,
      twice: words.filter((word) => isThere(word) > 1).length,
      unerased: rowsAbout(this.data, pupilOf(0)),
      unwithdrawn: readByOthers(this.data, withdrawn),
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
    return (this.#outage ??= this.clock.nowMs()) + ms;
  }

  /** Notes whose words are all there now; true when everybody's are. */
  #noteBack(here: readonly Device[]): boolean {
    const now = this.clock.nowMs();
    const waiting = here.filter(({ backMs }) => backMs === null);
    const asked = waiting.filter(({ contactMs }) => contactMs !== null);
    if (asked.length > 0) this.#firstContactMs ??= now;
    const found = asked.length > 0 ? countIn(this.data) : new Map<string, number>();
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
    for (const cookie of cookies) if ((await this.ask(cookie, '{}')).status !== 401) count += 1;
    return count;
  }
  /** Records that somebody who has left is sent. */
  async #holds(leaver: Device): Promise<number> {
    await leaver.engine.sync();
    return leaver.disk.tables.records.size;
  }
}
