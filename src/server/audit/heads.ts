/**
 * Where the audit of each school stood, noted in the ledger at backups: rows that are taken from its end are missed, though
 * no row that is left tells of them.
 */
import type { SchoolId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { LedgerLine } from '../store/ledger.ts';
import type { Run, Store } from '../store/store.ts';
import { note } from '../store/store.ts';
import { checkAudit } from './audit.ts';
import type { ChainCheck } from './chain.ts';

type HeadLine = Extract<LedgerLine, { readonly kind: 'audit' }>;

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

/** What `checkAudit` finds, and whether a row that was there is missing at its end. */
export async function checkWhole(store: Store, school: SchoolId): Promise<ChainCheck> {
  const found = await checkAudit(store.read, school);
  if (!found.holds) return found;
  for (const line of store.ledger?.read() ?? []) {
    if (line.kind !== 'audit' || line.school !== school) continue;
    const row = await store.read
      .selectFrom('audit')
      .select('sum')
      .where('school', '=', school)
      .where('place', '=', line.place)
      .executeTakeFirst();
    if (row?.sum !== line.sum && !(await isOfLostServer(store.read, line)))
      return { holds: false, place: line.place, why: row ? 'changed' : 'missing' };
  }
  return found;
}

/** Was an older backup put back since, so that others stand in its place? The audit says so itself. */
async function isOfLostServer(run: Run, { school, place, at }: HeadLine): Promise<boolean> {
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
