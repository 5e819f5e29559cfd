/**
 * Where the audit of each school stood, noted in the ledger at backups: rows that are taken from its end are missed, though
 * no row that is left tells of them.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import type { Plain } from '../store/sqlite-dialect.ts';
import type { SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { LedgerLine } from '../store/ledger.ts';
import type { Run, Store } from '../store/store.ts';
import { note } from '../store/store.ts';
import { checkAudit } from './audit.ts';
import type { ChainCheck } from './chain.ts';

type HeadLine = Extract<LedgerLine, { readonly kind: 'audit' }>;
/** A row that was the last of an audit, at some moment. */
export type AuditHead = Pick<HeadLine, 'place' | 'sum' | 'at'>;

/** Notes the last row of each school's audit, if it is another than was noted last. */
export async function noteHeads(store: Store, now: Instant): Promise<void> {
  const heads = await headsOf(store.read, now);
  const noted = new Map(
    (store.ledger?.read() ?? []).flatMap((line) => (line.kind === 'audit' ? [[line.school, line.sum]] : [])),
  );
  const fresh = heads.filter(({ school, sum }) => noted.get(school) !== sum);
  if (store.ledger && fresh.length > 0) await store.write((tx) => note(tx, ...fresh));
}

async function headsOf(run: Run, at: Instant): Promise<readonly HeadLine[]> {
  const rows = await run
    .selectFrom('audit')
    .select(['school', 'place', 'sum'])
    .where(({ eb, selectFrom }) =>
      eb(
        'place',
        '=',
        selectFrom('audit as other')
          .select((of) => of.fn.max('other.place').as('last'))
          .whereRef('other.school', '=', 'audit.school'),
      ),
    )
    .execute();
  return rows.map(({ school, ...row }) => ({ kind: 'audit', school: school as SchoolId, ...row, at }));
}

/** What `checkAudit` finds; where it holds, also up to which place it is proven that no row was taken from the end. */
export type WholeCheck =
  | Exclude<ChainCheck, { readonly holds: true }>
  | (Extract<ChainCheck, { readonly holds: true }> & {
      /** The last place of which something says that it was there; 0: nothing does. */
      readonly proven: number;
      /** Has the ledger a line of it? */
      readonly noted: boolean;
    });

/** Checks the whole audit, and that the rows are there of which the ledger and `others` say so. */
export async function checkWhole(
  { read, ledger }: Store,
  school: SchoolId,
  others: readonly AuditHead[] = [],
): Promise<WholeCheck> {
  const found = await checkAudit(read, school);
  if (!found.holds) return found;
  const own = headsIn(ledger?.read() ?? [], school);
  let proven = 0;
  for (const head of [...own, ...others]) {
    const row = await read
      .selectFrom('audit')
      .select('sum')
      .where('school', '=', school)
      .where('place', '=', head.place)
      .executeTakeFirst();
    if (row?.sum === head.sum) proven = Math.max(proven, head.place);
    else if (!(await isOfLostServer(read, school, head)))
      return { holds: false, place: head.place, why: row ? 'changed' : 'missing' };
  }
  return { ...found, proven, noted: own.length > 0 };
}

/** What these lines say of a school's audit. */
export const headsIn = (lines: readonly LedgerLine[], school: SchoolId): readonly AuditHead[] =>
  lines.filter((line) => line.kind === 'audit').filter((line) => line.school === school);

/** The last row of a school's audit in a backup that was made at this moment; null: none, or it cannot be read. */
export function headInBackup(file: string, school: SchoolId, at: Instant): AuditHead | null {
  let copy: Plain | null = null;
  try {
    copy = new DatabaseSync(file, { readOnly: true });
    const last = copy.prepare('SELECT place, sum FROM audit WHERE school = ? ORDER BY place DESC LIMIT 1').get(school);
    return last ? { ...(last as Pick<AuditHead, 'place' | 'sum'>), at } : null;
  } catch {
    return null;
  } finally {
    copy?.close();
  }
}

/** Was an older backup put back since, so that others stand in its place? The audit says so itself. */
async function isOfLostServer(run: Run, school: SchoolId, { place, at }: AuditHead): Promise<boolean> {
  const restored = await run
    .selectFrom('audit')
    .select('place')
    .where('school', '=', school)
    .where('what', '=', 'server.restored')
    .where('place', '<=', place)
    .where('received', '>=', at)
    .executeTakeFirst();
  return restored !== undefined;
}
