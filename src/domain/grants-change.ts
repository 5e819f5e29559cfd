/**
 * What a change of the roster does to who reads what: how many people lose or gain how many records, by group. Shown before
 * it is done, for a device lets go of a record with its next sync. Source: SPEC I5.
 */
import type { RosterFacts } from './grants.ts';
import { grants } from './grants.ts';
import type { Group } from './group.ts';
import type { PersonId, RecordId } from './ids.ts';
import type { IsoDate } from './time.ts';

/** The groups that come and go with the roster; names stay with all staff, and the careers leader reads all. */
const MOVED = ['T', 'S', 'G'] as const;

/** People and records, each counted once. */
export interface Moved {
  readonly people: readonly PersonId[];
  readonly records: number;
}

/** What happens in one group. P: pupils who may no longer, or may again, open their own record. */
export interface GrantsChange {
  readonly group: Extract<Group, 'P' | 'T' | 'S' | 'G'>;
  readonly loses: Moved;
  readonly gains: Moved;
}

/** The groups in which something changes on this day, in the order P, T, S, G. */
export function grantsChange(before: RosterFacts, after: RosterFacts, day: IsoDate): readonly GrantsChange[] {
  const groups = [ownRecords(before, after, day), ...ofStaff(before, after, day)];
  return groups.filter(({ loses, gains }) => loses.people.length + gains.people.length > 0);
}

/** A pupil opens their own record while they are at the school. */
function ownRecords(before: RosterFacts, after: RosterFacts, day: IsoDate): GrantsChange {
  const here = ({ pupils }: RosterFacts) =>
    new Set(pupils.filter(({ to }) => to === null || to >= day).map(({ record }) => record));
  const [then, now] = [here(before), here(after)];
  const only = (one: ReadonlySet<RecordId>, other: ReadonlySet<RecordId>): Moved => {
    const people = [...one].filter((record) => !other.has(record)) as string[] as PersonId[];
    return { people, records: people.length };
  };
  return { group: 'P', loses: only(then, now), gains: only(now, then) };
}

function ofStaff(before: RosterFacts, after: RosterFacts, day: IsoDate): readonly GrantsChange[] {
  const tallies = new Map(MOVED.map((group) => [group, { loses: new Tally(), gains: new Tally() }]));
  for (const person of new Set([...before.staff, ...after.staff].map((one) => one.person))) {
    const [then, now] = [grants(person, before, day), grants(person, after, day)];
    for (const record of new Set([...then.keys(), ...now.keys()])) {
      const [had, has] = [then.get(record) ?? [], now.get(record) ?? []];
      for (const [group, { loses, gains }] of tallies) {
        if (had.includes(group) && !has.includes(group)) loses.add(person, record);
        if (has.includes(group) && !had.includes(group)) gains.add(person, record);
      }
    }
  }
  return [...tallies].map(([group, { loses, gains }]) => ({ group, loses: loses.moved, gains: gains.moved }));
}

class Tally {
  readonly #people = new Set<PersonId>();
  readonly #records = new Set<RecordId>();
  add(person: PersonId, record: RecordId): void {
    this.#people.add(person);
    this.#records.add(record);
  }
  get moved(): Moved {
    return { people: [...this.#people], records: this.#records.size };
  }
}
