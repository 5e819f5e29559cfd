/**
 * The audit of a school: who did what to which record and when, in the transaction that does it, so that there is no change
 * without its row. It holds ids and names of fields, and no content, so it stays when a pupil is erased.
 * Source: UK GDPR Art. 5(2), 17(3)(b); OWASP ASVS 5.0, 16.2, 16.3.
 */
import type { CareersRecord, Entry } from '../../domain/record.ts';
import { BASE_FIELDS } from '../../domain/entry.ts';
import type { PersonId, SchoolId } from '../../domain/ids.ts';
import type { Run } from '../store/store.ts';
import type { AuditRow, ChainCheck } from './chain.ts';
import { checkChain, sumOf } from './chain.ts';

/** What is put into the audit; its place and its sum are given. `detail`: ids, counts and names of fields alone. */
export interface Audited extends Omit<AuditRow, 'place' | 'detail'> {
  readonly detail: object;
}

/** Who did it where no person did: a command, or the server by itself. */
export const NOBODY = '' as PersonId;

const OF_COMMANDS = new WeakSet<Run>();
/** What is put into the audit in this transaction was done by a command, in whose name ever it is judged. */
export const byCommand = (tx: Run): void => void OF_COMMANDS.add(tx);

/** Adds rows, in order. */
export async function audit(tx: Run, school: SchoolId, ...rows: readonly Audited[]): Promise<void> {
  const last = await tx
    .selectFrom('audit')
    .select(['place', 'sum'])
    .where('school', '=', school)
    .orderBy('place', 'desc')
    .limit(1)
    .executeTakeFirst();
  let { place, sum } = last ?? { place: 0, sum: null };
  for (const { detail, ...rest } of rows) {
    place += 1;
    const person = OF_COMMANDS.has(tx) ? NOBODY : rest.person;
    const row: AuditRow = { ...rest, person, place, detail: JSON.stringify(detail) };
    sum = sumOf(school, row, sum);
    await tx
      .insertInto('audit')
      .values({ school, ...row, sum })
      .execute();
  }
}

/** Rows that are read at once when the whole audit is checked. */
const CHECKED_AT_ONCE = 5000;

/** Checks the whole audit of a school. */
export async function checkAudit(run: Run, school: SchoolId): Promise<ChainCheck> {
  const check = checkChain(school);
  for (let after = 0; ;) {
    const rows = await run
      .selectFrom('audit')
      .select(['place', 'at', 'received', 'person', 'what', 'record', 'detail', 'sum'])
      .where('school', '=', school)
      .where('place', '>', after)
      .orderBy('place')
      .limit(CHECKED_AT_ONCE)
      .execute();
    rows.forEach(check.take);
    const last = rows.at(-1);
    if (!last || rows.length < CHECKED_AT_ONCE) return check.found();
    after = last.place;
  }
}

/** What stands in the audit of a mutation. */
export interface MutationDetail {
  readonly id: string;
  readonly version: number;
  readonly changed?: FieldsChanged;
  readonly refused?: string;
}

/** What a change did to entries: [id, kind, names of the fields that are other than before; null: the entry is new]. */
export type FieldsChanged = readonly (readonly [id: string, kind: string, fields: readonly string[] | null])[];

/** Which fields of which entries are other than before. */
export const fieldsChanged = (before: CareersRecord, after: readonly Entry[]): FieldsChanged =>
  after.map((entry) => {
    const old = before.entries[entry.id];
    return [entry.id, entry.kind, old ? fieldsOf(old, entry) : null] as const;
  });

function fieldsOf(old: Entry, now: Entry): readonly string[] {
  const [was, is] = [old as Readonly<Record<string, unknown>>, now as Readonly<Record<string, unknown>>];
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].filter((name) => !UNTOLD.has(name) && JSON.stringify(was[name]) !== JSON.stringify(is[name]));
}

/** They change with everything, and say nothing of what it was. */
const UNTOLD: ReadonlySet<string> = new Set(
  Object.keys(BASE_FIELDS).filter((name) => name !== 'readers' && name !== 'withdrawn'),
);
