/**
 * A small school for tests of sync: the real server on a store in memory, devices in memory with the real engine, a clock
 * that stands, and a wire that a test may cut. Who is there: test/simulation/school.ts.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import type { ArgsOf, MutationName } from '../../src/domain/mutations/registry.ts';
import { toInstant } from '../../src/domain/time.ts';
import type { Outcome, ReplyLine, SyncRequest } from '../../src/protocol/sync.ts';
import { createEngine } from '../../src/sync/engine.ts';
import type { Engine } from '../../src/sync/engine.ts';
import type { WireReply } from '../../src/sync/ports.ts';
import { replyLines } from '../../src/sync/reply-lines.ts';
import { openRealServer } from '../simulation/real-server.ts';
import { MORNING_MS, PUPILS, schoolMutations } from '../simulation/school.ts';
import type { SimBackup, SimServer } from '../simulation/server-port.ts';
import { SimDevice } from '../simulation/sim-device.ts';
import type { Hooks } from './memory-device.ts';
import { MemoryDevice } from './memory-device.ts';

/** A pupil of form 10A and one of form 10B; the adviser `adv` has year 10, the tutor `tut` has 10A. */
export const [HERE, , THERE] = PUPILS;

/** Somebody's device. */
export interface Handset extends Engine {
  readonly device: SimDevice;
  /** Saves one mutation; gives its id. */
  do<N extends MutationName>(name: N, record: string, args: ArgsOf<N>): Promise<string>;
  /** What stands between this device and the server; a test may put something else here. */
  through: (request: SyncRequest, deliver: Deliver) => Promise<WireReply>;
  /** All that it has asked, in order. */
  readonly asked: SyncRequest[];
  /** A second tab on the same device. */
  tab(hooks?: Hooks): Handset;
}
type Deliver = (request: SyncRequest) => Promise<WireReply>;

export interface SmallSchool {
  server: SimServer;
  /** The clock of everybody, milliseconds. */
  nowMs: number;
  /** Mutations that bring the server down. */
  readonly poison: Set<string>;
  newId(): string;
  envelope(name: string, record: string, args: unknown): MutationEnvelope;
  handset(person: string, disk?: MemoryDevice): Handset;
  /** The careers leader does something at her desk. */
  desk<N extends MutationName>(name: N, record: string, args: ArgsOf<N>): Promise<Outcome>;
  /** A request of somebody without a device, and all lines of its reply. */
  ask(person: string, request: Partial<SyncRequest>): Promise<readonly ReplyLine[]>;
  /** The server of a backup takes the place of this one, a minute later. */
  restore(backup: SimBackup): Promise<void>;
  close(): Promise<void>;
}

/** Opens it. To be closed. */
export async function openSmallSchool(): Promise<SmallSchool> {
  const dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'fingerpost-school-'));
  const poison = new Set<string>();
  let serial = 0;
  const newId = () => `01991111-0000-7000-8000-${(++serial).toString(16).padStart(12, '0')}`;
  const parts = { nowMs: () => school.nowMs, leader: 'lea', school: schoolMutations(newId), poison };
  const school: SmallSchool = {
    server: null as unknown as SimServer,
    nowMs: MORNING_MS,
    poison,
    newId,
    envelope: (name, record, args) =>
      ({ id: newId(), name, version: 1, record, at: toInstant(school.nowMs), args }) as unknown as MutationEnvelope,
    handset: (person, disk = new MemoryDevice(newId())) => makeHandset(school, person, disk),
    desk: (name, record, args) => school.server.office(school.envelope(name, record, args)),
    ask: (person, request) => askOnce(school, person, request),
    async restore(backup) {
      school.nowMs += 60_000;
      const old = school.server;
      school.server = await backup.restore();
      await old.end();
    },
    async close() {
      await school.server.end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  school.server = await openRealServer(parts, dir);
  return school;
}

function makeHandset(school: SmallSchool, person: string, disk: MemoryDevice, hooks: Hooks = {}): Handset {
  const device = new SimDevice(person, { name: person, disk, skewMs: 0 });
  const deliver: Deliver = async (request) => {
    const { status, lines } = await school.server.sync(person, request);
    return lines
      ? { kind: 'reply', lines: replyLines(lines) }
      : { kind: 'problem', problem: { type: '/problems/test', title: 'planned', status }, retryAfterMs: null };
  };
  const engine = createEngine({
    port: disk.port(hooks),
    wire: {
      send: (request) => {
        handset.asked.push(structuredClone(request));
        return handset.through(request, deliver);
      },
    },
    chance: { nowMs: () => school.nowMs, newId: school.newId, random: () => 0 },
    person: person as PersonId,
    app: 'test',
  });
  const handset: Handset = {
    ...engine,
    device,
    asked: [],
    through: (request, send) => send(request),
    async do(name, record, args) {
      const envelope = school.envelope(name, record, args);
      const saved = await engine.save([envelope]);
      if (!saved.ok) throw new Error(`cannot be saved: ${JSON.stringify(saved.error)}`);
      return envelope.id;
    },
    tab: (more) => makeHandset(school, person, disk, more),
  };
  return handset;
}

async function askOnce(school: SmallSchool, person: string, request: Partial<SyncRequest>): Promise<ReplyLine[]> {
  const { epoch, version } = await school.server.stored();
  const bare = { protocol: 1, app: 'test', device: school.newId(), epoch, cookie: version, hash: null };
  const reply = await school.server.sync(person, { ...bare, want: [], check: [], mutations: [], ...request });
  const lines: ReplyLine[] = [];
  if (reply.lines) for await (const line of replyLines(reply.lines)) lines.push(line);
  return lines;
}

/** A step stands on HERE and belongs to THERE: a tutor may not withdraw it, it is moved, and an older backup put back. Gives the tutor. */
export async function refusedOfWrongPupil(school: SmallSchool): Promise<Handset> {
  const [adviser, tutor] = [school.handset('adv'), school.handset('tut')];
  const id = school.newId() as never;
  const due = '2026-10-01' as never;
  await adviser.sync();
  await adviser.do('step.add', HERE, { id, what: 'of the wrong pupil', who: 'pupil', due, tutorChecks: true });
  await adviser.sync();
  await tutor.sync();
  const backup = await school.server.backup();
  await tutor.do('entry.withdraw', HERE, { id, reason: 'Not theirs, I think.' });
  await tutor.sync();
  await school.server.move(HERE, id, THERE as never);
  await school.restore(backup);
  await tutor.sync();
  return tutor;
}
