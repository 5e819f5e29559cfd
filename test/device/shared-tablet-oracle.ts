/** What must hold after each step on the shared tablet, and at the end. It knows boxes and tables, and nothing of the product's code. */
import { inflateRawSync } from 'node:zlib';
import type { IDBFactory } from 'fake-indexeddb';
import type { SchoolServer } from '../server/school-server.ts';
import type { TabletBrowser } from './shared-tablet-browser.ts';
import type { TabletWindow } from './shared-tablet-window.ts';
import type { User, Words } from './shared-tablet-people.ts';
import { TRACES, canariesIn, isTaken, mayRead, userOf } from './shared-tablet-people.ts';

interface Row {
  readonly database: string;
  readonly table: string;
  readonly key: string | number;
  readonly value: unknown;
}

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
  });

/** Every row of every table of the browser, as it lies there. */
export async function rowsOf(factory: IDBFactory): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { name = '' } of await factory.databases()) {
    const opening = factory.open(name);
    // None is made by looking.
    opening.addEventListener('upgradeneeded', () => opening.transaction?.abort());
    const db = await asked(opening).catch(() => null);
    if (db === null) continue;
    for (const table of db.objectStoreNames) {
      const store = db.transaction(table).objectStore(table);
      const [keys, values] = await Promise.all([asked(store.getAllKeys()), asked<unknown[]>(store.getAll())]);
      rows.push(...keys.map((key, i) => ({ database: name, table, key: key as string | number, value: values[i] })));
    }
    db.close();
  }
  return rows;
}

/** The bytes of a value: of text, and of each array of bytes in it. */
function bytesOf(value: unknown): readonly Buffer[] {
  if (typeof value === 'string') return [Buffer.from(value, 'utf8')];
  if (value instanceof Uint8Array) return [Buffer.from(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [Buffer.from(name, 'utf8'), ...bytesOf(inner)]);
}

/** Where words lie open: in UTF-8, UTF-16 or base64. */
function openWords(rows: readonly Row[], local: Storage): readonly string[] {
  const kept = Array.from({ length: local.length }, (_, i) => local.key(i) ?? '').map(
    (key) => local.getItem(key) ?? '',
  );
  const all = [
    ...rows.map(({ database, table, key, value }) => [`${database} ${table} ${key}`, [key, value]] as const),
    ...kept.map((text) => ['local storage', text] as const),
  ];
  return all.flatMap(([where, value]) =>
    bytesOf(value).some((bytes) => TRACES.some((trace) => bytes.includes(trace))) ? [where] : [],
  );
}

interface Clear {
  readonly id: string;
  readonly record: string;
  readonly version: number;
  readonly shape: number;
}

/** What the authenticated label of a box says, after [database, algorithm] (docs/decisions/0010). */
function labelOf({ table, key }: Row, clear: Clear | undefined): readonly unknown[] | null {
  if (table === 'body') return ['record', key, clear?.version];
  if (table === 'digest') return ['digest', key, `${clear?.version}.${clear?.shape}`];
  return table === 'words' ? ['own', `${clear?.record}/${clear?.id}`, 1] : null;
}

/** All that these keys open on the tablet, whosever it is: each box with the database that it lies in. */
async function openedBy(
  keys: readonly CryptoKey[],
  rows: readonly Row[],
): Promise<readonly (readonly [string, string])[]> {
  const clear = new Map(
    rows
      .filter(({ table }) => table === 'record' || table === 'own')
      .map((row) => [`${row.database} ${row.table} ${row.key}`, row.value as Clear]),
  );
  const found: (readonly [string, string])[] = [];
  for (const row of rows) {
    const beside = row.table === 'words' ? 'own' : 'record';
    const label = labelOf(row, clear.get(`${row.database} ${beside} ${row.key}`));
    if (label === null) continue;
    const box = row.value as Uint8Array<ArrayBuffer>;
    for (const key of keys) {
      const text = await opened(key, box, JSON.stringify([row.database, box[0], ...label]));
      if (text !== null) found.push([row.database, text]);
    }
  }
  return found;
}

async function opened(key: CryptoKey, box: Uint8Array<ArrayBuffer>, label: string): Promise<string | null> {
  const how = { name: 'AES-GCM', iv: box.subarray(1, 13), additionalData: new TextEncoder().encode(label) };
  const packed = await crypto.subtle.decrypt(how, key, box.subarray(13)).catch(() => null);
  if (packed === null) return null;
  return (box[0] === 2 ? inflateRawSync(packed) : Buffer.from(packed)).toString('utf8');
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** `user` may see all of these words. */
function checkSeen(user: User, text: string, all: readonly Words[], where: string): void {
  for (const canary of canariesIn(text)) {
    const words = all.find((one) => one.canary === canary);
    check(words !== undefined, `${canary} in ${where} was written by nobody`);
    if (words)
      check(mayRead(user, words), `The ${user} sees ${canary} in ${where}: a ${words.kind} by the ${words.author}`);
  }
}

/** How many boxes opened, so that a test that looks at nothing is seen. */
export const seen = { boxes: 0, words: 0, locked: 0, twice: 0 };

/** After each step. `mayBeOpen`: whose page it may be, if it is open at all. False: a page ended meanwhile, and it is to be looked at again. */
export async function checkTablet(
  tablet: TabletBrowser,
  all: readonly Words[],
  mayBeOpen: User | null,
): Promise<boolean> {
  const rows = await rowsOf(tablet.factory);
  const open = openWords(rows, tablet.local);
  check(open.length === 0, `Words lie open in ${open.join(', ')}`);
  const keyed = rows.filter(({ value }) => [value].flat().some((one) => one instanceof CryptoKey));
  check(keyed.length === 0, `A key for use lies in ${keyed.map(({ database }) => database).join(', ')}`);

  const { window, behind, isAsleep } = tablet;
  const awake = behind === null || isAsleep ? [window] : [behind, window];
  for (const one of awake) if (!(await checkWindow(tablet, one, { rows, all, mayBeOpen }))) return false;
  if (window.page.person() !== null && behind?.page.person() === window.page.person()) seen.twice += 1;
  const isNobody = window.page.person() === null && (behind?.page.person() ?? null) === null;
  check(!isNobody || tablet.handed() === null, 'Nobody is here, and the service worker still holds keys');
  return true;
}

interface Looking {
  readonly rows: readonly Row[];
  readonly all: readonly Words[];
  readonly mayBeOpen: User | null;
}

/** False: the page ended meanwhile. */
async function checkWindow(
  tablet: TabletBrowser,
  window: TabletWindow,
  { rows, all, mayBeOpen }: Looking,
): Promise<boolean> {
  const { page } = window;
  const person = page.person();
  const keys = page.keys();
  if (person === null) {
    seen.locked += 1;
    check(page.standing() !== 'open', 'A page is open to nobody');
    check(keys.length === 0, `Nobody is here, and a key of ${keys.map(([scope]) => scope).join(', ')} is open`);
    return true;
  }
  const user = userOf(person);
  check(user !== null && user === mayBeOpen, `The page is open to the ${user}, and may be to ${mayBeOpen ?? 'nobody'}`);
  if (user === null) return true;
  const boxes = await openedBy(
    keys.map(([, key]) => key),
    rows,
  );
  check(new Set(boxes.map(([database]) => database)).size <= 1, `Keys of the ${user} open tables of others`);
  seen.boxes += boxes.length;
  for (const [database, text] of boxes) checkSeen(user, text, all, `a box of ${database}`);
  const read = await tablet.look(window, (now) => now.read());
  if (read === null) return false;
  seen.words += canariesIn(read.all).length;
  checkSeen(user, read.all, all, 'what screens read');
  return true;
}

/** Mutations that have a seal on the tablet: whoever has it can bring them. */
export async function sealedOn(factory: IDBFactory): Promise<ReadonlySet<string>> {
  const rows = await rowsOf(factory);
  return new Set(rows.flatMap(({ table, value }) => (table === 'seal' ? (value as Clear).id : [])));
}

/** How often each canary stands in the records of the school. Wordings side by side have what they come from in common: it counts once. */
export async function atSchool({ store }: SchoolServer): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { json } of await store.read.selectFrom('entry').select('json').execute()) {
    const wordings: string[] = [];
    const rest = JSON.stringify(
      JSON.parse(json, (name, value: unknown) => {
        if (name !== 'heads' || !Array.isArray(value)) return value;
        for (const [canary, n] of mostIn(value.map((head) => JSON.stringify(head))))
          wordings.push(...Array.from({ length: n }, () => canary));
        return null;
      }),
    );
    for (const [canary, n] of countsIn([rest, ...wordings].join(' ')))
      counts.set(canary, (counts.get(canary) ?? 0) + n);
  }
  return counts;
}

function countsIn(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [canary] of text.matchAll(/canary-bird-\d{6}/g)) counts.set(canary, (counts.get(canary) ?? 0) + 1);
  return counts;
}

/** Of each, how often it stands in the wording that has it most often. */
function mostIn(wordings: readonly string[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const [canary, n] of wordings.flatMap((wording) => [...countsIn(wording)]))
    most.set(canary, Math.max(most.get(canary) ?? 0, n));
  return most;
}

/** At the end, when everybody has come back and nothing waits. `needs`: what stands under "Needs you", by user. */
export async function checkEnd(
  server: SchoolServer,
  all: readonly Words[],
  needs: ReadonlyMap<User, string>,
): Promise<void> {
  const counts = await atSchool(server);
  for (const words of all) {
    const { canary, author, kind, isSaved, mayBeGone } = words;
    const count = counts.get(canary) ?? 0;
    const name = `${canary}, a ${kind} by the ${author}`;
    const isWithAuthor = needs.get(author)?.includes(canary) === true;
    check(count <= 1, `${name}, stands ${count} times at the school`);
    check(count === 0 || !isWithAuthor, `${name}, is at the school and under “Needs you”`);
    if (!isSaved || mayBeGone !== null) continue;
    if (isTaken(words)) check(count === 1, `${name}, is not at the school`);
    else check(isWithAuthor && count === 0, `${name}, was refused, and does not stand under “Needs you”`);
  }
}
