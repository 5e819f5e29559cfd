/**
 * What every store must do, whatever database it is made of: SQLite runs this suite now, PostgreSQL will.
 * The rules of sync rest on these facts (SPEC I6, I8, I9).
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { view } from '../../src/domain/access.ts';
import type { EntryId, MutationId, PersonId, RecordId, SchoolId } from '../../src/domain/ids.ts';
import type { CareersRecord, Entry } from '../../src/domain/record.ts';
import type { Store } from '../../src/server/store/store.ts';
import {
  createSchool,
  entriesOfKinds,
  nextVersion,
  putEntries,
  quarantine,
  bytesOfEntry,
  readRecord,
  remember,
  schoolRow,
  viewJson,
} from '../../src/server/store/store.ts';
import { NOW, PEOPLE, aDraft, aNote, aPupil, aRecord, aStep, uuid } from '../support/builders.ts';
import { CAREER_KINDS, aRecordOf, anyGroups } from '../support/generate-records.ts';
import { person } from '../support/generate-values.ts';
import { SEED, runs } from '../support/seed.ts';

/** A store under test, on data that nobody else uses. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Another store over the same data: a second process, or the server after a restart. */
  readonly again: () => Promise<Store>;
  /** Closes all stores and takes the data away. */
  readonly end: () => Promise<void>;
}

const SCHOOL = 'school-1' as SchoolId;
const OTHER = 'school-2' as SchoolId;
const AISHA = uuid(1) as RecordId;
const STEP = 'step-1' as EntryId;

/** Takes a version and puts entries, as the server does with a mutation. */
async function put(store: Store, record: RecordId, ...entries: readonly Entry[]): Promise<number> {
  return store.write(async (tx) => {
    const version = await nextVersion(tx, SCHOOL);
    const before = await readRecord(tx, SCHOOL, record);
    await putEntries(tx, SCHOOL, before, { entries: entries.map((entry) => ({ ...entry, version })), version });
    return version;
  });
}

const reachOf = async ({ read }: Store): Promise<Readonly<Record<string, number>>> => {
  const rows = await read.selectFrom('reach').select(['who', 'version']).where('record', '=', AISHA).execute();
  return Object.fromEntries(rows.map(({ who, version }) => [who, version]));
};
const revisionsOf = async ({ read }: Store): Promise<readonly Entry[]> =>
  (await read.selectFrom('revision').select('json').orderBy('version').execute()).map(
    ({ json }) => JSON.parse(json) as Entry,
  );

/** The suite, for a kind of store. */
export function storeContract(kind: string, open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  let store: Store;
  beforeEach(async () => {
    under = await open();
    ({ store } = under);
    await store.write((tx) => createSchool(tx, { id: SCHOOL, name: 'Wexcombe School', demo: false }));
    await store.write((tx) => createSchool(tx, { id: OTHER, name: 'Other School', demo: true }));
  });
  afterEach(() => under.end());

  describe(`a transaction of the store over ${kind}`, () => {
    it('is kept whole or not at all', async () => {
      const failing = store.write(async (tx) => {
        const version = await nextVersion(tx, SCHOOL);
        await putEntries(tx, SCHOOL, { id: AISHA, entries: {} }, { entries: [aPupil(), aStep()], version });
        throw new Error('it fell over');
      });
      await expect(failing).rejects.toThrow('it fell over');
      expect(await readRecord(store.read, SCHOOL, AISHA)).toEqual({ id: AISHA, entries: {}, bytes: 0 });
      expect(await schoolRow(store.read, SCHOOL)).toMatchObject({ version: 1 });
      expect(await reachOf(store)).toEqual({});
    });

    it('is alone: what it read is still so when it writes', async () => {
      const add = () =>
        store.write(async (tx) => {
          const { name } = await schoolRow(tx, SCHOOL);
          await new Promise((resolve) => void setImmediate(resolve));
          await tx
            .updateTable('school')
            .set({ name: `${name}+` })
            .where('id', '=', SCHOOL)
            .execute();
        });
      await Promise.all(Array.from({ length: 10 }, add));
      expect(await schoolRow(store.read, SCHOOL)).toMatchObject({ name: `Wexcombe School${'+'.repeat(10)}` });
    });

    it('is alone among other processes too', async () => {
      const second = await under.again();
      const add = (by: Store) =>
        by.write(async (tx) => {
          const { name } = await schoolRow(tx, SCHOOL);
          await new Promise((resolve) => void setImmediate(resolve));
          await tx
            .updateTable('school')
            .set({ name: `${name}+` })
            .where('id', '=', SCHOOL)
            .execute();
        });
      await Promise.all(Array.from({ length: 6 }, (_, n) => add(n % 2 === 0 ? store : second)));
      expect(await schoolRow(store.read, SCHOOL)).toMatchObject({ name: `Wexcombe School${'+'.repeat(6)}` });
    });

    it('is not seen by others before it is kept', async () => {
      const seen: string[] = [];
      const look = async () => void seen.push((await schoolRow(store.read, SCHOOL)).name);
      const looks: Promise<void>[] = [];
      await store
        .write(async (tx) => {
          await tx.updateTable('school').set({ name: 'Half done' }).where('id', '=', SCHOOL).execute();
          looks.push(look());
          await new Promise((resolve) => void setImmediate(resolve));
          throw new Error('undone');
        })
        .catch(() => {});
      await Promise.all(looks);
      expect(seen).toEqual(['Wexcombe School']);
    });

    it('gives versions in the order in which transactions are kept, none twice and none left out', async () => {
      const kept: number[] = [];
      await Promise.all(
        Array.from({ length: 20 }, async (_, n) => kept.push(await put(store, uuid(n + 10) as RecordId, aPupil()))),
      );
      expect(kept).toEqual(Array.from({ length: 20 }, (_, n) => n + 2));
      expect(await schoolRow(store.read, OTHER)).toMatchObject({ version: 1 });
    });

    it('is there when the server comes back', async () => {
      await put(store, AISHA, aPupil(), aStep({ id: STEP }));
      const before = await readRecord(store.read, SCHOOL, AISHA);
      await store.close();
      const again = await under.again();
      expect(await readRecord(again.read, SCHOOL, AISHA)).toEqual(before);
      expect(await nextVersionOf(again)).toBe(3);
    });
  });

  describe(`a record in the store over ${kind}`, () => {
    it(`is what was put, and shows to each person their view (seed ${SEED})`, async () => {
      let n = 100;
      await fc.assert(
        fc.asyncProperty(
          aRecordOf('pupil-1', CAREER_KINDS, ['note', 'draft', 'step']),
          anyGroups,
          person,
          async (some, groups, who) => {
            const id = uuid((n += 1)) as RecordId;
            const record = { id, entries: some.entries };
            await store.bulkLoad(SCHOOL, [{ id, entries: Object.values(record.entries) }]);
            const bytes = Object.values(record.entries).reduce((sum, entry) => sum + bytesOfEntry(entry), 0);
            const stored = await readRecord(store.read, SCHOOL, id);
            expect(stored).toEqual({ ...(JSON.parse(JSON.stringify(record)) as CareersRecord), bytes });
            const shown = await viewJson(store.read, SCHOOL, [id, who as PersonId, groups]);
            expect(JSON.parse(shown)).toEqual(
              JSON.parse(JSON.stringify(view(record, who as PersonId, groups).entries)),
            );
          },
        ),
        { seed: SEED, numRuns: runs(60) },
      );
    });

    it.each([
      ['half a pair of surrogates', '\uD83D'],
      ['a NUL', 'a\0b'],
      ['a quote and a backslash', `"'\\`],
      ['what ends a line in scripts', '\u2028\u2029'],
      ['an emoji of four people', '👨‍👩‍👧‍👦'],
      ['SQL', `'; DROP TABLE entry; --`],
    ])('keeps %s as it was written', async (_, words) => {
      await put(store, AISHA, aPupil(), aStep({ id: STEP, what: words }));
      expect((await readRecord(store.read, SCHOOL, AISHA)).entries[STEP]).toMatchObject({ what: words });
      const shown = await viewJson(store.read, SCHOOL, [AISHA, PEOPLE.tutor, ['T']]);
      expect((JSON.parse(shown) as Record<string, unknown>)[STEP]).toMatchObject({ what: words });
    });

    it('belongs to its school alone', async () => {
      await put(store, AISHA, aPupil());
      expect(await readRecord(store.read, OTHER, AISHA)).toEqual({ id: AISHA, entries: {}, bytes: 0 });
      expect(await entriesOfKinds(store.read, OTHER, ['pupil'])).toEqual([]);
      expect(await viewJson(store.read, OTHER, [AISHA, PEOPLE.leader, ['L']])).toBe('{}');
    });

    it('keeps the earlier wording of an entry, and none of a draft', async () => {
      const draft = aDraft('interview-1' as EntryId, { why: 'first' });
      await put(store, AISHA, aPupil(), aStep({ id: STEP, what: 'first' }), draft);
      await put(store, AISHA, aStep({ id: STEP, what: 'second' }), { ...draft, closed: true });
      expect(await revisionsOf(store)).toMatchObject([{ id: STEP, what: 'first', version: 2 }]);
      expect((await readRecord(store.read, SCHOOL, AISHA)).entries[STEP]).toMatchObject({ what: 'second', version: 3 });
    });

    it('has a new version for those who read the entry, or may no longer read it, and for nobody else', async () => {
      await put(store, AISHA, aStep({ id: STEP }));
      await put(store, AISHA, aNote());
      await put(store, AISHA, aDraft('interview-1' as EntryId));
      expect(await reachOf(store)).toEqual({ P: 2, T: 2, S: 2, G: 3, L: 3, [PEOPLE.adviser]: 4 });
      await put(store, AISHA, aStep({ id: STEP, readers: ['L'] }));
      expect(await reachOf(store)).toEqual({ P: 5, T: 5, S: 5, G: 5, L: 5, [PEOPLE.adviser]: 4 });
    });

    it('is loaded with all others or not at all', async () => {
      const records = [AISHA, uuid(2), AISHA].map((id) => {
        const { entries } = aRecord(id, aPupil());
        return { id: id as RecordId, entries: Object.values(entries) };
      });
      await expect(store.bulkLoad(SCHOOL, records)).rejects.toThrow();
      expect(await entriesOfKinds(store.read, SCHOOL, ['pupil'])).toEqual([]);
      await store.bulkLoad(SCHOOL, records.slice(1));
      expect(await entriesOfKinds(store.read, SCHOOL, ['pupil'])).toHaveLength(2);
    });
  });

  describe(`an outcome in the store over ${kind}`, () => {
    const row = {
      school: SCHOOL,
      id: uuid(5),
      person: PEOPLE.tutor,
      name: 'step.add',
      record: AISHA,
      version: 2,
      refused: null,
      at: NOW,
      received: NOW,
    };

    it('is remembered once: the first stands', async () => {
      await store.write((tx) => remember(tx, row, []));
      await expect(store.write((tx) => remember(tx, { ...row, version: 3 }, []))).rejects.toThrow();
      expect(await store.read.selectFrom('mutation').select('version').execute()).toEqual([{ version: 2 }]);
      await store.write((tx) => remember(tx, { ...row, school: OTHER }, []));
    });

    it('of a refused mutation is kept with its words, once', async () => {
      const envelope = {
        id: uuid(5) as MutationId,
        name: 'step.add',
        version: 1,
        record: AISHA,
        at: NOW,
        args: { what: 'Words' },
      };
      for (const args of [envelope.args, { what: 'other' }])
        await store.write((tx) => quarantine(tx, SCHOOL, [PEOPLE.tutor, { ...envelope, args }, ['a', 'b']]));
      const kept = await store.read.selectFrom('quarantine').selectAll().execute();
      expect(kept).toMatchObject([{ id: uuid(5), person: PEOPLE.tutor, creates: 'a b', record: AISHA }]);
      expect(JSON.parse(kept[0]?.json ?? '')).toEqual(envelope);
    });
  });

  describe(`another process beside the store over ${kind}`, () => {
    it('is noticed when it has written, once, and own writes are not', async () => {
      expect(store.changedElsewhere()).toBe(false);
      await put(store, AISHA, aPupil());
      expect(store.changedElsewhere()).toBe(false);
      const second = await under.again();
      expect(store.changedElsewhere()).toBe(false);
      await put(second, AISHA, aStep());
      expect([store.changedElsewhere(), store.changedElsewhere()]).toEqual([true, false]);
      expect(second.changedElsewhere()).toBe(false);
    });

    it('sees what was kept here', async () => {
      const second = await under.again();
      await put(store, AISHA, aPupil());
      expect((await readRecord(second.read, SCHOOL, AISHA)).entries['pupil']).toMatchObject({ name: 'Aisha' });
    });
  });
}

const nextVersionOf = (store: Store): Promise<number> => store.write((tx) => nextVersion(tx, SCHOOL));
