/** A shared computer that was closed with words unsent: at the next start they are brought, and deleted only once they are. */
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sharedNote } from '../../src/device/shared-note.ts';
import { resumeShared, sharedScope } from '../../src/ui/app/shared-computer.ts';
import { SCHOOL, addStep } from '../server/school-server.ts';
import { leftWith, useRoom } from './sealed-support.ts';

const room = useRoom();
beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});

const isThere = async (name: string) => (await Dexie.getDatabaseNames()).includes(name);
const steps = async () =>
  (await room.server.store.read.selectFrom('entry').select('id').where('kind', '=', 'step').execute()).length;

describe('what was left on a shared computer', () => {
  it('is brought at the next start, and its tables go', async () => {
    const mine = await leftWith(room, addStep());
    sharedNote.leave(mine.name);
    expect(await resumeShared()).toBeNull();
    expect([await steps(), await isThere(mine.name), sharedNote.now()]).toEqual([1, false, []]);
  });

  it('stays when the school does not know its enrolment, or is not reached, until the school has taken it', async () => {
    const mine = await leftWith(room, addStep());
    sharedNote.leave(mine.name);
    const { store } = room.server;
    const rows = await store.read.selectFrom('enrolment').selectAll().execute();
    await store.write((tx) => tx.deleteFrom('enrolment').execute());
    await resumeShared();
    expect([await isThere(mine.name), sharedNote.now()]).toEqual([true, [mine.name]]);
    await store.write((tx) =>
      tx
        .insertInto('enrolment')
        .values([...rows])
        .execute(),
    );
    room.isOnline = false;
    await resumeShared();
    expect([await isThere(mine.name), sharedNote.now()]).toEqual([true, [mine.name]]);
    room.isOnline = true;
    await resumeShared();
    expect([await steps(), await isThere(mine.name), sharedNote.now()]).toEqual([1, false, []]);
  });

  it('is deleted where nobody can ever open it: it was never sealed to the school', async () => {
    const mine = await leftWith(room, addStep());
    await mine.db.seal.clear();
    sharedNote.leave(mine.name);
    await resumeShared();
    expect([await steps(), await isThere(mine.name), sharedNote.now()]).toEqual([0, false, []]);
  });

  it('is not in the way of who signs in there again: that sign-in has tables of its own', () => {
    const who = { account: 'a', school: SCHOOL };
    const first = sharedScope(who);
    sharedNote.leave(first);
    expect(first).toBe(`fingerpost/shared/a/${SCHOOL}`);
    expect(sharedScope(who)).toBe(`fingerpost/shared/a.1/${SCHOOL}`);
    sharedNote.remove(first);
    expect(sharedScope(who)).toBe(first);
  });
});
