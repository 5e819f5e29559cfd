/** What a device's sealer does beside its syncs (src/device/sealing.ts): words whose record has left go, seals are brought. */
import { BATCH_MAX } from '../../src/protocol/limits.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/version.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { toInstant } from '../../src/domain/time.ts';
import type { OwnState } from '../../src/sync/ports.ts';
import { wireMutation, withFirst } from '../../src/sync/outbox.ts';
import { markSealed } from '../../src/sync/saving.ts';
import { departed, forgetDeparted, takeBrought, toBring } from '../../src/sync/sealed-alone.ts';
import { awayness } from './mishaps.ts';
import type { Letter } from './network.ts';
import type { ServerRoom } from './server-room.ts';
import type { SimDevice } from './sim-device.ts';
import type { Stage } from './stage.ts';
import type { Tabs } from './tabs.ts';

interface Scene {
  readonly stage: Stage;
  readonly room: ServerRoom;
  readonly tabs: Tabs;
}

/** A moment of the sealer while its person is signed in. `calm`: nothing goes wrong. */
export async function sealerWorks({ stage, room, tabs }: Scene, device: SimDevice, calm = false): Promise<void> {
  const late = stage.answers.splice(0);
  for (const learn of late) await learn();
  if (device.signedOut) return;
  await forgetWhatLeft(stage, tabs, device);
  await bringAlone({ stage, room, tabs }, device, calm);
}

const DAY_MS = 86_400_000;

/** As it is a day later, when words go of which the name alone is left: a history is shorter than that. */
async function forgetWhatLeft(stage: Stage, tabs: Tabs, device: SimDevice): Promise<void> {
  const now = toInstant(stage.now + DAY_MS);
  const port = tabs.quietPort(device);
  const left = await port.look((look) => departed(look, now));
  if (left.length === 0) return;
  for (const { id, envelope } of await port.openOwn(left.map(({ order }) => order)))
    if (envelope) stage.seals.set(id, envelope);
  const sealed = left.filter(({ id }) => stage.seals.has(id));
  stage.trace(() => `${sealed.length} own words leave ${device.name} with their records`);
  await port.transact((tx) => forgetDeparted(tx, sealed, now));
}

async function bringAlone({ stage, room, tabs }: Scene, device: SimDevice, calm: boolean): Promise<void> {
  const { epoch } = device.meta;
  const rows = toBring(device.own);
  if (rows.length === 0 || epoch === null) return;
  const away = calm ? 'no' : awayness(stage, device);
  if (away === 'all') return;
  const letter = letterOf(stage, device, [epoch, rows]);
  stage.trace(() => `${device.name} brings ${letter.request.mutations.length} of its own seals`);
  const outcomes = await room.deliverSealed(letter);
  if (outcomes === null || away === 'answer' || (!calm && stage.chance.happens(0.2))) return;
  const learn = () => takeBrought(tabs.quietPort(device), { epoch, outcomes }, toInstant(stage.now));
  if (!calm && stage.chance.happens(0.4)) stage.answers.push(learn);
  else await learn();
}

const NOTHING_ELSE = { protocol: PROTOCOL_VERSION, app: 'simulated', cookie: 0, hash: null, want: [], check: [] };

/** Seals as they go over the wire, opened: what the server judges. */
function letterOf(stage: Stage, device: SimDevice, [epoch, rows]: readonly [string, readonly OwnState[]]): Letter {
  const mutations = rows.slice(0, BATCH_MAX).flatMap(({ id, first }): SyncRequest['mutations'] => {
    const envelope = stage.seals.get(id);
    return envelope ? [structuredClone(wireMutation(withFirst(envelope, first)))] : [];
  });
  return {
    person: device.person,
    request: { ...NOTHING_ELSE, epoch, device: device.meta.device, mutations },
    known: new Map(stage.oracle.memoryOf(device).known),
    isSealed: true,
  };
}

/** Somebody else has the device: what waits there was sealed, and is brought to the server, now or later. */
export async function bring(stage: Stage, room: ServerRoom, device: SimDevice): Promise<void> {
  const waiting = device.outbox.flatMap(({ envelope, ...state }) => (envelope ? [{ ...state, envelope }] : []));
  const { epoch } = device.meta;
  if (device.outbox.length === 0 || epoch === null) return;
  for (const { id, envelope } of waiting) stage.seals.set(id, envelope);
  await device.disk.port().transact((tx) => markSealed(tx, waiting));
  const letter = letterOf(stage, device, [epoch, device.outbox]);
  stage.trace(() => `what waits on ${device.name} is sealed`);
  if (stage.chance.happens(0.4)) room.late.push(letter);
  else await room.deliver(letter);
}
