/** Own words in the journal once their record has left the device: real tables, real seals, the real server. */
import { describe, expect, it } from 'vitest';
import { AISHA, SCHOOL, addStep } from '../server/school-server.ts';
import { PEOPLE } from '../support/builders.ts';
import type { Tablet } from './sealed-support.ts';
import { deliver, tablet, useRoom } from './sealed-support.ts';

const room = useRoom();
const written = () => room.server.store.write.bind(room.server.store);

/** The tutor's step is with the school; then the form is somebody else's, and nothing but names is left on the tablet. */
async function departedTablet(): Promise<Tablet> {
  const mine = await tablet();
  await mine.save(addStep());
  await mine.engine.sync();
  await mine.seal();
  expect(await mine.db.words.count()).toBe(1);
  await written()((tx) => tx.deleteFrom('entry').where('kind', '=', 'tutor').execute());
  await changedBehind();
  await mine.engine.sync();
  return mine;
}

/** The roster was changed without a mutation. */
async function changedBehind(): Promise<void> {
  await written()((tx) =>
    tx
      .updateTable('school')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .execute(),
  );
  room.server.deps.rosters.forget(SCHOOL);
}

/** A backup without the step takes the place of the data. */
async function restored(): Promise<void> {
  const version = Date.now() * 1000;
  await written()(async (tx) => {
    await tx.deleteFrom('entry').where('kind', '=', 'step').execute();
    await tx.deleteFrom('mutation').execute();
    await tx.updateTable('school').set({ epoch: 'another', epoch_start: version, version }).execute();
  });
  room.server.deps.rosters.forget(SCHOOL);
}
const steps = async () =>
  (await room.server.store.read.selectFrom('entry').select('record').where('kind', '=', 'step').execute()).map(
    ({ record }) => record,
  );

describe('own words in the journal', () => {
  it('are in a box while their record is on the device', async () => {
    const mine = await tablet();
    await mine.save(addStep());
    await mine.engine.sync();
    await mine.seal();
    expect(await mine.db.words.count()).toBe(1);
    const [own] = await mine.port.openOwn();
    expect(own).toMatchObject({ refused: null, envelope: { name: 'step.add' } });
  });
  it('are a seal alone once it has left, which nobody can read on the device', async () => {
    const mine = await departedTablet();
    expect((await mine.port.look((look) => look.meta())).grants[AISHA]).toEqual(['N']);
    await mine.seal();
    expect(await mine.db.words.count()).toBe(0);
    expect(await mine.count()).toEqual([1, 1]);
    const [own] = await mine.port.openOwn();
    expect(own).toMatchObject({ sealedAlone: true, envelope: null });
    expect(await mine.engine.refresh()).toMatchObject({ waiting: 0, needsYou: 0 });
  });
  it('that wait keep their box: their author may have to change them', async () => {
    const mine = await tablet();
    await mine.engine.sync();
    room.isOnline = false;
    await mine.save(addStep());
    room.isOnline = true;
    await written()((tx) => tx.deleteFrom('entry').where('kind', '=', 'tutor').execute());
    await changedBehind();
    await mine.engine.sync();
    await mine.seal();
    expect(await mine.db.words.count()).toBe(1);
    expect(await mine.engine.refresh()).toMatchObject({ needsYou: 1 });
  });
  it('are brought to a restored server as they are, judged, and their author learns of it', async () => {
    const mine = await departedTablet();
    await mine.seal();
    await restored();
    await mine.engine.sync();
    expect((await mine.engine.refresh()).waiting).toBe(1);
    expect(await steps()).toEqual([]);
    await mine.seal();
    // Their author is no tutor of hers any more: it is kept for the careers leader, as all that is refused.
    expect((await mine.engine.refresh()).needsYou).toBe(1);
    const kept = await room.server.store.read.selectFrom('quarantine').select(['person', 'json']).execute();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).toContain('Visit an open evening');
  });
  it('are in the record again where their author may still write there, with the version that they first got', async () => {
    const tutor = await room.server.store.read.selectFrom('entry').selectAll().where('kind', '=', 'tutor').execute();
    const mine = await departedTablet();
    await mine.seal();
    const [before] = await mine.port.openOwn();
    await restored();
    await written()((tx) => tx.insertInto('entry').values(tutor).execute());
    room.server.deps.rosters.forget(SCHOOL);
    await mine.engine.sync();
    await mine.seal();
    expect(await steps()).toEqual([AISHA]);
    const [own] = await mine.port.openOwn();
    expect(own).toMatchObject({ first: before?.taken, refused: null, sealedAlone: true });
    expect(own?.taken).toBeGreaterThan(before?.taken ?? 0);
    expect(await mine.engine.refresh()).toMatchObject({ waiting: 0, needsYou: 0 });
  });
  it('are brought to a server whose backup does not know the device either', async () => {
    const mine = await departedTablet();
    await mine.seal();
    await restored();
    await written()((tx) => tx.deleteFrom('enrolment').execute());
    await mine.engine.sync();
    await mine.seal();
    expect(await mine.engine.refresh()).toMatchObject({ waiting: 0, needsYou: 1 });
  });
  it('are brought by whoever has the tablet, too, who learns nothing; their author hears of it at the next contact', async () => {
    const mine = await departedTablet();
    await mine.seal();
    await restored();
    await mine.engine.sync();
    room.signedIn = PEOPLE.adviser;
    expect(await deliver()).toEqual({ waiting: 1, brought: 1 });
    expect((await mine.engine.refresh()).waiting).toBe(1);
    room.signedIn = PEOPLE.tutor;
    await mine.seal();
    expect(await mine.engine.refresh()).toMatchObject({ waiting: 0, needsYou: 1 });
  });
});
