/** The sealed outbox end to end: real tables, the real seal, the real server; only the wire is a function call. */
import { describe, expect, it, vi } from 'vitest';
import { fromBase64, toBase64 } from '../../src/device/base64.ts';
import { sealWaiting } from '../../src/device/sealing.ts';
import type { MutationId } from '../../src/domain/ids.ts';
import type { MutationEnvelope } from '../../src/domain/mutation.ts';
import { MUTATION_MAX_BYTES, SEALS_MAX, bytesOf } from '../../src/protocol/limits.ts';
import type { Delivery } from '../../src/protocol/sealed.ts';
import { PACE } from '../../src/server/accounts/pace.ts';
import { syncDeps } from '../../src/server/http/school-routes.ts';
import { deliverSealed as takeSealed } from '../../src/server/sealed/deliver.ts';
import { wireMutation } from '../../src/sync/outbox.ts';
import { AISHA, BEN, SCHOOL, addStep, writeDraft } from '../server/school-server.ts';
import { PEOPLE, uuid } from '../support/builders.ts';
import { SEALING_SYNC, deliver, leftWith, tablet, useRoom } from './sealed-support.ts';

const room = useRoom();
const stepsOf = async () =>
  (await room.server.store.read.selectFrom('entry').select('json').where('kind', '=', 'step').execute()).map(
    ({ json }) => (JSON.parse(json) as { what: string }).what,
  );
const outcomes = () => room.server.store.read.selectFrom('mutation').select(['id', 'person', 'refused']).execute();

describe('what waits on a device', () => {
  it('is brought to the server by nobody who is signed in, and judged as its author’s', async () => {
    const step = addStep();
    const mine = await leftWith(room, step);
    expect(await deliver()).toEqual({ waiting: 1, brought: 1 });
    expect(await stepsOf()).toEqual(['Visit an open evening']);
    expect(await outcomes()).toEqual([{ id: step.id, person: PEOPLE.tutor, refused: null }]);
    // Nothing is learnt: its author learns it at the next sync.
    expect(await mine.count()).toEqual([1, 1]);
  });
  it('is there once, and known to its author, when both have brought it', async () => {
    const mine = await leftWith(room, addStep());
    await deliver();
    await deliver();
    room.signedIn = PEOPLE.tutor;
    await mine.engine.sync();
    expect(await stepsOf()).toHaveLength(1);
    expect(mine.engine.status()).toMatchObject({ waiting: 0, needsYou: 0 });
  });
  it('cannot be read by who brings it', async () => {
    const mine = await leftWith(room, writeDraft('the words of a child'), addStep());
    await deliver();
    const sent = room.brought.flatMap(({ seals }) =>
      seals.map(({ seal }) => Buffer.from(fromBase64(seal)).toString('latin1')),
    );
    expect(sent).toHaveLength(2);
    for (const text of sent) {
      expect(text).not.toContain('child');
      expect(text).not.toContain('open evening');
      expect(text).not.toContain(AISHA);
    }
    expect(JSON.stringify(await mine.db.seal.toArray())).not.toContain('child');
  });
  it('has no seal where the device never had a connection, and waits for its author', async () => {
    const mine = await tablet();
    room.isOnline = false;
    await mine.save(addStep());
    expect(await mine.seal()).toBe(true);
    expect(await mine.count()).toEqual([1, 0]);
    room.isOnline = true;
    expect(await deliver()).toEqual({ waiting: 1, brought: 0 });
    expect(await mine.seal()).toBe(true);
    expect(await mine.count()).toEqual([1, 1]);
  });
  it('goes in bodies that the server takes, however much it is', async () => {
    const long = 'x'.repeat(19_000);
    await leftWith(room, addStep(), ...Array.from({ length: 20 }, () => writeDraft(long)));
    expect(await deliver()).toEqual({ waiting: 21, brought: 21 });
    expect(room.brought.length).toBeGreaterThan(1);
    for (const body of room.brought) expect(JSON.stringify(body).length).toBeLessThan(256 * 1024);
  });
});

describe('a seal', () => {
  it('is gone with what it holds, and made anew for what takes its place', async () => {
    room.signedIn = PEOPLE.adviser as never;
    const mine = await tablet();
    await mine.engine.sync();
    const first = writeDraft('half a sen');
    await mine.save(first);
    await mine.seal();
    expect(await mine.count()).toEqual([1, 1]);
    const args = first.args as { write: { id: string } };
    const later = {
      ...first,
      id: uuid(777_001),
      args: { ...args, write: { id: uuid(777_002), text: 'half a sentence', over: [args.write.id] } },
    };
    await mine.save(later);
    expect(await mine.count()).toEqual([1, 0]);
    // Whoever had the seal may have brought the earlier wording: the later one says that it was written over.
    const [row] = await mine.port.openOwn();
    expect(row?.envelope?.args).toMatchObject({ write: { text: 'half a sentence', over: [args.write.id] } });
    await mine.seal();
    await mine.engine.sync();
    await mine.engine.sync();
    expect((await mine.count())[1]).toBeLessThanOrEqual(1);
  });
  it('that was changed, or signed by another device, or brought under another name, is left', async () => {
    await leftWith(room, addStep());
    await deliver();
    const [
      {
        seals: [good],
        ...rest
      },
    ] = room.brought as [Delivery];
    const bring = async (delivery: unknown) =>
      (await room.server.ask('POST', `/api/schools/${SCHOOL}/sealed`, { body: delivery })).json() as Promise<unknown>;
    const bytes = fromBase64(good?.seal ?? '');
    const before = await room.server.contentHash();
    for (const at of [0, 5, 80, bytes.length - 80, bytes.length - 5]) {
      const bad = bytes.slice();
      bad[at] = (bad[at] ?? 0) ^ 1;
      expect(await bring({ ...rest, seals: [{ ...good, seal: toBase64(bad) }] })).toEqual({ left: [good?.id] });
    }
    const other = uuid(888_001);
    expect(await bring({ ...rest, seals: [{ ...good, id: other }] })).toEqual({ left: [other] });
    expect(await bring({ ...rest, seals: [{ ...good, seal: '' }] })).toEqual({ left: [good?.id] });
    expect(await bring({ ...rest, enrolment: 'A'.repeat(43), seals: [good] })).toMatchObject({ status: 404 });
    expect(await room.server.contentHash()).toBe(before);
  });
  it('counts against the measure of its author once it has opened, and not when it only names them', async () => {
    await leftWith(room, addStep());
    await deliver();
    const [good] = room.brought as [Delivery];
    const counted: (readonly [string, number])[] = [];
    const bringing = {
      by: null,
      mayTry: () => {},
      count: (...one: readonly [string, number]) => void counted.push(one),
    };
    const bring = (delivery: Delivery) => takeSealed(syncDeps(room.server.deps), SCHOOL, delivery, bringing);
    await bring({ ...good, seals: good.seals.map((seal) => ({ ...seal, seal: 'AAAA' })) });
    await bring(good);
    expect(counted).toEqual([
      [PEOPLE.tutor, 0],
      [PEOPLE.tutor, 1],
    ]);
  });
  it('is paced with its enrolment, whether it opens or not; what its owner sends is paced apart', async () => {
    await leftWith(room, addStep());
    await deliver();
    const [good] = room.brought as [Delivery];
    const seals = Array.from({ length: SEALS_MAX }, (_, n) => ({ id: uuid(890_000 + n) as MutationId, seal: 'AAAA' }));
    const bring = (body: Delivery) => room.server.ask('POST', `/api/schools/${SCHOOL}/sealed`, { body });
    // One of them is used up.
    for (let left = PACE.change.most - 1; left >= SEALS_MAX; left -= SEALS_MAX)
      expect((await bring({ ...good, seals })).status).toBe(200);
    const looked = vi.spyOn(crypto.subtle, 'verify');
    const slow = await bring({ ...good, seals });
    expect([slow.status, slow.headers.get('retry-after')]).toEqual([429, '1']);
    expect(looked).not.toHaveBeenCalled();
    const { head } = await room.server.sendAs(PEOPLE.tutor, addStep());
    expect(head.outcomes).toMatchObject([{ status: 'applied' }]);
  });
  it('of more than 64 kB, as bytes and not as characters, is left', async () => {
    const mine = await leftWith(room);
    await mine.save(addStep());
    const large = (envelope: MutationEnvelope) => {
      const wire = { ...wireMutation(envelope), args: { words: '' } };
      const room = MUTATION_MAX_BYTES + 60 - bytesOf(wire);
      return { ...wire, args: { words: '漢'.repeat(room / 3) } };
    };
    room.signedIn = PEOPLE.tutor;
    const sync = { ...SEALING_SYNC, wireMutation: large };
    expect(
      await sealWaiting({ ...mine, school: SCHOOL, app: 'test', sync, isHere: () => true, isOver: () => false }),
    ).toBe(true);
    expect(await deliver()).toEqual({ waiting: 1, brought: 0 });
    expect(await outcomes()).toEqual([]);
  });
  it('is brought although its device has been enrolled afresh since', async () => {
    const mine = await leftWith(room, addStep());
    const before = (await mine.db.meta.get('enrolment')) as Record<string, unknown>;
    room.signedIn = PEOPLE.tutor;
    await mine.db.meta.delete('enrolment');
    await mine.save(addStep(BEN));
    await mine.seal();
    expect((await mine.db.meta.get('enrolment')) as unknown).not.toMatchObject({ enrolment: before['enrolment'] });
    expect(await deliver()).toEqual({ waiting: 2, brought: 2 });
    expect(await outcomes()).toHaveLength(2);
  });
  it('is not judged by a server that was restored, whose new epoch the device does not know', async () => {
    await leftWith(room, addStep());
    await room.server.store.write((tx) => tx.updateTable('school').set({ epoch: 'another' }).execute());
    expect(await deliver()).toEqual({ waiting: 1, brought: 0 });
    expect(await outcomes()).toEqual([]);
  });
  it('of somebody who may not do it any more is kept for the careers leader, as all that is refused', async () => {
    const step = addStep();
    await leftWith(room, step);
    await room.server.store.write((tx) => tx.deleteFrom('entry').where('kind', '=', 'tutor').execute());
    room.server.deps.rosters.forget(SCHOOL);
    await deliver();
    expect(await outcomes()).toEqual([{ id: step.id, person: PEOPLE.tutor, refused: 'not-permitted' }]);
    expect(await room.server.store.read.selectFrom('quarantine').select('person').execute()).toEqual([
      { person: PEOPLE.tutor },
    ]);
  });
});

describe('what was deleted on a shared computer', () => {
  it('is brought by nobody, although its tables are still there', async () => {
    const mine = await leftWith(room, addStep());
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('location', { replace: () => undefined });
    vi.stubGlobal('document', { body: { replaceChildren: () => undefined } });
    const { createSharedLeaving } = await import('../../src/ui/app/shared-computer.ts');
    const ways = createSharedLeaving({
      ...mine,
      scope: mine.name,
      tabs: { lock: () => undefined },
      stop: () => undefined,
    } as unknown as Parameters<typeof createSharedLeaving>[0]);
    await ways.wipe();
    expect(await mine.count()).toEqual([0, 0]);
    expect(await deliver()).toEqual({ waiting: 0, brought: 0 });
    expect(await stepsOf()).toEqual([]);
  });
});

describe('an enrolment', () => {
  it('writes nothing once the window is done with its tables: they would be made anew', async () => {
    const mine = await tablet();
    await mine.engine.sync();
    let asked = 0;
    // Done with while the server is asked.
    const isOver = () => (asked += 1) > 1;
    expect(
      await sealWaiting({ ...mine, school: SCHOOL, app: 'test', sync: SEALING_SYNC, isHere: () => true, isOver }),
    ).toBe(false);
    expect(asked).toBeGreaterThan(1);
    expect(await mine.db.meta.get('enrolment')).toBeUndefined();
  });
  it('of another’s public key does not make their seals one’s own', async () => {
    await leftWith(room, addStep());
    const { key } = await room.server.store.read.selectFrom('enrolment').select('key').executeTakeFirstOrThrow();
    const answer = await room.server.ask('PUT', `/api/schools/${SCHOOL}/enrolment`, {
      as: PEOPLE.adviser,
      body: { device: uuid(3), key },
    });
    expect(answer.status).toBe(200);
    await deliver();
    expect((await outcomes()).map(({ person }) => person)).toEqual([PEOPLE.tutor]);
  });
  it('of a tablet on which words wait is not forgotten for those of other computers, however many', async () => {
    await leftWith(room, addStep());
    for (let n = 0; n < 60; n += 1) {
      room.server.pass(1000);
      const key = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, n + 1)]).toString('base64');
      const body = { device: uuid(700 + n), key };
      const answer = await room.server.ask('PUT', `/api/schools/${SCHOOL}/enrolment`, { as: PEOPLE.tutor, body });
      expect(answer.status).toBe(200);
    }
    // Of computers to which nothing was sent the last twenty are remembered.
    expect(await room.server.store.read.selectFrom('enrolment').select('id').execute()).toHaveLength(21);
    expect(await deliver()).toMatchObject({ waiting: 1, brought: 1 });
  });
  it('keeps its private key where a locked device cannot open it', async () => {
    const mine = await leftWith(room, addStep());
    const row = (await mine.db.meta.get('enrolment')) as Record<string, unknown>;
    expect(Object.keys(row).toSorted()).toEqual(['box', 'enrolment', 'serverKey']);
    expect(Object.values(row).some((value) => value instanceof CryptoKey)).toBe(false);
  });
});
