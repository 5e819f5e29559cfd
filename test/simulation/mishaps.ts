/** What happens to devices: disks are copied, tablets lost, people sign out, rows go bad. */
import { doOneThing } from './people.ts';
import { settle } from './scheduler.ts';
import type { ServerRoom } from './server-room.ts';
import type { SimDevice } from './sim-device.ts';
import type { Stage } from './stage.ts';
import { short } from './story.ts';
import type { Tabs } from './tabs.ts';

const DEVICES_MAX = 8;

/** The same disk twice. */
export async function clone(stage: Stage, tabs: Tabs, device: SimDevice): Promise<void> {
  if (stage.devices.length >= DEVICES_MAX) return;
  const copy = stage.addDevice(device.person, await device.disk.clone());
  copy.signedOut = device.signedOut;
  stage.oracle.cloned(device, copy);
  tabs.notePlaces(copy);
  stage.trace(() => `the disk of ${device.name} is copied: ${copy.name}`);
}

/** Lost for good, unless it is the person's only one. */
export function lose(stage: Stage, device: SimDevice): void {
  const { devices, oracle, scheduler } = stage;
  if (devices.filter((other) => other.person === device.person).length < 2) return;
  stage.trace(() => `${device.name} is lost`);
  scheduler.drop(device);
  devices.splice(devices.indexOf(device), 1);
  oracle.deviceLost(device);
}

const MINUTE_MS = 60_000;

/** Somebody saves something and walks out of reach as it is sent: it arrives, and the answer does not. Some are away for long. */
export async function goOut(stage: Stage, tabs: Tabs, device: SimDevice): Promise<void> {
  const { chance } = stage;
  doOneThing(stage, tabs, device);
  await settle();
  device.awayUntil = stage.now + Math.floor((0.3 + chance.random()) * (chance.happens(0.4) ? 5 : 1) * MINUTE_MS);
  device.slips = true;
  stage.trace(() => `${device.name} goes out of reach`);
  void tabs.start(device);
}

/** What the network does to a request of this device. */
export function awayness(stage: Stage, device: SimDevice): 'no' | 'answer' | 'all' {
  if (stage.now >= device.awayUntil) return 'no';
  const slips = device.slips;
  device.slips = false;
  return slips ? 'answer' : 'all';
}

const DAY_MS = 86_400_000;

/** Some days go by, a term now and then: rights end, graces run out. */
export async function nights(stage: Stage, room: ServerRoom): Promise<void> {
  const { chance } = stage;
  const days = chance.happens(0.1) ? 70 : 1 + Math.floor(chance.random() * 3);
  stage.now += days * DAY_MS;
  stage.trace(() => `${days} days go by`);
  await room.dayBroke();
}

/** The person signs out; other tabs of theirs still run. */
export async function signOut(stage: Stage, tabs: Tabs, device: SimDevice): Promise<void> {
  stage.trace(() => `the person signs out on ${device.name}`);
  device.session += 1;
  await tabs.open(device, { calm: true, slow: false }).signOut();
  device.signedOut = true;
  stage.guard(() => stage.oracle.look(device));
}

/** A row that missed a change: a bug, a bad disk. */
export async function rot(stage: Stage, device: SimDevice): Promise<void> {
  const { chance, oracle } = stage;
  const row = chance.pick(device.rows.filter((found) => !found.wanted));
  const gone = row && Object.keys(row.record.entries)[0];
  if (!row || gone === undefined || oracle.rotten(device)) return;
  const { [gone]: _, ...entries } = row.record.entries;
  await device.disk.overwrite({ ...row, version: 0, record: { id: row.id, entries } });
  oracle.memoryOf(device).rot = row.id;
  stage.trace(() => `${device.name} forgets an entry of ${short(row.id)}`);
}

/** A box that does not open any more, and a screen that meets it. */
export async function spoil(stage: Stage, device: SimDevice): Promise<void> {
  const { chance } = stage;
  const row = chance.pick(device.rows);
  if (!row) return;
  await device.disk.spoil(row.id);
  stage.trace(() => `the box of ${short(row.id)} on ${device.name} no longer opens`);
  await device.disk.port().openRecords([row.id]);
}
