/** What is measured against: one row per entry with three indexes, in the clear, straight on IndexedDB. Strict durability too. */
import type { CareersRecord } from '../../../src/domain/record.ts';

export interface RawRow {
  readonly key: string;
  readonly record: string;
  readonly kind: string;
  readonly due: string;
}

const done = (tx: IDBTransaction) =>
  new Promise<void>((resolve, reject) => {
    tx.addEventListener('complete', () => resolve());
    tx.addEventListener('abort', () => reject(tx.error ?? new Error('aborted')));
  });
const answer = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('failed')));
  });

/** Opens the raw rows. */
export async function openRaw(): Promise<IDBDatabase> {
  const request = indexedDB.open('raw', 1);
  request.addEventListener('upgradeneeded', () => {
    const store = request.result.createObjectStore('entry', { keyPath: 'key' });
    store.createIndex('record', 'record');
    store.createIndex('kind', ['record', 'kind']);
    store.createIndex('due', 'due');
  });
  return answer(request);
}

/** Writes rows in one transaction. */
export function putRaw(db: IDBDatabase, rows: readonly RawRow[]): Promise<void> {
  const tx = db.transaction('entry', 'readwrite', { durability: 'strict' });
  const store = tx.objectStore('entry');
  for (const row of rows) store.put(row);
  tx.commit();
  return done(tx);
}

/** The rows of a record, or of one kind of it. */
export function rawOf(db: IDBDatabase, record: string, kind?: string): Promise<RawRow[]> {
  const store = db.transaction('entry').objectStore('entry');
  return answer<RawRow[]>(
    kind === undefined ? store.index('record').getAll(record) : store.index('kind').getAll([record, kind]),
  );
}

/** A record as rows. */
export const rowsOf = ({ id, entries }: CareersRecord): readonly RawRow[] =>
  Object.values(entries).map((entry) => ({ due: '', ...entry, key: `${id} ${entry.id}`, record: id }));
