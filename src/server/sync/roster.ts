/**
 * The roster of a school as grants are computed from it, kept in memory and read afresh when an entry that it rests on
 * has changed. Grants are computed once for each person, day and roster, so that a poll computes none. Source: SPEC I5.
 */
import { createHash } from 'node:crypto';
import type { Grants, RosterFacts } from '../../domain/grants.ts';
import { grantDate, grants } from '../../domain/grants.ts';
import type { Groups, Role } from '../../domain/group.ts';
import type { PersonId, RecordId, SchoolId } from '../../domain/ids.ts';
import type { Entry, Kind } from '../../domain/record.ts';
import type { IsoDate } from '../../domain/time.ts';
import { dateOf } from '../../domain/time.ts';
import type { GrantsLine } from '../../protocol/sync.ts';
import type { Run } from '../store/store.ts';
import { entriesOfKinds } from '../store/store.ts';

/** Kinds of entry that grants rest on. */
const ROSTER_KINDS: readonly Kind[] = ['school', 'staff', 'tutor', 'caseload', 'pastoral', 'pupil', 'interview'];

/** Whom a record of a pupil who was not on the list belongs to when all has gone from it. */
const NOBODY = '' as PersonId;

/** Does a change of this entry change the roster? Of an interview: who holds it, whether it is on, from which day it counts. */
export function movesRoster(before: Entry | undefined, after: Entry): boolean {
  if (!ROSTER_KINDS.includes(after.kind)) return false;
  if (after.kind !== 'interview' || before?.kind !== 'interview') return true;
  const isOff = ({ status }: typeof after) => status === 'cancelled';
  return before.adviser !== after.adviser || isOff(before) !== isOff(after) || grantDate(before) !== grantDate(after);
}

/** What one person is granted, with the hash that devices compare. */
export interface Granted {
  readonly grants: Grants;
  readonly hash: string;
}

/** A walk-in, on the day on which it was begun, whatever became of it. */
export interface WalkIn {
  readonly person: PersonId;
  readonly record: RecordId;
  readonly day: IsoDate;
}

/** The rosters of all schools of this process. */
export interface Rosters {
  granted(run: Run, school: SchoolId, person: PersonId, today: IsoDate): Promise<Granted>;
  /** The groups in one record, none when it is not granted: what `granted` says of it, without asking after all others. */
  groupsIn(run: Run, school: SchoolId, ...asked: readonly [RecordId, PersonId, IsoDate]): Promise<Groups>;
  rolesOf(run: Run, school: SchoolId, person: PersonId): Promise<readonly Role[]>;
  facts(run: Run, school: SchoolId): Promise<RosterFacts>;
  /** All walk-ins of an adviser. */
  walkInsOf(run: Run, school: SchoolId, person: PersonId): Promise<readonly WalkIn[]>;
  /** Entries of a record were written: the roster moves along. Whoever rolls them back must `forget`. */
  moved(school: SchoolId, record: RecordId, entries: readonly Entry[]): void;
  /** Something else wrote, or a transaction that moved the roster was rolled back: read afresh. No school: all of them. */
  forget(school?: SchoolId): void;
}

/** Rosters, none read yet. */
export function createRosters(): Rosters {
  const known = new Map<SchoolId, Roster>();
  /** Counts what would make a roster stale that is being read meanwhile. */
  let changes = 0;
  const load = async (run: Run, school: SchoolId): Promise<Roster> => {
    const there = known.get(school);
    if (there) return there;
    const begun = changes;
    const fresh = await readRoster(run, school);
    if (begun === changes) known.set(school, fresh);
    return fresh;
  };
  return {
    facts: async (run, school) => (await load(run, school)).facts,
    walkInsOf: async (run, school, person) => (await load(run, school)).walkInsOf(person),
    granted: async (run, school, person, today) => (await load(run, school)).granted(person, today),
    groupsIn: async (run, school, ...asked) => (await load(run, school)).groupsIn(...asked),
    rolesOf: async (run, school, person) => {
      const { facts } = await load(run, school);
      return (
        facts.staff.find((s) => s.person === person && !s.left)?.roles ?? (isPupil(facts, person) ? ['pupil'] : [])
      );
    },
    moved: (school, record, entries) => {
      changes += 1;
      known.get(school)?.put(record, entries);
    },
    forget: (school) => {
      changes += 1;
      if (school === undefined) known.clear();
      else known.delete(school);
    },
  };
}

const isPupil = (facts: RosterFacts, person: PersonId): boolean =>
  facts.pupils.some((p) => p.record === (person as string));

/** Grants with their hash, which is reckoned when somebody compares it. */
function withHash(granted: Grants): Granted {
  let hash: string | null = null;
  const reckon = () => {
    const sum = createHash('sha256');
    for (const [record, groups] of granted) sum.update(`${record} ${groups.join('')}\n`);
    return sum.digest('base64url');
  };
  return {
    grants: granted,
    get hash() {
      return (hash ??= reckon());
    },
  };
}

/** The grants as a device is told of them. */
export function grantsLine({ grants: granted, hash }: Granted, erased: readonly RecordId[]): GrantsLine {
  const records: Record<string, RecordId[]> = {};
  for (const [record, groups] of granted) (records[groups.join('')] ??= []).push(record);
  return { hash: hashWithErased(hash, erased), records, erased: [...erased] };
}

/** Erasures are told with the grants: a new one changes the hash. */
export const hashWithErased = (hash: string, erased: readonly RecordId[]): string =>
  erased.length === 0
    ? hash
    : createHash('sha256')
        .update(`${hash} ${erased.join(' ')}`)
        .digest('base64url');

async function readRoster(run: Run, school: SchoolId): Promise<Roster> {
  const roster = new Roster();
  for (const [record, entry] of await entriesOfKinds(run, school, ROSTER_KINDS)) roster.put(record, [entry]);
  const programmes = await run
    .selectFrom('record')
    .select('id')
    .where('school', '=', school)
    .where('id', 'like', 'programme/%')
    .execute();
  for (const { id } of programmes) roster.put(id as RecordId, []);
  return roster;
}

type Facts = Omit<RosterFacts, 'everyAdviserSeesAll' | 'programmes'>;
/** Facts of one kind by record and entry, in the order in which they first came. */
type Shelf<K extends keyof Facts> = Map<string, Facts[K][number]>;

/** A school's roster in memory. One entry changes one fact: reading all 1,500 pupils for each would stop the server. */
class Roster {
  readonly #shelves: { readonly [K in keyof Facts]: Shelf<K> } = {
    pupils: new Map(),
    staff: new Map(),
    tutors: new Map(),
    caseloads: new Map(),
    pastoral: new Map(),
    bookings: new Map(),
  };
  readonly #walkIns = new Map<string, WalkIn>();
  readonly #programmes = new Set<RecordId>();
  #everyAdviserSeesAll = false;
  #facts: RosterFacts | null = null;
  readonly #granted = new Map<string, Granted>();

  get facts(): RosterFacts {
    const { pupils, staff, tutors, caseloads, pastoral, bookings } = this.#shelves;
    return (this.#facts ??= {
      pupils: [...pupils.values()],
      staff: [...staff.values()],
      tutors: [...tutors.values()],
      caseloads: [...caseloads.values()],
      pastoral: [...pastoral.values()],
      bookings: [...bookings.values()],
      everyAdviserSeesAll: this.#everyAdviserSeesAll,
      programmes: [...this.#programmes],
    });
  }

  walkInsOf(person: PersonId): readonly WalkIn[] {
    return [...this.#walkIns.values()].filter((walkIn) => walkIn.person === person);
  }

  granted(person: PersonId, today: IsoDate): Granted {
    const key = `${today} ${person}`;
    const there = this.#granted.get(key) ?? withHash(grants(person, this.facts, today));
    this.#granted.set(key, there);
    return there;
  }

  groupsIn(record: RecordId, person: PersonId, today: IsoDate): Groups {
    const all = this.#granted.get(`${today} ${person}`);
    if (all) return all.grants.get(record) ?? [];
    const { facts } = this;
    const pupils = facts.pupils.filter((pupil) => pupil.record === record || pupil.record === (person as string));
    return grants(person, { ...facts, pupils }, today).get(record) ?? [];
  }

  put(record: RecordId, entries: readonly Entry[]): void {
    this.#facts = null;
    this.#granted.clear();
    if (record.startsWith('programme/')) this.#programmes.add(record);
    for (const entry of entries) this.#putOne(record, entry);
  }

  #putOne(record: RecordId, entry: Entry): void {
    const key = `${record} ${entry.id}`;
    switch (entry.kind) {
      case 'pupil': {
        const { year, form, from, to, author } = entry;
        const unlisted = entry.unlisted && { unlisted: entry.unlisted === 'open' ? author : NOBODY };
        return void this.#shelves.pupils.set(key, { record, year, form, from, to, ...unlisted });
      }
      case 'staff': {
        const { roles, left } = entry;
        return void this.#shelves.staff.set(key, { person: entry.id as string as PersonId, roles, left });
      }
      case 'tutor':
        return void this.#shelves.tutors.set(key, entry);
      case 'caseload':
        return void this.#shelves.caseloads.set(key, entry);
      case 'pastoral':
        return void this.#shelves.pastoral.set(key, entry);
      case 'interview':
        if (entry.walkIn) this.#walkIns.set(key, { person: entry.author, record, day: dateOf(entry.madeAt) });
        if (entry.status === 'cancelled') return void this.#shelves.bookings.delete(key);
        return void this.#shelves.bookings.set(key, { person: entry.adviser, record, date: grantDate(entry) });
      case 'school':
        this.#everyAdviserSeesAll = entry.everyAdviserSeesAll;
        return;
      default:
    }
  }
}
