/** Reads all that is in a school's store, as data for the oracles; what has not changed is the same object as before. */
import type { SchoolId } from '../../src/domain/ids.ts';
import type { Entry } from '../../src/domain/record.ts';
import type { Store } from '../../src/server/store/store.ts';
import type { Stored } from './server-port.ts';

export interface StoreReader {
  stored(): Promise<Stored>;
  /** Something changed that took no version. */
  forget(): void;
}

/** A reader of the store of one server. */
export function createReader({ read }: Store, school: SchoolId, today: () => string): StoreReader {
  const parsed = new Map<string, Entry>();
  let last: Stored | null = null;
  const parse = (json: string): Entry => {
    const known = parsed.get(json);
    if (known) return known;
    const entry = JSON.parse(json) as Entry;
    parsed.set(json, entry);
    return entry;
  };
  // Asked after every step: put together once.
  const state = read.selectFrom('school').select(['epoch', 'version']).where('id', '=', school).compile();
  const rows = read.selectFrom('entry').select(['record', 'id', 'json']).where('school', '=', school).compile();
  const revisions = read
    .selectFrom('revision')
    .select(['record', 'version', 'json'])
    .where('school', '=', school)
    .orderBy('version')
    .compile();
  const mutations = read
    .selectFrom('mutation')
    .select('id')
    .where('school', '=', school)
    .where('refused', 'is', null)
    .compile();
  const refusals = read
    .selectFrom('quarantine')
    .select(['id', 'record', 'json'])
    .where('school', '=', school)
    .compile();

  async function readAll(epoch: string, version: number): Promise<Stored> {
    const entries = new Map<string, Record<string, Entry>>();
    for (const { record, id, json } of (await read.executeQuery(rows)).rows) {
      const found = entries.get(record) ?? {};
      found[id] = parse(json);
      entries.set(record, found);
    }
    const earlier = await read.executeQuery(revisions);
    const applied = await read.executeQuery(mutations);
    const quarantine = await read.executeQuery(refusals);
    return {
      epoch,
      version,
      today: today(),
      entries: withSameRecords(entries),
      earlier: earlier.rows.map((row) => ({ record: row.record, version: row.version, entry: parse(row.json) })),
      applied: applied.rows.map(({ id }) => id.slice(0, 36)),
      quarantine: quarantine.rows,
    };
  }

  /** A record of which nothing has changed is the same object as before. */
  function withSameRecords(entries: ReadonlyMap<string, Readonly<Record<string, Entry>>>): Stored['entries'] {
    const isSame = (a: Readonly<Record<string, Entry>>, b: Readonly<Record<string, Entry>> | undefined) =>
      b !== undefined &&
      Object.keys(a).length === Object.keys(b).length &&
      Object.keys(a).every((id) => a[id] === b[id]);
    return new Map(
      [...entries].map(([record, now]) => {
        const before = last?.entries.get(record);
        return [record, isSame(now, before) && before ? before : now];
      }),
    );
  }

  return {
    async stored() {
      const [row] = (await read.executeQuery(state)).rows;
      if (!row) throw new Error('the school is there');
      if (last?.version !== row.version || last.epoch !== row.epoch) last = await readAll(row.epoch, row.version);
      if (last.today !== today()) last = { ...last, today: today() };
      return last;
    },
    forget: () => {
      last = null;
    },
  };
}
