/**
 * What is typed in forms and not saved yet, sealed under the data key, so that neither a lock nor a reload takes it. A row of
 * `meta` for each form, under a drawn name: which form it is stands in the box, for it may hold words. In two windows on the
 * same form the later one counts.
 */
import type { Box, DeviceDatabase } from './database.ts';
import type { Vault } from './vault.ts';

/** The forms of one account at one school, by their names; a value is whatever JSON holds. */
export interface HalfTyped {
  /** All of them, as they are now. */
  read(): Promise<ReadonlyMap<string, unknown>>;
  /** Resolves when it is on the disk; undefined: nothing is kept of this form. */
  write(name: string, value: unknown): Promise<void>;
}

type Row = `typed/${string}`;
const FIRST = 'typed/';
const SHAPE = 1;

/** What the box of a row is bound to. */
export const typedPlace = (row: Row): ['typed', Row, number] => ['typed', row, SHAPE];

/** The rows, and the box of each. */
export const typedRows = (db: DeviceDatabase) =>
  db.transaction('r', db.meta, async () => {
    const found = db.meta.where(':id').startsWith(FIRST);
    return { names: (await found.primaryKeys()) as Row[], boxes: (await found.toArray()) as Box[] };
  });

/** Words that nobody came back to for so long go: whom they are about may have left. Milliseconds: 30 days. */
const KEPT_MS = 30 * 86_400_000;

interface Parts {
  readonly db: DeviceDatabase;
  readonly vault: Vault;
  readonly nowMs: () => number;
}

interface Form {
  readonly name: string;
  readonly value: unknown;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Over these tables. */
export function createHalfTyped({ db, vault, nowMs }: Parts): HalfTyped {
  const rows = new Map<string, Row>();
  let writing: Promise<unknown> = Promise.resolve();

  const open = async (row: Row, box: Box): Promise<Form | null> => {
    const json = await vault.open(...typedPlace(row), box);
    return json === null ? null : (JSON.parse(json) as Form);
  };
  const put = async (name: string, value: unknown): Promise<void> => {
    const row = rows.get(name) ?? `${FIRST}${crypto.randomUUID()}`;
    const json = JSON.stringify({ name, value, at: nowMs() } satisfies Form);
    const box = await vault.seal(...typedPlace(row), json);
    await db.meta.put(box, row);
    rows.set(name, row);
  };
  const remove = async (name: string): Promise<void> => {
    const row = rows.get(name);
    if (row !== undefined) await db.meta.delete(row);
    rows.delete(name);
  };

  return {
    async read() {
      const { names, boxes } = await typedRows(db);
      const latest = new Map<string, Form>();
      for (const [i, row] of names.entries()) {
        const box = boxes[i];
        const form = box ? await open(row, box) : null;
        if (form === null) continue;
        if (nowMs() - form.at > KEPT_MS) {
          await db.meta.delete(row);
          continue;
        }
        if ((latest.get(form.name)?.at ?? 0) > form.at) continue;
        latest.set(form.name, form);
        rows.set(form.name, row);
      }
      return new Map([...latest].map(([name, { value }]) => [name, value]));
    },
    write(name, value) {
      const work = () => (value === undefined ? remove(name) : put(name, value));
      const done = writing.then(work);
      // One that failed does not keep the next from being tried.
      writing = done.catch(() => undefined);
      return done;
    },
  };
}
