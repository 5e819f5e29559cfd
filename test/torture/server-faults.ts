/**
 * The real server under load from twenty devices: killed at random points, or with a disk that is full, and started again;
 * after each the file is sound, what was acknowledged is there once, what was saved is somewhere; in the end all agree.
 */
import { spawnSync } from 'node:child_process';
import { statfsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { openStore } from '../../src/server/store/store.ts';
import type { AppServer } from '../browser/support/app-server.ts';
import { newServer } from '../browser/support/app-server.ts';
import { same } from '../simulation/oracle/same.ts';
import { RECORDS } from '../simulation/oracle/sight.ts';
import { truth } from '../simulation/oracle/truth.ts';
import { chanceFrom } from '../simulation/random.ts';
import { CAST } from '../simulation/school.ts';
import { createReader } from '../simulation/store-reader.ts';
import type { Line } from './figures.ts';
import { line, pause, spread } from './figures.ts';
import type { HttpDevice } from './http-device.ts';
import { newHttpDevice } from './http-device.ts';
import { SCHOOL, databaseIn, foundSchool } from './school-folder.ts';

const DEVICES = 20;
const today = () => new Date().toISOString().slice(0, 10);

interface Field {
  readonly server: AppServer;
  readonly devices: readonly HttpDevice[];
  readonly chance: ReturnType<typeof chanceFrom>;
}

async function openField(seed: number, dataDir?: string): Promise<Field> {
  const server = await newServer({ DEMO: 'off', ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }) });
  const people = Array.from({ length: DEVICES }, (_, i) => CAST[i % CAST.length] ?? 'adv');
  const tokens = await foundSchool(dataDir ?? server.dataDir, people);
  const chance = chanceFrom(seed);
  let serial = 0;
  const prefix = Date.now().toString(16).padStart(12, '0');
  const newId = () => `${prefix.slice(0, 8)}-${prefix.slice(8)}-7000-8000-${(++serial).toString(16).padStart(12, '0')}`;
  const devices = people.map((person, i) =>
    newHttpDevice({
      person,
      name: `${person.slice(-4)}/${i + 1}`,
      token: tokens[i] ?? '',
      origin: () => server.origin,
      chance: { ...chanceFrom(seed * 100 + i), id: newId },
      newId,
    }),
  );
  await server.start();
  for (const device of devices) await device.sync();
  return { server, devices, chance };
}

/** All devices save and sync until `over`. */
async function load({ devices }: Field, over: () => boolean): Promise<void> {
  await Promise.all(
    devices.map(async (device) => {
      while (!over()) {
        await device.work();
        const { result } = await device.sync();
        if (result !== 'ok') await pause(5);
      }
    }),
  );
}

/** What is wrong with the server's file and with what was promised; nothing, if all is well. Only while the server is down. */
function faultsIn(dataDir: string, devices: readonly HttpDevice[]): readonly string[] {
  const file = new DatabaseSync(databaseIn(dataDir), { readOnly: true });
  const rows = (sentence: string) => file.prepare(sentence).all() as readonly Record<string, unknown>[];
  try {
    const faults: string[] = [];
    if (rows('PRAGMA integrity_check')[0]?.['integrity_check'] !== 'ok') faults.push('the file is not sound');
    if (rows('PRAGMA foreign_key_check').length > 0) faults.push('a key leads nowhere');
    const judged = new Map(rows('SELECT id, version FROM mutation').map(({ id, version }) => [id, version]));
    for (const { device, saved } of devices) {
      const here = new Map(device.own.map((m) => [m.id as string, m]));
      for (const m of device.own)
        if (m.taken !== null && judged.get(m.id) !== m.taken)
          faults.push(`LOST acknowledged ${m.id} of ${device.name}`);
      for (const id of saved) if (!here.has(id) && !judged.has(id)) faults.push(`LOST ${id} of ${device.name}`);
    }
    const versions = rows('SELECT version FROM mutation ORDER BY version').map(({ version }) => version);
    if (new Set(versions).size < versions.length) faults.push('TWICE: a version was given twice');
    return faults;
  } finally {
    file.close();
  }
}

/** All devices sync in calm until nothing waits; then each holds what its person may see, and nothing else. */
async function disagreements({ server, devices }: Field, dataDir: string): Promise<readonly string[]> {
  for (let round = 0; round < 50; round += 1) {
    for (const device of devices) await device.sync();
    if (round > 1 && devices.every(({ device }) => device.outbox.length === 0 && device.want.length === 0)) break;
  }
  await server.stop();
  const faults = [...faultsIn(dataDir, devices)];
  const store = openStore(databaseIn(dataDir));
  const stored = await createReader(store, SCHOOL, today).stored();
  await store.close();
  for (const { device } of devices) {
    if (device.outbox.length > 0) faults.push(`STUCK ${device.outbox.length} on ${device.name}`);
    for (const record of RECORDS) {
      const may = truth(stored, device.person, record);
      const has = device.row(record)?.record.entries;
      if (!may !== !has) faults.push(`${may ? 'MISSING' : 'FORBIDDEN'} ${record} on ${device.name}`);
      else if (may && !same(may, has)) faults.push(`DIVERGED ${record} on ${device.name}`);
    }
  }
  return faults;
}

/** SIGKILL at random moments under load. */
export async function serverKills(count: number, seed: number): Promise<readonly Line[]> {
  const field = await openField(seed);
  const { server, devices, chance } = field;
  const recoveries: number[] = [];
  const faults: string[] = [];
  try {
    for (let kill = 0; kill < count; kill += 1) {
      let dead = false;
      const loaded = load(field, () => dead);
      await pause(100 + chance.random() * 500);
      await server.stop('SIGKILL');
      dead = true;
      await loaded;
      faults.push(...faultsIn(server.dataDir, devices));
      const begun = performance.now();
      await server.start();
      await devices[0]?.sync();
      recoveries.push(performance.now() - begun);
    }
    faults.push(...(await disagreements(field, server.dataDir)));
    const saved = devices.reduce((sum, device) => sum + device.saved.size, 0);
    return [
      line(
        `server killed ${count} times under load of ${DEVICES} devices: ${saved} changes saved, ${faults.length} faults (seed ${seed})`,
        faults.length > 0,
      ),
      line(`server back and answering after a kill: ${spread(recoveries)}`),
      ...faults.slice(0, 10).map((fault) => line(`  ${fault}`, true)),
    ];
  } finally {
    await server.end();
  }
}

/** Rounds for each time that the disk is to be full, at most. */
const ROUNDS_MAX = 5;

/** The disk of the server is filled to the last page under load, and emptied again. Needs the right to mount a small disk. */
export async function serverFull(count: number, seed: number): Promise<readonly Line[]> {
  const dir = mkdtempSync(join(tmpdir(), 'fingerpost-small-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', dir]).status === 0;
  if (!mounted) return [line('server with a full disk: NOT RUN, a small disk cannot be mounted here', true)];
  const field = await openField(seed, dir);
  const { server, devices } = field;
  const faults: string[] = [];
  let refused = 0;
  try {
    // Some rounds find room enough in what the file already holds: they do not count.
    for (let round = 0; refused < count && round < count * ROUNDS_MAX; round += 1) {
      const { bsize, bavail } = statfsSync(dir);
      writeFileSync(join(dir, 'ballast'), Buffer.alloc(Math.max(0, bsize * bavail - 4096 * (round % 8))));
      const ends: string[] = [];
      await Promise.all(
        devices.map(async (device) => {
          for (let k = 0; k < 4; k += 1) {
            await device.work();
            ends.push((await device.sync()).result);
          }
        }),
      );
      if (ends.includes('not-answering')) refused += 1;
      // A reader is served all the same.
      const page = await fetch(`${server.origin}/readyz`);
      if (!page.ok) faults.push(`round ${round}: nobody is served on a full disk (${page.status})`);
      rmSync(join(dir, 'ballast'));
      for (const device of devices) await device.sync();
    }
    faults.push(...(await disagreements(field, dir)));
    const saved = devices.reduce((sum, device) => sum + device.saved.size, 0);
    if (refused < count) faults.push(`the disk was full in ${refused} rounds only`);
    return [
      line(
        `server with a full disk ${count} times: ${saved} changes saved, ${faults.length} faults (seed ${seed})`,
        faults.length > 0,
      ),
      ...faults.slice(0, 10).map((fault) => line(`  ${fault}`, true)),
    ];
  } finally {
    await server.end();
    spawnSync('umount', [dir]);
    rmSync(dir, { recursive: true, force: true });
  }
}
