/** A device of the simulator: a disk, the person who is signed in on it, and what its screens show. */
import type { PersonId, RecordId } from '../../src/domain/ids.ts';
import type { CareersRecord } from '../../src/domain/record.ts';
import type { ConfirmedRecord, OwnMutation } from '../../src/sync/ports.ts';
import { inOutbox } from '../../src/sync/outbox.ts';
import { wanted } from '../../src/sync/state.ts';
import type { Sight } from '../../src/sync/view.ts';
import { unplaced, viewRecord } from '../../src/sync/view.ts';
import type { Disk } from '../support/memory-device.ts';
import { ownIn } from '../support/memory-device.ts';

/** What a screen shows of one record: the same object as long as nothing changes. */
interface Shown {
  readonly madeOf: readonly unknown[];
  readonly view: CareersRecord | null;
  readonly unplaced: readonly OwnMutation[];
}

interface DeviceParts {
  readonly name: string;
  readonly disk: Disk;
  readonly skewMs: number;
}

export class SimDevice {
  readonly person: string;
  readonly name: string;
  readonly disk: Disk;
  signedOut = false;
  /** Raised at each sign-out: what an older session asks is refused. */
  session = 0;
  /** Out of reach until then, by the server's clock; the next request still gets out, its answer does not get in. */
  awayUntil = 0;
  slips = false;
  /** Milliseconds by which its clock is wrong. */
  readonly skewMs: number;
  readonly #shown = new Map<string, Shown>();

  constructor(person: string, { name, disk, skewMs }: DeviceParts) {
    this.person = person;
    this.name = name;
    this.disk = disk;
    this.skewMs = skewMs;
  }

  get meta() {
    return this.disk.tables.meta;
  }
  get own(): readonly OwnMutation[] {
    return ownIn(this.disk.tables);
  }
  get outbox(): readonly OwnMutation[] {
    return this.own.filter(inOutbox);
  }
  get needs(): readonly OwnMutation[] {
    return this.own.filter((m) => m.refused !== null);
  }
  get want(): readonly RecordId[] {
    return wanted({ meta: this.meta, records: [...this.disk.tables.records.values()] });
  }
  /** Confirmed records whose boxes open. */
  get rows(): readonly ConfirmedRecord[] {
    return [...this.disk.tables.records.values()].flatMap((row) =>
      typeof row.box === 'symbol' ? [] : [{ ...row, record: row.box as CareersRecord }],
    );
  }
  row(id: string): ConfirmedRecord | null {
    const row = this.disk.tables.records.get(id as RecordId);
    return row && typeof row.box !== 'symbol' ? { ...row, record: row.box as CareersRecord } : null;
  }

  /** What the screens show of a record now. */
  shows(id: string): Shown {
    const { meta, records } = this.disk.tables;
    const own = ownIn(this.disk.tables, id as RecordId);
    const madeOf = [records.get(id as RecordId), meta.cookie, meta.grants, ...own];
    const before = this.#shown.get(id);
    if (before && before.madeOf.length === madeOf.length && madeOf.every((part, i) => part === before.madeOf[i]))
      return before;
    const sight: Sight = {
      person: this.person as PersonId,
      meta,
      confirmed: this.row(id),
      own,
    };
    const shown = { madeOf, view: viewRecord(sight), unplaced: unplaced(sight) };
    this.#shown.set(id, shown);
    return shown;
  }
}
