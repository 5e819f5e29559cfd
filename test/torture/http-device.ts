/** A device with the real engine over the real HTTP interface: its tables are in memory, its person does things by chance. */
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { PersonId, RecordId } from '../../src/domain/ids.ts';
import { isSchoolRecord } from '../../src/domain/record.ts';
import { toInstant } from '../../src/domain/time.ts';
import { problem } from '../../src/protocol/problem.ts';
import type { Engine, SyncEnd } from '../../src/sync/engine.ts';
import { createEngine } from '../../src/sync/engine.ts';
import type { WirePort } from '../../src/sync/ports.ts';
import { replyLines } from '../../src/sync/reply-lines.ts';
import { groupsNow } from '../../src/sync/view.ts';
import { MemoryDevice } from '../support/memory-device.ts';
import { act } from '../simulation/acts.ts';
import type { Chance } from '../simulation/random.ts';
import { STAFF } from '../simulation/school.ts';
import { SimDevice } from '../simulation/sim-device.ts';
import { SCHOOL } from './school-folder.ts';

const APP = 'tortured';

/** One device of one person. `saved`: ids that were said to be saved and that nothing has replaced. */
export interface HttpDevice {
  readonly device: SimDevice;
  readonly saved: ReadonlySet<string>;
  sync(): Promise<SyncEnd>;
  /** Does one thing, if chance finds one, and resolves when it is saved. */
  work(): Promise<void>;
}

interface Parts {
  readonly person: string;
  readonly name: string;
  readonly token: string;
  readonly origin: () => string;
  readonly chance: Chance;
  readonly newId: () => string;
}

export function newHttpDevice({ person, name, token, origin, chance, newId }: Parts): HttpDevice {
  const disk = new MemoryDevice(newId());
  const device = new SimDevice(person, { name, disk, skewMs: 0 });
  const engine: Engine = createEngine({
    port: disk.port(),
    wire: wireTo(origin, token),
    chance: { nowMs: () => Date.now(), newId, random: chance.random },
    person: person as PersonId,
    app: APP,
  });
  const saved = new Set<string>();
  return {
    device,
    saved,
    sync: () => engine.sync(),
    async work() {
      const record = chance.pick(
        device.rows.map((row) => row.id).filter((id) => !isSchoolRecord(id) && device.meta.grants[id]),
      );
      const done = record && thingToDo(device, record, chance);
      if (!record || !done) return;
      const at = toInstant(Date.now());
      const envelope = { id: newId(), name: done.name, version: 1, record, at, args: done.args } as MutationEnvelope;
      const before = device.own.map((m) => m.id as string);
      const result = await engine.save([envelope]);
      if (!result.ok) throw new Error(`cannot be saved: ${JSON.stringify(result.error)}`);
      saved.add(envelope.id);
      // Typing takes the place of a wording that waits: that one is nowhere any more.
      const now = new Set<string>(device.own.map((m) => m.id));
      for (const id of before) if (!now.has(id)) saved.delete(id);
    },
  };
}

function thingToDo(device: SimDevice, record: RecordId, chance: Chance) {
  const { view } = device.shows(record);
  if (!view) return null;
  const { person, meta } = device;
  const own = device.own.filter((m) => m.record === record);
  const sight = { person: person as PersonId, meta, confirmed: device.row(record), own };
  return act({
    person,
    roles: STAFF[person] ?? ['pupil'],
    groups: groupsNow(sight, record),
    record: view,
    chance,
    at: toInstant(Date.now()),
    contested: false,
    novel: false,
    typing: false,
  });
}

/** The sync route as a browser asks it; a server that is gone is no internet. */
const wireTo = (origin: () => string, token: string): WirePort => ({
  async send(request) {
    try {
      const reply = await fetch(`${origin()}/api/schools/${SCHOOL}/sync`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Client': APP, Origin: origin(), Cookie: `sid=${token}` },
        body: JSON.stringify(request),
      });
      if (reply.ok && reply.body) return { kind: 'reply', lines: replyLines(textOf(reply.body)) };
      return { kind: 'problem', problem: problem.parse(await reply.json()), retryAfterMs: null };
    } catch {
      return { kind: 'no-internet' };
    }
  },
});

/** Text as it arrives; a server that is killed cuts it. */
async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  try {
    for await (const bytes of body as unknown as AsyncIterable<Uint8Array>)
      yield decoder.decode(bytes, { stream: true });
  } catch {
    // The engine sees a reply without `done`.
  }
}
