/** Moving an entry to another pupil (src/server/move.ts): who may, what goes, who loses it, and what a backup brings back. */
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryId, PersonId, RecordId } from '../../src/domain/ids.ts';
import type { HeadLine } from '../../src/protocol/sync.ts';
import type { MovePreview } from '../../src/protocol/move.ts';
import { moveEntry } from '../../src/server/move.ts';
import { openLedger } from '../../src/server/store/ledger.ts';
import { openStore, readRecord } from '../../src/server/store/store.ts';
import type { Store } from '../../src/server/store/store.ts';
import { openSync } from '../../src/server/sync/handle.ts';
import { syncDeps } from '../../src/server/http/school-routes.ts';
import { replay } from '../../src/server/sync/replay.ts';
import { beginEpoch, erase } from '../../src/server/sync/restore.ts';
import { createRosters } from '../../src/server/sync/roster.ts';
import { NOW, PEOPLE, nextId } from '../support/builders.ts';
import type { SchoolServer } from './school-server.ts';
import { AISHA, AISHA_HERSELF, BEN, OFFICE, SCHOOL, aMutation, firstSync, openSchoolServer } from './school-server.ts';

let server: SchoolServer;
beforeEach(async () => {
  server = await openSchoolServer();
});
afterEach(() => server.end());

const path = `/api/schools/${SCHOOL}/moves`;
const ids = () => ({ id: nextId(), note: nextId(), step: nextId(), said: nextId(), claim: nextId(), draft: nextId() });
type Ids = ReturnType<typeof ids>;

const finishOf = ({ id, note, step, draft }: Ids) =>
  aMutation('interview.finish', AISHA, {
    id,
    draft,
    over: [],
    date: '2026-11-02',
    from: '10:00',
    minutes: 40,
    place: 'Library',
    type: 'personal-guidance',
    summary: 'You want to be a paramedic.',
    routes: [],
    explained: [],
    agreed: null,
    startedAt: NOW,
    endedAt: NOW,
    fromPaper: false,
    note: { id: note, about: [], why: 'A private word', now: '', ideas: '', barriers: '', alsoPresent: '' },
    steps: [{ id: step, what: 'Visit the college', who: 'pupil', due: '2026-11-25', tutorChecks: true }],
  });

/** An interview of the adviser that was written on Aisha's record, with what her tutor and she said on its step. */
async function wrongInterview(): Promise<Ids> {
  const all = ids();
  await server.sendAs(PEOPLE.adviser, finishOf(all));
  await server.sendAs(PEOPLE.tutor, aMutation('followup.add', AISHA, { id: all.said, step: all.step, words: 'Soon' }));
  await server.sendAs(
    AISHA_HERSELF,
    aMutation('step.claim', AISHA, { id: all.claim, step: all.step, says: 'claims-done', words: '' }),
  );
  return all;
}

const entriesOf = async (record: RecordId, store: Store = server.store) =>
  (await readRecord(store.read, SCHOOL, record)).entries;
const preview = async (entry: EntryId, as: PersonId = PEOPLE.leader, to = BEN) =>
  server.ask('POST', `${path}/preview`, { as, body: { record: AISHA, entry, to } });
const move = async (entry: EntryId, over: object = {}, as: PersonId = PEOPLE.leader) => {
  const shown = (await (await preview(entry)).json()) as MovePreview;
  return server.ask('POST', path, { as, body: { record: AISHA, entry, to: BEN, entries: shown.entries, ...over } });
};
const heldBy = async (person: PersonId, record: RecordId) =>
  Object.keys((await server.syncAs(person)).records.find(({ id }) => id === record)?.entries ?? {});

describe('a move to another pupil', () => {
  it('takes a finished interview with its note, its steps and what staff said, and leaves what the pupil said', async () => {
    const all = await wrongInterview();
    const before = await entriesOf(AISHA);
    expect((await move(all.id)).status).toBe(200);
    const [aisha, ben] = [await entriesOf(AISHA), await entriesOf(BEN)];
    for (const id of [all.id, all.note, all.step, all.said]) {
      expect(aisha[id]).toBeUndefined();
      expect({ ...ben[id], version: 0 }).toEqual({ ...before[id], version: 0 });
    }
    expect(aisha[all.claim]).toEqual(before[all.claim]);
  });
  it('is the careers leader’s alone', async () => {
    const all = await wrongInterview();
    for (const as of [PEOPLE.adviser, PEOPLE.tutor, OFFICE, AISHA_HERSELF]) {
      const signedIn = await server.ask('POST', `${path}/preview`, {
        as,
        body: { record: AISHA, entry: all.id, to: BEN },
      });
      expect(signedIn.status).toBe(403);
    }
    const asked = await server.ask('POST', path, {
      as: OFFICE,
      body: { record: AISHA, entry: all.id, to: BEN, entries: [all.id] },
    });
    expect(asked.status).toBe(403);
    expect(await entriesOf(BEN)).not.toHaveProperty(all.id);
    expect(await entriesOf(AISHA)).toHaveProperty(all.id);
  });
  it('writes down who looked at what would move, and not to whom', async () => {
    const all = await wrongInterview();
    const body = { record: AISHA, entry: all.id, to: BEN };
    expect((await server.ask('POST', `${path}/preview`, { as: PEOPLE.leader, body })).status).toBe(200);
    const rows = await server.store.read
      .selectFrom('audit')
      .select(['person', 'record', 'detail'])
      .where('what', '=', 'move.looked-at')
      .execute();
    expect(rows).toEqual([{ person: PEOPLE.leader, record: AISHA, detail: JSON.stringify({ entry: all.id }) }]);
  });

  it('takes it from the devices of the wrong pupil’s people, and brings it to those of the right one', async () => {
    const all = await wrongInterview();
    const tutor = await server.syncAs(PEOPLE.tutor);
    expect(await heldBy(PEOPLE.tutor, AISHA)).toContain(all.step);
    await move(all.id);
    const next = { epoch: tutor.head.epoch, cookie: tutor.head.start, hash: tutor.head.grants?.hash ?? null };
    const { records } = await server.syncAs(PEOPLE.tutor, next);
    expect(records.map(({ id }) => id)).toContain(AISHA);
    expect(Object.keys(records.find(({ id }) => id === AISHA)?.entries ?? {})).toEqual(
      expect.not.arrayContaining([all.id, all.note, all.step, all.said]),
    );
    expect(await heldBy(PEOPLE.leader, BEN)).toEqual(expect.arrayContaining([all.id, all.note, all.step, all.said]));
    // Its adviser held it, so the right pupil's record is theirs to read for a while; a private note goes to nobody else.
    expect(await heldBy(PEOPLE.adviser, BEN)).toContain(all.note);
    expect(await heldBy(PEOPLE.tutor, BEN)).not.toContain(all.step);
  });
  it('names those on whose devices it was, and keeps that', async () => {
    const all = await wrongInterview();
    const shown = (await (await preview(all.note)).json()) as { detail: string };
    expect(shown.detail).toBe('It belongs to an interview. Move the interview.');
    const { entries, holders } = (await (await preview(all.id)).json()) as MovePreview;
    expect(entries).toEqual([all.id, all.note, all.step, all.said]);
    expect(holders.map(({ person }) => person).toSorted()).toEqual(
      [AISHA_HERSELF, PEOPLE.adviser, PEOPLE.tutor].toSorted(),
    );
    await move(all.id);
    const kept = await server.store.read.selectFrom('moved').select(['entry', 'to', 'held']).execute();
    expect(kept.map(({ entry }) => entry).toSorted()).toEqual([...entries].toSorted());
    expect(JSON.parse(kept[0]?.held ?? '')).toEqual(holders);
    const audit = await server.store.read
      .selectFrom('mutation')
      .select(['person', 'record'])
      .where('name', '=', 'entry.move')
      .execute();
    expect(audit.map(({ record }) => record).toSorted()).toEqual([AISHA, BEN].toSorted());
    expect(audit[0]?.person).toBe(PEOPLE.leader);
  });
  it('moves nothing when there is more of it than was shown', async () => {
    const all = await wrongInterview();
    const moved = await move(all.id, { entries: [all.id, all.note, all.step] });
    expect(moved.status).toBe(409);
    expect(await entriesOf(AISHA)).toHaveProperty(all.id);
  });
  it('takes earlier wordings along, so that none stays behind', async () => {
    const all = await wrongInterview();
    await server.sendAs(
      PEOPLE.tutor,
      aMutation('step.change', AISHA, { id: all.step, to: { what: 'Visit it twice' } }),
    );
    await move(all.id);
    const left = await server.store.read
      .selectFrom('revision')
      .select('record')
      .where('entry', '=', all.step)
      .execute();
    expect(left.map(({ record }) => record)).toEqual([BEN, BEN]);
  });
  it('can be moved back', async () => {
    const all = await wrongInterview();
    const before = await entriesOf(AISHA);
    await move(all.id);
    const back = await server.ask('POST', path, {
      as: PEOPLE.leader,
      body: { record: BEN, entry: all.id, to: AISHA, entries: [all.id, all.note, all.step, all.said] },
    });
    expect(back.status).toBe(200);
    const after = await entriesOf(AISHA);
    expect(Object.keys(after).toSorted()).toEqual(Object.keys(before).toSorted());
    const again = aMutation('step.close', AISHA, { id: all.step, as: 'done', why: null, on: '2026-11-20' });
    expect((await server.sendAs(PEOPLE.tutor, again)).head.outcomes[0]?.status).toBe('applied');
  });
  it('refuses what was written on it meanwhile, so that the words come back to who wrote them', async () => {
    const all = await wrongInterview();
    await move(all.id);
    const late = aMutation('followup.add', AISHA, { id: nextId(), step: all.step, words: 'Not said of Ben' });
    const twice = { ...finishOf({ ...all, draft: nextId() }) };
    const { head } = await server.sendAs(PEOPLE.tutor, late);
    expect(head.outcomes).toMatchObject([{ status: 'refused', problem: 'missing' }]);
    expect((await server.sendAs(PEOPLE.adviser, twice)).head.outcomes).toMatchObject([
      { status: 'refused', problem: 'missing' },
    ]);
    expect(await entriesOf(AISHA)).not.toHaveProperty(all.id);
    expect(JSON.stringify(await entriesOf(BEN))).not.toContain('Not said of Ben');
  });
  it('lets an activity be logged for a pupil of whom it was logged wrongly before', async () => {
    const activity = nextId();
    const facts = {
      title: 'A visit',
      activity: 'workplace-visit',
      date: '2026-10-12',
      counts: [],
      organisation: '',
      providers: [],
      tags: [],
      occupation: '',
      learned: '',
    };
    const log = () => aMutation('activity.log', AISHA, { activity, facts, attended: true });
    expect((await server.sendAs(PEOPLE.tutor, log())).head.outcomes[0]?.status).toBe('applied');
    expect((await move(activity)).status).toBe(200);
    expect(await entriesOf(BEN)).toHaveProperty(activity);
    await server.sendAs(PEOPLE.tutor, log());
    expect(await entriesOf(AISHA)).toHaveProperty(activity);
    const again = await preview(activity);
    expect(((await again.json()) as { detail: string }).detail).toBe(
      'That pupil’s record has it already. Remove it here instead.',
    );
  });
});

describe('a backup from before a move', () => {
  let backup: string;
  let restored: Store | null = null;
  beforeEach(() => {
    backup = join(dirname(server.file), 'backup.db');
  });
  afterEach(() => restored?.close());

  /** Moves with a ledger beside the data, then puts the backup back and does the ledger again. */
  async function moveAndRestore(all: Ids): Promise<Store> {
    const ledger = openLedger(dirname(server.file));
    const noting = openStore(server.file, ledger);
    const asker = { school: SCHOOL, person: PEOPLE.leader } as Parameters<typeof moveEntry>[1];
    const shown = [all.id, all.note, all.step, all.said];
    const wanted = { record: AISHA, entry: all.id, to: BEN, entries: shown };
    await moveEntry({ ...server.deps, store: noting, rosters: createRosters() }, asker, wanted);
    await noting.close();
    restored = openStore(backup);
    await replay(restored, ledger.read());
    await beginEpoch(restored, NOW, new Map());
    return restored;
  }
  const offer = async (store: Store, person: PersonId, ...mutations: ReturnType<typeof aMutation>[]) => {
    const { epoch, version } = await store.read.selectFrom('school').selectAll().executeTakeFirstOrThrow();
    const deps = { ...syncDeps({ ...server.deps, store }), rosters: createRosters() };
    const { head } = await openSync(
      deps,
      { school: SCHOOL, person },
      { ...firstSync, epoch, cookie: version, mutations },
    );
    return head.outcomes;
  };

  it('has it on the right pupil’s record once the ledger was done again', async () => {
    const all = await wrongInterview();
    server.store.backup(backup);
    const store = await moveAndRestore(all);
    expect(await entriesOf(AISHA, store)).not.toHaveProperty(all.id);
    expect(Object.keys(await entriesOf(BEN, store))).toEqual(
      expect.arrayContaining([all.id, all.note, all.step, all.said]),
    );
  });
  it('gets it onto the right pupil’s record from the device that has it, although that says the wrong one', async () => {
    server.store.backup(backup);
    const all = ids();
    const finish = finishOf(all);
    const said = aMutation('followup.add', AISHA, { id: all.said, step: all.step, words: 'Soon' });
    const first = (await server.sendAs(PEOPLE.adviser, finish)).head.outcomes[0];
    const then = (await server.sendAs(PEOPLE.tutor, said)).head.outcomes[0];
    const store = await moveAndRestore(all);
    const version = (outcome: typeof first) => (outcome?.status === 'applied' ? outcome.version : 0);
    expect(await offer(store, PEOPLE.adviser, { ...finish, first: version(first) })).toMatchObject([
      { status: 'applied' },
    ]);
    expect(await offer(store, PEOPLE.tutor, { ...said, first: version(then) })).toMatchObject([{ status: 'applied' }]);
    expect(await entriesOf(AISHA, store)).not.toHaveProperty(all.id);
    expect(Object.keys(await entriesOf(BEN, store))).toEqual(
      expect.arrayContaining([all.id, all.note, all.step, all.said]),
    );
  });
  it('gets what was first said of it there as well when its sender never learnt that it had been taken', async () => {
    server.store.backup(backup);
    const all = ids();
    const finish = finishOf(all);
    const said = aMutation('followup.add', AISHA, { id: all.said, step: all.step, words: 'Soon' });
    await server.sendAs(PEOPLE.adviser, finish);
    await server.sendAs(PEOPLE.tutor, said);
    const store = await moveAndRestore(all);
    // The same mutations, with no version: the reply to the first time was lost.
    expect(await offer(store, PEOPLE.adviser, finish)).toMatchObject([{ status: 'applied' }]);
    expect(await entriesOf(BEN, store)).toHaveProperty(all.id);
    expect(await offer(store, PEOPLE.tutor, said)).toMatchObject([{ status: 'applied' }]);
    expect(await entriesOf(BEN, store)).toHaveProperty(all.said);
    // What nobody had taken before the move comes back to its author: it was meant of another pupil.
    const late = aMutation('followup.add', AISHA, { id: nextId(), step: all.step, words: 'Late' });
    expect(await offer(store, PEOPLE.tutor, late)).toMatchObject([{ status: 'refused', problem: 'missing' }]);
    expect(await entriesOf(AISHA, store)).not.toHaveProperty(all.id);
  });
  it('has what was being written of it there too, so that no interview seems unfinished on the wrong record', async () => {
    const all = ids();
    const interview = { id: all.draft, interview: all.id, startedAt: NOW };
    const word = nextId() as never;
    const write = aMutation('draft.write', AISHA, {
      ...interview,
      text: 'summary',
      write: { id: word, text: 'You want', over: [] },
    });
    server.store.backup(backup);
    const finish = finishOf(all);
    const version = ({ head }: { readonly head: HeadLine }) => {
      const [outcome] = head.outcomes;
      return outcome?.status === 'applied' ? outcome.version : 0;
    };
    const wrote = version(await server.sendAs(PEOPLE.adviser, write));
    const closing = { ...finish, args: { ...(finish.args as object), over: [word] } };
    const finished = version(await server.sendAs(PEOPLE.adviser, closing));
    await server.sendAs(
      PEOPLE.tutor,
      aMutation('followup.add', AISHA, { id: all.said, step: all.step, words: 'Soon' }),
    );
    const store = await moveAndRestore(all);
    await offer(store, PEOPLE.adviser, { ...write, first: wrote }, { ...closing, first: finished });
    expect(await entriesOf(AISHA, store)).not.toHaveProperty(all.draft);
    expect((await entriesOf(BEN, store))[all.draft]).toMatchObject({ closed: true });
  });
  it('waits for nothing that went with an erased pupil, on whose record it was made', async () => {
    server.store.backup(backup);
    const all = ids();
    await server.sendAs(PEOPLE.adviser, finishOf(all));
    await server.sendAs(
      PEOPLE.tutor,
      aMutation('followup.add', AISHA, { id: all.said, step: all.step, words: 'Soon' }),
    );
    const store = await moveAndRestore(all);
    const late = aMutation('followup.add', BEN, { id: nextId(), step: all.step, words: 'Late' });
    // What made the step may come yet, from the device on which it was made.
    expect(await offer(store, PEOPLE.leader, late)).toMatchObject([{ status: 'waits' }]);
    await store.write((tx) => erase(tx, SCHOOL, AISHA, NOW));
    expect(await offer(store, PEOPLE.leader, late)).toMatchObject([{ status: 'refused', problem: 'missing' }]);
  });
  it('does not bring it back for a pupil who was erased after it came to them', async () => {
    server.store.backup(backup);
    const all = { ...ids() };
    const finish = finishOf(all);
    const first = (await server.sendAs(PEOPLE.adviser, finish)).head.outcomes[0];
    await server.sendAs(
      PEOPLE.tutor,
      aMutation('followup.add', AISHA, { id: all.said, step: all.step, words: 'Soon' }),
    );
    const store = await moveAndRestore(all);
    await store.write((tx) => erase(tx, SCHOOL, BEN, NOW));
    const version = first?.status === 'applied' ? first.version : 0;
    expect(await offer(store, PEOPLE.adviser, { ...finish, first: version })).toMatchObject([
      { status: 'refused', problem: 'erased' },
    ]);
    const kept = await store.read.selectFrom('quarantine').select('id').execute();
    expect(kept).toEqual([]);
  });
});
