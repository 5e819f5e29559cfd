/**
 * One seeded history: people, tabs, networks, a school office and a server room, all at their worst; then calm, until
 * nothing moves. The engine, the mutations and the server are the real ones.
 */
import * as mishaps from './mishaps.ts';
import { bring, sealerWorks } from './sealers.ts';
import { workAtDesk } from './office.ts';
import type { Failure } from './oracle/broken.ts';
import { dealWithNeeds, doOneThing, logActivity, tidyUp } from './people.ts';
import { settle } from './scheduler.ts';
import { NEW_NAME } from './server-port.ts';
import { ServerRoom } from './server-room.ts';
import type { SimDevice } from './sim-device.ts';
import { Stage } from './stage.ts';
import type { Setting } from './stage.ts';
import { Tabs } from './tabs.ts';

/** Milliseconds between steps. */
const STEP_MS = 1000;

/** Runs one history: what was broken, or null. Rejects when it cannot be run at all. */
export async function runHistory(setting: Setting): Promise<Failure | null> {
  const stage = new Stage(setting);
  await stage.begin();
  const room = await ServerRoom.open(stage);
  try {
    const world: World = { stage, room, tabs: new Tabs(stage, room) };
    await storm(world);
    await calm(world);
    stage.oracle.end(room.stored, stage.devices, { audited: await room.server.audited(), now: stage.now });
    return null;
  } catch (error) {
    return { message: wordsOf(error), step: stage.step };
  } finally {
    await room.close();
    for (const { disk } of stage.devices) await disk.end();
  }
}

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'Broken' ? error.message : String(error.stack);
};

interface World {
  readonly stage: Stage;
  readonly room: ServerRoom;
  readonly tabs: Tabs;
}

type Step = (device: SimDevice) => Promise<void> | void;

/** What may happen at a step, and how often. */
const kindsOf = ({ stage, room, tabs }: World): Readonly<Record<string, readonly [number, Step]>> => ({
  act: [24, (device) => doOneThing(stage, tabs, device)],
  log: [1.5, (device) => logActivity(stage, tabs, device)],
  start: [16, (device) => tabs.start(device)],
  progress: [40, () => progress(stage)],
  office: [8, () => workAtDesk(stage, room)],
  crash: [
    2,
    (device) => {
      stage.trace(() => `the browser of ${device.name} crashes`);
      stage.scheduler.drop(device);
    },
  ],
  late: [3, () => room.deliverLate()],
  bring: [1.5, (device) => bring(stage, room, device)],
  sealer: [3, (device) => sealerWorks({ stage, room, tabs }, device)],
  backup: [2, () => room.backup()],
  restore: [0.7, () => room.restore()],
  clone: [1, (device) => mishaps.clone(stage, tabs, device)],
  goOut: [0.3, (device) => mishaps.goOut(stage, tabs, device)],
  tidyUp: [0.3, () => tidyUp(stage, tabs)],
  signOut: [1, (device) => mishaps.signOut(stage, tabs, device)],
  rot: [0.7, (device) => mishaps.rot(stage, device)],
  spoil: [0.5, (device) => mishaps.spoil(stage, device)],
  nights: [0.3, () => mishaps.nights(stage, room)],
  lose: [0.3, (device) => mishaps.lose(stage, device)],
  dealWith: [1, (device) => dealWithNeeds(stage, tabs, device)],
  deploy: [1, () => room.server.knowsAll(stage.chance.happens(0.5))],
});

async function storm(world: World): Promise<void> {
  const { stage } = world;
  const deck = Object.entries(kindsOf(world)).flatMap(([name, [weight, does]]) =>
    Array<Step>(Math.round(10 * weight * (stage.mood[name] ?? 1))).fill(does),
  );
  for (let step = 0; step < stage.setting.steps; step += 1) {
    stage.now += STEP_MS;
    stage.step = step;
    stage.chance.begin(step);
    if (stage.setting.skip?.has(step)) continue;
    await stage.chance.pick(deck)(stage.chance.pick(stage.devices));
    await settle();
    stage.noticed();
  }
}

async function progress(stage: Stage): Promise<void> {
  for (let k = 0; k < 4 && !stage.scheduler.isEmpty; k += 1) {
    await stage.scheduler.step();
    stage.noticed();
  }
}

/** Everything that was on its way arrives; then all devices sync, with an old server first in some histories. */
async function calm(world: World): Promise<void> {
  const { stage, room } = world;
  stage.step = stage.setting.steps;
  stage.chance.begin(stage.step);
  stage.trace(() => 'calm');
  while (!stage.scheduler.isEmpty) {
    await stage.scheduler.step(true);
    stage.noticed();
  }
  for (const letter of room.late.splice(0)) await room.deliver(letter);
  if (stage.chance.happens(stage.mood['deploy'] === undefined ? 0.2 : 0.6)) {
    room.server.knowsAll(false);
    await rounds(world);
    for (const device of stage.devices) stage.oracle.unblocked(room.stored, device, NEW_NAME);
  }
  room.server.knowsAll(true);
  await rounds(world);
}

/** Until all is quiet, or nothing has moved for a while. */
async function rounds({ stage, room, tabs }: World): Promise<void> {
  const { devices, oracle } = stage;
  const isQuiet = (device: SimDevice) =>
    device.meta.cookie === room.stored.version &&
    device.outbox.length === 0 &&
    device.want.length === 0 &&
    !oracle.rotten(device);
  let still = 0;
  let before = '';
  for (let round = 0; round < 400 && still < 12 && !devices.every(isQuiet); round += 1) {
    for (const device of devices) {
      await tabs.start(device, true);
      await sealerWorks({ stage, room, tabs }, device, true);
      stage.noticed();
    }
    const now = `${room.stored.version} ${devices.map((d) => [d.outbox.length, d.want.length])}`;
    still = now === before && !devices.some((device) => oracle.rotten(device)) ? still + 1 : 0;
    before = now;
  }
}
