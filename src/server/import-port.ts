/** The import's two needs of the server: the school as it is, and the mutation path. Source: import/port.ts. */
import type { RecordId } from '../domain/ids.ts';
import type { Entry } from '../domain/record.ts';
import { SCHOOL_RECORD, entriesOf, entryOf, singleton } from '../domain/record.ts';
import type { CareersRecord } from '../domain/record.ts';
import { dateOf } from '../domain/time.ts';
import type { ServerDeps } from './deps.ts';
import type { ImportPort, ImportWork, Importer } from './import/port.ts';
import { rosterPupil } from './import/roster.ts';
import { applyAs, envelopeOf, newId, writeAs } from './office.ts';
import { entriesOfKinds, reachOf, readRecord, schoolRow } from './store/store.ts';
import type { Run } from './store/store.ts';
import type { SyncDeps } from './sync/handle.ts';

const YOUNGEST = 7;
const OLDEST = 11;

/** The port over the real store. */
export function importPort(
  deps: Pick<ServerDeps, 'store' | 'rosters' | 'now'>,
  sync: Pick<SyncDeps, 'poke'>,
): ImportPort {
  const { store, now } = deps;
  return {
    newRecord: () => newId(Date.parse(now())) as RecordId,
    read: async (school) => {
      const record = await readRecord(store.read, school, SCHOOL_RECORD);
      const settings = entryOf(record, singleton('school'), 'school');
      const rows = await entriesOfKinds(store.read, school, ['pupil', 'identity', 'support']);
      const byRecord = new Map<RecordId, Entry[]>();
      for (const [id, entry] of rows) byRecord.set(id, [...(byRecord.get(id) ?? []), entry]);
      return {
        pupils: [...byRecord].flatMap(([id, entries]) => rosterPupil(id, entries) ?? []),
        forms: entriesOf(record, 'form')
          .filter((f) => !f.closed)
          .map(({ code, year }) => ({ code, year })),
        youngest: settings?.youngest ?? YOUNGEST,
        oldest: settings?.oldest ?? OLDEST,
        today: dateOf(now()),
      };
    },
    apply: async (as, work) => {
      const reach = new Map<RecordId, ReadonlySet<string>>();
      const changed = (record: CareersRecord, entries: readonly Entry[]) =>
        void reach.set(record.id, new Set(entries.flatMap(reachOf)));
      const done = await writeAs(deps, as.school, (tx) => applyWork(tx, deps, { as, work, changed }));
      sync.poke({ school: as.school, version: (await schoolRow(store.read, as.school)).version, reach });
      await othersTurn();
      return done;
    },
  };
}

/** Nothing in a chunk waits for anything but the store, which answers at once: without this, nobody else is served meanwhile. */
const othersTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

interface Applying {
  readonly as: Importer;
  readonly work: readonly ImportWork[];
  readonly changed: (record: CareersRecord, entries: readonly Entry[]) => void;
}

/** Each piece of work in order; what is refused is said of its piece, and the others go on. */
async function applyWork(
  tx: Run,
  { rosters, now }: Pick<ServerDeps, 'rosters' | 'now'>,
  { as, work, changed }: Applying,
): Promise<boolean[]> {
  const done: boolean[] = [];
  for (const { record, commands } of work) {
    let whole = true;
    for (const { name, args } of commands) {
      // Name and arguments belong together by the type of a command; the union does not say so to a generic.
      const envelope = envelopeOf(name, record, args as never, now());
      const outcome = await applyAs(tx, [as.school, as.person], { rosters, now: now(), changed }, envelope);
      whole &&= outcome.status === 'applied';
    }
    done.push(whole);
  }
  return done;
}
